//! TOML to spanned raw entries, without meaning: which keys and kinds of values a file holds.
//!
//! [`format`] is the format's definition as data, [`shape`] holds a file against it, and
//! [`Table`] and [`Node`] give what is there to `catalogue`, which finds out what it means. What
//! `shape` has found fault with reads as absent there, so that no mistake is reported twice.

pub mod format;
mod node;
pub mod shape;
mod text;
mod toml_1_0;
mod tree;

pub use node::{Key, Node, Table, Value};
pub use text::{Lines, normal};
pub use tree::{ApiFolder, File, Tree, read};

use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Findings};
use crate::rules;
use crate::source::{FileId, Source, Span};

/// A file's TOML.
#[derive(Debug)]
pub struct Document<'s> {
    file: FileId,
    root: Spanned<DeTable<'s>>,
}

impl Document<'_> {
    /// The file's top level.
    pub fn root(&self) -> Table<'_> {
        Table::new(self.file, self.root.get_ref(), Span::start_of(self.file))
    }
}

/// Parses a file. `None` where it is not TOML: after a syntax error keys can land in the wrong
/// table, so nothing else is said of such a file.
fn parse<'s>(file: FileId, source: &'s Source, findings: &mut Findings) -> Option<Document<'s>> {
    if !source.readable {
        return None;
    }
    let text = &source.text;
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut clean = errors.is_empty();
    for error in errors {
        let span = Span::new(file, error.span().unwrap_or(0..0));
        findings.push(syntax(span, error.message()));
    }
    if clean {
        for (range, message) in toml_1_0::violations(text) {
            clean = false;
            findings.push(syntax(Span::new(file, range), message));
        }
    }
    clean.then_some(Document { file, root })
}

/// The parser's own words, which are one or more lines: what is wrong, then what it expected.
fn syntax(span: Span, message: &str) -> Diagnostic {
    let mut lines = message.lines().filter(|line| !line.is_empty());
    let mut diagnostic =
        Diagnostic::new(&rules::TOML, span, lines.next().unwrap_or("invalid TOML"));
    for line in lines {
        diagnostic = diagnostic.help(line);
    }
    if diagnostic.help.is_empty() {
        diagnostic = diagnostic.help("the format is TOML 1.0: see https://toml.io/en/v1.0.0");
    }
    diagnostic
}
