//! JSON that can be looked at: two spaces of indentation, and nothing in it that hides.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// `value` as JSON.
///
/// # Errors
/// Those of its own `Serialize`: writing to memory does not fail.
pub(super) fn pretty(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut text = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut text, Visible::default()))?;
    Ok(text)
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

/// Writes each line's indentation at once, and escapes what hides.
#[derive(Default)]
struct Visible {
    /// How deep the place is.
    depth: usize,
    /// Whether the innermost list or object has anything in it.
    filled: bool,
}

impl Visible {
    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: u8) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        writer.write_all(&[bracket])
    }

    fn end<W: ?Sized + Write>(&mut self, writer: &mut W, bracket: u8) -> io::Result<()> {
        self.depth = self.depth.saturating_sub(1);
        if self.filled {
            self.line(writer, b"\n")?;
        }
        self.filled = true;
        writer.write_all(&[bracket])
    }

    /// Ends a line with `end`, and indents the next.
    fn line<W: ?Sized + Write>(&self, writer: &mut W, end: &[u8]) -> io::Result<()> {
        const SPACES: &[u8] = &[b' '; 64];
        writer.write_all(end)?;
        let mut rest = self.depth * 2;
        while rest > 0 {
            let now = rest.min(SPACES.len());
            writer.write_all(&SPACES[..now])?;
            rest -= now;
        }
        Ok(())
    }

    fn entry<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.line(writer, if first { b"\n" } else { b",\n" })
    }
}

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

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b'[')
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b']')
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.entry(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b'{')
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b'}')
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.entry(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::pretty;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let json = pretty(&text).map(String::from_utf8);
        assert_eq!(json.ok().and_then(Result::ok).as_deref(), Some(expected));
        assert_eq!(serde_json::from_str::<String>(expected).ok().as_deref(), Some(text));
    }

    #[test]
    fn the_layout_is_that_of_serde_json() {
        let value = serde_json::json!({
            "a": [], "b": {}, "c": [1, [2, { "d": null }], {}], "e": { "f": { "g": [[[]]] } },
        });
        let json = pretty(&value).map(String::from_utf8);
        let expected = serde_json::to_string_pretty(&value).ok();
        assert_eq!(json.ok().and_then(Result::ok), expected);
    }

    #[test]
    fn what_hides_is_escaped() {
        check("a\u{7f}b\u{202e}\u{2028}é\u{feff}", r#""a\u007fb\u202e\u2028é\ufeff""#);
    }

    #[test]
    fn all_else_stands_as_it_is() {
        check("", r#""""#);
        check("é…🦀\u{10ffff}", "\"é…🦀\u{10ffff}\"");
        check("\\\u{80}\"\n", r#""\\\u0080\"\n""#);
    }
}
