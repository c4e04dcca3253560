//! Operations as words.

use std::fmt;

use super::catalogue::OperationKey;

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
