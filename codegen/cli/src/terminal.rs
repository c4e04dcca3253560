//! The terminal: the only place that prints.
//!
//! Whatever a command prints goes through [`print()`] and [`error()`], or their forms for what is not plain
//! text. There, nothing is left in it that a terminal or the runner of a CI job obeys, and output that
//! is lost is kept in mind: [`lost`] tells of it in the end.

#[cfg(feature = "commands")]
mod arguments;

use std::io::{self, Write};
use std::sync::OnceLock;

use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::render::{Syntax, count, harmless};

#[cfg(feature = "commands")]
pub use arguments::{Color, FormatArg, choices_help, ended, findings, formats_help};

/// Prints a text about what was found, and how much that is.
pub(crate) fn show(syntax: Syntax, text: &str, diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        error_as(syntax, text);
        error(&format!("{} in the catalogue\n", count(diagnostics)));
    }
}

/// Prints a result: plain text.
pub fn print(text: &str) {
    print_as(Syntax::Text, text);
}

/// Prints a result that is written in `syntax`.
#[allow(clippy::disallowed_methods, reason = "this is where all of it is printed")]
pub fn print_as(syntax: Syntax, text: &str) {
    write(&mut anstream::stdout().lock(), "standard output", &harmless(text, syntax));
}

/// Prints a finding or an error: plain text.
pub fn error(text: &str) {
    error_as(Syntax::Text, text);
}

/// Prints a finding or an error that is written in `syntax`.
#[allow(clippy::disallowed_methods, reason = "this is where all of it is printed")]
pub fn error_as(syntax: Syntax, text: &str) {
    write(&mut anstream::stderr().lock(), "standard error", &harmless(text, syntax));
}

/// What could not be printed first, and why.
static LOST: OnceLock<String> = OnceLock::new();

fn write(to: &mut impl Write, name: &str, text: &str) {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Ok(()) => {}
        // Nobody reads on: no reason to fail.
        Err(failure) if failure.kind() == io::ErrorKind::BrokenPipe => {}
        // The work goes on, and in the end the command fails.
        Err(failure) => drop(LOST.set(format!("cannot write to the {name}: {failure}"))),
    }
}

/// What could not be printed, and why: a command whose output is lost has failed.
pub fn lost() -> Option<&'static str> {
    LOST.get().map(String::as_str)
}
