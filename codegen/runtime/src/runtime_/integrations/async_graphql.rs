//! Errors of GraphQL (GraphQL specification of October 2021, section 7.1.2) as async-graphql has
//! them: message and `extensions` are as the envelope's entry says.

use alloc_::string::ToString;
use alloc_::sync::Arc;
use alloc_::vec::Vec;

use ::async_graphql::{Error, ErrorExtensionValues, ErrorExtensions, ServerError, Value, to_value};

use super::public_error::PublicError;
use super::seen::seen;
use crate::runtime_::failed::Failed;
use crate::runtime_::failure::Failure;
use crate::runtime_::json::Json;
use crate::runtime_::occurrence::Occurrence;
use crate::runtime_::response::Response;
use crate::runtime_::typed::TypedError;

/// The error of a resolver.
///
/// In a resolver that returns `Result<T, GraphqlError<Error>>`, `?` converts an API's errors and occurrences.
/// Do not let `?` convert them to an `async_graphql::Error`, which accepts everything that implements
/// `Display` and sends the bare text without extensions, of internal codes too. For a function that returns
/// one, there is `extend` of `async_graphql::ErrorExtensions`.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphqlError<E: TypedError>(pub Occurrence<E>);

impl<E: TypedError> From<Occurrence<E>> for GraphqlError<E> {
    fn from(occurrence: Occurrence<E>) -> Self {
        Self(occurrence)
    }
}

impl<E: TypedError> From<E> for GraphqlError<E>
where
    E::ErrorSlots: Default,
{
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// Without the slots of a response, which an error in a list does not have, and without the cause.
impl<E: TypedError> From<Failure<E>> for GraphqlError<E> {
    fn from(failure: Failure<E>) -> Self {
        Self(failure.response().occurrence().clone())
    }
}

/// The first error of the failure, for resolvers that return `Result<T, Failure>`. Its `source`, which is not sent, is
/// a `Failed`.
impl<E: TypedError> From<Failure<E>> for Error {
    fn from(failure: Failure<E>) -> Self {
        let mut out = error(&PublicError::first(failure.response()));
        out.source = Some(Arc::new(seen(Failed::new(failure))));
        out
    }
}

impl<E: TypedError> From<GraphqlError<E>> for Error {
    fn from(error: GraphqlError<E>) -> Self {
        error.0.extend()
    }
}

impl<E: TypedError> ErrorExtensions for Occurrence<E> {
    fn extend(&self) -> Error {
        let mut out = error(&PublicError::alone(self));
        out.source = Some(Arc::new(seen(Failed::alone(self.clone()))));
        out
    }
}

/// Without a place in the query: for errors before it is executed.
impl<E: TypedError> From<&Occurrence<E>> for ServerError {
    fn from(occurrence: &Occurrence<E>) -> Self {
        server_error(occurrence.extend())
    }
}

/// All errors of a response, such as a response of another server.
impl<E: TypedError> From<&Response<E>> for Vec<ServerError> {
    fn from(response: &Response<E>) -> Self {
        response.occurrences().map(ServerError::from).collect()
    }
}

fn server_error(error: Error) -> ServerError {
    let mut out = ServerError::new(error.message, None);
    out.extensions = error.extensions;
    out.source = error.source;
    out
}

fn error<E: TypedError>(sent: &PublicError<'_, E>) -> Error {
    let entry = sent.entry();
    let message = entry.get("message").and_then(Json::as_str).map(ToString::to_string);
    let message = message.or_else(|| sent.message()).unwrap_or_else(|| sent.code().to_string());
    let extensions = entry.get("extensions").filter(|json| json.as_object().is_some()).cloned();
    // Without them the envelope is not GraphQL's.
    let extensions = extensions.unwrap_or_else(|| {
        let details = sent.details().map(|details| ("details", details));
        [("code", sent.wire())].into_iter().chain(details).collect()
    });
    let mut values = ErrorExtensionValues::default();
    for (key, value) in extensions.as_object().unwrap_or_default() {
        values.set(key, to_value(value).unwrap_or(Value::Null));
    }
    let mut out = Error::new(message);
    out.extensions = Some(values);
    out
}
