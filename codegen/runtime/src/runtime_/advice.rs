//! When to send a request again, according to an error.

use core::time::Duration;

use super::date;
use super::retry::{Retry, RetryAfter};
use super::typed::TypedError;
use super::view::View;
use super::wire::ErrorCode;

/// Whether and when to send a request again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryAdvice {
    /// Whether to send the request again, and after what.
    pub retry: Retry,
    /// The minimum time to wait, from the error or assumed by the catalogue. It never exceeds the bound of the call.
    pub delay: Option<Duration>,
}

impl RetryAdvice {
    /// The default bound of a delay, unless the catalogue itself assumes more: an hour.
    ///
    /// The server chooses the delay, and can choose any number. A delay of 500 billion years would stop a
    /// program for good, and panics when added to an `Instant`. An hour is the longest that limits per
    /// second, minute or hour ask for. To wait for a limit per day, call `retry_with_max_delay`.
    pub const MAX_DELAY: Duration = Duration::from_secs(3_600);
}

/// The parts of an error besides its code.
pub(crate) trait Known {
    /// The details.
    fn details(&self) -> Option<View<'_>>;

    /// The value of the slot with this name.
    fn slot(&self, name: &str) -> Option<View<'_>>;

    /// The delay of the header `Retry-After`.
    fn header(&self) -> Option<Duration>;
}

/// The advice from `code` and the places that it names. `None` if the catalogue has no action for it.
///
/// No delay is longer than `max`. Without `max`, the limit is [`RetryAdvice::MAX_DELAY`] or the delay to assume.
pub(crate) fn of_code<C: ErrorCode>(
    code: C,
    known: &dyn Known,
    max: Option<Duration>,
) -> Option<RetryAdvice> {
    let retry = code.action()?.retry();
    let places = code.retry_after();
    let told = places.iter().find_map(|place| match place {
        RetryAfter::Detail(key) => delay(known.details()?.get(key)?),
        RetryAfter::Slot(name) => delay(known.slot(name)?),
        RetryAfter::Header => known.header(),
        RetryAfter::Assume(delay) => Some(*delay),
    });
    let usual = || RetryAfter::assumed(places).unwrap_or_default().max(RetryAdvice::MAX_DELAY);
    let max = max.unwrap_or_else(usual);
    Some(RetryAdvice { retry, delay: told.map(|delay| delay.min(max)) })
}

/// The advice from an error alone, with `max` as for [`of_code`].
pub(crate) fn of_error<E: TypedError>(error: &E, max: Option<Duration>) -> Option<RetryAdvice> {
    struct Alone<'a, E>(&'a E);

    impl<E: TypedError> Known for Alone<'_, E> {
        fn details(&self) -> Option<View<'_>> {
            self.0.held().details()
        }

        fn slot(&self, name: &str) -> Option<View<'_>> {
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
fn delay(told: View<'_>) -> Option<Duration> {
    match told {
        View::Text(text) => date::until(date::rfc_3339(text)?),
        // A float could not hold a large number exactly.
        View::Integer(seconds) => u64::try_from(seconds).ok().map(Duration::from_secs),
        View::Unsigned(seconds) => Some(Duration::from_secs(seconds)),
        View::Number(seconds) if seconds >= 0.0 => {
            Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
        }
        View::Json(json) => delay(json.scalar()?),
        _ => None,
    }
}

/// The delay in the value of a header `Retry-After` (RFC 9110, section 10.2.3): a number of
/// seconds, or a date.
pub(crate) fn of_header(value: &str) -> Option<Duration> {
    let value = value.trim();
    if value.is_empty() || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return date::until(date::http(value)?);
    }
    Some(value.parse().map_or(Duration::MAX, Duration::from_secs))
}
