//! What the modules do, each by itself, and together with the API of `sample/`.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends at the first thing that is not as expected"
)]

mod bodies;
mod failures;
mod hash;
mod headers;
mod numbers;
