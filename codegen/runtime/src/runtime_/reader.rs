//! Reading JSON. Keys that the envelope knows are not copied, as most of a body's are.

use alloc_::borrow::{Cow, ToOwned};
use alloc_::string::String;
use alloc_::vec::Vec;
use core::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::json::Json;
use super::number;
use super::shape::{Member, BodyPart};

/// Reads a value.
#[derive(Clone, Copy, Default)]
pub(crate) struct Reader {
    /// The part of an envelope that it is.
    pub(crate) shape: Option<&'static BodyPart>,
}

/// The most items for which it reserves capacity in advance.
const MOST_AHEAD: usize = 64;

/// Most objects in bodies have no more members than this.
const MEMBERS: usize = 4;

impl<'de> DeserializeSeed<'de> for Reader {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_i128<E>(self, number: i128) -> Result<Json, E> {
        let signed = i64::try_from(number).map(Json::from);
        #[allow(clippy::cast_precision_loss, reason = "the nearest is kept")]
        let nearest = |_| Json::from(number as f64);
        Ok(signed.or_else(|_| u64::try_from(number).map(Json::from)).unwrap_or_else(nearest))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Json, E> {
        #[allow(clippy::cast_precision_loss, reason = "the nearest is kept")]
        let nearest = |_| Json::from(number as f64);
        Ok(u64::try_from(number).map_or_else(nearest, Json::from))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let shape = match self.shape {
            Some(BodyPart::Errors(item)) => Some(*item),
            _ => None,
        };
        let mut items = Vec::with_capacity(access.size_hint().unwrap_or(0).min(MOST_AHEAD));
        while let Some(item) = access.next_element_seed(Self { shape })? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let known: &[Member] = match self.shape {
            Some(BodyPart::Object(members)) => members,
            _ => &[],
        };
        let hint = access.size_hint().unwrap_or(MEMBERS);
        let mut members = Vec::with_capacity(hint.min(MOST_AHEAD));
        while let Some((key, shape)) = access.next_key_seed(Key(known))? {
            members.push((key, access.next_value_seed(Self { shape })?));
        }
        number::kept_as_text(&members).unwrap_or(Ok(Json::Object(members)))
    }
}

/// Reads a key that may be one of these, and tells what part of the envelope its value is.
struct Key(&'static [Member]);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = (Cow<'static, str>, Option<&'static BodyPart>);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = (Cow<'static, str>, Option<&'static BodyPart>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        let known = self.0.iter().find_map(|member| match member {
            Member::Key(name, shape) if *name == key => Some((Cow::Borrowed(*name), Some(shape))),
            _ => None,
        });
        Ok(known.unwrap_or_else(|| (Cow::Owned(key.to_owned()), None)))
    }
}
