//! Problem details for HTTP APIs (RFC 9457).

use alloc_::borrow::Cow;
use alloc_::string::String;
use alloc_::vec::Vec;
use core::fmt;

use serde::{Serialize, Serializer};

use super::public_error::{PublicError, is_record};
use crate::runtime_::failed::Failed;
use crate::runtime_::failure::Failure;
use crate::runtime_::json::Json;
use crate::runtime_::occurrence::Occurrence;
use crate::runtime_::response::Response;
use crate::runtime_::status::Status;
use crate::runtime_::typed::TypedError;
use crate::runtime_::wire::ErrorCode;

type Members = Vec<(Cow<'static, str>, Json)>;

/// An error as a problem document (RFC 9457, section 3), whatever the envelope of its API.
///
/// The extension member `code` holds the code. The fields of a record of details are extension members too. A
/// field whose name is taken is in `details`, and so are all other details. Of a response with several errors
/// the first one is the problem, as the RFC recommends.
#[derive(Debug, Clone)]
pub struct Problem {
    failed: Failed,
    status: u16,
    headers: Vec<(&'static str, Cow<'static, str>)>,
    members: Members,
}

/// Names that fields of details cannot have in a problem.
const TAKEN: [&str; 7] = ["type", "title", "status", "detail", "instance", "code", "details"];

/// The type of undocumented problems (RFC 9457, section 4.2.1).
const NOWHERE: &str = "about:blank";

impl Problem {
    /// The same with a reference to this occurrence (RFC 9457, section 3.1.5).
    #[must_use]
    pub fn with_instance(mut self, instance: impl Into<String>) -> Self {
        self.members.retain(|(key, _)| key != "instance");
        self.members.push((Cow::Borrowed("instance"), instance.into().into()));
        self
    }

    /// The status of the transport, which the document repeats.
    #[must_use]
    pub const fn http_status(&self) -> u16 {
        self.status
    }

    /// The document's media type.
    #[must_use]
    pub const fn media_type(&self) -> &'static str {
        "application/problem+json"
    }

    /// The headers besides the media type, from the response that it was made from.
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, Cow<'static, str>)> {
        self.headers.clone()
    }

    /// The document.
    #[must_use]
    pub fn json(&self) -> Json {
        Json::Object(self.members.clone())
    }

    /// What it was made from.
    pub(super) const fn failed(&self) -> &Failed {
        &self.failed
    }

    fn new<E: TypedError>(
        sent: &PublicError<'_, E>,
        failed: Failed,
        headers: Vec<(&'static str, Cow<'static, str>)>,
    ) -> Self {
        let code = sent.code().known();
        let status = sent.status().unwrap_or(500);
        let kind = code.and_then(ErrorCode::docs_url).unwrap_or(NOWHERE);
        // Without a type of its own a problem has the title of its status (section 4.2.1).
        let reason = || Status::from_u16(status).filter(|_| kind == NOWHERE).map(Status::reason);
        let title = reason().or_else(|| code.map(ErrorCode::title));
        let mut members = Vec::new();
        let mut put = |key, value| members.push((Cow::Borrowed(key), value));
        put("type", Json::from(kind));
        if let Some(title) = title {
            put("title", title.into());
        }
        put("status", i64::from(status).into());
        if let Some(message) = sent.message() {
            put("detail", message.into());
        }
        put("code", sent.wire());
        if let Some(details) = sent.details() {
            put_details(details, &mut members);
        }
        Self { failed, status, headers, members }
    }
}

fn put_details(details: Json, members: &mut Members) {
    let rest = match details {
        Json::Object(fields) if is_record(&fields) => {
            let (clashing, free): (Members, Members) =
                fields.into_iter().partition(|(key, _)| TAKEN.contains(&&**key));
            members.extend(free);
            (!clashing.is_empty()).then_some(Json::Object(clashing))
        }
        other => Some(other),
    };
    members.extend(rest.map(|rest| (Cow::Borrowed("details"), rest)));
}

impl<E: TypedError> From<&Occurrence<E>> for Problem {
    fn from(occurrence: &Occurrence<E>) -> Self {
        let failed = Failed::alone(occurrence.clone());
        Self::new(&PublicError::alone(occurrence), failed, Vec::new())
    }
}

impl<E: TypedError> From<Occurrence<E>> for Problem {
    fn from(occurrence: Occurrence<E>) -> Self {
        Self::from(&occurrence)
    }
}

impl<E: TypedError> From<Failure<E>> for Problem {
    fn from(failure: Failure<E>) -> Self {
        let failed = Failed::new(failure.clone());
        let response = failure.response();
        Self::new(&PublicError::first(response), failed, response.headers())
    }
}

impl<E: TypedError> From<&Response<E>> for Problem {
    fn from(response: &Response<E>) -> Self {
        response.clone().into()
    }
}

impl<E: TypedError> From<Response<E>> for Problem {
    fn from(response: Response<E>) -> Self {
        Failure::answered_with(response).into()
    }
}

/// For `?` in functions that return a problem as their error.
impl<E: TypedError> From<E> for Problem
where
    E::ErrorSlots: Default,
{
    fn from(error: E) -> Self {
        Self::from(&Occurrence::from(error))
    }
}

/// Two problems are equal if what is sent of them is.
impl PartialEq for Problem {
    fn eq(&self, other: &Self) -> bool {
        self.status == other.status
            && self.headers == other.headers
            && self.members == other.members
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json().serialize(serializer)
    }
}

/// The document.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.json(), f)
    }
}

impl core::error::Error for Problem {}
