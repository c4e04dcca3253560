//! When to send a request again, and who can do something about an error.

use core::fmt;
use core::time::Duration;

/// Whether and when a request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Retry {
    /// Never as it is.
    Never,
    /// At once.
    Immediately,
    /// After the delay that the error names.
    AfterDelay,
    /// After growing delays.
    Backoff,
    /// After the action is done.
    AfterAction,
}

impl Retry {
    /// Every one.
    pub const ALL: &'static [Self] =
        &[Self::Never, Self::Immediately, Self::AfterDelay, Self::Backoff, Self::AfterAction];

    /// The word for it in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Immediately => "immediately",
            Self::AfterDelay => "after_delay",
            Self::Backoff => "backoff",
            Self::AfterAction => "after_action",
        }
    }

    /// Whether the same request can succeed although nobody does anything but wait.
    #[must_use]
    pub const fn is_automatic(self) -> bool {
        matches!(self, Self::Immediately | Self::AfterDelay | Self::Backoff)
    }
}

impl fmt::Display for Retry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A place where the delay before another try stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryAfter {
    /// The field of the details with this key in JSON.
    Detail(&'static str),
    /// The envelope's slot with this name.
    Slot(&'static str),
    /// The header `Retry-After` (RFC 9110, section 10.2.3).
    Header,
    /// Nowhere: this long may be assumed.
    Assume(Duration),
}

impl RetryAfter {
    /// What may be assumed where none of `places` has a delay.
    pub(crate) const fn assumed(places: &[Self]) -> Option<Duration> {
        match places {
            [.., Self::Assume(delay)] => Some(*delay),
            _ => None,
        }
    }
}

/// Who can do something about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Actor {
    /// The program that sent the request, by itself.
    Client,
    /// The person in front of it.
    User,
    /// Whoever writes that program.
    Developer,
    /// Whoever administers the account.
    Administrator,
    /// Whoever runs the API.
    Provider,
}

impl Actor {
    /// Every one.
    pub const ALL: &'static [Self] =
        &[Self::Client, Self::User, Self::Developer, Self::Administrator, Self::Provider];

    /// The word for it in the catalogue.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::User => "user",
            Self::Developer => "developer",
            Self::Administrator => "administrator",
            Self::Provider => "provider",
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
