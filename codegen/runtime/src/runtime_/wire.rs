//! Wire values and their codes.

use alloc_::string::String;
use core::fmt::{self, Debug, Display};
use core::hash::Hash;
use core::marker::PhantomData;

use serde::de::{DeserializeOwned, Error, Unexpected, Visitor};
use serde::{Deserializer, Serialize};

use super::action::Action;
use super::grpc::Grpc;
use super::input::Input;
use super::received::Received;
use super::retry::RetryAfter;
use super::status::Status;
use super::view::View;

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
    /// A wire value: a string or an integer.
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

    /// The message's template: `{name}` stands for a field of the details or a slot, `{{` and `}}`
    /// for braces.
    fn message(self) -> &'static str;

    /// Its default status.
    fn status(self) -> Option<Status>;

    /// The statuses that it can have, the default first.
    fn statuses(self) -> &'static [Status];

    /// The gRPC code.
    fn grpc(self) -> Option<Grpc>;

    /// What the client should do.
    fn action(self) -> Option<Action>;

    /// The places of the delay before a retry, in the order to look.
    fn retry_after(self) -> &'static [RetryAfter];

    /// Links to further reading.
    fn docs_url(self) -> Option<&'static str>;

    /// The code that the server sends for it: itself, or the mask of an internal code.
    #[must_use]
    fn public(self) -> Self;

    /// Where the addresses of the API's codes begin.
    #[doc(hidden)]
    const DOCS_URL: Option<&'static str>;

    /// The wire value, as it is written.
    #[doc(hidden)]
    fn wire_view(self) -> View<'static>;
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

    /// What a code is in JSON, for people.
    #[doc(hidden)]
    const EXPECTED: &'static str;

    /// As it is written.
    #[doc(hidden)]
    fn view(&self) -> View<'_>;

    /// A received code.
    #[doc(hidden)]
    fn read<C: ErrorCode<Wire = Self>>(from: Input<'_>) -> Option<Received<C>>;

    /// A code as text.
    #[doc(hidden)]
    fn parse<C: ErrorCode<Wire = Self>>(text: &str) -> Option<Received<C>>;

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

    const EXPECTED: &'static str = "a string";

    fn borrowed(&self) -> &str {
        self
    }

    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    fn read<C: ErrorCode<Wire = Self>>(from: Input<'_>) -> Option<Received<C>> {
        from.as_str().map(|text| Received::from(&*text))
    }

    fn parse<C: ErrorCode<Wire = Self>>(text: &str) -> Option<Received<C>> {
        Some(Received::from(text))
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

    const EXPECTED: &'static str = "an integer";

    fn borrowed(&self) -> &Self {
        self
    }

    fn view(&self) -> View<'_> {
        View::Integer(*self)
    }

    /// The integer may travel as a string.
    fn read<C: ErrorCode<Wire = Self>>(from: Input<'_>) -> Option<Received<C>> {
        match from.as_str() {
            Some(text) => Self::parse(&text),
            None => from.as_i64().map(Received::from),
        }
    }

    fn parse<C: ErrorCode<Wire = Self>>(text: &str) -> Option<Received<C>> {
        text.parse::<Self>().ok().map(Received::from)
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
