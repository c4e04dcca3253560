//! When to send a request again, as an error tells it.

use core::time::Duration;

use super::date;
use super::json::Json;
use super::retry::{Retry, RetryAfter};
use super::typed::TypedError;
use super::wire::ErrorCode;

/// Whether and when to send a request again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryAdvice {
    /// Whether, and after what.
    pub retry: Retry,
    /// How long to wait at least, where the error says so or the catalogue assumes so.
    pub delay: Option<Duration>,
}

/// What is known of an error beside its code.
pub(crate) trait Known {
    /// The details.
    fn details(&self) -> Option<Json>;

    /// The value of the slot with this name.
    fn slot(&self, name: &str) -> Option<Json>;

    /// The delay of the header `Retry-After`.
    fn header(&self) -> Option<Duration>;
}

/// What `code` and the places that it names say. `None` where the catalogue has no action for it.
pub(crate) fn of_code<C: ErrorCode>(code: C, known: &dyn Known) -> Option<RetryAdvice> {
    let retry = code.action()?.retry();
    let delay = code.retry_after().iter().find_map(|place| match place {
        RetryAfter::Detail(key) => delay(known.details()?.get(key)?),
        RetryAfter::Slot(name) => delay(&known.slot(name)?),
        RetryAfter::Header => known.header(),
        RetryAfter::Assume(delay) => Some(*delay),
    });
    Some(RetryAdvice { retry, delay })
}

/// What an error by itself says.
pub(crate) fn of_error<E: TypedError>(error: &E) -> Option<RetryAdvice> {
    struct Alone<'a, E>(&'a E);

    impl<E: TypedError> Known for Alone<'_, E> {
        fn details(&self) -> Option<Json> {
            self.0.details()
        }

        fn slot(&self, name: &str) -> Option<Json> {
            let slot = E::ENVELOPE.slots.iter().position(|slot| *slot == name)?;
            self.0.held().filled(slot)
        }

        fn header(&self) -> Option<Duration> {
            None
        }
    }

    of_code(error.code(), &Alone(error))
}

/// A number of seconds, or the time until a date.
fn delay(json: &Json) -> Option<Duration> {
    match json {
        Json::String(text) => date::until(date::rfc_3339(text)?),
        // As a float, a large one would become another.
        Json::Integer(seconds) => u64::try_from(*seconds).ok().map(Duration::from_secs),
        number => Duration::try_from_secs_f64(number.as_f64()?).ok(),
    }
}

/// The delay that the value of a header `Retry-After` tells (RFC 9110, section 10.2.3): a number of
/// seconds, or a date.
pub(crate) fn of_header(value: &str) -> Option<Duration> {
    let value = value.trim();
    match value.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => date::until(date::http(value)?),
    }
}
