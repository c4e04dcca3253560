//! Responses of the crate `http`, for frameworks that use it.

use alloc_::string::String;

use ::http::{HeaderName, HeaderValue, StatusCode};

use super::outgoing::Outgoing;
#[cfg(feature = "problem")]
use super::problem::Problem;
use super::seen::seen;
use crate::runtime_::failed::Failed;
use crate::runtime_::failure::Failure;
use crate::runtime_::headers::ReceivedHeaders;
use crate::runtime_::response::Response;
use crate::runtime_::typed::TypedError;

impl Outgoing {
    /// The response, with what it failed with in its extensions.
    fn into_http<B: From<String>>(self, failed: Failed) -> ::http::Response<B> {
        let mut response = ::http::Response::new(self.body.into());
        let status = StatusCode::from_u16(self.status);
        *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in &self.headers {
            // It leaves out values that a header cannot hold, because the body says what matters.
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response.extensions_mut().insert(seen(failed));
        response
    }
}

impl ReceivedHeaders for ::http::HeaderMap {
    fn value(&self, name: &str) -> Option<&str> {
        self.get(name)?.to_str().ok()
    }
}

/// The status, the headers and the body, as text or as a type made from text. The extensions have a `Failed`.
impl<E: TypedError, B: From<String>> From<Failure<E>> for ::http::Response<B> {
    fn from(failure: Failure<E>) -> Self {
        Outgoing::from(failure.response()).into_http(Failed::new(failure))
    }
}

/// The status, the headers and the body, as text or as a type made from text. The extensions have a `Failed`.
impl<E: TypedError, B: From<String>> From<&Response<E>> for ::http::Response<B> {
    fn from(response: &Response<E>) -> Self {
        response.clone().into()
    }
}

/// The status, the headers and the body, as text or as a type made from text. The extensions have a `Failed`.
impl<E: TypedError, B: From<String>> From<Response<E>> for ::http::Response<B> {
    fn from(response: Response<E>) -> Self {
        Failure::answered_with(response).into()
    }
}

/// The status, the headers and the document, as text or as a type made from text. The extensions have a `Failed`.
#[cfg(feature = "problem")]
impl<B: From<String>> From<&Problem> for ::http::Response<B> {
    fn from(problem: &Problem) -> Self {
        Outgoing::from(problem).into_http(problem.failed().clone())
    }
}

/// The status, the headers and the document, as text or as a type made from text. The extensions have a `Failed`.
#[cfg(feature = "problem")]
impl<B: From<String>> From<Problem> for ::http::Response<B> {
    fn from(problem: Problem) -> Self {
        Self::from(&problem)
    }
}
