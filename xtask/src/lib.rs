//! What the commands share, those of `cargo xtask` and those with a package of their own.

pub mod paths;
pub mod terminal;
pub mod tools;

use std::process::ExitCode;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is as it should be.
    Clean,
    /// There are errors in the catalogue, or outputs are stale.
    Findings,
}

/// The exit status of a command: 0 clean, 1 findings, 2 usage or input/output failure, which is
/// told here.
pub fn exit(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            terminal::error(&format!("error: {failure:#}\n"));
            ExitCode::from(2)
        }
    }
}
