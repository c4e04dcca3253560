//! TOML as the parser goes through it, for those who ask where something stands.

use toml_parser::parser::{Event, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, ParseError, Source};

/// Nothing is nested deeper in what is looked at: the parser of values takes no more either.
const DEEPEST: u32 = 80;

/// The events of a text, those of its faulty parts as well.
pub fn events(text: &str) -> Vec<Event> {
    let tokens = Source::new(text).lex().into_vec();
    let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
    let mut errors: Option<ParseError> = None;
    parse_document(
        &tokens,
        &mut RecursionGuard::new(&mut events, DEEPEST),
        &mut errors as &mut dyn ErrorSink,
    );
    events
}

/// What a part of a key is that is written so.
pub fn key(written: &str) -> String {
    if written.starts_with('"') && written.contains('\\') {
        // The parser knows escapes. What it cannot read is no key.
        let table: toml::Table = format!("{written} = 0").parse().unwrap_or_default();
        return table.into_iter().next().map(|(key, _)| key).unwrap_or_default();
    }
    let quote = ['"', '\''].into_iter().find(|quote| written.starts_with(*quote));
    let inside = quote.and_then(|quote| written.strip_prefix(quote)?.strip_suffix(quote));
    inside.unwrap_or(written).to_owned()
}
