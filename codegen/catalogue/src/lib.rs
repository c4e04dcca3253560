//! The format of a catalogue, and what a valid one is.
//!
//! Data flows one way: [`raw`] is TOML with places and without meaning, [`lower`] makes the [`model`] of it,
//! or says what is wrong, and [`check`] has lints over the model. [`name`] and [`vocabulary`] are the words
//! of the format. [`toml_tree`] tells how a text is written, wherever that matters.

pub mod check;
pub mod lower;
pub mod model;
pub mod name;
pub mod parallel;
pub mod raw;
pub mod toml_tree;
pub mod vocabulary;
