//! JSON values: free-form details, and the unknown parts of a body.

use alloc_::borrow::{Cow, ToOwned};
use alloc_::string::String;
use alloc_::vec::Vec;
use core::fmt;

use serde::de::DeserializeSeed;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::json_text;
use super::reader::Reader;
use super::view::View;

/// Any JSON value. Every self-describing format of serde reads and writes it. `Display` writes it as JSON
/// without white space, exactly as serde_json does.
///
/// It keeps the value of a number, but not its notation: whole ones from
/// `i64::MIN` to `u64::MAX` to the unit, all others as the nearest `f64`. So `1e2` leaves as `100.0`.
/// The features of serde_json in a program make no difference, except one: without its
/// `float_roundtrip` it may read a neighbour of the nearest. Where it has `arbitrary_precision`, it
/// hands over numbers as objects with one key, `$serde_json::private::Number`, and a text; such an
/// object is a number here, too.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number of 64 bits.
    Integer(i64),
    /// A larger whole number, of 64 bits without a sign.
    Unsigned(u64),
    /// Any other number: the nearest of 64 bits.
    Number(f64),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object, in the order in which it was read or is written.
    Object(Vec<(Cow<'static, str>, Self)>),
}

impl Json {
    /// The value at a key of an object; the last value if the object has the key several times.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let members = self.as_object()?;
        members.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub const fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number, if it is one of 64 bits: `5.0` is one as well (RFC 8259, section 6, knows
    /// one kind of numbers).
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        /// Up to here floats are exact to the unit.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match self {
            Self::Integer(number) => Some(*number),
            #[allow(clippy::cast_possible_truncation, reason = "it is whole, and small enough")]
            Self::Number(number) if number % 1.0 == 0.0 && number.abs() < EXACT => {
                Some(*number as i64)
            }
            _ => None,
        }
    }

    /// The number, if it is one: the nearest of 64 bits.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "the nearest is asked for")]
    pub const fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Unsigned(number) => Some(*number as f64),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The items, if it is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(Cow<'static, str>, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// As it is written, unless it is an array or an object.
    pub(crate) fn scalar(&self) -> Option<View<'_>> {
        Some(match self {
            Self::Null => View::Null,
            Self::Bool(value) => View::Bool(*value),
            Self::Integer(number) => View::Integer(*number),
            Self::Unsigned(number) => View::Unsigned(*number),
            Self::Number(number) => View::Number(*number),
            Self::String(text) => View::Text(text),
            Self::Array(_) | Self::Object(_) => return None,
        })
    }

    /// Whether it is `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or(Self::Unsigned(number), Self::Integer)
    }
}

impl From<f64> for Json {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<Cow<'static, str>>, V: Into<Self>> FromIterator<(K, V)> for Json {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let members = members.into_iter().map(|(key, value)| (key.into(), value.into()));
        Self::Object(members.collect())
    }
}

impl FromIterator<Self> for Json {
    fn from_iter<I: IntoIterator<Item = Self>>(items: I) -> Self {
        Self::Array(items.into_iter().collect())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Unsigned(number) => serializer.serialize_u64(*number),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => {
                let mut array = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| array.serialize_element(item))?;
                array.end()
            }
            Self::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(key, value)| object.serialize_entry(key, value))?;
                object.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Reader::default().deserialize(deserializer)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        json_text::tree(self, f)
    }
}
