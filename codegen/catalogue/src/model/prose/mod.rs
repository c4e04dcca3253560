//! Prose: Markdown with references to codes, actions and statuses.

pub mod simple;

use std::ops::Range;

use super::catalogue::ActionId;
use super::code::CodeRef;
use crate::vocabulary::Status;

/// Markdown whose references are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// As the catalogue writes it (CommonMark with tables; line ends are LF).
    pub source: String,
    /// Its references in order, each with its range of bytes in the source.
    pub references: Vec<Reference>,
}

/// `[[target]]` or `[[target|text]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where it is in the source, brackets included.
    pub range: Range<usize>,
    /// What it refers to.
    pub target: Target,
    /// Its own text, as plain text.
    pub text: Option<String>,
}

/// What a reference refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A code.
    Code(CodeRef),
    /// A retired code: indices of the API and of [`Api::retired`](super::Api::retired).
    Retired {
        /// The API.
        api: usize,
        /// The tombstone.
        retired: usize,
    },
    /// An action.
    Action(ActionId),
    /// A status.
    Status(Status),
}

impl Prose {
    /// Prose that is plain text without references.
    pub fn is_empty(&self) -> bool {
        self.source.is_empty()
    }
}
