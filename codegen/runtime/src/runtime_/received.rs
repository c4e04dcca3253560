//! Codes as received.

use alloc_::borrow::ToOwned;
use alloc_::string::String;
use core::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::wire::{ErrorCode, Wire};

/// A received code: a known code, or a code that this catalogue does not have yet.
///
/// Servers get new codes. A client keeps a code that is newer than this crate, and can pass it on unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Received<C: ErrorCode> {
    /// A code of the catalogue.
    Known(C),
    /// The wire value of an unknown code. `From` never puts a known code here.
    Unknown(C::Wire),
}

impl<C: ErrorCode> Received<C> {
    /// The code, if the catalogue has it.
    #[must_use]
    pub const fn known(&self) -> Option<C> {
        match self {
            Self::Known(code) => Some(*code),
            Self::Unknown(_) => None,
        }
    }

    /// The wire value, if the catalogue does not have it.
    #[must_use]
    pub fn unknown(&self) -> Option<&<C::Wire as Wire>::Borrowed> {
        match self {
            Self::Known(_) => None,
            Self::Unknown(wire) => Some(wire.borrowed()),
        }
    }
}

impl<C: ErrorCode> fmt::Display for Received<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(code) => fmt::Display::fmt(code, f),
            Self::Unknown(wire) => fmt::Display::fmt(wire, f),
        }
    }
}

impl<C: ErrorCode> PartialEq<C> for Received<C> {
    fn eq(&self, code: &C) -> bool {
        self.known() == Some(*code)
    }
}

impl<C: ErrorCode> From<C> for Received<C> {
    fn from(code: C) -> Self {
        Self::Known(code)
    }
}

impl<C: ErrorCode<Wire = String>> From<&str> for Received<C> {
    fn from(wire: &str) -> Self {
        C::from_wire(wire).map_or_else(|| Self::Unknown(wire.to_owned()), Self::Known)
    }
}

impl<C: ErrorCode<Wire = String>> From<String> for Received<C> {
    fn from(wire: String) -> Self {
        match C::from_wire(&wire) {
            Some(code) => Self::Known(code),
            None => Self::Unknown(wire),
        }
    }
}

impl<C: ErrorCode<Wire = i64>> From<i64> for Received<C> {
    fn from(wire: i64) -> Self {
        C::from_wire(&wire).map_or(Self::Unknown(wire), Self::Known)
    }
}

impl<C: ErrorCode> Serialize for Received<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(code) => code.serialize(serializer),
            Self::Unknown(wire) => wire.serialize(serializer),
        }
    }
}

impl<'de, C: ErrorCode> Deserialize<'de> for Received<C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        C::Wire::deserialize(deserializer)
    }
}

/// Reads a code that the catalogue must have.
pub(crate) fn deserialize_known<'de, C, D>(deserializer: D) -> Result<C, D::Error>
where
    C: ErrorCode,
    D: Deserializer<'de>,
{
    match Received::deserialize(deserializer)? {
        Received::Known(code) => Ok(code),
        Received::Unknown(wire) => {
            Err(D::Error::custom(format_args!("the API `{}` has no code `{wire}`", C::API)))
        }
    }
}
