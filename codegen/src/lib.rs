//! One TOML catalogue of an API's error codes, turned into Rust, docs and OpenAPI.
//!
//! Data flows one way: source → diagnostic → raw → catalogue (+ name) → check → emit → output →
//! plan; [`pipeline`] calls them in that order.

pub mod apply;
pub mod catalogue;
pub mod check;
pub mod diagnostic;
pub mod diff;
pub mod edit;
pub mod emit;
pub mod fix;
pub mod layout;
pub mod load;
pub mod lookup;
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
