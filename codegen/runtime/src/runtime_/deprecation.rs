//! Deprecated codes.

/// The facts about a deprecated code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecation<C> {
    /// The version that deprecated it.
    pub since: Option<&'static str>,
    /// The code that replaces it.
    pub replaced_by: Option<C>,
    /// A note about it, as Markdown.
    pub note: Option<&'static str>,
}
