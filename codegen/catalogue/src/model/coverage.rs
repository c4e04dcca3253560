//! How much of an API is documented.

use super::{Api, Code};

/// Something that a well documented code has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covered {
    /// A description.
    Description,
    /// What to do, in words: the code's own, or inherited.
    Advice,
    /// An example that somebody wrote.
    Example,
    /// Steps to find the cause.
    Troubleshooting,
}

/// The keys of `[coverage]`: the words of [`Covered::ALL`].
pub const COVERED_NAMES: &[&str] = &["description", "advice", "example", "troubleshooting"];

impl Covered {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::Description, Self::Advice, Self::Example, Self::Troubleshooting];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Description => "description",
            Self::Advice => "advice",
            Self::Example => "example",
            Self::Troubleshooting => "troubleshooting",
        }
    }

    /// It in words, as something that a code has.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Description => "a description",
            Self::Advice => "advice",
            Self::Example => "an example",
            Self::Troubleshooting => "troubleshooting steps",
        }
    }

    /// Whether a code has it.
    pub fn has(self, code: &Code) -> bool {
        match self {
            Self::Description => code.description.is_some(),
            Self::Advice => code.advice.is_some(),
            Self::Example => code.examples.iter().any(|example| example.given),
            Self::Troubleshooting => !code.troubleshooting.is_empty(),
        }
    }

    /// How many of an API's public codes have it, and how many there are.
    pub fn count(self, api: &Api) -> (usize, usize) {
        let (mut with, mut all) = (0, 0);
        for code in api.codes.iter().filter(|code| code.is_public()) {
            all += 1;
            with += usize::from(self.has(code));
        }
        (with, all)
    }
}
