//! What the commands share, those of `cargo xtask` and those with a package of their own.

pub mod paths;
pub mod terminal;
pub mod tools;

use std::process::ExitCode;

use errcat::diagnostic::Diagnostic;
use errcat::rules;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is as it should be.
    Clean,
    /// There are errors in the catalogue, or outputs are stale.
    Findings,
    /// An edit of the catalogue is not finished: nothing else can be said of it.
    Unfinished,
}

impl Outcome {
    /// How a command ends that cannot use a catalogue in which this was found.
    pub fn of(found: &[Diagnostic]) -> Self {
        let unfinished = found.iter().any(|one| one.rule == &rules::UNFINISHED_EDIT);
        if unfinished { Self::Unfinished } else { Self::Findings }
    }
}

/// A program: reads its arguments, and runs what they say. The exit status is 0 where all is clean, 1
/// where there are findings, 2 where the arguments are wrong, input or output fails, what is printed is
/// lost, or an edit is not finished; a failure is told here, but for the last, which has been told.
pub fn main<Arguments: clap::Parser>(
    run: impl FnOnce(Arguments) -> anyhow::Result<Outcome>,
) -> ExitCode {
    let status = match Arguments::try_parse() {
        Ok(arguments) => match run(arguments) {
            Ok(Outcome::Clean) => 0,
            Ok(Outcome::Findings) => 1,
            Ok(Outcome::Unfinished) => 2,
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
