//! Deprecated codes.

/// What there is to know about a code that will go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecation<C> {
    /// The version that deprecated it.
    pub since: Option<&'static str>,
    /// The code that replaces it.
    pub replaced_by: Option<C>,
    /// What else to know about it: Markdown.
    pub note: Option<&'static str>,
}
