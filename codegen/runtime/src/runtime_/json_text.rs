//! Writing JSON as text (RFC 8259), without white space.

use core::fmt::{self, Write};

use super::json::Json;
use super::number;
use super::scan;
use super::view::View;

/// Writes a value.
pub(crate) fn view<W: Write>(value: View<'_>, out: &mut W) -> fmt::Result {
    match value {
        View::Null => out.write_str("null"),
        View::Bool(value) => out.write_str(if value { "true" } else { "false" }),
        View::Integer(number) => integer(number, out),
        View::Unsigned(number) => unsigned(number, out),
        View::Number(number) => float(number, out),
        View::Text(text) => string(text, out),
        View::Message(message) => {
            out.write_str("\"")?;
            if scan::is_plain(message.template) {
                out.write_str(message.template)?;
            } else {
                message.write(&mut Escaped(out))?;
            }
            out.write_str("\"")
        }
        View::Json(json) => tree(json, out),
        View::List(list) => {
            let mut items = Items::new("[");
            list.each(&mut |item| items.next(out, |out| view(item, out)));
            items.end(out, "[]", "]")
        }
        View::Map(map) => {
            let mut members = Items::new("{");
            map.each(&mut |key, value| members.next(out, |out| member(key, value, out)));
            members.end(out, "{}", "}")
        }
        View::Record(record) => {
            let mut items = Items::new("{");
            record
                .members()
                .for_each(|(key, value)| items.next(out, |out| member(key, value, out)));
            items.end(out, "{}", "}")
        }
    }
}

/// Writes a value of unknown shape.
pub(crate) fn tree<W: Write>(json: &Json, out: &mut W) -> fmt::Result {
    match json {
        Json::Array(list) => {
            let mut items = Items::new("[");
            for item in list {
                items.next(out, |out| tree(item, out));
            }
            items.end(out, "[]", "]")
        }
        Json::Object(list) => {
            let mut members = Items::new("{");
            for (key, value) in list {
                members.next(out, |out| member(key, View::Json(value), out));
            }
            members.end(out, "{}", "}")
        }
        scalar => scalar.scalar().map_or(Ok(()), |scalar| view(scalar, out)),
    }
}

/// Writes a member.
#[inline]
pub(crate) fn member<W: Write>(key: &str, value: View<'_>, out: &mut W) -> fmt::Result {
    string(key, out)?;
    out.write_str(":")?;
    view(value, out)
}

/// Items, or members, with commas between them.
pub(crate) struct Items {
    before: &'static str,
    is_empty: bool,
    done: fmt::Result,
}

impl Items {
    pub(crate) const fn new(open: &'static str) -> Self {
        Self { before: open, is_empty: true, done: Ok(()) }
    }

    /// Writes the next one.
    pub(crate) fn next<W: Write>(&mut self, out: &mut W, item: impl FnOnce(&mut W) -> fmt::Result) {
        if self.done.is_ok() {
            self.done = out.write_str(self.before).and_then(|()| item(out));
        }
        (self.before, self.is_empty) = (",", false);
    }

    /// Writes the end: `empty` if there were no items.
    pub(crate) fn end<W: Write>(self, out: &mut W, empty: &str, close: &str) -> fmt::Result {
        self.done?;
        out.write_str(if self.is_empty { empty } else { close })
    }
}

/// Writes a string (RFC 8259, section 7).
#[inline]
pub(crate) fn string<W: Write>(text: &str, out: &mut W) -> fmt::Result {
    out.write_str("\"")?;
    escape(text, out)?;
    out.write_str("\"")
}

/// Escapes what is written to it.
pub(crate) struct Escaped<'w, W>(pub(crate) &'w mut W);

impl<W: Write> Write for Escaped<'_, W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape(text, self.0)
    }
}

#[inline]
fn escape<W: Write>(text: &str, out: &mut W) -> fmt::Result {
    let Some(first) = scan::special(text.as_bytes()) else { return out.write_str(text) };
    escape_from(first, text, out)
}

/// Escapes a text whose first special byte is known.
#[cold]
fn escape_from<W: Write>(first: usize, text: &str, out: &mut W) -> fmt::Result {
    const DIGITS: [&str; 16] =
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];
    let (mut rest, mut next) = (text, Some(first));
    while let Some(at) = next {
        let (plain, special) = rest.split_at(at);
        out.write_str(plain)?;
        let byte = special.bytes().next().unwrap_or_default();
        out.write_str(match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            8 => "\\b",
            12 => "\\f",
            0..16 => "\\u000",
            _ => "\\u001",
        })?;
        if !b"\"\\\n\r\t\x08\x0c".contains(&byte) {
            out.write_str(DIGITS[usize::from(byte % 16)])?;
        }
        rest = &special[1..];
        next = scan::special(rest.as_bytes());
    }
    out.write_str(rest)
}

#[inline]
pub(crate) fn integer<W: Write>(number: i64, out: &mut W) -> fmt::Result {
    if number < 0 {
        out.write_str("-")?;
    }
    unsigned(number.unsigned_abs(), out)
}

pub(crate) fn unsigned<W: Write>(number: u64, out: &mut W) -> fmt::Result {
    // The standard library's formatting takes several times as long.
    let (mut digits, mut at, mut left) = ([0; 20], 20, number);
    loop {
        at -= 1;
        digits[at] = b"0123456789"[(left % 10) as usize];
        left /= 10;
        if left == 0 {
            return out.write_str(core::str::from_utf8(&digits[at..]).unwrap_or_default());
        }
    }
}

/// JSON has no infinity, and nothing that is not a number.
fn float<W: Write>(value: f64, out: &mut W) -> fmt::Result {
    if value.is_finite() { number::write(value, out) } else { out.write_str("null") }
}
