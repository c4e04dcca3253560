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
mod shared_;

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

pub use shared_::action::{Action, ActionInfo};
pub use shared_::advice::RetryAdvice;
pub use shared_::deprecation::Deprecation;
pub use shared_::found::Malformed;
pub use shared_::grpc::Grpc;
#[cfg(feature = "async-graphql")]
pub use shared_::integrations::async_graphql::GraphqlError;
#[cfg(feature = "problem")]
pub use shared_::integrations::problem::Problem;
pub use shared_::json::Json;
pub use shared_::occurrence::{Occurrence, ReceivedError};
pub use shared_::open::{Open, Word};
pub use shared_::received::Received;
pub use shared_::response::Response;
pub use shared_::retry::{Actor, Retry, RetryAfter};
pub use shared_::status::{Status, StatusInfo};
pub use shared_::text::UnknownValue;
pub use shared_::typed::{ErrorList, Missing, SlotValues, TypedError};
pub use shared_::wire::{ErrorCode, Wire};
