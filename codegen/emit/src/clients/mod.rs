//! A client's half, to start from: code that the docs show, which compiles as it stands.

pub(crate) mod rust;
pub(crate) mod typescript;
