//! One TOML catalogue of an API's error codes, turned into Rust, docs and OpenAPI: the commands.
//!
//! A workspace that wants errcat at the version that its lock file names has a program of three lines:
//!
//! ```no_run
//! fn main() -> std::process::ExitCode {
//!     errcat::main()
//! }
//! ```
//!
//! Data flows one way: load → raw → lower → model → check → emit → plan → apply; [`pipeline`] calls them
//! in that order.

mod apart;
pub mod apply;
mod build;
#[cfg(feature = "commands")]
mod commands;
#[cfg(feature = "commands")]
pub mod fix;
pub mod load;
#[cfg(feature = "commands")]
mod paths;
pub mod pipeline;
pub mod plan;
#[cfg(feature = "commands")]
pub mod program;
pub mod root;
#[cfg(feature = "commands")]
mod roots;
pub mod terminal;

pub use build::Build;
#[cfg(feature = "commands")]
pub use commands::main;

use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is as it should be.
    Clean,
    /// There are errors in the catalogue, or outputs are stale.
    Findings,
    /// An edit of the catalogue is unfinished, so errcat cannot check anything else.
    Unfinished,
}

impl Outcome {
    /// How a command ends that cannot use a catalogue in which this was found.
    pub fn of(found: &[Diagnostic]) -> Self {
        let unfinished = found.iter().any(|one| one.rule == &rules::UNFINISHED_EDIT);
        if unfinished { Self::Unfinished } else { Self::Findings }
    }
}
