//! How a catalogue changes.
//!
//! [`diff`] compares releases, [`edit`] and [`layout`] change the text of its files, [`lookup`] finds what is
//! in it, [`merge`] puts it into `OpenAPI` documents of others, and [`schema`] tells editors of its format.

pub mod diff;
pub mod edit;
pub mod layout;
pub mod lookup;
pub mod merge;
pub mod schema;
