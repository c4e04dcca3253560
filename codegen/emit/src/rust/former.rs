//! Other names of codes in Rust: what has them, and what of a renamed code has only its new one.

use std::collections::HashSet;

use super::ident::{Identifier, camel};
use super::payload::Payload;
use super::source_text::{Literal, SourceText};
use errcat_catalogue::model::Code;
use errcat_catalogue::name::Name;

/// The aliases of a code that are other names in Rust than its own, each once.
pub(super) fn aliases(code: &Code) -> Vec<Identifier> {
    let mut known = HashSet::from([camel(&code.name)]);
    code.aliases.iter().map(camel).filter(|alias| known.insert(alias.clone())).collect()
}

/// Writes an item that stands for what has a code's own name.
pub(super) fn write(code: &Code, docs: &str, indent: &str, item: &str, source: &mut SourceText) {
    let note = format!("another name of `{}`", code.name.as_str());
    source.docs(indent, "///", docs);
    source.line(format_args!("{indent}#[deprecated(note = {})]", Literal(&note)));
    source.line(format_args!("{indent}{item}"));
}

/// What becomes of a code's items in Rust when it is renamed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Renamed {
    /// Old names that go on as deprecated ones.
    pub kept: Vec<String>,
    /// Old names that are gone, each with the new one.
    pub gone: Vec<(String, String)>,
}

/// What becomes of the items of `code` when it has the name `new`, and its old one is an alias or not.
/// Names that differ in their case alone are one in Rust.
pub fn renamed(code: &Code, new: &str, alias: bool) -> Renamed {
    let (old, new) = (code.name.upper_camel(), Name::new(new).upper_camel());
    let mut renamed = Renamed::default();
    if old == new {
        return renamed;
    }
    let mut item = |what: &str, goes_on: bool| {
        let (old, new) = (format!("{what}{old}"), format!("{what}{new}"));
        if alias && goes_on { renamed.kept.push(old) } else { renamed.gone.push((old, new)) }
    };
    let payload = Payload::of(code);
    item("Code::", old != ALL);
    item("Error::", matches!(payload, Payload::Nothing));
    if matches!(payload, Payload::Struct) {
        item("details::", true);
        item("details::builders::", false);
    }
    renamed
}

/// The constant that lists all codes, in whose way no alias stands.
pub(super) const ALL: &str = "ALL";
