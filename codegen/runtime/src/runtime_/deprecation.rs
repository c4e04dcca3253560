//! Deprecated codes and operations.

/// The facts about a deprecated code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deprecation<C> {
    /// The version that deprecated it.
    pub since: Option<&'static str>,
    /// The day on which it may go: `2027-01-31` (RFC 3339, `full-date`).
    pub sunset: Option<&'static str>,
    /// The code that replaces it.
    pub replaced_by: Option<C>,
    /// A note about it, as Markdown.
    pub note: Option<&'static str>,
}

/// A deprecated operation, with the headers that tell callers so in each of its responses, whether it succeeds or
/// fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeprecatedOperation {
    /// The operation as the catalogue names it: `GET /v1/orders/{id}`, or an `operationId`.
    pub operation: &'static str,
    /// The value of the header `Deprecation`: since when it is deprecated (RFC 9745, section 2.1).
    pub deprecation: &'static str,
    /// The value of the header `Sunset`: when it may go (RFC 8594, section 3).
    pub sunset: Option<&'static str>,
}

impl DeprecatedOperation {
    /// The headers of its responses: names and values.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let sunset = self.sunset.map(|value| ("Sunset", value));
        core::iter::once(("Deprecation", self.deprecation)).chain(sunset)
    }
}
