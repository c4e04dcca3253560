//! Plain text, values and addresses as Markdown.

use std::fmt::Write;

use super::Embed;

/// Plain text as inline Markdown that shows exactly that text: on one line, wherever inline
/// Markdown may stand.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, None, None, &mut out);
    out
}

/// A piece of text with values in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain text.
    Text(&'a str),
    /// A value, as code. Values are never neighbours.
    Code(&'a str),
}

/// Pieces of text as inline Markdown on one line.
pub fn pieces(pieces: &[Piece<'_>], embed: Embed) -> String {
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            // Code beside it is a character like another: a space there is no end of the text.
            Piece::Text(text) => {
                let before = (at > 0).then_some('`');
                let after = (at + 1 < pieces.len()).then_some('`');
                escape(text, before, after, &mut out);
            }
            Piece::Code(value) => out.push_str(&code(value, embed)),
        }
    }
    out
}

/// Writes `text` between `first` and `last`.
fn escape(text: &str, first: Option<char>, last: Option<char>, out: &mut String) {
    if is_words(text) {
        out.push_str(text);
        return;
    }
    let mut before = first;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let rest = characters.as_str();
        let after = rest.chars().next().or(last);
        match character {
            _ if is_unseen(character) => push_entity(out, character),
            ' ' if before.is_none() || after.is_none() => push_entity(out, character),
            // Two braces may begin a directive of mdBook's, which it finds in the raw source.
            '{' if before == Some('{') || after == Some('{') => push_entity(out, character),
            '&' if begins_entity(rest) => out.push_str("&amp;"),
            _ => {
                if needs_backslash(character, before, after, out) {
                    out.push('\\');
                }
                out.push(character);
            }
        }
        before = Some(character);
    }
}

/// Whether `text` is nothing but words and commas, as most is.
fn is_words(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    letter(bytes.first())
        && !text.ends_with(' ')
        && bytes.iter().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'.' | b'\'' | b';')
        })
}

/// Whether `character` could mean something to some Markdown. `out` is what is written of the
/// text before it.
fn needs_backslash(character: char, before: Option<char>, after: Option<char>, out: &str) -> bool {
    let wordy = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    match character {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '$' | '|' => true,
        '_' => !(wordy(before) && wordy(after)),
        '#' => before.is_none_or(|before| before == '#' || before.is_whitespace()),
        '>' | '-' | '+' | '=' | ':' | '^' => before.is_none(),
        '.' | ')' => {
            after.is_none_or(char::is_whitespace)
                && !out.is_empty()
                && out.bytes().all(|byte| byte.is_ascii_digit())
        }
        // An attribute block at the end of a heading; a link behind makes `!` an image's.
        '}' | '!' => after.is_none(),
        _ => false,
    }
}

/// Whether a character is a control character, or one that changes the direction of text or the
/// line: readers of the source would not see it, or not see what it does.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// Whether `&` with `rest` behind it is a character reference.
fn begins_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches('#').trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    name.is_empty() || name.starts_with(';')
}

fn push_entity(out: &mut String, character: char) {
    let _ = write!(out, "&#{};", u32::from(character));
}

/// A value as a code span. What no code span can hold (line ends, a directive of mdBook's) is
/// written as text.
pub fn code(value: &str, embed: Embed) -> String {
    // Most values are ASCII without anything that has to be looked at.
    let simple = |byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'`' | b'|' | b'{');
    if value.bytes().all(simple) && !value.starts_with(' ') && !value.is_empty() {
        return ["`", value, "`"].concat();
    }
    if !fits_code_span(value, embed) {
        return plain(value);
    }
    let ticks = "`".repeat(longest_run(value, '`') + 1);
    // The parser takes one space off both ends where there are two.
    let pads = value.starts_with('`')
        || value.ends_with('`')
        || (value.starts_with(' ') && value.ends_with(' ') && !value.trim_matches(' ').is_empty());
    let pad = if pads { " " } else { "" };
    let value = if embed == Embed::Cell { value.replace('|', "\\|") } else { value.to_owned() };
    [&ticks, pad, &value, pad, &ticks].concat()
}

/// Whether a byte means nothing in any Markdown, nor in an address.
fn is_wordy(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// Whether a code span can show `value` exactly.
pub(super) fn fits_code_span(value: &str, embed: Embed) -> bool {
    let splits_cell = embed == Embed::Cell && value.contains("\\|");
    !(value.is_empty() || value.contains(is_unseen) || splits_cell || has_directive(value))
}

/// A longer value as a code block in the language `language`, ending in a line feed.
///
/// A value with a directive of mdBook's, which code cannot hide from it, becomes a paragraph; in
/// JSON an escape is enough.
pub fn fence(language: &str, value: &str) -> String {
    let value = value.strip_suffix('\n').unwrap_or(value);
    if has_directive(value) {
        if matches!(language, "json" | "jsonc" | "typescript") {
            // Two braces in a row stand in strings alone, as objects have keys. `typescript` is ours,
            // and written so.
            return fence(language, &value.replace("{{", "{\\u007b"));
        }
        let lines: Vec<String> = value.split('\n').map(line).collect();
        return format!("{}\n", lines.join("\\\n"));
    }
    let ticks = "`".repeat(longest_run(value, '`').max(2) + 1);
    [&ticks, language, "\n", value, "\n", &ticks, "\n"].concat()
}

fn line(text: &str) -> String {
    if text.is_empty() { "&#32;".to_owned() } else { plain(text) }
}

/// Whether mdBook would take a part of `source` for a directive: `{{`, white space, `#`. It looks
/// at the raw source, code blocks included, and strips the backslash of `\{{#`.
pub(super) fn has_directive(source: &str) -> bool {
    source
        .match_indices("{{")
        .any(|(at, _)| source[at..].trim_start_matches('{').trim_start().starts_with('#'))
}

pub(super) fn longest_run(text: &str, of: char) -> usize {
    if !text.contains(of) {
        return 0;
    }
    text.split(|character| character != of).map(str::len).max().unwrap_or(0)
}

/// `label`, which is Markdown, as a link to `url`; the label alone where that is no harmless
/// address.
pub fn link(label: &str, url: &str) -> String {
    // Behind a known scheme, or in a place on the page, a colon begins no scheme.
    let known = ["https://", "http://", "#"].iter().find(|start| url.starts_with(**start));
    let rest = &url[known.map_or(0, |start| start.len())..];
    let harmless =
        |byte| is_wordy(byte) || matches!(byte, b'/' | b'#') || (known.is_some() && byte == b':');
    if rest.bytes().all(harmless) && !url.is_empty() {
        return ["[", label, "](", url, ")"].concat();
    }
    let Some(url) = address(url) else { return label.to_owned() };
    let mut out = format!("[{label}](");
    for (at, character) in url.char_indices() {
        let entity = character == '&' && begins_entity(&url[at + 1..]);
        out.push_str(if entity { "&amp;" } else { &url[at..at + character.len_utf8()] });
    }
    out.push(')');
    out
}

/// `url` as it can stand in a link: `http`, `https`, `mailto` or relative, and percent-encoded
/// where a character would end the link or mean something to mdBook.
pub fn address(url: &str) -> Option<String> {
    // Browsers skip control characters and white space in and before a scheme.
    let bare: String = url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if let Some((scheme, _)) = bare.split_once(':') {
        let is_scheme = !scheme.contains(['/', '?', '#']);
        let known = ["http", "https", "mailto"];
        if is_scheme && !known.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return None;
        }
    }
    let mut out = String::with_capacity(url.len());
    for character in url.trim().chars() {
        let escaped = character.is_control()
            || character.is_whitespace()
            || matches!(
                character,
                '<' | '>' | '"' | '\'' | '`' | '{' | '}' | '|' | '\\' | '^' | '(' | ')' | '*' | '$'
            );
        if escaped {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(character);
        }
    }
    if out.is_empty() { None } else { Some(out) }
}
