//! Statuses and the small closed vocabularies beside them.

use std::fmt;

/// An HTTP status (RFC 9110, section 15), or a class of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One status: 100 to 599.
    Exact(u16),
    /// A class by its first digit: 1 to 5.
    Class(u8),
}

/// An action, by its index in [`Catalogue::actions`](super::Catalogue::actions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ActionId(pub usize);

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

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $names:ident: $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        #[doc = concat!("The words of [`", stringify!($name), "`].")]
        pub const $names: &[&str] = &[$($word),*];

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The one that is written `word`.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }

            /// The word.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}

words! {
    /// Who can do something about an error.
    Actor, ACTOR_NAMES:
    /// The program that sent the request, by itself.
    Client = "client",
    /// The person in front of it.
    User = "user",
    /// Whoever writes that program.
    Developer = "developer",
    /// Whoever administers the account.
    Administrator = "administrator",
    /// Whoever runs the API.
    Provider = "provider",
}

words! {
    /// Whether and when a request may be sent again.
    Advance, RETRY_NAMES:
    /// Never as it is.
    Never = "never",
    /// At once.
    Immediately = "immediately",
    /// After the delay that the error names.
    AfterDelay = "after_delay",
    /// After growing delays.
    Backoff = "backoff",
    /// After the action is done.
    AfterAction = "after_action",
}

words! {
    /// Where a parameter stands in a request (`OpenAPI` 3.1, section 4.8.12).
    ParameterPlace, PARAMETER_PLACES:
    /// A header field.
    Header = "header",
    /// Behind the path's question mark.
    Query = "query",
    /// A segment of the path.
    Path = "path",
    /// A cookie.
    Cookie = "cookie",
}

words! {
    /// A gRPC error code (google.rpc.Code, all but `OK`).
    Grpc, GRPC_NAMES:
    /// 1
    Cancelled = "CANCELLED",
    /// 2
    Unknown = "UNKNOWN",
    /// 3
    InvalidArgument = "INVALID_ARGUMENT",
    /// 4
    DeadlineExceeded = "DEADLINE_EXCEEDED",
    /// 5
    NotFound = "NOT_FOUND",
    /// 6
    AlreadyExists = "ALREADY_EXISTS",
    /// 7
    PermissionDenied = "PERMISSION_DENIED",
    /// 8
    ResourceExhausted = "RESOURCE_EXHAUSTED",
    /// 9
    FailedPrecondition = "FAILED_PRECONDITION",
    /// 10
    Aborted = "ABORTED",
    /// 11
    OutOfRange = "OUT_OF_RANGE",
    /// 12
    Unimplemented = "UNIMPLEMENTED",
    /// 13
    Internal = "INTERNAL",
    /// 14
    Unavailable = "UNAVAILABLE",
    /// 15
    DataLoss = "DATA_LOSS",
    /// 16
    Unauthenticated = "UNAUTHENTICATED",
}

impl Grpc {
    /// Its number (google.rpc.Code).
    pub fn number(self) -> u8 {
        self as u8 + 1
    }
}
