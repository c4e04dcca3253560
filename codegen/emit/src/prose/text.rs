//! Plain text, values and addresses as Markdown.

use std::fmt::Write;

use super::Embed;
use super::spell::{Line, begins_reference, is_unseen};
use errcat_catalogue::model::prose::simple::begins_block;

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
    /// A value, as code.
    Code(&'a str),
}

/// Pieces of text as inline Markdown on one line.
pub fn pieces(pieces: &[Piece<'_>], embed: Embed) -> String {
    let is_code = |piece: &Piece<'_>| matches!(piece, Piece::Code(_));
    let mut out = String::new();
    let mut from = 0;
    // Two code spans side by side would be something else: values that are neighbours share one.
    for run in pieces.chunk_by(|one, other| is_code(one) && is_code(other)) {
        let to = from + run.len();
        match run {
            // Code beside it is a character like another: a space there is no end of the text.
            [Piece::Text(text)] => {
                let before = (from > 0).then_some('`');
                let after = (to < pieces.len()).then_some('`');
                escape(text, before, after, &mut out);
            }
            values => {
                let value = values.iter().map(|value| match value {
                    Piece::Code(value) | Piece::Text(value) => *value,
                });
                out.push_str(&code(&value.collect::<String>(), embed));
            }
        }
        from = to;
    }
    out
}

/// Writes `text` between `first` and `last`.
fn escape(text: &str, first: Option<char>, last: Option<char>, out: &mut String) {
    if is_words(text) && (first.is_some() || !begins_block(text)) {
        out.push_str(text);
        return;
    }
    let mut line = first.map_or_else(Line::start, Line::behind);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let at_edge = characters.as_str().len() + 1 == text.len() && first.is_none()
            || characters.as_str().is_empty() && last.is_none();
        if character == ' ' && at_edge {
            line.edge(character, out);
        } else {
            line.text(character, characters.clone().chain(last), out);
        }
    }
}

/// Whether `text` is nothing but words and commas, as most is.
fn is_words(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    letter(bytes.first())
        && !text.ends_with(' ')
        && !bytes.windows(4).any(|four| four.eq_ignore_ascii_case(b"www."))
        && bytes.iter().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b',' | b'.' | b'\'' | b';')
        })
}

/// A value as a code span. What no code span can hold (line ends, what templates are made of) is
/// written as text.
pub fn code(value: &str, embed: Embed) -> String {
    // Most values are ASCII without anything that has to be looked at.
    let simple = |byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'`' | b'|' | b'{' | b'<');
    if value.bytes().all(simple) && !value.starts_with([' ', '#', ':']) && !value.is_empty() {
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
    // Some readers take a language from the beginning of a code span, which then is not shown.
    let names_language = value.starts_with("#!") || value.starts_with(":::");
    let unfit = splits_cell || names_language || has_template(value);
    !(value.is_empty() || value.contains(is_unseen) || unfit)
}

/// A longer value as a code block in the language `language`, ending in a line feed.
///
/// A value with something in it that templates are made of, which code cannot hide from them, becomes a
/// paragraph; in JSON an escape is enough.
pub fn fence(language: &str, value: &str) -> String {
    let value = value.strip_suffix('\n').unwrap_or(value);
    if has_template(value) {
        if matches!(language, "json" | "jsonc" | "typescript") {
            // They are in strings alone: an object has keys behind its brace, and `typescript` is ours,
            // and written so.
            let mut value = value.to_owned();
            for mark in TEMPLATES {
                let mut characters = mark.chars();
                if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
                    let escaped =
                        format!("{first}\\u{:04x}{}", u32::from(second), characters.as_str());
                    value = value.replace(mark, &escaped);
                }
            }
            return fence(language, &value);
        }
        let lines: Vec<String> = value.split('\n').map(line).collect();
        // Not a backslash, which some readers show at the end of a line.
        return format!("{}\n", lines.join("  \n"));
    }
    let ticks = "`".repeat(longest_run(value, '`').max(2) + 1);
    [&ticks, language, "\n", value, "\n", &ticks, "\n"].concat()
}

fn line(text: &str) -> String {
    if text.is_empty() { "&#32;".to_owned() } else { plain(text) }
}

/// What templates and marks of readers are made of that look at the raw source, code included, before
/// it is read as Markdown: mdBook's directives, Liquid, Jinja and their kin (`{{ }}`, `{% %}`, `{# #}`),
/// included files (`{!file!}`, `--8<-- "file"`, `<!--@include: file-->`), `<% %>`, Critic Markup.
const TEMPLATES: &[&str] =
    &["{{", "{%", "{#", "{!", "8<-", "<!--", "<%", "{++", "{--", "{~~", "{==", "{>>"];

/// Whether some reader would take a part of `source` for a template.
pub(super) fn has_template(source: &str) -> bool {
    TEMPLATES.iter().any(|mark| source.contains(mark))
}

pub(super) fn longest_run(text: &str, of: char) -> usize {
    if !text.contains(of) {
        return 0;
    }
    text.split(|character| character != of).map(str::len).max().unwrap_or(0)
}

/// `label`, which is Markdown, as a link to `url`; the label alone where that is not a harmless
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
        let entity = character == '&' && begins_reference(url[at + 1..].chars());
        out.push_str(if entity { "&amp;" } else { &url[at..at + character.len_utf8()] });
    }
    out.push(')');
    out
}

/// `url` as it can be in a link: `http`, `https`, `mailto` or relative, and percent-encoded
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
