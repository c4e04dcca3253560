//! Errors as return values of axum handlers: in `Result<T, Failure>` and `Result<T, Response>`, `?` converts an API's
//! errors.

#[cfg(feature = "tower")]
use core::convert::Infallible;

use axum_core::response::{IntoResponse, Response as AxumResponse};
#[cfg(feature = "tower")]
use axum_core::response::{IntoResponseParts, ResponseParts};

#[cfg(feature = "tower")]
use super::answered::Spare;
#[cfg(feature = "problem")]
use super::problem::Problem;
use crate::runtime_::failure::Failure;
use crate::runtime_::response::Response;
use crate::runtime_::typed::TypedError;

impl<E: TypedError> IntoResponse for Failure<E> {
    fn into_response(self) -> AxumResponse {
        self.into()
    }
}

impl<E: TypedError> IntoResponse for Response<E> {
    fn into_response(self) -> AxumResponse {
        self.into()
    }
}

#[cfg(feature = "problem")]
impl IntoResponse for Problem {
    fn into_response(self) -> AxumResponse {
        self.into()
    }
}

/// In a tuple: `(StatusCode::NOT_FOUND, Spare, "text")`.
#[cfg(feature = "tower")]
impl IntoResponseParts for Spare {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        parts.extensions_mut().insert(self);
        Ok(parts)
    }
}
