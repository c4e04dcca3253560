//! A response to send, before it has a framework's type.

use alloc_::borrow::Cow;
use alloc_::string::{String, ToString};
use alloc_::vec::Vec;

#[cfg(feature = "problem")]
use super::problem::Problem;
use crate::runtime_::response::Response;
use crate::runtime_::typed::TypedError;

pub(super) struct Outgoing {
    pub(super) status: u16,
    /// The media type is among them.
    pub(super) headers: Vec<(&'static str, Cow<'static, str>)>,
    pub(super) body: String,
}

impl Outgoing {
    fn new(
        status: u16,
        media_type: &'static str,
        others: Vec<(&'static str, Cow<'static, str>)>,
        body: String,
    ) -> Self {
        // A received body may hold any number. Only these are statuses of a final response (RFC 9110, section 15).
        let status = if (200..600).contains(&status) { status } else { 500 };
        let mut headers = Vec::with_capacity(others.len() + 1);
        headers.push(("content-type", Cow::Borrowed(media_type)));
        headers.extend(others);
        Self { status, headers, body }
    }
}

impl<E: TypedError> From<&Response<E>> for Outgoing {
    fn from(it: &Response<E>) -> Self {
        Self::new(it.http_status(), it.media_type(), it.headers(), it.body())
    }
}

#[cfg(feature = "problem")]
impl From<&Problem> for Outgoing {
    fn from(it: &Problem) -> Self {
        Self::new(it.http_status(), it.media_type(), it.headers(), it.to_string())
    }
}
