//! Findings as text: for people, and for the programs that show them to people.
//!
//! No control character and no character that turns the text around it gets from a catalogue into
//! any of these.

mod brief;
pub mod github;
mod human;
mod json;
mod log;
pub mod sarif;
mod short;

pub use brief::brief;
pub use human::human;
pub use log::{Syntax, harmless};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use crate::wording::phrase;

/// A form in which findings are written.
#[derive(Debug)]
pub struct Format {
    /// Its name, for `--format`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// What it is written in.
    pub syntax: Syntax,
    /// Writes all findings in it, however many.
    pub render: fn(&[Diagnostic], &Sources, Style) -> String,
}

/// All forms, the usual one first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        about: "each finding with its source line and its fix",
        syntax: Syntax::Styled,
        render: human,
    },
    Format {
        name: "short",
        about: "a line for each finding",
        syntax: Syntax::Text,
        render: short::short,
    },
    Format {
        name: "json",
        about: "one JSON document with all findings",
        syntax: Syntax::Json,
        render: json::json,
    },
    Format {
        name: "github",
        about: "annotations of a GitHub workflow",
        syntax: Syntax::Commands,
        render: github::github,
    },
    Format {
        name: "sarif",
        about: "a SARIF 2.1.0 log, for code scanning",
        syntax: Syntax::Json,
        render: sarif::sarif,
    },
];

impl Format {
    /// Whether a program reads it, so that nothing else may be beside it.
    pub fn for_programs(&self) -> bool {
        matches!(self.syntax, Syntax::Json | Syntax::Commands)
    }
}

/// The form called `name`.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Whether text may hold terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With ANSI escape sequences.
    Coloured,
}

/// How many errors and warnings there are, in words: `2 errors, 1 warning`.
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let words = |number: usize, word: &str| match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    };
    let of = |severity| number(diagnostics, severity);
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, warnings) => words(warnings, "warning"),
        (errors, 0) => words(errors, "error"),
        (errors, warnings) => format!("{}, {}", words(errors, "error"), words(warnings, "warning")),
    }
}

fn number(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|one| one.severity == severity).count()
}

/// The word for what a finding weighs.
fn weight(diagnostic: &Diagnostic) -> &'static str {
    match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// What to do about a finding, one sentence each: its help, or else what to type instead.
fn advice(diagnostic: &Diagnostic) -> Vec<String> {
    if let (Some(suggestion), true) = (&diagnostic.suggestion, diagnostic.help.is_empty()) {
        return vec![phrase(&format!("write `{}` instead", suggestion.replacement))];
    }
    diagnostic.help.iter().map(|help| phrase(help)).collect()
}
