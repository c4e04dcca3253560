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

/// A program: reads its arguments, and runs what they say. The exit status is 0 where all is clean, 1
/// where there are findings, 2 where the arguments are wrong, input or output fails, or what is printed
/// is lost; the failure is told here.
pub fn main<Arguments: clap::Parser>(
    run: impl FnOnce(Arguments) -> anyhow::Result<Outcome>,
) -> ExitCode {
    let status = match Arguments::try_parse() {
        Ok(arguments) => match run(arguments) {
            Ok(Outcome::Clean) => 0,
            Ok(Outcome::Findings) => 1,
            Err(failure) => {
                terminal::error(&format!("error: {failure:#}\n"));
                2
            }
        },
        Err(message) => {
            let asked_for = !message.use_stderr();
            terminal::usage(message);
            if asked_for { 0 } else { 2 }
        }
    };
    match terminal::lost() {
        Some(lost) => {
            terminal::error(&format!("error: {lost}\n"));
            ExitCode::from(2)
        }
        None => ExitCode::from(status),
    }
}
