//! The one writer of JSON: what fits on a line stands on one, and nothing in it hides.

use std::io::{self, Write};

use memchr::{memchr2, memchr3};
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
fn compact(value: &impl Serialize) -> Vec<u8> {
    let mut text = Vec::new();
    // Writing to memory fails only where a `Serialize` of ours does, and none of them can: they
    // hold no maps with keys other than strings.
    let written = value.serialize(&mut Serializer::with_formatter(&mut text, Visible));
    written.map(|()| text).unwrap_or_default()
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
        if fragment.is_ascii() && !fragment.contains('\u{7f}') {
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

/// Compact JSON, taken apart once: where its tokens end, and how many bytes each list and object
/// takes on one line, in the order in which they begin. A token is a bracket, a comma, a colon, or
/// a whole string, number or word; its first byte tells which.
struct Tokens {
    ends: Vec<u32>,
    widths: Vec<u32>,
}

fn tokens(json: &[u8]) -> Tokens {
    let mut tokens = Tokens { ends: Vec::with_capacity(json.len() / 8), widths: Vec::new() };
    let mut open: Vec<usize> = Vec::new();
    // The line so far, as if all of the JSON stood on one.
    let mut line = 0_u32;
    let mut before = b' ';
    let mut at = 0;
    while let Some(&first) = json.get(at) {
        let end = end_of(json, at);
        match first {
            b'{' | b'[' => {
                open.push(tokens.widths.len());
                tokens.widths.push(line);
                // An object's braces have spaces inside, unless it is empty.
                line += if first == b'{' { 2 } else { 1 };
            }
            b'}' | b']' => {
                line += match (first, before) {
                    (b'}', b'{') => 0,
                    (b'}', _) => 2,
                    _ => 1,
                };
                if let Some(at) = open.pop() {
                    tokens.widths[at] = line - tokens.widths[at];
                }
            }
            b',' | b':' => line += 2,
            _ => line += offset(end - at),
        }
        tokens.ends.push(offset(end));
        before = first;
        at = end;
    }
    tokens
}

/// Where the token that begins at `at` ends.
fn end_of(json: &[u8], at: usize) -> usize {
    let rest = &json[at + 1..];
    let length = match json[at] {
        b'"' => {
            let mut from = 0;
            // A backslash takes the next byte with it.
            while let Some(found) = memchr2(b'"', b'\\', &rest[from.min(rest.len())..]) {
                from += found + 1;
                if rest[from - 1] == b'"' {
                    break;
                }
                from += 1;
            }
            from
        }
        b'{' | b'}' | b'[' | b']' | b',' | b':' => 0,
        _ => memchr3(b',', b']', b'}', rest).unwrap_or(rest.len()),
    };
    (at + 1 + length).min(json.len())
}

/// No output comes near four gigabytes.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn lay_out(json: &[u8], width: usize) -> String {
    let Tokens { ends, widths } = tokens(json);
    let mut out: Vec<u8> = Vec::with_capacity(json.len() * 3 / 2);
    let mut widths = widths.into_iter();
    let (mut start, mut line_start) = (0, 0);
    // How many lists and objects are spread over lines, and how many on one line are open.
    let (mut spread, mut inline) = (0_usize, 0_usize);
    let mut before = b' ';
    for end in ends {
        let token = &json[start..end as usize];
        start = end as usize;
        let first = token.first().copied().unwrap_or(b' ');
        let opens = matches!(first, b'{' | b'[');
        let closes = matches!(first, b'}' | b']');
        let follows_opening = matches!(before, b'{' | b'[');
        let empty = closes && follows_opening;
        // What stands between the token before and this one.
        if inline > 0 {
            if !empty && (before == b'{' || first == b'}') || matches!(before, b',' | b':') {
                out.push(b' ');
            }
        } else if !empty && (closes || follows_opening || before == b',') {
            spread -= usize::from(closes);
            out.push(b'\n');
            line_start = out.len();
            out.resize(line_start + spread * 2, b' ');
        } else if before == b':' {
            out.push(b' ');
        }
        if opens {
            let room = width.saturating_sub(out.len() - line_start);
            let root = before == b' ' && width != usize::MAX;
            let fits = widths.next().is_some_and(|width| width as usize <= room);
            if inline > 0 || (fits && !root) {
                inline += 1;
            } else {
                spread += 1;
            }
        }
        out.extend_from_slice(token);
        if closes && inline > 0 {
            inline -= 1;
        } else if empty {
            spread -= 1;
        }
        before = first;
    }
    String::from_utf8(out).unwrap_or_default()
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
