//! How a catalogue changes.
//!
//! [`diff`] compares releases, [`edit`] and [`layout`] change the text of its files, [`lookup`] finds what is
//! in it, [`mod@import`] adds codes of other people's sources, [`merge`] puts it into `OpenAPI` documents of
//! others, and [`schema`] tells editors of its format.

pub mod diff;
pub mod edit;
#[cfg(feature = "import")]
pub mod import;
pub mod layout;
pub mod lookup;
pub mod merge;
pub mod schema;
