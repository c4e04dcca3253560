//! What every crate of error codes that errcat generates holds beside its tables: the reader and the writer of
//! bodies, retry advice, dates, and what servers and clients of other crates need.
//!
//! Generated crates depend on nothing of errcat. They have a copy of these modules: [`SOURCES`] are their
//! texts. Here they are compiled, tested and measured by themselves, with the actions and statuses of a
//! sample.
//!
//! # Features
//!
//! As in a generated crate: `std`, and one for each integration.

#![no_std]
#![allow(clippy::doc_markdown, reason = "texts of generated crates name crates as they are called")]

extern crate alloc as alloc_;

#[cfg(feature = "std")]
extern crate std as std_;

// As generated crates have it.
#[rustfmt::skip]
mod runtime_;

pub mod placing;
mod sources;
#[cfg(test)]
#[path = "tests/shop/mod.rs"]
#[rustfmt::skip]
#[allow(dead_code, unused_imports, clippy::unreadable_literal, clippy::unused_self, reason = "no test uses all of an API")]
mod shop;
#[cfg(test)]
mod tests;

pub use sources::SOURCES;

pub use runtime_::action::{Action, ActionInfo};
pub use runtime_::advice::RetryAdvice;
pub use runtime_::deprecation::{DeprecatedOperation, Deprecation};
pub use runtime_::failed::Failed;
pub use runtime_::failure::{Failure, IntoFailure, Unexpected};
pub use runtime_::found::Malformed;
pub use runtime_::grpc::Grpc;
pub use runtime_::headers::ReceivedHeaders;
#[cfg(feature = "actix-web")]
pub use runtime_::integrations::actix_web_layer::FailureMiddleware;
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub use runtime_::integrations::answered::Spare;
#[cfg(feature = "async-graphql")]
pub use runtime_::integrations::async_graphql::GraphqlError;
#[cfg(feature = "problem")]
pub use runtime_::integrations::problem::Problem;
#[cfg(feature = "reqwest")]
pub use runtime_::integrations::reqwest::{ApiError, ApiResponse};
#[cfg(all(feature = "tonic", feature = "tower"))]
pub use runtime_::integrations::tonic_layer::OverGrpc;
#[cfg(feature = "tower")]
pub use runtime_::integrations::tower::{
    FailureFuture, FailureLayer, FailureService, OverHttp, Protocol, Spared, SparedFuture,
};
pub use runtime_::json::Json;
pub use runtime_::occurrence::{Occurrence, ReceivedError};
pub use runtime_::open::{Open, Word};
pub use runtime_::received::Received;
pub use runtime_::response::Response;
pub use runtime_::retry::{Actor, Retry, RetryAfter};
pub use runtime_::status::{Status, StatusInfo};
pub use runtime_::text::UnknownValue;
pub use runtime_::typed::{ErrorDetails, ErrorList, Missing, SlotValues, TypedError};
pub use runtime_::wire::{ErrorCode, Wire};
