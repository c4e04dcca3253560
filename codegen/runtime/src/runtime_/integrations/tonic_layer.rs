//! The layer of tower for services of tonic.

use core::error::Error;

use ::http::Response as HttpResponse;
use ::tonic::{Code, Status};

use super::answered;
use super::tower::{FailureLayer, Protocol, is_marked};
use crate::runtime_::failed::Failed;
use crate::runtime_::failure::{Failure, Unexpected};
use crate::runtime_::wire::Sealed;

/// As statuses of gRPC.
#[derive(Debug, Clone, Copy)]
pub struct OverGrpc;

impl Sealed for OverGrpc {}

impl<E: Unexpected> FailureLayer<E, OverGrpc> {
    /// The layer for services of tonic.
    ///
    /// It answers panics, and replaces what tonic answers by itself: an unknown method (501 in `[unexpected]`), a
    /// message that it cannot decode (500), one that is too large (413), a timeout (504). It also replaces a handler's
    /// own status with these codes, unless that has details.
    #[must_use]
    pub fn grpc() -> Self {
        Self::of_protocol()
    }
}

impl<B: Default> Protocol<B> for OverGrpc {
    fn answer<E: Unexpected>(failure: Failure<E>) -> HttpResponse<B> {
        Status::from(failure).into_http()
    }

    fn replaced<E: Unexpected>(response: HttpResponse<B>) -> HttpResponse<B> {
        if is_marked(&response) {
            return response;
        }
        let made = response.extensions().get::<Status>();
        let made = made.and_then(|it| Some((status_of(it)?, it.message().into())));
        let Some((status, text)) = made else { return response };
        match answered::instead::<E>(status) {
            Some(error) => Self::answer(answered::answered(error, status, text)),
            None => response,
        }
    }
}

/// The HTTP status that tonic's own answer has in `[unexpected]`.
fn status_of(status: &Status) -> Option<u16> {
    let is_own = status.source().is_some_and(<dyn Error + 'static>::is::<Failed>);
    if is_own || !status.details().is_empty() {
        return None;
    }
    match status.code() {
        Code::Unimplemented => Some(501),
        Code::OutOfRange => Some(413),
        Code::Internal => Some(500),
        Code::DeadlineExceeded => Some(504),
        _ => None,
    }
}
