//! The slow path: parse, transform, write back.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use pulldown_cmark_to_cmark::Options as Spelling;

use super::stand::Stand;
use super::transform::transform;
use super::{Embed, Links, plain};
use errcat_catalogue::model::Prose;

/// What the catalogue's prose is written in.
pub(super) const READ: Options = Options::ENABLE_TABLES;

/// What mdBook 0.5 has on where a book does not say otherwise, but smart punctuation, which our books
/// switch off.
pub const MDBOOK: Options = READ
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// What readers of ours may have on: text must not turn into any of this.
const WRITE: Options = MDBOOK.union(Options::ENABLE_MATH);

/// `prose` as Markdown.
pub(super) fn markdown(prose: &Prose, embed: Embed, links: &dyn Links) -> String {
    let inline = !embed.is_block();
    let Some(stand) = Stand::new(prose, links) else { return plain(&prose.source) };
    let mut source = stand.substitute(prose);
    if inline {
        // Behind a character and a space nothing begins a block.
        source = format!("{} {}", stand.start, source.replace(['\n', '\r'], " "));
    }
    let mut events = transform(Parser::new_ext(&source, READ), &stand, prose, embed, links);
    if inline {
        strip_start(&mut events, stand.start);
    }
    stand.hide(&mut events);
    let written = spell(&events).or_else(|| spell(&without_emphasis(events)));
    let Some(written) = written else { return plain(&prose.source) };
    stand.resolve(&at_margin(written.trim_matches('\n')))
}

/// A quote that the text begins with, at the left margin. The writer puts a space before it, with which it
/// would be code to some readers in an item with a number.
fn at_margin(written: &str) -> String {
    let mut quoted = true;
    let lines = written.split_inclusive('\n').map(|line| {
        quoted &= line.starts_with(" >");
        if quoted { &line[1..] } else { line }
    });
    lines.collect()
}

/// Takes away what stood before inline prose, so that its first character is written as the first.
fn strip_start(events: &mut Vec<Event<'_>>, start: char) {
    let first = events.iter_mut().enumerate().find_map(|(at, event)| match event {
        Event::Text(text) => Some((at, text)),
        _ => None,
    });
    if let Some((at, text)) = first
        && let Some(rest) = text.strip_prefix(start)
    {
        let rest = rest.trim_start_matches(' ').to_owned();
        if rest.is_empty() {
            events.remove(at);
        } else {
            *text = rest.into();
        }
    }
}

fn spell(events: &[Event<'_>]) -> Option<String> {
    let spelling = Spelling { code_block_token_count: 3, list_token: '-', ..Spelling::default() };
    let mut out = String::new();
    pulldown_cmark_to_cmark::cmark_with_options(events.iter(), &mut out, WRITE, spelling)
        .ok()
        .map(|_| out)
}

/// Some heaps of `*` and `_` have no second spelling; their words do.
fn without_emphasis(mut events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    events.retain(|event| {
        !matches!(
            event,
            Event::Start(Tag::Emphasis | Tag::Strong)
                | Event::End(TagEnd::Emphasis | TagEnd::Strong)
        )
    });
    events
}
