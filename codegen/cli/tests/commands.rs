//! The program as people call it. One program of tests, so that Cargo links once, and as many run side by
//! side as there are processors.
//!
//! `cargo test --test commands faults` runs the tests of one module.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends at the first thing that is not as expected"
)]

// What tests are made of.
#[path = "../../tests/every_text/mod.rs"]
mod every_text;
mod hostile_inputs;
#[path = "../../tests/nested/mod.rs"]
mod nested;
mod scratch;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod tracer;

// The tests.
mod adopted;
mod apart;
mod base;
mod cli;
mod completions;
mod diff;
mod edit;
mod faults;
mod hostile;
mod import;
mod init;
mod layout;
mod licences;
mod lint;
mod lost;
mod obstacles;
mod outputs;
mod planted;
mod printed;
mod read;
mod readme;
mod release;
mod rename_source;
mod schema;
mod security;
mod served;
mod story;
mod terminals;
mod three_ways;
mod traced;
mod unfinished;
