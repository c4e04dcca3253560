//! Errors as return values of axum handlers: in `Result<T, Response>`, `?` converts an API's errors.

use axum_core::response::{IntoResponse, Response as AxumResponse};

#[cfg(feature = "problem")]
use super::problem::Problem;
use crate::runtime_::response::Response;
use crate::runtime_::typed::TypedError;

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
