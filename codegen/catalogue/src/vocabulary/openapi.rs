//! What the format takes from `OpenAPI`: methods and versions.

/// The methods that a path item can have, in the words of requests (`OpenAPI` 3.1, section 4.8.9).
pub const METHODS: &[&str] = &["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// The versions of `OpenAPI` that documents can be written in, as settings name them.
pub const OPENAPI_VERSIONS: &[&str] = &["3.1", "3.0"];

/// A version of `OpenAPI`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenapiVersion {
    /// 3.1.0, whose schemas are JSON Schema.
    V31,
    /// 3.0.3, for tools that lag.
    V30,
}

impl OpenapiVersion {
    /// The version called `text` in settings.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "3.1" => Some(Self::V31),
            "3.0" => Some(Self::V30),
            _ => None,
        }
    }

    /// The whole number, as documents say it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V31 => "3.1.0",
            Self::V30 => "3.0.3",
        }
    }
}
