//! What travels, and the codes behind it.

use alloc_::string::String;
use core::fmt::{self, Debug, Display};
use core::hash::Hash;
use core::marker::PhantomData;

use serde::de::{DeserializeOwned, Error, Unexpected, Visitor};
use serde::{Deserializer, Serialize};

use super::action::Action;
use super::received::Received;
use super::status::Status;

/// Keeps traits from being implemented elsewhere: they may gain methods.
pub trait Sealed {}

/// The codes of some API.
///
/// Each API has its own type; this is what code for any of them can use.
pub trait ErrorCode:
    Copy
    + Debug
    + Display
    + Eq
    + Hash
    + Ord
    + Send
    + Sync
    + Serialize
    + DeserializeOwned
    + Sealed
    + 'static
{
    /// What travels: a string or an integer.
    type Wire: Wire;

    /// The API's id.
    const API: &'static str;

    /// Every code, in the catalogue's order.
    const ALL: &'static [Self];

    /// The code with this wire value.
    fn from_wire(wire: &<Self::Wire as Wire>::Borrowed) -> Option<Self>;

    /// Its name in the catalogue.
    fn name(self) -> &'static str;

    /// Its short title.
    fn title(self) -> &'static str;

    /// The status that it has by default.
    fn status(self) -> Option<Status>;

    /// What the receiver should do.
    fn action(self) -> Option<Action>;

    /// Where to read about it.
    fn docs_url(self) -> Option<&'static str>;
}

/// What codes are on the wire: `String` or `i64`.
pub trait Wire:
    Clone + Debug + Display + Eq + Hash + Send + Sync + Serialize + Sealed + 'static
{
    /// As it is looked up: `str` or `i64`.
    type Borrowed: ?Sized;

    /// As it is looked up.
    #[doc(hidden)]
    fn borrowed(&self) -> &Self::Borrowed;

    /// Reads a code.
    #[doc(hidden)]
    fn deserialize<'de, C, D>(deserializer: D) -> Result<Received<C>, D::Error>
    where
        C: ErrorCode<Wire = Self>,
        D: Deserializer<'de>;
}

impl Sealed for String {}

impl Wire for String {
    type Borrowed = str;

    fn borrowed(&self) -> &str {
        self
    }

    fn deserialize<'de, C, D>(deserializer: D) -> Result<Received<C>, D::Error>
    where
        C: ErrorCode<Wire = Self>,
        D: Deserializer<'de>,
    {
        deserializer.deserialize_str(StringVisitor(PhantomData))
    }
}

impl Sealed for i64 {}

impl Wire for i64 {
    type Borrowed = Self;

    fn borrowed(&self) -> &Self {
        self
    }

    fn deserialize<'de, C, D>(deserializer: D) -> Result<Received<C>, D::Error>
    where
        C: ErrorCode<Wire = Self>,
        D: Deserializer<'de>,
    {
        deserializer.deserialize_i64(IntegerVisitor(PhantomData))
    }
}

struct StringVisitor<C>(PhantomData<C>);

impl<C: ErrorCode<Wire = String>> Visitor<'_> for StringVisitor<C> {
    type Value = Received<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a code of the API `{}`, as a string", C::API)
    }

    fn visit_str<E: Error>(self, wire: &str) -> Result<Received<C>, E> {
        Ok(Received::from(wire))
    }

    fn visit_string<E: Error>(self, wire: String) -> Result<Received<C>, E> {
        Ok(Received::from(wire))
    }
}

struct IntegerVisitor<C>(PhantomData<C>);

impl<C: ErrorCode<Wire = i64>> Visitor<'_> for IntegerVisitor<C> {
    type Value = Received<C>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a code of the API `{}`, as an integer of 64 bits", C::API)
    }

    fn visit_i64<E: Error>(self, wire: i64) -> Result<Received<C>, E> {
        Ok(Received::from(wire))
    }

    fn visit_u64<E: Error>(self, wire: u64) -> Result<Received<C>, E> {
        let wire = i64::try_from(wire);
        wire.map(Received::from).map_err(|_| E::invalid_value(Unexpected::Other("integer"), &self))
    }
}
