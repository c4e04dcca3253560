//! The types of the catalogue as JSON.

use alloc_::borrow::{Cow, ToOwned};
use alloc_::collections::BTreeMap;
use alloc_::format;
use alloc_::string::String;
use alloc_::vec::Vec;
use core::fmt::{self, Debug};
use core::time::Duration;

use super::json::Json;
use super::record::Record;
use super::shape::Absent;

/// A value of some type of the catalogue.
pub trait FieldValue: Debug + Clone + PartialEq + Sized + 'static {
    /// Whether `null` is a value, and not the absence of one.
    const NULL: bool = false;

    /// Some value, to be replaced by one that is read.
    fn empty() -> Self;

    /// As JSON.
    fn json(&self) -> Json;

    /// From JSON. What kind of JSON it is counts, and not what strings look like.
    fn read(json: &Json) -> Result<Self, Mismatch>;

    /// As JSON, unless it is the absence of a value.
    fn present(&self) -> Option<Json> {
        Some(self.json())
    }

    /// From the JSON of a member or slot that says by `absent` what stands for no value.
    fn read_field(json: &Json, _absent: Absent) -> Result<Self, Mismatch> {
        Self::read(json)
    }

    /// The struct that it is, if it is one.
    fn record(&self) -> Option<&dyn Record> {
        None
    }

    /// As a message or a header prints it.
    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print(&self.json(), f)
    }
}

/// That JSON is not of the type that is asked for: where, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// From the value down, such as `.field[2]`.
    pub(crate) path: String,
    pub(crate) expected: &'static str,
}

impl Mismatch {
    pub(crate) const fn new(expected: &'static str) -> Self {
        Self { path: String::new(), expected }
    }

    /// The same, seen from the object that has it at `key`.
    pub(crate) fn at_key(self, key: &str) -> Self {
        Self { path: format!(".{key}{}", self.path), ..self }
    }

    /// The same, seen from the array that has it at `index`.
    fn at_index(self, index: usize) -> Self {
        Self { path: format!("[{index}]{}", self.path), ..self }
    }
}

/// Reads one value out of JSON with `read`.
macro_rules! value {
    ($kind:ty, $expected:literal, |$value:ident| $json:expr, |$source:ident| $read:expr) => {
        impl FieldValue for $kind {
            fn empty() -> Self {
                Self::default()
            }

            fn json(&self) -> Json {
                let $value = self;
                $json
            }

            fn read($source: &Json) -> Result<Self, Mismatch> {
                $read.ok_or(Mismatch::new($expected))
            }
        }
    };
}

impl FieldValue for String {
    fn empty() -> Self {
        Self::new()
    }

    fn json(&self) -> Json {
        self.as_str().into()
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        json.as_str().map(ToOwned::to_owned).ok_or(Mismatch::new("a string"))
    }

    fn print(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

value!(bool, "a boolean", |it| (*it).into(), |json| json.as_bool());
value!(i64, "an integer", |it| (*it).into(), |json| json.as_i64());
value!(f64, "a number", |it| (*it).into(), |json| json.as_f64());
value!(Duration, "a number of seconds", |it| it.as_secs().into(), |json| {
    json.as_i64().and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs)
});

impl FieldValue for Json {
    const NULL: bool = true;

    fn empty() -> Self {
        Self::Null
    }

    fn json(&self) -> Json {
        self.clone()
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        Ok(json.clone())
    }
}

/// A field that may have no value, or an item that may be `null`.
impl<T: FieldValue> FieldValue for Option<T> {
    const NULL: bool = true;

    fn empty() -> Self {
        None
    }

    fn present(&self) -> Option<Json> {
        self.as_ref().map(FieldValue::json)
    }

    fn read_field(json: &Json, absent: Absent) -> Result<Self, Mismatch> {
        // Where a key may be left out, `null` is a value of a type that has it.
        if T::NULL && absent == Absent::Omit { T::read(json).map(Some) } else { Self::read(json) }
    }

    fn json(&self) -> Json {
        self.as_ref().map_or(Json::Null, FieldValue::json)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        if json.is_null() { Ok(None) } else { T::read(json).map(Some) }
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn json(&self) -> Json {
        Json::Array(self.iter().map(FieldValue::json).collect())
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        let items = json.as_array().ok_or(Mismatch::new("an array"))?.iter().enumerate();
        items.map(|(at, item)| T::read(item).map_err(|wrong| wrong.at_index(at))).collect()
    }
}

impl<T: FieldValue> FieldValue for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn json(&self) -> Json {
        self.iter().map(|(key, value)| (key.clone(), value.json())).collect()
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        let members = json.as_object().ok_or(Mismatch::new("an object"))?.iter();
        let member = |(key, value): &(Cow<'static, str>, Json)| {
            let value = T::read(value).map_err(|wrong| wrong.at_key(key))?;
            Ok((key.clone().into_owned(), value))
        };
        members.map(member).collect()
    }
}

/// JSON as a message or a header prints it: strings without quotes, numbers as short as can be,
/// items joined by `, `.
pub(crate) struct Printed<'a>(pub(crate) &'a Json);

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        print(self.0, f)
    }
}

/// Writes JSON as [`Printed`] does.
fn print(json: &Json, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match json {
        Json::String(text) => f.write_str(text),
        Json::Array(items) => items.iter().enumerate().try_for_each(|(at, item)| {
            f.write_str(if at == 0 { "" } else { ", " })?;
            print(item, f)
        }),
        other => match other.as_i64() {
            Some(whole) => write!(f, "{whole}"),
            None => write!(f, "{other}"),
        },
    }
}
