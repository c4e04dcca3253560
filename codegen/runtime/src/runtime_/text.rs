//! Reading what is written as text.

use alloc_::string::String;
use core::fmt;
use core::marker::PhantomData;
use core::str::{Chars, FromStr};

use serde::Deserializer;
use serde::de::{Error, Visitor};

use super::record::Held;

/// A value that the catalogue does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownValue {
    what: &'static str,
}

impl UnknownValue {
    /// The error of a `what` that the catalogue does not have.
    pub(crate) const fn new(what: &'static str) -> Self {
        Self { what }
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {}", self.what)
    }
}

impl core::error::Error for UnknownValue {}

/// Reads a `T` from a string.
pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err = UnknownValue>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: FromStr<Err = UnknownValue>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|error| E::custom(format_args!("{error} `{text}`")))
    }
}

/// The template of a message as it is shown where there is nothing to fill in: `{{` and `}}` are
/// braces.
pub(crate) struct Message(pub(crate) &'static str);

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Held::Nothing.write_message(self.0, f)
    }
}

/// The wire value whose anchor is `anchor`: `~`, a code point in hexadecimal digits and `.` stand
/// for the characters that no anchor holds.
pub(crate) fn from_anchor(anchor: &str) -> Option<String> {
    let mut out = String::new();
    let mut characters = anchor.chars();
    while let Some(character) = characters.next() {
        out.push(if character == '~' { code_point(&mut characters)? } else { character });
    }
    Some(out)
}

/// The character of a code point in hexadecimal digits, up to its `.`.
fn code_point(characters: &mut Chars<'_>) -> Option<char> {
    let mut point = characters.next()?.to_digit(16)?;
    loop {
        match characters.next()? {
            '.' => return char::from_u32(point),
            digit => point = point.checked_mul(16)?.checked_add(digit.to_digit(16)?)?,
        }
    }
}

/// A text that is empty where there is none.
pub(crate) const fn present(text: &'static str) -> Option<&'static str> {
    if text.is_empty() { None } else { Some(text) }
}
