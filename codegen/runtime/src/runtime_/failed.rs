//! What a response failed with, for what sees responses without knowing their API.

use alloc_::borrow::Cow;
use alloc_::string::{String, ToString};
use alloc_::sync::Arc;
use core::any::Any;
use core::error::Error;
use core::fmt;
use core::panic::{RefUnwindSafe, UnwindSafe};

use super::failure::Failure;
use super::json::Json;
use super::occurrence::Occurrence;
use super::received::Received;
use super::typed::TypedError;
use super::view::View;
use super::wire::ErrorCode;

/// What a response failed with: server-side, for logs and metrics. Responses of `http` and actix-web have it in
/// their extensions, statuses of tonic as their source, errors of async-graphql too.
///
/// It tells internal codes and causes. `Display` writes both, so do not send it.
#[derive(Clone)]
pub struct Failed(Arc<dyn Facts>);

// Nobody changes the facts, so a panic leaves none of them half done.
impl UnwindSafe for Failed {}
impl RefUnwindSafe for Failed {}

/// What is told of a failure.
trait Facts: Send + Sync {
    fn api(&self) -> &'static str;
    fn code(&self) -> Result<(&'static str, String), String>;
    fn is_internal(&self) -> bool;
    fn status(&self) -> u16;
    fn message(&self) -> String;
    fn slots(&self) -> &'static [&'static str];
    fn slot(&self, slot: usize) -> Option<Json>;
    fn source(&self) -> Option<&(dyn Error + 'static)>;
    fn as_any(&self) -> &dyn Any;
}

/// Names of slots that identify a request or an occurrence.
const CORRELATION: [&str; 8] = [
    "request_id",
    "correlation_id",
    "trace_id",
    "error_id",
    "incident_id",
    "event_id",
    "instance",
    "reference",
];

impl Failed {
    /// The facts of a failure.
    #[must_use]
    pub fn new<E: TypedError>(failure: Failure<E>) -> Self {
        Self(Arc::new(failure))
    }

    /// The facts of an error that has no response.
    pub(crate) fn alone<E: TypedError>(occurrence: Occurrence<E>) -> Self {
        Self(Arc::new(occurrence))
    }

    /// The id of the API.
    #[must_use]
    pub fn api(&self) -> &'static str {
        self.0.api()
    }

    /// The code's wire value as text. The code may be internal or unknown.
    #[must_use]
    pub fn code(&self) -> String {
        self.0.code().map_or_else(|unknown| unknown, |(_, wire)| wire)
    }

    /// The name of the code, or `_OTHER` if the catalogue does not know it: a label for metrics of few different
    /// values, as OpenTelemetry's `error.type` has to be. The code may be internal.
    #[must_use]
    pub fn error_type(&self) -> &'static str {
        self.0.code().map_or("_OTHER", |(name, _)| name)
    }

    /// Whether clients see the mask of the code instead.
    #[must_use]
    pub fn is_internal(&self) -> bool {
        self.0.is_internal()
    }

    /// The HTTP status of the response.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status()
    }

    /// The message of the code, which may be internal.
    #[must_use]
    pub fn message(&self) -> String {
        self.0.message()
    }

    /// The value of a slot.
    #[must_use]
    pub fn slot(&self, name: &str) -> Option<Json> {
        self.0.slot(self.0.slots().iter().position(|slot| *slot == name)?)
    }

    /// The slots that have a value.
    pub fn slots(&self) -> impl Iterator<Item = (&'static str, Json)> + '_ {
        let names = self.0.slots().iter().enumerate();
        names.filter_map(|(at, name)| Some((*name, self.0.slot(at)?)))
    }

    /// The slot that identifies the request in logs, if one has such a name: `request_id`, `correlation_id` and the
    /// like.
    #[must_use]
    pub fn correlation(&self) -> Option<Cow<'static, str>> {
        let value = CORRELATION.iter().find_map(|name| self.slot(name))?;
        Some(Cow::Owned(View::Json(&value).printed()))
    }

    /// The causes in one line, if there are any.
    #[must_use]
    pub fn causes(&self) -> Option<String> {
        let first = self.0.source()?;
        let mut line = first.to_string();
        let mut next = first.source();
        while let Some(cause) = next {
            line.push_str(": ");
            line.push_str(&cause.to_string());
            next = cause.source();
        }
        Some(line)
    }

    /// The failure, if its error is of this type.
    #[must_use]
    pub fn failure<E: TypedError>(&self) -> Option<&Failure<E>> {
        self.0.as_any().downcast_ref()
    }
}

impl fmt::Debug for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = f.debug_struct("Failed");
        parts.field("api", &self.api()).field("code", &self.code()).field("status", &self.status());
        parts.field("causes", &self.causes()).finish_non_exhaustive()
    }
}

/// The code and the message, for logs.
impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message())
    }
}

impl Error for Failed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

impl<E: TypedError> Facts for Failure<E> {
    fn api(&self) -> &'static str {
        E::Code::API
    }

    fn code(&self) -> Result<(&'static str, String), String> {
        code_of(&self.code())
    }

    fn is_internal(&self) -> bool {
        is_internal(&self.code())
    }

    fn status(&self) -> u16 {
        self.response().http_status()
    }

    fn message(&self) -> String {
        self.response().to_string()
    }

    fn slots(&self) -> &'static [&'static str] {
        E::ENVELOPE.slots
    }

    fn slot(&self, slot: usize) -> Option<Json> {
        let response = self.response();
        response.occurrence().in_slot(slot, Some(response.slots())).map(View::to_json)
    }

    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl<E: TypedError> Facts for Occurrence<E> {
    fn api(&self) -> &'static str {
        E::Code::API
    }

    fn code(&self) -> Result<(&'static str, String), String> {
        code_of(&self.code())
    }

    fn is_internal(&self) -> bool {
        is_internal(&self.code())
    }

    fn status(&self) -> u16 {
        E::ENVELOPE.http_status.or_else(|| self.sent_status()).unwrap_or(500)
    }

    fn message(&self) -> String {
        self.to_string()
    }

    fn slots(&self) -> &'static [&'static str] {
        E::ENVELOPE.slots
    }

    fn slot(&self, slot: usize) -> Option<Json> {
        self.in_slot(slot, None).map(View::to_json)
    }

    fn source(&self) -> Option<&(dyn Error + 'static)> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn code_of<C: ErrorCode>(code: &Received<C>) -> Result<(&'static str, String), String> {
    match code {
        Received::Known(code) => Ok((code.name(), code.to_string())),
        Received::Unknown(wire) => Err(wire.to_string()),
    }
}

fn is_internal<C: ErrorCode>(code: &Received<C>) -> bool {
    code.known().is_some_and(|code| code.public() != code)
}
