//! Errors as return values of actix-web handlers: in `Result<T, Response>`, `?` converts an API's errors.

use ::actix_web::body::BoxBody;
use ::actix_web::http::StatusCode;
use ::actix_web::http::header::{HeaderName, HeaderValue};
use ::actix_web::{HttpRequest, HttpResponse, Responder, ResponseError};

use super::outgoing::Outgoing;
#[cfg(feature = "problem")]
use super::problem::Problem;
use crate::runtime_::response::Response;
use crate::runtime_::typed::TypedError;

impl Outgoing {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn answer(self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        for (name, value) in &self.headers {
            // It leaves out values that a header cannot hold, because the body says what matters.
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response.set_body(BoxBody::new(self.body))
    }
}

impl<E: TypedError> ResponseError for Response<E> {
    fn status_code(&self) -> StatusCode {
        Outgoing::from(self).status_code()
    }

    fn error_response(&self) -> HttpResponse {
        Outgoing::from(self).answer()
    }
}

impl<E: TypedError> Responder for Response<E> {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        Outgoing::from(&self).answer()
    }
}

#[cfg(feature = "problem")]
impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        Outgoing::from(self).status_code()
    }

    fn error_response(&self) -> HttpResponse {
        Outgoing::from(self).answer()
    }
}

#[cfg(feature = "problem")]
impl Responder for Problem {
    type Body = BoxBody;

    fn respond_to(self, _request: &HttpRequest) -> HttpResponse {
        Outgoing::from(&self).answer()
    }
}
