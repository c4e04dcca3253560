//! When to send a request again, and who can do something about an error.

use core::fmt;
use core::time::Duration;

/// Whether and when a request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Retry {
    /// Not without a change.
    Never,
    /// At once.
    Immediately,
    /// After the delay that the error gives.
    AfterDelay,
    /// After longer and longer delays.
    Backoff,
    /// After somebody has done the action.
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

    /// Whether the same request can succeed if the client only waits.
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

/// A place of the delay before a retry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryAfter {
    /// The field of the details with this key in JSON.
    Detail(&'static str),
    /// The envelope's slot with this name.
    Slot(&'static str),
    /// The header `Retry-After` (RFC 9110, section 10.2.3).
    Header,
    /// No place: clients may assume this delay.
    Assume(Duration),
}

impl RetryAfter {
    /// The delay to assume if no place of `places` has one.
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
    /// The person who uses that program.
    User,
    /// The developer of that program.
    Developer,
    /// The administrator of the account.
    Administrator,
    /// The provider of the API.
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
