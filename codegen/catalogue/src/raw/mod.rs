//! TOML to spanned raw entries, without meaning: which keys and kinds of values a file holds.
//!
//! [`mod@format`] is the format's definition as data, [`shape`] checks a file against it, and
//! [`Table`] and [`Node`] give what is there to `catalogue`, which finds out what it means. What
//! `shape` has found fault with reads as absent there, so that no mistake is reported twice.

pub mod format;
mod node;
mod place;
pub mod shape;
mod syntax;
pub mod text;
mod toml_1_0;
mod tree;
mod twice;

pub use node::{Key, Node, Pieces, Table, Value};
pub use text::{Lines, normal};
pub use tree::{ApiFolder, File, Tree, read};

use toml::Spanned;
use toml::de::DeTable;

use crate::toml_tree::TomlTree;
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::{FileId, Source, Span};

/// A file's TOML.
#[derive(Debug)]
pub struct Document<'s> {
    file: FileId,
    text: &'s str,
    root: Spanned<DeTable<'s>>,
}

impl Document<'_> {
    /// The file's top level.
    pub fn root(&self) -> Table<'_> {
        Table::new(self.file, self.text, self.root.get_ref(), Span::start_of(self.file))
    }
}

/// Whether a text is TOML 1.0.
pub fn is_toml(text: &str) -> bool {
    DeTable::parse(text).is_ok() && toml_1_0::violations(&TomlTree::read(text)).is_empty()
}

/// Parses a file. `None` where it is not TOML: after a syntax error keys can land in the wrong
/// table, so it reports nothing else about such a file.
fn parse<'s>(file: FileId, source: &'s Source, findings: &mut Findings) -> Option<Document<'s>> {
    if !source.readable {
        return None;
    }
    let text = &source.text;
    let (root, errors) = DeTable::parse_recoverable(text);
    let tree = TomlTree::read(text);
    let newer = toml_1_0::violations(&tree);
    if errors.is_empty() && newer.is_empty() {
        return Some(Document { file, text, root });
    }
    syntax::report(file, &tree, &errors, newer, findings);
    None
}
