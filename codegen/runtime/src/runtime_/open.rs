//! Enums of the catalogue, which may gain values.

use alloc_::borrow::ToOwned;
use alloc_::string::String;
use core::fmt::{self, Debug};

use super::input::Input;
use super::value::{FieldValue, Mismatch};
use super::view::View;
use super::wire::Sealed;

/// A value of an enum of the catalogue.
pub trait Word: Copy + Debug + Eq + Sealed + 'static {
    /// Every value, in the catalogue's order.
    const ALL: &'static [Self];

    /// The wire value.
    fn as_str(self) -> &'static str;
}

/// A received value: a known value, or a value that this catalogue does not have yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Open<T> {
    /// A value of the catalogue.
    Known(T),
    /// The wire value of an unknown value. `From` never puts a known value here.
    Unknown(String),
}

impl<T: Word> Open<T> {
    /// The value, if the catalogue has it.
    #[must_use]
    pub const fn known(&self) -> Option<T> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Unknown(_) => None,
        }
    }

    /// The wire value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(value) => value.as_str(),
            Self::Unknown(text) => text,
        }
    }
}

impl<T: Word> From<T> for Open<T> {
    fn from(value: T) -> Self {
        Self::Known(value)
    }
}

impl<T: Word> From<&str> for Open<T> {
    fn from(text: &str) -> Self {
        let known = T::ALL.iter().find(|value| value.as_str() == text);
        known.map_or_else(|| Self::Unknown(text.to_owned()), |value| Self::Known(*value))
    }
}

impl<T: Word> PartialEq<T> for Open<T> {
    fn eq(&self, value: &T) -> bool {
        self.known() == Some(*value)
    }
}

impl<T: Word> fmt::Display for Open<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<T: Word> FieldValue for Open<T> {
    fn empty() -> Self {
        Self::Unknown(String::new())
    }

    fn view(&self) -> View<'_> {
        View::Text(self.as_str())
    }

    fn read(from: Input<'_>) -> Result<Self, Mismatch> {
        from.as_str().map(|text| Self::from(&*text)).ok_or(Mismatch::new("a string"))
    }
}
