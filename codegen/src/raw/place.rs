//! Where a piece of a string's value stands in the file: quotes and escapes lie between the two.

use std::ops::Range;

/// The place in `raw`, a TOML string with its quotes, of the bytes `wanted` of its value, in which
/// CRLF is read as LF. `None` where `raw` is no such string.
pub(super) fn place(raw: &str, wanted: Range<usize>) -> Option<Range<usize>> {
    let mut value = 0;
    let mut start = None;
    let mut end = None;
    for (character, range) in characters(raw, wanted.end)? {
        if value == wanted.start {
            start = Some(range.start);
        }
        value += character.len_utf8();
        if value <= wanted.end {
            end = Some(range.end);
        }
    }
    let start = start?;
    Some(start..end.unwrap_or(start).max(start))
}

/// The characters of the value, each with its place in `raw`; those behind the byte `until` of the
/// value may be missing.
fn characters(raw: &str, until: usize) -> Option<Vec<(char, Range<usize>)>> {
    let quote = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| raw.starts_with(quote))?;
    let escapes = quote.starts_with('"');
    let mut at = quote.len();
    let end = raw.strip_suffix(quote)?.len();
    if end < at {
        return None;
    }
    if quote.len() == 3 {
        // A line end right behind the opening quotes is no part of the value.
        at += ["\r\n", "\n"]
            .into_iter()
            .find(|feed| raw[at..end].starts_with(feed))
            .map_or(0, str::len);
    }
    let mut found: Vec<(char, Range<usize>)> = Vec::new();
    let mut length = 0;
    while let Some(character) = raw[at..end].chars().next() {
        let mut next = at + character.len_utf8();
        let mut meant = Some(character);
        if escapes && character == '\\' {
            (meant, next) = escape(&raw[..end], next)?;
        }
        let Some(meant) = meant else {
            at = next;
            continue;
        };
        match found.last_mut() {
            Some((last @ '\r', range)) if meant == '\n' => {
                *last = '\n';
                range.end = next;
            }
            _ => {
                length += meant.len_utf8();
                found.push((meant, at..next));
            }
        }
        // One more than asked for: a line feed may belong to it.
        if length > until + 1 {
            break;
        }
        at = next;
    }
    Some(found)
}

/// What the escape whose backslash is before `at` stands for, and where it ends. Nothing, for one
/// at the end of a line.
fn escape(raw: &str, at: usize) -> Option<(Option<char>, usize)> {
    let letter = raw[at..].chars().next()?;
    let next = at + letter.len_utf8();
    let code = |digits: usize| {
        let code = u32::from_str_radix(raw.get(next..next + digits)?, 16).ok()?;
        Some((Some(char::from_u32(code)?), next + digits))
    };
    match letter {
        'b' => Some((Some('\u{8}'), next)),
        't' => Some((Some('\t'), next)),
        'n' => Some((Some('\n'), next)),
        'f' => Some((Some('\u{c}'), next)),
        'r' => Some((Some('\r'), next)),
        '"' | '\\' => Some((Some(letter), next)),
        'u' => code(4),
        'U' => code(8),
        _ if letter.is_ascii_whitespace() => {
            let rest = raw[at..].trim_start_matches([' ', '\t', '\r', '\n']);
            Some((None, raw.len() - rest.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    fn check(raw: &str, wanted: &str, expected: &str) {
        let toml = format!("key = {raw}");
        let table: toml::Table = toml.parse().expect("valid TOML");
        let value = table["key"].as_str().expect("a string").replace("\r\n", "\n");
        let at = value.find(wanted).expect("part of the value");
        let range = place(raw, at..at + wanted.len()).expect("a place");
        assert_eq!(&raw[range], expected, "{raw}");
    }

    #[test]
    fn pieces_of_strings_are_found() {
        check(r#""a bc d""#, "bc", "bc");
        check(r#""a\tbc\u00e9d""#, "cé", r"c\u00e9");
        check(r#""\\[[X]]""#, "[[X]]", "[[X]]");
        check(r"'a\tb'", r"\tb", r"\tb");
        check("\"\"\"\nfirst\nsecond\"\"\"", "second", "second");
        check("\"\"\"\r\nfirst\r\nsecond\"\"\"", "t\nse", "t\r\nse");
        check("\"\"\"one \\\n   two\"\"\"", "two", "two");
        check("'''\n''x'' y'''", "y", "y");
        check("\"é🦀x\"", "x", "x");
    }

    #[test]
    fn what_is_no_string_has_no_places() {
        for raw in ["", "\"", "\"\"\"", "'", "x", "\"\"\"\"", "\"\\q\"", "\"\\ud800\""] {
            assert_eq!(place(raw, 0..1), None, "{raw}");
        }
        assert_eq!(place("\"a\"", 5..6), None);
    }
}
