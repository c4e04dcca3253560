//! What holds across the crates. One program, so that Cargo links once, and as many tests run side by side
//! as there are processors. `crowd` and `growth` are programs of their own: they count all memory.
//!
//! `cargo test --test suite fixtures` runs the tests of one module.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends at the first thing that is not as expected"
)]

// What tests are made of.
mod catalogues;
mod countable;
mod every_text;
mod fuzzed;
mod generator;
mod hostile;
mod memory;
mod nested;
mod numbers;
mod outputs;
mod random;
mod releases;

// The tests.
mod advice;
mod architecture;
mod diff;
mod docs_pages;
mod edit;
mod every_code;
mod every_edit;
mod every_row;
mod extremes;
mod fix;
mod fixtures;
mod format_page;
mod generated_rust;
mod injection;
mod json;
mod layout;
mod load;
mod lookup;
mod merge;
mod modules;
mod mutation;
mod openapi;
mod package;
mod pages;
mod render;
mod rule_pages;
mod runtime;
mod schema;
mod seeds;
mod tables;
mod toml_test;
mod users;
mod witness;
