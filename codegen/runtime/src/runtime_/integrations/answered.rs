//! What a framework answered by itself, or a handler did without answering, as causes for logs.

use alloc_::boxed::Box;
use alloc_::string::{String, ToString};
use core::any::Any;
use core::error::Error;
use core::fmt;

use crate::runtime_::failure::{Failure, Unexpected, instead_of};

/// Marks a response that a layer leaves as it is.
///
/// Insert it into the extensions of a response that looks as if the framework had made it: without a media type, or
/// as plain text. With the feature `tower`, it is also a layer that marks all responses of a service, such as a server
/// of files. With `axum` too, a handler returns it in a tuple: `(StatusCode::NOT_FOUND, Spare, "text")`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Spare;

/// A text as long as this is kept for logs.
pub(super) const MOST: usize = 4096;

/// An answer that the framework made.
#[derive(Debug)]
struct Answered {
    status: u16,
    text: String,
}

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the framework answered with status {}", self.status)?;
        if self.text.is_empty() { Ok(()) } else { write!(f, ": {}", self.text) }
    }
}

impl Error for Answered {}

/// A panic of a handler.
#[derive(Debug)]
struct Panicked(String);

impl fmt::Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "panic: {}", self.0)
    }
}

impl Error for Panicked {}

/// Whether a framework makes responses of this status and media type by itself, as far as can be seen.
pub(super) fn is_by_framework(status: u16, media_type: Option<&str>) -> bool {
    let is_plain = |it: &str| it.split(';').next().is_some_and(|it| it.trim() == "text/plain");
    (400..600).contains(&status) && media_type.is_none_or(is_plain)
}

/// What is sent instead of the framework's answer, if `[unexpected]` has something for its status.
pub(super) fn instead<E: Unexpected>(status: u16) -> Option<E> {
    E::of_status(status, "").or_else(|| (status == 500).then(E::unexpected))
}

/// The failure instead of an answer of the framework.
pub(super) fn answered<E: Unexpected>(error: E, status: u16, text: String) -> Failure<E> {
    instead_of(error, status).caused_by(Answered { status, text })
}

/// A panic as an error.
pub(super) fn panic_of(payload: &(dyn Any + Send)) -> Box<dyn Error + Send + Sync> {
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    Box::new(Panicked(text.unwrap_or_else(|| "of another type than text".to_string())))
}

/// The failure of an error that no handler has answered. `status` is what it counts as.
pub(super) fn unanswered<E: Unexpected>(
    error: Box<dyn Error + Send + Sync>,
    status: Option<u16>,
) -> Failure<E> {
    let known = status.and_then(|status| Some(instead_of(E::of_status(status, "")?, status)));
    match known {
        Some(failure) => failure.caused_by(error),
        None => Failure::from_unknown(error),
    }
}

/// Headers of an answer that belong to its body.
pub(super) const OF_THE_BODY: [&str; 9] = [
    "accept-ranges",
    "content-encoding",
    "content-language",
    "content-length",
    "content-range",
    "content-type",
    "etag",
    "last-modified",
    "transfer-encoding",
];
