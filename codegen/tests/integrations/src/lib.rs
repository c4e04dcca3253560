//! The generated crate in real servers and clients: `tests` has them talk to each other, and
//! `src/bin/client.rs` is a client as one would write it.

/// The programs of the README are compiled as documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
pub struct Readme;
