//! What a command is told of its printing, and how it ends.

use std::process::ExitCode;

use camino::Utf8Path;
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use clap::error::ContextValue;
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::render::{FORMATS, Format, Style, Syntax, brief, format};
use errcat_findings::rules::Rule;
use errcat_findings::source::Sources;
use errcat_findings::wording::printable;

use super::{error, error_as, lost, print, print_as, show};
use crate::program::typed;
use crate::{Outcome, paths};

/// When text has colours.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum Color {
    /// If the output is a terminal that shows colours
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
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
    /// The format of findings
    #[arg(long = "format", value_name = "FORMAT", default_value = "human", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    name: String,
}

/// What an argument can be, below a command's help: each name with a few words.
pub fn choices_help<'a>(
    title: &str,
    choices: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> String {
    let width = choices.clone().map(|(name, _)| name.len()).max().unwrap_or(0);
    let lines = choices.map(|(name, about)| format!("  {name:width$}  {about}\n"));
    format!("{title}:\n{}", lines.collect::<String>())
}

/// What each form is.
pub fn formats_help() -> String {
    choices_help("Formats", FORMATS.iter().map(|format| (format.name, format.about)))
}

impl Default for FormatArg {
    fn default() -> Self {
        Self { name: FORMATS[0].name.to_owned() }
    }
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
        if format.for_programs() {
            return print_as(format.syntax, &(format.render)(diagnostics, sources, Style::Plain));
        }
        show(format.syntax, &(format.render)(diagnostics, sources, Style::Coloured), diagnostics);
    }

    /// Prints a result: where a program reads the findings, beside them.
    pub fn result(&self, text: &str) {
        if self.format().for_programs() { error(text) } else { print(text) }
    }
}

/// Prints what was found in the catalogue in `dir` for people.
pub fn findings(diagnostics: &[Diagnostic], sources: &Sources, dir: &Utf8Path) {
    let command =
        |rule: &Rule| typed(&format!("lint{} --rule {}", paths::argument_for(dir), rule.name));
    show(Syntax::Styled, &brief(diagnostics, sources, Style::Coloured, &command), diagnostics);
}

/// Prints what the reader of the command line says: the help that somebody asked for, or what is wrong
/// with the arguments.
fn usage(mut message: clap::Error) {
    let arguments: Vec<_> = message
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => Some((kind, ContextValue::String(printable(text)))),
            ContextValue::Strings(texts) => {
                let texts = texts.iter().map(|text| printable(text)).collect();
                Some((kind, ContextValue::Strings(texts)))
            }
            // What to write instead. Colours of an argument cannot be told from the reader's own.
            ContextValue::StyledStrs(texts) => {
                let texts = texts.iter().map(|text| printable(&text.to_string()).into());
                Some((kind, ContextValue::StyledStrs(texts.collect())))
            }
            _ => None,
        })
        .collect();
    for (kind, value) in arguments {
        message.insert(kind, value);
    }
    let print = if message.use_stderr() { error_as } else { print_as };
    print(Syntax::Styled, &message.render().ansi().to_string());
}

/// Ends a program whose arguments were read: runs what they say, and tells what failed. The exit status
/// is 0 where all is clean, 1 where there are findings, 2 otherwise.
pub fn ended<T>(
    arguments: Result<T, clap::Error>,
    run: impl FnOnce(T) -> anyhow::Result<Outcome>,
) -> ExitCode {
    let status = match arguments {
        Ok(arguments) => match run(arguments) {
            Ok(Outcome::Clean) => 0,
            Ok(Outcome::Findings) => 1,
            Ok(Outcome::Unfinished) => 2,
            Err(failure) => {
                error(&format!("error: {failure:#}\n"));
                2
            }
        },
        Err(message) => {
            let asked_for = !message.use_stderr();
            usage(message);
            if asked_for { 0 } else { 2 }
        }
    };
    match lost() {
        Some(lost) => {
            error(&format!("error: {lost}\n"));
            ExitCode::from(2)
        }
        None => ExitCode::from(status),
    }
}
