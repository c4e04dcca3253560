//! A service whose errors are made when it is built.

#![warn(missing_docs)]

include!(concat!(env!("OUT_DIR"), "/errors.rs"));
