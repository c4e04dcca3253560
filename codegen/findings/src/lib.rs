//! Files, places in them, and what is found there.
//!
//! [`rules`] is the registry of everything that errcat can find, [`diagnostic`] the one type of a finding,
//! [`render`] makes text of findings. [`wording`] has the words of messages, and [`json`] is the one writer
//! of JSON.

pub mod diagnostic;
pub mod json;
pub mod render;
pub mod rules;
pub mod source;
pub mod wording;
