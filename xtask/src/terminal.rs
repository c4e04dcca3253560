//! The terminal: the only place that prints.

use std::io::Write;

use camino::Utf8Path;
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use errcat::diagnostic::Diagnostic;
use errcat::render::{FORMATS, Format, Style, brief, count, format};
use errcat::rules::Rule;
use errcat::source::Sources;

use crate::paths;

/// When text has colours.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum Color {
    /// Where it goes to a terminal that shows them
    #[default]
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

impl Color {
    /// Holds for all that is printed from now on.
    pub fn set(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// How a command writes what it found.
#[derive(Debug, clap::Args)]
pub struct FormatArg {
    /// The form of findings
    #[arg(long = "format", value_name = "FORMAT", default_value = "human", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    name: String,
}

/// What each form is.
pub fn formats_help() -> String {
    let width = FORMATS.iter().map(|format| format.name.len()).max().unwrap_or(0);
    let lines =
        FORMATS.iter().map(|format| format!("  {:width$}  {}\n", format.name, format.about));
    format!("Formats:\n{}", lines.collect::<String>())
}

impl FormatArg {
    fn format(&self) -> &'static Format {
        format(&self.name).unwrap_or(&FORMATS[0])
    }

    /// Prints what was found in the catalogue in `dir`, and how much of it there is.
    pub fn findings(&self, diagnostics: &[Diagnostic], sources: &Sources, dir: &Utf8Path) {
        if self.format().name == FORMATS[0].name {
            return findings(diagnostics, sources, dir);
        }
        self.all(diagnostics, sources);
    }

    /// The same with each finding, however many.
    pub fn all(&self, diagnostics: &[Diagnostic], sources: &Sources) {
        let format = self.format();
        if format.for_programs {
            return print(&(format.render)(diagnostics, sources, Style::Plain));
        }
        show(&(format.render)(diagnostics, sources, Style::Coloured), diagnostics);
    }

    /// Prints a result: where a program reads the findings, beside them.
    pub fn result(&self, text: &str) {
        if self.format().for_programs { error(text) } else { print(text) }
    }
}

/// Prints what was found in the catalogue in `dir` for people.
pub fn findings(diagnostics: &[Diagnostic], sources: &Sources, dir: &Utf8Path) {
    let command =
        |rule: &Rule| format!("cargo xtask lint{} --rule {}", paths::argument_for(dir), rule.name);
    show(&brief(diagnostics, sources, Style::Coloured, &command), diagnostics);
}

fn show(text: &str, diagnostics: &[Diagnostic]) {
    if !diagnostics.is_empty() {
        error(text);
        error(&format!("{} in the catalogue\n", count(diagnostics)));
    }
}

/// A text with a stand-in for each character that a terminal might take for a command; line feeds too.
pub fn printable(text: &str) -> String {
    let shown = |it: char| match it {
        '\t' => ' ',
        _ if errcat::render::is_unprintable(it) => char::REPLACEMENT_CHARACTER,
        _ => it,
    };
    text.chars().map(shown).collect()
}

/// Prints a result.
pub fn print(text: &str) {
    // Nobody reads on: no reason to fail.
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
}

/// Prints a finding or an error.
pub fn error(text: &str) {
    let _ = anstream::stderr().lock().write_all(text.as_bytes());
}
