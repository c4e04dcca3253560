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
    /// How long to wait at least, where the error says so or the catalogue assumes so: no longer
    /// than the bound that it was asked for with.
    pub delay: Option<Duration>,
}

impl RetryAdvice {
    /// How long an error is believed where no bound is given, unless the catalogue itself assumes
    /// more: an hour.
    ///
    /// A delay comes from outside and can be any: one of 500 billion years would stop a program for
    /// good, and added to an `Instant` it panics. An hour is the longest that limits per second,
    /// minute or hour ask for. Who waits for those per day says so with `retry_with_max_delay`.
    pub const MAX_DELAY: Duration = Duration::from_secs(3_600);
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
///
/// No delay is longer than `max`; without that, than [`RetryAdvice::MAX_DELAY`] or what may be
/// assumed.
pub(crate) fn of_code<C: ErrorCode>(
    code: C,
    known: &dyn Known,
    max: Option<Duration>,
) -> Option<RetryAdvice> {
    let retry = code.action()?.retry();
    let places = code.retry_after();
    let told = places.iter().find_map(|place| match place {
        RetryAfter::Detail(key) => delay(known.details()?.get(key)?),
        RetryAfter::Slot(name) => delay(&known.slot(name)?),
        RetryAfter::Header => known.header(),
        RetryAfter::Assume(delay) => Some(*delay),
    });
    let usual = || RetryAfter::assumed(places).unwrap_or_default().max(RetryAdvice::MAX_DELAY);
    let max = max.unwrap_or_else(usual);
    Some(RetryAdvice { retry, delay: told.map(|delay| delay.min(max)) })
}

/// What an error by itself says; `max` as for [`of_code`].
pub(crate) fn of_error<E: TypedError>(error: &E, max: Option<Duration>) -> Option<RetryAdvice> {
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

    of_code(error.code(), &Alone(error), max)
}

/// A number of seconds, or the time until a date.
fn delay(json: &Json) -> Option<Duration> {
    match json {
        Json::String(text) => date::until(date::rfc_3339(text)?),
        // As a float, a large one would become another.
        Json::Integer(seconds) => u64::try_from(*seconds).ok().map(Duration::from_secs),
        number => {
            let seconds = number.as_f64().filter(|seconds| *seconds >= 0.0)?;
            Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
        }
    }
}

/// The delay that the value of a header `Retry-After` tells (RFC 9110, section 10.2.3): a number of
/// seconds, or a date.
pub(crate) fn of_header(value: &str) -> Option<Duration> {
    let value = value.trim();
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return date::until(date::http(value)?);
    }
    Some(value.parse().map_or(Duration::MAX, Duration::from_secs))
}
