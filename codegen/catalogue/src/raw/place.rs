//! Where a piece of a string's value is in the file: quotes and escapes lie between the two.

use std::ops::Range;

/// The place in `raw`, a TOML string with its quotes, of the bytes `wanted` of its value. `None` where
/// `raw` is not such a string.
pub(super) fn place(raw: &str, wanted: Range<usize>) -> Option<Range<usize>> {
    Decoded::new(raw, wanted.end)?.place(wanted)
}

/// A string of TOML, taken apart: it tells the places of any number of pieces.
#[derive(Debug)]
pub(super) struct Decoded {
    /// For each character of the value where it begins in the value, and where it is in the raw
    /// text.
    characters: Vec<(usize, Range<usize>)>,
}

impl Decoded {
    /// The place in the raw text of the bytes `wanted` of the value, in which CRLF is read as LF. `None`
    /// where the value has none there.
    pub(super) fn place(&self, wanted: Range<usize>) -> Option<Range<usize>> {
        let characters = &self.characters;
        let first = characters.binary_search_by_key(&wanted.start, |(at, _)| *at).ok()?;
        let start = characters.get(first)?.1.start;
        // Those that end in the range: each ends where the next one begins.
        let behind = characters.partition_point(|(at, _)| *at < wanted.end);
        let last = behind.checked_sub(1).and_then(|last| characters.get(last));
        let end = last.map_or(start, |(_, range)| range.end);
        Some(start..end.max(start))
    }

    /// Takes `raw` apart, a TOML string with its quotes. `None` if it is not such a string. What is
    /// behind the byte `until` of the value may be left out.
    pub(super) fn new(raw: &str, until: usize) -> Option<Self> {
        let quote =
            ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| raw.starts_with(quote))?;
        let escapes = quote.starts_with('"');
        let mut at = quote.len();
        let end = raw.strip_suffix(quote)?.len();
        if end < at {
            return None;
        }
        if quote.len() == 3 {
            // A line end right behind the opening quotes is not a part of the value.
            at += ["\r\n", "\n"]
                .into_iter()
                .find(|feed| raw[at..end].starts_with(feed))
                .map_or(0, str::len);
        }
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        let (mut length, mut before) = (0, None);
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
                Some((_, range)) if before == Some('\r') && meant == '\n' => range.end = next,
                _ => {
                    found.push((length, at..next));
                    length += meant.len_utf8();
                }
            }
            before = Some(meant);
            // One more than asked for: a line feed may belong to it.
            if length > until.saturating_add(1) {
                break;
            }
            at = next;
        }
        Some(Self { characters: found })
    }
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
