//! Errors as return values of actix-web handlers: in `Result<T, Failure>` and `Result<T, Response>`, `?` converts an
//! API's errors.

use core::fmt;

use ::actix_web::body::BoxBody;
use ::actix_web::http::StatusCode;
use ::actix_web::http::header::{HeaderName, HeaderValue};
use ::actix_web::{Error, HttpRequest, HttpResponse, Responder, ResponseError};

use super::outgoing::Outgoing;
#[cfg(feature = "problem")]
use super::problem::Problem;
use super::seen::seen;
use crate::runtime_::failed::Failed;
use crate::runtime_::failure::Failure;
use crate::runtime_::response::Response;
use crate::runtime_::typed::TypedError;

impl Outgoing {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The response, with what it failed with in its extensions.
    fn answer(self, failed: Failed) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        for (name, value) in &self.headers {
            // It leaves out values that a header cannot hold, because the body says what matters.
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response.extensions_mut().insert(seen(failed));
        response.set_body(BoxBody::new(self.body))
    }
}

/// The response, whose extensions have a `Failed`.
impl<E: TypedError> From<Failure<E>> for HttpResponse {
    fn from(failure: Failure<E>) -> Self {
        Outgoing::from(failure.response()).answer(Failed::new(failure))
    }
}

/// What actix-web takes for an error, which a failure is not.
struct Answer<E: TypedError>(Failure<E>);

impl<E: TypedError> fmt::Debug for Answer<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// actix-web logs it, and does not send it.
impl<E: TypedError> fmt::Display for Answer<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.report().fmt(f)
    }
}

impl<E: TypedError> ResponseError for Answer<E> {
    fn status_code(&self) -> StatusCode {
        Outgoing::from(self.0.response()).status_code()
    }

    fn error_response(&self) -> HttpResponse {
        self.0.clone().into()
    }
}

impl<E: TypedError> From<Failure<E>> for Error {
    fn from(failure: Failure<E>) -> Self {
        Answer(failure).into()
    }
}

impl<E: TypedError> Responder for Failure<E> {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        self.into()
    }
}

impl<E: TypedError> ResponseError for Response<E> {
    fn status_code(&self) -> StatusCode {
        Outgoing::from(self).status_code()
    }

    fn error_response(&self) -> HttpResponse {
        Failure::answered_with(self.clone()).into()
    }
}

impl<E: TypedError> Responder for Response<E> {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        Failure::answered_with(self).into()
    }
}

#[cfg(feature = "problem")]
impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        Outgoing::from(self).status_code()
    }

    fn error_response(&self) -> HttpResponse {
        Outgoing::from(self).answer(self.failed().clone())
    }
}

#[cfg(feature = "problem")]
impl Responder for Problem {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        Outgoing::from(&self).answer(self.failed().clone())
    }
}
