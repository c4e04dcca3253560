//! The generated crate in real servers and clients: `tests` has them talk to each other, and
//! `src/bin/client.rs` is a client as one would write it.

/// Documentation tests compile the program of the README.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
pub struct Readme;

/// Documentation tests compile the programs of this page.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/server-and-client.md")]
pub struct ServerAndClient;
