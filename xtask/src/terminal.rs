//! The terminal: the only place that prints.

use std::io::Write;

use errcat::diagnostic::Diagnostic;
use errcat::render::{Style, count, human};
use errcat::source::Sources;

/// Prints a result.
pub(crate) fn print(text: &str) {
    // Nobody reads on: no reason to fail.
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}

/// Prints a finding or an error.
pub(crate) fn error(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}

/// Prints what was found in a catalogue, and how much of it there is.
pub(crate) fn findings(diagnostics: &[Diagnostic], sources: &Sources) {
    if !diagnostics.is_empty() {
        error(&human(diagnostics, sources, Style::Coloured));
        error(&format!("{} in the catalogue\n", count(diagnostics)));
    }
}
