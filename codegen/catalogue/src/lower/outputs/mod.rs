//! `[outputs]`: what is made, by which command, and where it goes.

mod manifest;
mod module;
mod path;

pub use module::is_module_path;
pub use path::is_output_path;

use std::collections::BTreeMap;

use crate::model::{COMMAND, OpenapiVersion, Output, Outputs};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// Reads all but the package's name and the versions of `OpenAPI`.
pub(super) fn outputs(root: Table<'_>, findings: &mut Findings) -> Outputs {
    let outputs = root.table("outputs");
    let of = |target: &str| outputs.and_then(|outputs| outputs.table(target));
    let mut targets = BTreeMap::new();
    for (key, node) in root.entries_of("outputs") {
        let Some(table) = node.table() else { continue };
        let enabled = table.get("enabled").and_then(Node::boolean).unwrap_or(true);
        let path = table.get("path").and_then(|node| path::path(node, findings));
        targets.insert(key.text.to_owned(), Output { enabled, path });
    }
    path::apart(&targets, findings);
    let escape = of("tables").and_then(|table| table.get("escape_formulas")?.boolean());
    Outputs {
        command: outputs
            .and_then(|outputs| outputs.get("command"))
            .and_then(|node| command(node, findings))
            .unwrap_or_else(|| COMMAND.to_owned()),
        // By default cells of prose never begin a formula.
        escape_formulas: escape.unwrap_or(true),
        manifest: manifest::manifest(of("rust"), findings),
        module: of("rust").and_then(|rust| module::module(rust, findings)),
        targets,
    }
}

/// The versions to write documents in, 3.1 by default.
pub(super) fn openapi(root: Table<'_>, findings: &mut Findings) -> Vec<OpenapiVersion> {
    let outputs = root.table("outputs");
    let node = outputs.and_then(|it| it.table("openapi")).and_then(|it| it.get("versions"));
    let Some(node) = node else { return vec![OpenapiVersion::V31] };
    let mut versions = Vec::new();
    for item in node.items() {
        let Some(version) = item.text().and_then(OpenapiVersion::parse) else { continue };
        if versions.contains(&version) {
            let diagnostic =
                Diagnostic::new(&rules::BAD_VALUE, item.span(), "the version is listed twice");
            findings.push(diagnostic.help("delete one of the two"));
        }
        versions.push(version);
    }
    if node.is_array() && node.items().next().is_none() {
        let diagnostic =
            Diagnostic::new(&rules::BAD_VALUE, node.span(), "the list of versions is empty");
        findings.push(
            diagnostic.help("name a version, as in `versions = [\"3.1\"]`, or delete the key"),
        );
    }
    versions
}

/// Takes a text that is `good`, or reports it.
fn checked(
    node: Node<'_>,
    findings: &mut Findings,
    good: impl FnOnce(&str) -> bool,
    (what, help): (&str, &str),
) -> Option<String> {
    let text = node.text()?;
    if good(text) {
        return Some(text.to_owned());
    }
    let message = format!("`{text}` is not {what}");
    findings.push(Diagnostic::new(&rules::BAD_VALUE, node.span(), message).help(help));
    None
}

/// Comments of every format name it, so it holds nothing that could end one.
fn command(node: Node<'_>, findings: &mut Findings) -> Option<String> {
    const LONGEST: usize = 80;
    let good = |text: &str| {
        text.len() <= LONGEST
            && text.split(' ').all(|word| !word.is_empty())
            && text.bytes().all(|it| it.is_ascii_alphanumeric() || b" -_./:=".contains(&it))
            && !text.contains("--")
    };
    let help = "write letters, digits and `-`, `_`, `.`, `/`, `:`, `=`, no two `-` in a row and \
        at most 80 \
                in all, such as \"cargo xtask gen\"";
    checked(node, findings, good, ("a command that a comment can hold", help))
}
