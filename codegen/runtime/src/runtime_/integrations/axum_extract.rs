//! Extractors for axum whose rejections are errors of the API.
//!
//! They read requests by themselves, because the texts of axum's rejections are not to be parsed.

use alloc_::boxed::Box;
use alloc_::string::{String, ToString};
use core::error::Error;

use ::axum::body::Bytes;
use ::axum::extract::path::ErrorKind;
use ::axum::extract::rejection::{BytesRejection, PathRejection};
use ::axum::extract::{FromRequest, FromRequestParts, Path, RawPathParams, Request};
use ::axum::http::header::CONTENT_TYPE;
use ::axum::http::request::Parts;
use ::axum::http::{HeaderMap, StatusCode};
use ::axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::runtime_::failure::{Failure, Unexpected, instead_of};

/// A path in a request is cut after so many bytes: its keys are the client's.
const LONGEST_PATH: usize = 256;

/// The failure of a request that does not fit: the code of `status`, or else that of 400.
fn refused<E: Unexpected>(
    status: StatusCode,
    path: &str,
    cause: impl Into<Box<dyn Error + Send + Sync>>,
) -> Failure<E> {
    let mut end = path.len().min(LONGEST_PATH);
    while !path.is_char_boundary(end) {
        end -= 1;
    }
    let path = &path[..end];
    let status = status.as_u16();
    let known = E::of_status(status, path).or_else(|| E::of_status(400, path));
    instead_of(known.unwrap_or_else(E::unexpected), status).caused_by(cause)
}

/// The body of a request, read as JSON.
pub(crate) async fn json<T, S, E>(request: Request, state: &S) -> Result<T, Failure<E>>
where
    T: DeserializeOwned,
    S: Send + Sync,
    E: Unexpected,
{
    if !is_json(request.headers()) {
        return Err(refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "", "the media type is not JSON"));
    }
    let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
        let cause = rejection.to_string();
        refused(status_of(rejection), "", cause)
    })?;
    let mut from = serde_json::Deserializer::from_slice(&bytes);
    let value = serde_path_to_error::deserialize(&mut from).map_err(|error| {
        let is_data = error.inner().classify() == serde_json::error::Category::Data;
        let status =
            if is_data { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::BAD_REQUEST };
        refused(status, &path_of(error.path()), error.into_inner())
    })?;
    from.end().map_err(|error| refused(StatusCode::BAD_REQUEST, "", error))?;
    Ok(value)
}

/// A value as a response of JSON.
pub(crate) fn answer<T: Serialize, E: Unexpected>(value: &T) -> Response {
    match serde_json::to_string(value) {
        Ok(body) => ([(CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => Failure::<E>::from_unknown(error).into_response(),
    }
}

fn status_of(rejection: BytesRejection) -> StatusCode {
    rejection.into_response().status()
}

/// Whether the header says that the body is JSON: `application/json`, or a type that ends in `+json` (RFC 6839).
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json"
        || essence.starts_with("application/") && essence.ends_with("+json")
}

/// The place of a fault; the root is empty.
fn path_of(path: &serde_path_to_error::Path) -> String {
    match path.to_string() {
        root if root == "." => String::new(),
        path => path,
    }
}

/// The query of a request.
pub(crate) fn query<T: DeserializeOwned, E: Unexpected>(parts: &Parts) -> Result<T, Failure<E>> {
    let text = parts.uri.query().unwrap_or_default();
    let pairs = form_urlencoded::parse(text.as_bytes());
    let from = serde_urlencoded::Deserializer::new(pairs);
    serde_path_to_error::deserialize(from).map_err(|error| {
        refused(StatusCode::BAD_REQUEST, &path_of(error.path()), error.into_inner())
    })
}

/// The parameters in the path of a request.
pub(crate) async fn path<T, S, E>(parts: &mut Parts, state: &S) -> Result<T, Failure<E>>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
    E: Unexpected,
{
    let rejection = match Path::<T>::from_request_parts(parts, state).await {
        Ok(Path(value)) => return Ok(value),
        Err(rejection) => rejection,
    };
    let key = match &rejection {
        PathRejection::FailedToDeserializePathParams(inner) => key_of(inner.kind()),
        _ => None,
    };
    let key = match key {
        Some(key) => key,
        None => only_key(parts, state).await.unwrap_or_default(),
    };
    let cause = rejection.to_string();
    Err(refused(rejection.into_response().status(), &key, cause))
}

/// The parameter of a path that has no other.
async fn only_key<S: Send + Sync>(parts: &mut Parts, state: &S) -> Option<String> {
    let all = RawPathParams::from_request_parts(parts, state).await.ok()?;
    let mut keys = all.iter().map(|(key, _)| key);
    let first = keys.next()?;
    keys.next().is_none().then(|| first.to_string())
}

/// The parameter that is at fault.
fn key_of(kind: &ErrorKind) -> Option<String> {
    Some(match kind {
        ErrorKind::ParseErrorAtKey { key, .. }
        | ErrorKind::InvalidUtf8InPathParam { key }
        | ErrorKind::DeserializeError { key, .. } => key.clone(),
        ErrorKind::ParseErrorAtIndex { index, .. } => index.to_string(),
        _ => return None,
    })
}

/// The extractors of an API. They are types of the API's own, because an extractor has one kind of rejection.
#[allow(unused_macros, reason = "a catalogue may have no API that says what stands for others")]
macro_rules! extractors {
    ($error:ident) => {
        /// Extractors for axum. Their rejections are failures of the API: `[unexpected]` of its api.toml says which.
        pub mod extract {
            use super::$error;

            /// The body of a request as JSON. It is also a response.
            #[derive(Debug, Clone, Copy, Default)]
            pub struct Json<T>(pub T);

            impl<T, S> ::axum::extract::FromRequest<S> for Json<T>
            where
                T: ::serde::de::DeserializeOwned,
                S: Send + Sync,
            {
                type Rejection = $crate::Failure<$error>;

                async fn from_request(
                    request: ::axum::extract::Request,
                    state: &S,
                ) -> ::core::result::Result<Self, Self::Rejection> {
                    $crate::runtime_::integrations::axum_extract::json(request, state)
                        .await
                        .map(Self)
                }
            }

            impl<T: ::serde::Serialize> ::axum::response::IntoResponse for Json<T> {
                fn into_response(self) -> ::axum::response::Response {
                    $crate::runtime_::integrations::axum_extract::answer::<T, $error>(&self.0)
                }
            }

            /// The query of a request.
            #[derive(Debug, Clone, Copy, Default)]
            pub struct Query<T>(pub T);

            impl<T, S> ::axum::extract::FromRequestParts<S> for Query<T>
            where
                T: ::serde::de::DeserializeOwned,
                S: Send + Sync,
            {
                type Rejection = $crate::Failure<$error>;

                async fn from_request_parts(
                    parts: &mut ::axum::http::request::Parts,
                    _state: &S,
                ) -> ::core::result::Result<Self, Self::Rejection> {
                    $crate::runtime_::integrations::axum_extract::query(parts).map(Self)
                }
            }

            /// The parameters in the path of a request.
            #[derive(Debug, Clone, Copy, Default)]
            pub struct Path<T>(pub T);

            impl<T, S> ::axum::extract::FromRequestParts<S> for Path<T>
            where
                T: ::serde::de::DeserializeOwned + Send,
                S: Send + Sync,
            {
                type Rejection = $crate::Failure<$error>;

                async fn from_request_parts(
                    parts: &mut ::axum::http::request::Parts,
                    state: &S,
                ) -> ::core::result::Result<Self, Self::Rejection> {
                    $crate::runtime_::integrations::axum_extract::path(parts, state)
                        .await
                        .map(Self)
                }
            }
        }
    };
}

#[allow(unused_imports, reason = "a catalogue may have no API that says what stands for others")]
pub(crate) use extractors;
