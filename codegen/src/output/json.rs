//! The one writer of JSON: what fits on a line stands on one, and nothing in it hides.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// `value` on one line.
pub(crate) fn line(value: &impl Serialize) -> String {
    lay_out(&compact(value), usize::MAX)
}

/// `value` in lines of at most `width` bytes where that can be, two spaces of indentation a level.
/// What stands at the top is spread over lines in any case.
pub(crate) fn pretty(value: &impl Serialize, width: usize) -> String {
    lay_out(&compact(value), width)
}

/// JSON without any space between its tokens, and with escapes for what hides.
fn compact(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    // Writing to memory fails only where a `Serialize` of ours does, and none of them can: they
    // hold no maps with keys other than strings.
    let written = value.serialize(&mut Serializer::with_formatter(&mut text, Visible));
    // `serde_json` writes UTF-8 alone.
    written.ok().and_then(|()| String::from_utf8(text).ok()).unwrap_or_default()
}

/// Whether a character is escaped, beside those that JSON demands: control characters that YAML
/// readers refuse (some read JSON as well), line ends that editors alone see as such, and
/// characters that turn the text around them.
fn hides(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}'
    )
}

/// Escapes what hides.
struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if fragment.bytes().all(|byte| byte < 0x7f) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some(at) = rest.find(hides) {
            let (before, hidden) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            let mut characters = hidden.chars();
            if let Some(character) = characters.next() {
                // All of them lie within the 16 bits of an escape.
                write!(writer, "\\u{:04x}", u32::from(character))?;
            }
            rest = characters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

/// A token of compact JSON: a bracket, a comma, a colon, or a whole string, number or word.
fn tokens(compact: &str) -> impl Iterator<Item = &str> {
    let bytes = compact.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at += match bytes.get(start)? {
            b'"' => {
                let mut end = start + 1;
                while bytes.get(end).is_some_and(|byte| *byte != b'"') {
                    end += if bytes[end] == b'\\' { 2 } else { 1 };
                }
                end + 1 - start
            }
            b'{' | b'}' | b'[' | b']' | b',' | b':' => 1,
            _ => {
                let rest = &bytes[start..];
                rest.iter().position(|byte| b",]}".contains(byte)).unwrap_or(rest.len())
            }
        };
        compact.get(start..at)
    })
}

/// How many bytes each list and object takes on one line, in the order in which they begin.
fn widths(compact: &str) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // The line so far, as if all of the JSON stood on one.
    let mut line = 0;
    let mut before = "";
    for token in tokens(compact) {
        match token {
            "{" | "[" => {
                open.push(widths.len());
                widths.push(line);
                line += if token == "{" { 2 } else { 1 };
            }
            "}" | "]" => {
                // An object's braces have spaces inside, unless it is empty.
                line = if before == "{" { line } else { line + 1 + usize::from(token == "}") };
                if let Some(at) = open.pop() {
                    widths[at] = line - widths[at];
                }
            }
            "," | ":" => line += 2,
            _ => line += token.len(),
        }
        before = token;
    }
    widths
}

fn lay_out(compact: &str, width: usize) -> String {
    let widths = widths(compact);
    let mut out = String::with_capacity(compact.len() * 2);
    let mut begun = 0;
    let mut line_start = 0;
    // How many lists and objects are spread over lines, and how many on one line are open.
    let (mut spread, mut inline) = (0, 0_usize);
    let mut before = "";
    for token in tokens(compact) {
        let closes = matches!(token, "}" | "]");
        let empty = closes && matches!(before, "{" | "[");
        if inline == 0 && closes && !empty {
            spread -= 1;
        }
        // What stands between the token before and this one.
        let starts_line = inline == 0 && !empty && (closes || matches!(before, "{" | "[" | ","));
        if starts_line && !before.is_empty() {
            out.push('\n');
            line_start = out.len();
            out.extend(std::iter::repeat_n(' ', spread * 2));
        } else if inline > 0 && !empty && (before == "{" || token == "}") {
            out.push(' ');
        } else if matches!(before, "," | ":") {
            out.push(' ');
        }
        if matches!(token, "{" | "[") {
            let room = width.saturating_sub(out.len() - line_start);
            let root = begun == 0 && width != usize::MAX;
            if inline > 0 || (!root && widths[begun] <= room) {
                inline += 1;
            } else {
                spread += 1;
            }
            begun += 1;
        }
        out.push_str(token);
        if closes {
            match (inline, empty) {
                (0, true) => spread -= 1,
                (0, false) => {}
                _ => inline -= 1,
            }
        }
        before = token;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{line, pretty};
    use serde_json::{Value, json};

    #[track_caller]
    fn check(value: &Value, expected: &str) {
        assert_eq!(pretty(value, 30), expected);
        assert_eq!(serde_json::from_str::<Value>(expected).ok().as_ref(), Some(value));
    }

    #[test]
    fn what_fits_stands_on_one_line() {
        check(&json!({}), "{}");
        check(&json!([]), "[]");
        check(&json!("a\"}"), "\"a\\\"}\"");
        check(
            &json!({ "a": { "b": [1, 2, { "c": null }] }, "d": [], "e": {}, "f": [[]] }),
            "{\n  \"a\": {\n    \"b\": [1, 2, { \"c\": null }]\n  },\n  \"d\": [],\n  \"e\": {},\n  \"f\": [[]]\n}",
        );
        check(
            &json!([{ "exactly thirty bytes": 12 }]),
            "[\n  {\n    \"exactly thirty bytes\": 12\n  }\n]",
        );
        check(&json!([{ "these are thirty": 12 }]), "[\n  { \"these are thirty\": 12 }\n]");
        assert_eq!(line(&json!({ "a": [1, {}] })), "{ \"a\": [1, {}] }");
    }

    #[test]
    fn strings_are_never_taken_apart() {
        let text = "{[\"\\,: ]}\u{7f}b\u{202e}\u{2028}é\u{feff}🦀";
        let json = line(&text);
        assert_eq!(json, r#""{[\"\\,: ]}\u007fb\u202e\u2028é\ufeff🦀""#);
        assert_eq!(serde_json::from_str::<String>(&json).ok().as_deref(), Some(text));
    }
}
