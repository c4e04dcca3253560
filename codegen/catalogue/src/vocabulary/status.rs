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

/// The reason phrases of the IANA registry of HTTP status codes, as of RFC 9110.
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi-Status"),
    (208, "Already Reported"),
    (226, "IM Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (305, "Use Proxy"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Content Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Content"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "HTTP Version Not Supported"),
    (506, "Variant Also Negotiates"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (511, "Network Authentication Required"),
];

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

    /// Its reason phrase in the IANA registry.
    pub fn reason(self) -> Option<&'static str> {
        let known = REASONS.iter().find(|(number, _)| self.exact() == Some(*number));
        known.map(|(_, reason)| *reason)
    }

    /// The status whose reason phrase this is, by its letters: `NotFound` as well as `Not Found`.
    pub fn of_reason(reason: &str) -> Option<Self> {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(char::is_ascii_alphanumeric);
            letters.map(|letter| letter.to_ascii_lowercase()).collect()
        };
        let wanted = letters(reason);
        let found = REASONS.iter().find(|(_, reason)| letters(reason) == wanted);
        found.map(|(number, _)| Self::Exact(*number))
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
