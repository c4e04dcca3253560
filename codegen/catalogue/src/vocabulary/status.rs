//! HTTP statuses and classes of them.

use std::fmt;

/// An HTTP status (RFC 9110, section 15), or a class of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One status: 100 to 599.
    Exact(u16),
    /// A class by its first digit: 1 to 5.
    Class(u8),
}

impl Status {
    /// Reads `404` or `4XX`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [digit @ b'1'..=b'5', b'X', b'X'] => Some(Self::Class(digit - b'0')),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => text.parse().ok().map(Self::Exact),
            _ => None,
        }
    }

    /// Whether a code can have it: 400 to 599, `4XX`, `5XX`.
    pub fn is_error(self) -> bool {
        self.class() >= 4
    }

    /// Its first digit.
    pub fn class(self) -> u8 {
        match self {
            // At most 5, as parsed.
            Self::Exact(number) => u8::try_from(number / 100).unwrap_or(5),
            Self::Class(digit) => digit,
        }
    }

    /// The number, where it is one.
    pub fn exact(self) -> Option<u16> {
        match self {
            Self::Exact(number) => Some(number),
            Self::Class(_) => None,
        }
    }

    /// The number, or `N00` for a class.
    pub fn representative(self) -> u16 {
        match self {
            Self::Exact(number) => number,
            Self::Class(digit) => u16::from(digit) * 100,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(number) => write!(f, "{number}"),
            Self::Class(digit) => write!(f, "{digit}XX"),
        }
    }
}
