//! One TOML catalogue of an API's error codes, turned into Rust, docs and OpenAPI.
//!
//! Data flows one way: load → raw → lower → catalogue → check → emit → output → plan → apply;
//! [`pipeline`] calls them in that order.

pub mod apply;
pub mod catalogue;
pub mod check;
pub mod diagnostic;
pub mod diff;
pub mod edit;
pub mod emit;
pub mod fix;
pub(crate) mod json;
pub mod layout;
pub mod load;
pub mod lookup;
pub mod lower;
pub mod merge;
pub mod name;
pub mod output;
pub mod parallel;
pub mod pipeline;
pub mod plan;
pub mod raw;
pub mod render;
pub mod rules;
pub mod schema;
pub mod source;
pub mod vocabulary;
pub mod wording;
