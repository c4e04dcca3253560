//! A service whose errors are a crate.

pub use shop_errors as errors;
