//! A service whose errors are a module.

pub mod errors;
