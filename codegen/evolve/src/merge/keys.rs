//! Keys that appear twice in one map. Readers of JSON and YAML disagree on which of the two counts, so
//! nobody can say what such a document says (RFC 8259, section 4; YAML 1.2.2, section 3.2.1.3).

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A key that a map has twice.
#[derive(Debug)]
pub(crate) struct Twice {
    pub key: String,
    /// Where it appears first.
    pub first: Range<usize>,
    /// Where it stands again.
    pub again: Range<usize>,
}

/// The keys of a map, as far as it is read.
#[derive(Debug, Default)]
pub(super) struct Keys<'a>(HashMap<Cow<'a, str>, Range<usize>>);

impl<'a> Keys<'a> {
    /// Takes the next key of the map, and returns whether it is a duplicate.
    pub(super) fn take(
        &mut self,
        key: impl Into<Cow<'a, str>>,
        span: &Range<usize>,
    ) -> Option<Twice> {
        match self.0.entry(key.into()) {
            Entry::Vacant(free) => {
                free.insert(span.clone());
                None
            }
            Entry::Occupied(taken) => Some(Twice {
                key: taken.key().clone().into_owned(),
                first: taken.get().clone(),
                again: span.clone(),
            }),
        }
    }
}

/// The keys that objects of a JSON document have twice, wherever they stand.
pub(crate) fn of_json(text: &str) -> Result<Vec<Twice>, serde_json::Error> {
    let mut found = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Walk { text, found: &mut found }.deserialize(&mut deserializer)?;
    Ok(found)
}

/// A walk through a value.
struct Walk<'t, 'f> {
    /// The whole document.
    text: &'t str,
    found: &'f mut Vec<Twice>,
}

impl Walk<'_, '_> {
    fn reborrow(&mut self) -> Walk<'_, '_> {
        Walk { text: self.text, found: self.found }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self.reborrow())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut keys = Keys::default();
        while let Some(raw) = map.next_key::<&RawValue>()? {
            let raw = raw.get();
            // What is borrowed is a part of the document.
            let start = raw.as_ptr() as usize - self.text.as_ptr() as usize;
            self.found.extend(keys.take(unescaped(raw), &(start..start + raw.len())));
            map.next_value_seed(self.reborrow())?;
        }
        Ok(())
    }
}

/// What a string of JSON says.
fn unescaped(raw: &str) -> Cow<'_, str> {
    let mut deserializer = serde_json::Deserializer::from_str(raw);
    match raw.strip_prefix('"').and_then(|it| it.strip_suffix('"')) {
        Some(plain) if !plain.contains('\\') => plain.into(),
        // It has been read once as a key, which is a string.
        _ => String::deserialize(&mut deserializer).unwrap_or_default().into(),
    }
}
