//! The checks of the tests, for the fuzzers.

#![allow(clippy::unwrap_used, reason = "a fuzz target ends at the first thing that is wrong")]

#[path = "../../tests/every_text/mod.rs"]
mod every_text;
#[path = "../../tests/fuzzed/mod.rs"]
pub mod fuzzed;
#[path = "../../tests/generator/mod.rs"]
mod generator;
#[path = "../../tests/hostile/mod.rs"]
mod hostile;
#[path = "../../tests/memory/mod.rs"]
mod memory;
#[path = "../../tests/numbers/mod.rs"]
#[allow(dead_code, reason = "a fuzzer makes its own choices")]
mod numbers;
#[path = "../../tests/outputs/mod.rs"]
mod outputs;
