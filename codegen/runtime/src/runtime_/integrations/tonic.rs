//! Errors of gRPC, with the details that Google's error model has for them (google/rpc/status.proto
//! and google/rpc/error_details.proto).

use alloc_::string::{String, ToString};
use alloc_::sync::Arc;

use ::tonic::{Code, Status};
use std_::collections::HashMap;
use tonic_types::{ErrorDetails, StatusExt};

use super::reason::reason;
use super::public_error::{PublicError, is_record};
use super::seen::seen;
use super::violations::violations;
use crate::runtime_::failed::Failed;
use crate::runtime_::failure::Failure;
use crate::runtime_::json::Json;
use crate::runtime_::occurrence::Occurrence;
use crate::runtime_::received::Received;
use crate::runtime_::response::Response;
use crate::runtime_::typed::TypedError;
use crate::runtime_::view::View;
use crate::runtime_::wire::ErrorCode;

/// With `ErrorInfo`, with `RetryInfo` if a delay is known, and with `BadRequest` if the details name the
/// faults of fields. The source, which is not sent, is a `Failed`.
impl<E: TypedError> From<Failure<E>> for Status {
    fn from(failure: Failure<E>) -> Self {
        let mut out = status(&PublicError::first(failure.response()));
        out.set_source(Arc::new(seen(Failed::new(failure))));
        out
    }
}

/// As from a failure with this response.
impl<E: TypedError> From<&Response<E>> for Status {
    fn from(response: &Response<E>) -> Self {
        response.clone().into()
    }
}

/// As from a failure with this response.
impl<E: TypedError> From<Response<E>> for Status {
    fn from(response: Response<E>) -> Self {
        Failure::answered_with(response).into()
    }
}

/// As from a response that has nothing else.
impl<E: TypedError> From<&Occurrence<E>> for Status {
    fn from(occurrence: &Occurrence<E>) -> Self {
        occurrence.clone().into()
    }
}

/// As from a response that has nothing else.
impl<E: TypedError> From<Occurrence<E>> for Status {
    fn from(occurrence: Occurrence<E>) -> Self {
        let mut out = status(&PublicError::alone(&occurrence));
        out.set_source(Arc::new(seen(Failed::alone(occurrence))));
        out
    }
}

fn status<E: TypedError>(sent: &PublicError<'_, E>) -> Status {
    let code = sent.code();
    let name = match &code {
        Received::Known(code) => code.name().to_string(),
        Received::Unknown(wire) => wire.to_string(),
    };
    let details = sent.details();
    let mut out = ErrorDetails::with_error_info(
        reason(&name),
        domain::<E::Code>(),
        details.as_ref().map(metadata).unwrap_or_default(),
    );
    if let Some(delay) = sent.delay() {
        out.set_retry_info(Some(delay));
    }
    let violations = details.as_ref().map(violations).unwrap_or_default();
    if !violations.is_empty() {
        out.set_bad_request(violations);
    }
    let known = code.known().and_then(ErrorCode::grpc);
    let number = known.map(|grpc| Code::from_i32(i32::from(grpc.number())));
    let number = number.or_else(|| sent.status().and_then(of_http));
    let message = sent.message().unwrap_or(name);
    Status::with_error_details(number.unwrap_or(Code::Unknown), message, out)
}

/// The code whose HTTP mapping in google/rpc/code.proto is `status`; of several the one that says
/// least.
const fn of_http(status: u16) -> Option<Code> {
    Some(match status {
        400 => Code::InvalidArgument,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::NotFound,
        409 => Code::Aborted,
        429 => Code::ResourceExhausted,
        499 => Code::Cancelled,
        500 => Code::Internal,
        501 => Code::Unimplemented,
        503 => Code::Unavailable,
        504 => Code::DeadlineExceeded,
        _ => return None,
    })
}

/// The domain of the reasons: the host of the documentation, or else the API.
fn domain<C: ErrorCode>() -> &'static str {
    let host = C::DOCS_URL.and_then(|url| url.split("://").nth(1)?.split('/').next());
    host.unwrap_or(C::API)
}

/// The details that are not lists or objects, as text, if `ErrorInfo` permits their keys:
/// `[a-z][a-zA-Z0-9-_]+`, at most 64 characters.
fn metadata(details: &Json) -> HashMap<String, String> {
    let fits = |key: &str| {
        let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (2..=64).contains(&key.len())
            && key.starts_with(|first: char| first.is_ascii_lowercase())
            && key.bytes().all(inner)
    };
    let is_scalar = |json: &Json| !matches!(json, Json::Array(_) | Json::Object(_) | Json::Null);
    let text = |json: &Json| View::Json(json).printed();
    match details {
        Json::Object(members) if is_record(members) => {
            let scalars = members.iter().filter(|(key, value)| fits(key) && is_scalar(value));
            scalars.map(|(key, value)| (key.to_string(), text(value))).collect()
        }
        scalar if is_scalar(scalar) => {
            HashMap::from([("details".to_string(), text(scalar))])
        }
        _ => HashMap::new(),
    }
}
