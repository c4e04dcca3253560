//! Responses of the crate `http`, for frameworks that use it.

use alloc_::string::String;

use ::http::{HeaderName, HeaderValue, StatusCode};

use super::outgoing::Outgoing;
#[cfg(feature = "problem")]
use super::problem::Problem;
use crate::runtime_::response::{ReceivedHeaders, Response};
use crate::runtime_::typed::TypedError;

impl<B: From<String>> From<Outgoing> for ::http::Response<B> {
    fn from(outgoing: Outgoing) -> Self {
        let mut response = Self::new(outgoing.body.into());
        let status = StatusCode::from_u16(outgoing.status);
        *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in &outgoing.headers {
            // It leaves out values that a header cannot hold, because the body says what matters.
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

impl ReceivedHeaders for ::http::HeaderMap {
    fn value(&self, name: &str) -> Option<&str> {
        self.get(name)?.to_str().ok()
    }
}

/// The status, the headers and the body, as text or as a type made from text.
impl<E: TypedError, B: From<String>> From<&Response<E>> for ::http::Response<B> {
    fn from(response: &Response<E>) -> Self {
        Outgoing::from(response).into()
    }
}

/// The status, the headers and the body, as text or as a type made from text.
impl<E: TypedError, B: From<String>> From<Response<E>> for ::http::Response<B> {
    fn from(response: Response<E>) -> Self {
        Outgoing::from(&response).into()
    }
}

/// The status, the headers and the document, as text or as a type made from text.
#[cfg(feature = "problem")]
impl<B: From<String>> From<&Problem> for ::http::Response<B> {
    fn from(problem: &Problem) -> Self {
        Outgoing::from(problem).into()
    }
}

/// The status, the headers and the document, as text or as a type made from text.
#[cfg(feature = "problem")]
impl<B: From<String>> From<Problem> for ::http::Response<B> {
    fn from(problem: Problem) -> Self {
        Outgoing::from(&problem).into()
    }
}
