//! One occurrence of an error.

use alloc_::borrow::Cow;
use alloc_::string::String;
use core::fmt::{self, Write};
use core::time::Duration;

use super::action::Action;
use super::advice::{self, Known, RetryAdvice};
use super::found::{At, Found, Malformed};
use super::input::Input;
use super::json::Json;
use super::received::Received;
use super::shape::Slot;
use super::source::Source;
use super::status::Status;
use super::text::UnknownValue;
use super::typed::{SlotValues, TypedError};
use super::view::View;
use super::wire::{ErrorCode, Wire};

/// A received error, with the parts that this crate knows.
#[derive(Debug, Clone, PartialEq)]
pub enum ReceivedError<E: TypedError> {
    /// Code and details are known.
    Typed(E),
    /// The code is known, but the details are not what the catalogue says.
    Untyped {
        /// The code.
        code: E::Code,
        /// The details as received.
        details: Option<Json>,
    },
    /// The catalogue does not have the code.
    Unknown {
        /// The wire value.
        code: <E::Code as ErrorCode>::Wire,
        /// The details as received.
        details: Option<Json>,
    },
}

impl<E: TypedError> ReceivedError<E> {
    /// The code, or the unknown wire value.
    #[must_use]
    pub fn code(&self) -> Received<E::Code> {
        match self {
            Self::Typed(error) => Received::Known(error.code()),
            Self::Untyped { code, .. } => Received::Known(*code),
            Self::Unknown { code, .. } => Received::Unknown(code.clone()),
        }
    }

    /// The error, if code and details are known.
    #[must_use]
    pub const fn typed(&self) -> Option<&E> {
        match self {
            Self::Typed(error) => Some(error),
            _ => None,
        }
    }

    /// The details as JSON, if there are any.
    #[must_use]
    pub fn details(&self) -> Option<Json> {
        self.details_view().map(View::to_json)
    }

    /// The wire value, if the catalogue does not have it.
    pub(crate) const fn unknown_code(&self) -> Option<&<E::Code as ErrorCode>::Wire> {
        match self {
            Self::Unknown { code, .. } => Some(code),
            Self::Typed(_) | Self::Untyped { .. } => None,
        }
    }

    /// The details as they are written.
    pub(crate) fn details_view(&self) -> Option<View<'_>> {
        match self {
            Self::Typed(error) => error.held().details(),
            Self::Untyped { details, .. } | Self::Unknown { details, .. } => {
                details.as_ref().map(View::Json)
            }
        }
    }
}

/// One occurrence of an error, with the values that belong to this occurrence.
#[derive(Debug, Clone, PartialEq)]
pub struct Occurrence<E: TypedError> {
    error: ReceivedError<E>,
    status: Option<u16>,
    message: Option<String>,
    slots: E::ErrorSlots,
}

impl<E: TypedError> Occurrence<E> {
    /// An occurrence of `error`, with its `slots` in the list of errors.
    pub const fn new(error: E, slots: E::ErrorSlots) -> Self {
        Self { error: ReceivedError::Typed(error), status: None, message: None, slots }
    }

    /// The same with another message for people.
    #[must_use]
    pub fn with_message(self, message: impl Into<String>) -> Self {
        Self { message: Some(message.into()), ..self }
    }

    /// The same with another of its code's HTTP statuses.
    ///
    /// # Errors
    /// If the code cannot have that status.
    pub fn with_status(self, status: u16) -> Result<Self, UnknownValue> {
        let statuses = self.code().known().map(ErrorCode::statuses).unwrap_or_default();
        let covers = |known: &Status| match known.as_u16() {
            Some(number) => number == status,
            None => u16::from(known.class()) == status / 100,
        };
        if statuses.is_empty() && (100..600).contains(&status) || statuses.iter().any(covers) {
            Ok(Self { status: Some(status), ..self })
        } else {
            Err(UnknownValue::new("status of the code"))
        }
    }

    /// The error, with the parts that this crate knows.
    #[must_use]
    pub const fn received(&self) -> &ReceivedError<E> {
        &self.error
    }

    /// The error, if code and details are known.
    #[must_use]
    pub const fn error(&self) -> Option<&E> {
        self.error.typed()
    }

    /// The code, or the unknown wire value.
    #[must_use]
    pub fn code(&self) -> Received<E::Code> {
        self.error.code()
    }

    /// The message: received, chosen, or the catalogue's.
    #[must_use]
    pub fn message(&self) -> Option<String> {
        self.message.clone().or_else(|| self.error().map(filled_message))
    }

    /// The HTTP status: received, chosen, or the code's first.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status.or_else(|| first_status(self.code().known()?.statuses()))
    }

    /// The status to send. For an internal code it is the mask's status.
    pub(crate) fn sent_status(&self) -> Option<u16> {
        match self.code().known() {
            Some(code) if code.public() != code => first_status(code.public().statuses()),
            _ => self.status(),
        }
    }

    /// What the client should do.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        self.code().known()?.action()
    }

    /// Whether and when to send the request again, from the error and its slots. The delay is at most
    /// [`RetryAdvice::MAX_DELAY`], or the delay that the catalogue assumes if that is more.
    #[must_use]
    pub fn retry(&self) -> Option<RetryAdvice> {
        self.retry_in(None, None, None)
    }

    /// The same with `max` as the limit of the delay.
    #[must_use]
    pub fn retry_with_max_delay(&self, max: Duration) -> Option<RetryAdvice> {
        self.retry_in(None, None, Some(max))
    }

    /// The slots of the error in the list of errors.
    #[must_use]
    pub const fn slots(&self) -> &E::ErrorSlots {
        &self.slots
    }

    /// Reads an error from the slots of a body.
    pub(crate) fn read(found: &Found<'_>, at: At) -> Result<Self, Malformed> {
        let details = found.built_in(Slot::Details);
        let error = match read_code::<E>(found, at)? {
            Received::Known(code) => match E::read(code, &mut Source::received(details, found)) {
                Some(error) => ReceivedError::Typed(error),
                None => ReceivedError::Untyped { code, details: details.map(Input::to_json) },
            },
            Received::Unknown(code) => {
                ReceivedError::Unknown { code, details: details.map(Input::to_json) }
            }
        };
        let message = found.built_in(Slot::Message).and_then(Input::as_str).map(Cow::into_owned);
        let status = read_status(found);
        let slots = E::ErrorSlots::read(found).map_err(|wrong| at.mismatch(&wrong))?;
        Ok(Self { error, status, message, slots })
    }

    /// The value of one of the envelope's own slots: that of the error, of the occurrence, or of the whole response.
    pub(crate) fn in_slot<'a>(
        &'a self,
        slot: usize,
        outer: Option<&'a E::Slots>,
    ) -> Option<View<'a>> {
        let filled = self.error().and_then(|error| error.held().filled(slot));
        filled.or_else(|| self.set_slot(slot, outer))
    }

    /// The value that was set for the occurrence or for the whole response.
    pub(crate) fn set_slot<'a>(
        &'a self,
        slot: usize,
        outer: Option<&'a E::Slots>,
    ) -> Option<View<'a>> {
        self.slots.values().in_slot(slot).or_else(|| outer?.values().in_slot(slot))
    }

    pub(crate) fn chosen_message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    pub(crate) const fn chosen_status(&self) -> Option<u16> {
        self.status
    }

    /// Takes the status outside the list of errors, unless the error has its own.
    pub(crate) fn set_status(&mut self, status: Option<u16>) {
        self.status = self.status.or(status);
    }

    /// Whether and when to send the request again, with the slots of the response.
    pub(crate) fn retry_in(
        &self,
        outer: Option<&E::Slots>,
        header: Option<Duration>,
        max: Option<Duration>,
    ) -> Option<RetryAdvice> {
        struct InResponse<'a, E: TypedError> {
            occurrence: &'a Occurrence<E>,
            outer: Option<&'a E::Slots>,
            header: Option<Duration>,
        }

        impl<E: TypedError> Known for InResponse<'_, E> {
            fn details(&self) -> Option<View<'_>> {
                self.occurrence.error.details_view()
            }

            fn slot(&self, name: &str) -> Option<View<'_>> {
                let slot = E::ENVELOPE.slots.iter().position(|slot| *slot == name)?;
                self.occurrence.in_slot(slot, self.outer)
            }

            fn header(&self) -> Option<Duration> {
                self.header
            }
        }

        let known = InResponse { occurrence: self, outer, header };
        advice::of_code(self.code().known()?, &known, max)
    }
}

/// The message of an error, its placeholders filled.
fn filled_message<E: TypedError>(error: &E) -> String {
    // Values are mostly short, so it grows at most once.
    let mut message = String::with_capacity(error.code().message().len() + 32);
    let _ = write!(message, "{error}");
    message
}

/// The code in a body, or else the code that its problem type names.
fn read_code<E: TypedError>(found: &Found<'_>, at: At) -> Result<Received<E::Code>, Malformed> {
    type WireOf<E> = <<E as TypedError>::Code as ErrorCode>::Wire;
    let code = found.built_in(Slot::Code);
    if code.is_some() || E::ENVELOPE.body.has(Slot::Code) {
        let code = code.and_then(WireOf::<E>::read::<E::Code>);
        return code.ok_or_else(|| at.malformed(Slot::Code, WireOf::<E>::EXPECTED));
    }
    let kind = found.built_in(Slot::Type).and_then(Input::as_str);
    let code = kind
        .as_deref()
        .and_then(|uri| uri.strip_prefix(E::Code::DOCS_URL?))
        .and_then(|anchor| WireOf::<E>::parse::<E::Code>(&super::text::from_anchor(anchor)?));
    code.ok_or_else(|| at.malformed(Slot::Type, "the address of a code's documentation"))
}

/// The status in a body: a number, or a string with a number.
pub(crate) fn read_status(found: &Found<'_>) -> Option<u16> {
    let status = found.built_in(Slot::Status)?;
    match status.as_str() {
        Some(text) => text.parse().ok(),
        None => u16::try_from(status.as_i64()?).ok(),
    }
}

/// The default status of an error: the first exact one, else the status of its class that ends in 00.
pub(crate) fn first_status(statuses: &[Status]) -> Option<u16> {
    let exact = statuses.iter().find_map(|status| status.as_u16());
    exact.or_else(|| statuses.first().map(|status| u16::from(status.class()) * 100))
}

impl<E: TypedError> fmt::Display for Occurrence<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message() {
            Some(message) => f.write_str(&message),
            None => fmt::Display::fmt(&self.code(), f),
        }
    }
}

impl<E: TypedError> From<E> for Occurrence<E>
where
    E::ErrorSlots: Default,
{
    fn from(error: E) -> Self {
        Self::new(error, E::ErrorSlots::default())
    }
}
