//! The one writer of JSON: what fits on a line is on one, and nothing in it hides.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, Serializer};

/// `value` on one line.
pub fn line(value: &impl Serialize) -> String {
    write(value, usize::MAX)
}

/// `value` in lines of at most `width` bytes where that can be, two spaces of indentation a level.
/// What is at the top is spread over lines in any case.
pub fn pretty(value: &impl Serialize, width: usize) -> String {
    write(value, width)
}

/// `value` as most programs write it: every list and object spread over lines.
pub fn indented(value: &impl Serialize, unit: &str) -> String {
    let mut out = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(unit.as_bytes());
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, formatter));
    let text = written.ok().and_then(|()| String::from_utf8(out).ok()).unwrap_or_default();
    escaped(text)
}

/// The text with what hides in it as escapes: such characters are in strings alone.
fn escaped(text: String) -> String {
    if !text.contains(hides) {
        return text;
    }
    let escape = |c: char| match c {
        _ if hides(c) => format!("\\u{:04x}", u32::from(c)),
        _ => c.to_string(),
    };
    text.chars().map(escape).collect()
}

/// `value` without any white space.
pub fn dense(value: &impl Serialize) -> String {
    escaped(serde_json::to_string(value).unwrap_or_default())
}

fn write(value: &impl Serialize, width: usize) -> String {
    let mut page = Sheet { width, ..Sheet::default() };
    // Writing to memory fails only where a `Serialize` of ours does, and none of them can: they
    // hold no maps with keys other than strings.
    let written = value.serialize(&mut Serializer::with_formatter(io::sink(), &mut page));
    // `serde_json` writes UTF-8 alone.
    written.ok().and_then(|()| String::from_utf8(page.out).ok()).unwrap_or_default()
}

/// Whether a character is escaped, beside those that JSON requires: control characters that YAML
/// readers refuse (some read JSON as well), line ends that editors alone see as such, and
/// characters that turn the text around them.
pub fn hides(character: char) -> bool {
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

/// The text so far. Lists and objects are written on one line until that is too long; then the
/// outermost of them is spread over lines, which moves no more than a line's worth of text.
#[derive(Default)]
struct Sheet {
    out: Vec<u8>,
    /// Where the last line begins.
    line_start: usize,
    /// The lists and objects that have not ended: first those that are spread, then those on a line.
    open: Vec<Open>,
    /// How many of them are spread.
    spread: usize,
    /// Where the entries of those begin that are on a line: of one after the other.
    entries: Vec<usize>,
    /// What is moved.
    moved: Vec<u8>,
    width: usize,
}

/// A list or an object that has not ended.
struct Open {
    /// Where its bracket stands.
    start: usize,
    /// Which of the page's entries is its first.
    first: usize,
    filled: bool,
    /// What stands inside the brackets of one that is on a line.
    padding: &'static [u8],
}

impl Sheet {
    fn begin(&mut self, bracket: u8) {
        let padding: &[u8] = if bracket == b'{' { b" " } else { b"" };
        let start = self.out.len();
        self.out.push(bracket);
        self.open.push(Open { start, first: self.entries.len(), filled: false, padding });
        // What is at the top is spread, unless all has to be on one line.
        if self.open.len() == 1 && self.width != usize::MAX {
            self.spread = 1;
        }
    }

    fn entry(&mut self) {
        let spread = self.open.len() == self.spread;
        let Some(open) = self.open.last_mut() else { return };
        if open.filled {
            self.out.push(b',');
        }
        if spread {
            open.filled = true;
            return self.new_line(self.spread);
        }
        self.out.extend_from_slice(if open.filled { b" " } else { open.padding });
        open.filled = true;
        self.entries.push(self.out.len());
    }

    fn end(&mut self, bracket: u8) {
        let length = self.open.last().map_or(0, |open| open.padding.len() + 1);
        self.fit(length);
        let spread = self.open.len() == self.spread;
        let Some(open) = self.open.pop() else { return };
        self.entries.truncate(open.first);
        if spread {
            self.spread -= 1;
            if open.filled {
                self.new_line(self.spread);
            }
        } else if open.filled {
            self.out.extend_from_slice(open.padding);
        }
        self.out.push(bracket);
    }

    fn new_line(&mut self, level: usize) {
        // A long text would be copied more often if it had room for twice its length alone.
        if self.out.capacity() - self.out.len() < self.width {
            self.out.reserve(2 * self.out.len() + self.width);
        }
        self.out.push(b'\n');
        self.line_start = self.out.len();
        self.out.resize(self.line_start + 2 * level, b' ');
    }

    /// Spreads what is on the last line until `more` bytes fit on it, as far as that can be.
    fn fit(&mut self, more: usize) {
        while self.out.len() - self.line_start + more > self.width && self.spread < self.open.len()
        {
            self.spread_one();
        }
    }

    /// Spreads the outermost list or object of the last line.
    fn spread_one(&mut self) {
        let at = self.spread;
        self.spread += 1;
        // Those that are spread have no entries here: its own come first.
        let count = self.open.get(at + 1).map_or(self.entries.len(), |inner| inner.first);
        let Some(&first) = self.entries.first().filter(|_| count > 0) else { return };
        let mut line = std::mem::take(&mut self.moved);
        line.clear();
        line.extend_from_slice(&self.out[first..]);
        self.out.truncate(self.open[at].start + 1);
        for entry in 0..count {
            let begin = self.entries[entry] - first;
            let end = match entry + 1 {
                next if next < count => self.entries[next] - first - b", ".len(),
                _ => line.len(),
            };
            if entry > 0 {
                self.out.push(b',');
            }
            self.new_line(self.spread);
            self.out.extend_from_slice(&line[begin..end]);
        }
        self.moved = line;
        // What has not ended is in the last entry, and has moved with it.
        let last = self.entries[count - 1];
        let now = self.line_start + 2 * self.spread;
        for inner in &mut self.open[at + 1..] {
            inner.start = inner.start - last + now;
            inner.first -= count;
        }
        self.entries.drain(..count);
        self.entries.iter_mut().for_each(|entry| *entry = *entry - last + now);
    }

    fn text(&mut self, text: &str) {
        // Byte by byte without a way out: that is done on many of them at once.
        if text.bytes().fold(0, u8::max) < 0x7f {
            return self.out.extend_from_slice(text.as_bytes());
        }
        let mut rest = text;
        while let Some(at) = rest.find(hides) {
            let (before, hidden) = rest.split_at(at);
            self.out.extend_from_slice(before.as_bytes());
            let mut characters = hidden.chars();
            if let Some(character) = characters.next() {
                // All of them lie within the 16 bits of an escape.
                self.out.extend_from_slice(format!("\\u{:04x}", u32::from(character)).as_bytes());
            }
            rest = characters.as_str();
        }
        self.out.extend_from_slice(rest.as_bytes());
    }
}

/// Values that are written as `serde_json` writes them.
macro_rules! plain {
    ($($method:ident($kind:ty))*) => {$(
        fn $method<W: ?Sized + Write>(&mut self, _: &mut W, value: $kind) -> io::Result<()> {
            CompactFormatter.$method(&mut self.out, value)?;
            self.fit(0);
            Ok(())
        }
    )*};
}

/// Everything goes to the page, and nothing to the writer, which cannot be looked back on.
impl Formatter for &mut Sheet {
    fn begin_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.out.push(b'"');
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        _: &mut W,
        text: &str,
    ) -> io::Result<()> {
        self.text(text);
        Ok(())
    }

    fn end_string<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.out.push(b'"');
        self.fit(0);
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        _: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        CompactFormatter.write_char_escape(&mut self.out, escape)
    }

    fn begin_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.begin(b'[');
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.end(b']');
        Ok(())
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _: &mut W, _: bool) -> io::Result<()> {
        self.entry();
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.begin(b'{');
        Ok(())
    }

    fn end_object<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.end(b'}');
        Ok(())
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, _: &mut W, _: bool) -> io::Result<()> {
        self.entry();
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.out.extend_from_slice(b": ");
        Ok(())
    }

    fn write_null<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.out.extend_from_slice(b"null");
        self.fit(0);
        Ok(())
    }

    plain! {
        write_bool(bool) write_i8(i8) write_i16(i16) write_i32(i32) write_i64(i64) write_i128(i128)
        write_u8(u8) write_u16(u16) write_u32(u32) write_u64(u64) write_u128(u128)
        write_f32(f32) write_f64(f64) write_number_str(&str) write_raw_fragment(&str)
    }
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
