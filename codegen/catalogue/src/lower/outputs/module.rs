//! `[outputs.rust] kind`: a crate of its own, or a module of somebody's.

use super::is_output_path;
use crate::model::{Integration, RustModule};
use crate::raw::{Key, Node, Table};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// What only a manifest says, and a module has none.
const OF_CRATES: &[&str] =
    &["package", "license", "publish", "repository", "edition", "rust-version"];

/// What only a module needs to be told.
const OF_MODULES: &[&str] = &["module", "integrations"];

/// The module that `[outputs.rust]` asks for; `None` where it is a crate.
pub(super) fn module(rust: Table<'_>, findings: &mut Findings) -> Option<RustModule> {
    let kind = rust.get("kind").filter(|kind| kind.text() == Some("module"));
    refuse_others(rust, kind.is_some(), findings);
    let integrations = integrations(rust, findings);
    let path = path(rust, kind?, findings)?;
    Some(RustModule { path, integrations })
}

/// Whether a text is the path of a module from the root of its crate, as the format has it.
pub fn is_module_path(text: &str) -> bool {
    let is_name = |name: &str| {
        // A keyword of edition 2024, which `syn` takes for a name.
        name.is_ascii() && name != "gen" && syn::parse_str::<syn::Ident>(name).is_ok()
    };
    text.strip_prefix("crate::").is_some_and(|rest| rest.split("::").all(is_name))
}

/// Reports the keys of the kind that it is not.
fn refuse_others(rust: Table<'_>, is_module: bool, findings: &mut Findings) {
    let (others, what, help) = if is_module {
        let help = "delete the key: the Cargo.toml of the crate that holds the module says it";
        (OF_CRATES, "a crate, and this is a module", help)
    } else {
        let help = "write `kind = \"module\"` next to it, or delete the key: a crate has a feature \
            for each \
                    integration";
        (OF_MODULES, "a module, and this is a crate", help)
    };
    for (Key { text, span }, _) in rust.entries() {
        if others.contains(&text) {
            let message = format!("`{text}` is a key of {what}");
            findings.push(Diagnostic::new(&rules::BAD_VALUE, span, message).help(help));
        }
    }
}

/// The integrations, in their usual order.
fn integrations(rust: Table<'_>, findings: &mut Findings) -> Vec<Integration> {
    let mut integrations = Vec::new();
    for item in rust.items_of("integrations") {
        let Some(integration) = item.text().and_then(Integration::parse) else { continue };
        if integrations.contains(&integration) {
            let message = "the integration is defined twice";
            let diagnostic = Diagnostic::new(&rules::BAD_VALUE, item.span(), message);
            findings.push(diagnostic.help("delete one of the two"));
        }
        integrations.push(integration);
    }
    integrations.sort_unstable();
    integrations.dedup();
    integrations
}

/// The path of the module in its crate: the value of `module`, or else the path of its folder.
fn path(rust: Table<'_>, kind: Node<'_>, findings: &mut Findings) -> Option<String> {
    let mut refuse = |node: Node<'_>, message: String, help: &str| {
        findings.push(Diagnostic::new(&rules::BAD_VALUE, node.span(), message).help(help));
    };
    let Some(folder) = rust.get("path") else {
        let message = "a module has no default folder".to_owned();
        refuse(kind, message, "add its folder, such as `path = \"crates/api/src/errors\"`");
        return None;
    };
    if let Some(node) = rust.get("module") {
        // A blank text is told elsewhere.
        let text = node.text().filter(|text| !text.trim().is_empty())?;
        if !is_module_path(text) {
            let message = format!("`{text}` is not the path of a module");
            let help = "write it from the root of the crate, such as \"crate::errors\"";
            refuse(node, message, help);
            return None;
        }
        return Some(text.to_owned());
    }
    // What is wrong with it as a folder is told elsewhere.
    let folder_text = folder.text().filter(|text| is_output_path(text))?;
    let path = below_src(folder_text);
    if path.is_none() {
        let message = format!("the module's path cannot be derived from `{folder_text}`");
        let help = "name a folder below `src/` whose parts are valid Rust names, such as \
            \"crates/api/src/errors\", or set the module's path, such as `module = \
            \"crate::errors\"`";
        refuse(folder, message, help);
    }
    path
}

/// The path of the module in a folder below a crate's `src/`.
fn below_src(folder: &str) -> Option<String> {
    let folder = format!("/{folder}");
    let (_, below) = folder.rsplit_once("/src/")?;
    let path = format!("crate::{}", below.replace('/', "::"));
    is_module_path(&path).then_some(path)
}
