//! One TOML catalogue of an API's error codes, turned into Rust, docs and OpenAPI.
//!
//! Data flows one way: source → diagnostic → raw → catalogue (+ name) → check → emit → output →
//! plan.

pub mod catalogue;
pub mod diagnostic;
pub mod emit;
pub mod name;
pub mod output;
pub mod raw;
pub mod render;
pub mod rules;
pub mod source;
