//! The types of the catalogue as they are written and read.

use alloc_::borrow::Cow;
use alloc_::collections::BTreeMap;
use alloc_::format;
use alloc_::string::String;
use alloc_::vec::Vec;
use core::fmt::Debug;
use core::time::Duration;

use super::input::Input;
use super::json::Json;
use super::shape::Absent;
use super::view::{List, Map, View};

/// A value of some type of the catalogue.
pub trait FieldValue: Debug + Clone + PartialEq + Sized + 'static {
    /// Whether `null` is a value, and not the absence of one.
    const NULL: bool = false;

    /// Some value, to be replaced by one that is read.
    fn empty() -> Self;

    /// As it is written.
    fn view(&self) -> View<'_>;

    /// From JSON. What kind of JSON it is counts, and not what strings look like.
    fn read(from: Input<'_>) -> Result<Self, Mismatch>;

    /// As it is written, unless it is the absence of a value.
    fn present(&self) -> Option<View<'_>> {
        Some(self.view())
    }

    /// From the JSON of a member or slot that says by `absent` what stands for no value.
    fn read_field(from: Input<'_>, _absent: Absent) -> Result<Self, Mismatch> {
        Self::read(from)
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
    ($kind:ty, $expected:literal, |$value:ident| $view:expr, |$source:ident| $read:expr) => {
        impl FieldValue for $kind {
            fn empty() -> Self {
                Self::default()
            }

            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }

            fn read($source: Input<'_>) -> Result<Self, Mismatch> {
                $read.ok_or(Mismatch::new($expected))
            }
        }
    };
}

impl FieldValue for String {
    fn empty() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    fn read(from: Input<'_>) -> Result<Self, Mismatch> {
        from.as_str().map(Cow::into_owned).ok_or(Mismatch::new("a string"))
    }
}

value!(bool, "a boolean", |it| View::Bool(*it), |from| from.as_bool());
value!(i64, "an integer", |it| View::Integer(*it), |from| from.as_i64());
value!(f64, "a number", |it| View::Number(*it), |from| from.as_number().and_then(|it| it.as_f64()));
value!(Duration, "a number of seconds", |it| View::Unsigned(it.as_secs()), |from| {
    from.as_i64().and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs)
});

impl FieldValue for Json {
    const NULL: bool = true;

    fn empty() -> Self {
        Self::Null
    }

    fn view(&self) -> View<'_> {
        View::Json(self)
    }

    fn read(from: Input<'_>) -> Result<Self, Mismatch> {
        Ok(from.to_json())
    }
}

/// A field that may have no value, or an item that may be `null`.
impl<T: FieldValue> FieldValue for Option<T> {
    const NULL: bool = true;

    fn empty() -> Self {
        None
    }

    fn present(&self) -> Option<View<'_>> {
        self.as_ref().map(FieldValue::view)
    }

    fn read_field(from: Input<'_>, absent: Absent) -> Result<Self, Mismatch> {
        // Where a key may be left out, `null` is a value of a type that has it.
        if T::NULL && absent == Absent::Omit { T::read(from).map(Some) } else { Self::read(from) }
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Null, FieldValue::view)
    }

    fn read(from: Input<'_>) -> Result<Self, Mismatch> {
        if from.is_null() { Ok(None) } else { T::read(from).map(Some) }
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn read(from: Input<'_>) -> Result<Self, Mismatch> {
        let items = from.items().ok_or(Mismatch::new("an array"))?.enumerate();
        items.map(|(at, item)| T::read(item).map_err(|wrong| wrong.at_index(at))).collect()
    }
}

impl<T: FieldValue> FieldValue for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn read(from: Input<'_>) -> Result<Self, Mismatch> {
        let members = from.members().ok_or(Mismatch::new("an object"))?;
        let member = |(key, value): (Cow<'_, str>, Input<'_>)| {
            let value = T::read(value).map_err(|wrong| wrong.at_key(&key))?;
            Ok((key.into_owned(), value))
        };
        members.map(member).collect()
    }
}

impl<T: FieldValue> List for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each<'v>(&'v self, see: &mut dyn FnMut(View<'v>)) {
        for item in self {
            see(item.view());
        }
    }
}

impl<T: FieldValue> Map for BTreeMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each<'v>(&'v self, see: &mut dyn FnMut(&'v str, View<'v>)) {
        for (key, value) in self {
            see(key, value.view());
        }
    }
}
