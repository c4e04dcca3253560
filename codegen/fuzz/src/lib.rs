//! What the fuzz targets share: the checks of the tests, and a fuzzer's bytes as choices.

#![allow(clippy::unwrap_used, reason = "a fuzz target ends at the first thing that is wrong")]

#[path = "../../tests/every_text/mod.rs"]
pub mod every_text;
#[path = "../../tests/generator/mod.rs"]
pub mod generator;
#[path = "../../tests/hostile/mod.rs"]
pub mod hostile;
#[path = "../../tests/memory/mod.rs"]
pub mod memory;
#[path = "../../tests/numbers/mod.rs"]
#[allow(dead_code, reason = "a fuzzer makes its own choices")]
mod numbers;
#[path = "../../tests/outputs/mod.rs"]
pub mod outputs;

use arbitrary::Unstructured;
use generator::Choices;

/// Choices that a fuzzer makes.
pub struct Bytes<'u>(pub Unstructured<'u>);

impl Choices for Bytes<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.0.int_in_range(0..=end.max(1) - 1).unwrap_or_default()
    }

    fn text(&mut self) -> String {
        let known = (*self.pick(hostile::TEXTS)).to_owned();
        match self.below(3) {
            0 => known,
            1 => self.0.arbitrary().unwrap_or_default(),
            _ => {
                let other: String = self.0.arbitrary().unwrap_or_default();
                other + &known
            }
        }
    }
}
