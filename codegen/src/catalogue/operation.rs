//! Operations and versions of `OpenAPI` as words.

use std::fmt;

use super::model::OperationKey;

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

impl OperationKey {
    /// The path with all parameters called alike: two paths that differ in these names alone are
    /// the same path (`OpenAPI` 3.1, section 4.8.8.1).
    pub fn shape(path: &str) -> String {
        let mut shape = String::with_capacity(path.len());
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('{') {
            shape.push_str(before);
            shape.push_str("{}");
            rest = after.split_once('}').map_or("", |(_, rest)| rest);
        }
        shape.push_str(rest);
        shape
    }
}

impl fmt::Display for OperationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { method, path } => write!(f, "{method} {path}"),
            Self::Id(id) => f.write_str(id),
        }
    }
}
