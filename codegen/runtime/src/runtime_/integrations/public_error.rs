//! The public parts of an error, for every integration.

use alloc_::borrow::Cow;
use alloc_::string::String;
use core::time::Duration;

use crate::runtime_::advice::{self, Known};
use crate::runtime_::input::Input;
use crate::runtime_::json::Json;
use crate::runtime_::occurrence::Occurrence;
use crate::runtime_::received::Received;
use crate::runtime_::response::Response;
use crate::runtime_::shape::Slot;
use crate::runtime_::typed::TypedError;
use crate::runtime_::view::View;
use crate::runtime_::wire::{ErrorCode, Wire};
use crate::runtime_::write::Body;

/// An error as a server sends it. An internal code becomes its mask, without its own facts.
pub(super) struct PublicError<'a, E: TypedError> {
    occurrence: &'a Occurrence<E>,
    response: Option<&'a Response<E>>,
}

impl<'a, E: TypedError> PublicError<'a, E> {
    /// An error by itself.
    pub(super) const fn alone(occurrence: &'a Occurrence<E>) -> Self {
        Self { occurrence, response: None }
    }

    /// The first error of a response.
    pub(super) const fn first(response: &'a Response<E>) -> Self {
        Self { occurrence: response.occurrence(), response: Some(response) }
    }

    /// The error as an entry of its envelope's list, or as the whole body where there is no list.
    pub(super) fn entry(&self) -> Json {
        Input::Text(&self.written().entry()).to_json()
    }

    fn written(&self) -> Body<'a, E> {
        Body::new(self.occurrence, &[], self.response.map(Response::slots))
    }

    /// The code, or the unknown wire value.
    pub(super) fn code(&self) -> Received<E::Code> {
        match self.occurrence.code() {
            Received::Known(code) => Received::Known(code.public()),
            unknown @ Received::Unknown(_) => unknown,
        }
    }

    /// The code as JSON.
    pub(super) fn wire(&self) -> Json {
        match self.code() {
            Received::Known(code) => code.wire_view().to_json(),
            Received::Unknown(wire) => wire.view().to_json(),
        }
    }

    /// The message for people. A received error may have none.
    pub(super) fn message(&self) -> Option<String> {
        self.written().view(Slot::Message).map(View::printed)
    }

    /// The HTTP status that the error itself has.
    pub(super) fn status(&self) -> Option<u16> {
        self.occurrence.sent_status()
    }

    /// The details.
    pub(super) fn details(&self) -> Option<Json> {
        let details = self.written().view(Slot::Details);
        details.filter(|details| !details.is_null()).map(View::to_json)
    }

    /// How long to wait before a retry.
    pub(super) fn delay(&self) -> Option<Duration> {
        let code = self.occurrence.code().known()?;
        let header = self.response.and_then(Response::retry_after);
        // A server bounds its own delays.
        let max = Duration::MAX;
        let advice = if code.public() == code {
            match self.response {
                Some(response) => response.retry_with_max_delay(max),
                None => self.occurrence.retry_with_max_delay(max),
            }
        } else {
            advice::of_code(code.public(), &HeaderAlone(header), Some(max))
        };
        advice?.delay
    }
}

/// The facts of a mask: the facts of the response, but not of the error.
struct HeaderAlone(Option<Duration>);

impl Known for HeaderAlone {
    fn details(&self) -> Option<View<'_>> {
        None
    }

    fn slot(&self, _name: &str) -> Option<View<'_>> {
        None
    }

    fn header(&self) -> Option<Duration> {
        self.0
    }
}

/// Whether `members` are the members of a record, whose keys come from the catalogue. Members of a map are
/// data, as are those of details that did not fit their type.
pub(super) fn is_record(members: &[(Cow<'static, str>, Json)]) -> bool {
    members.iter().all(|(key, _)| matches!(key, Cow::Borrowed(_)))
}
