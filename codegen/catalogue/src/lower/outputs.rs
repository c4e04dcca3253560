//! `[outputs]`.

use std::collections::BTreeMap;

use crate::model::{COMMAND, OpenapiVersion, Output, OutputPath, Outputs, PackageManifest};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// The oldest Rust that compiles a generated crate, with and without `std`: `.ci/oldest` has it do so.
const OLDEST_RUST: (u32, u32) = (1, 85);

/// The folder of the targets that have none to themselves, where a command is not told another.
const USUAL: &str = "generated";

/// Reads all but the package's name and the versions of `OpenAPI`.
pub(super) fn outputs(root: Table<'_>, findings: &mut Findings) -> Outputs {
    let outputs = root.table("outputs");
    let of = |target: &str| outputs.and_then(|outputs| outputs.table(target));
    let mut targets = BTreeMap::new();
    for (key, node) in root.entries_of("outputs") {
        let Some(table) = node.table() else { continue };
        let enabled = table.get("enabled").and_then(Node::boolean).unwrap_or(true);
        let path = table.get("path").and_then(|node| path(node, findings));
        targets.insert(key.text.to_owned(), Output { enabled, path });
    }
    apart(&targets, findings);
    let escape = of("tables").and_then(|table| table.get("escape_formulas")?.boolean());
    Outputs {
        command: outputs
            .and_then(|outputs| outputs.get("command"))
            .and_then(|node| command(node, findings))
            .unwrap_or_else(|| COMMAND.to_owned()),
        // Cells of prose never begin a formula where nothing is said.
        escape_formulas: escape.unwrap_or(true),
        manifest: manifest(of("rust"), findings),
        targets,
    }
}

/// The versions to write documents in: 3.1 where nothing is said.
pub(super) fn openapi(root: Table<'_>, findings: &mut Findings) -> Vec<OpenapiVersion> {
    let outputs = root.table("outputs");
    let node = outputs.and_then(|it| it.table("openapi")).and_then(|it| it.get("versions"));
    let Some(node) = node else { return vec![OpenapiVersion::V31] };
    let mut versions = Vec::new();
    for item in node.items() {
        let Some(version) = item.text().and_then(OpenapiVersion::parse) else { continue };
        if versions.contains(&version) {
            let diagnostic =
                Diagnostic::new(&rules::BAD_VALUE, item.span(), "the version is there twice");
            findings.push(diagnostic.help("delete one of the two"));
        }
        versions.push(version);
    }
    if node.is_array() && node.items().next().is_none() {
        let diagnostic =
            Diagnostic::new(&rules::BAD_VALUE, node.span(), "no version is left to write");
        findings.push(diagnostic.help("name one, as in `versions = [\"3.1\"]`, or delete the key"));
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
    let help = "write letters, digits and `-`, `_`, `.`, `/`, `:`, `=`, no two `-` in a row and at most 80 \
                in all, such as \"cargo xtask gen\"";
    checked(node, findings, good, ("a command that a comment can hold", help))
}

fn manifest(rust: Option<Table<'_>>, findings: &mut Findings) -> PackageManifest {
    let node = |key: &str| rust.and_then(|rust| rust.get(key));
    let is_license = |text: &str| {
        let words = text.split([' ', '(', ')']).filter(|word| !word.is_empty());
        let good = |it: u8| it.is_ascii_alphanumeric() || b"-.+ ()".contains(&it);
        words.count() > 0 && text.bytes().all(good)
    };
    let is_address = |text: &str| {
        text.strip_prefix("https://").is_some_and(|rest| {
            rest.bytes().all(|it| it.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&it))
                && rest.starts_with(|it: char| it.is_ascii_alphanumeric())
        })
    };
    let (major, minor) = OLDEST_RUST;
    let is_rust = |text: &str| {
        let parts: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
        let digits = text.bytes().all(|it| it.is_ascii_digit() || it == b'.');
        digits
            && parts.is_some_and(|parts| match parts.as_slice() {
                [a, b] | [a, b, _] => (*a, *b) >= OLDEST_RUST,
                _ => false,
            })
    };
    let mut text = |key: &str, good: &dyn Fn(&str) -> bool, words: (&str, &str)| {
        node(key).and_then(|node| checked(node, findings, good, words))
    };
    let license = "an SPDX expression";
    let rust_help = format!(
        "write at least \"{major}.{minor}\", which the generated crate needs, or delete the key"
    );
    PackageManifest {
        license: text(
            "license",
            &is_license,
            (
                license,
                "write one such as \"MIT\" or \"MIT OR Apache-2.0\" (https://spdx.org/licenses)",
            ),
        ),
        repository: text(
            "repository",
            &is_address,
            ("an address", "write one that begins with `https://`"),
        ),
        rust_version: text(
            "rust-version",
            &is_rust,
            ("a version of Rust that compiles the generated crate", &rust_help),
        )
        .unwrap_or_else(|| format!("{major}.{minor}")),
        publish: node("publish").and_then(Node::boolean).unwrap_or(false),
        edition: node("edition").and_then(Node::text).unwrap_or("2021").to_owned(),
    }
}

/// Names that a file of Windows cannot have, whatever follows a dot in them.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// A folder of a target. Whatever it says, nothing outside the folder that holds the catalogue's is
/// written, and nothing that tools keep hidden.
fn path(node: Node<'_>, findings: &mut Findings) -> Option<OutputPath> {
    // A blank text is told elsewhere.
    let text = node.text().filter(|text| !text.trim().is_empty())?;
    let wrong = wrong(text);
    if let Some((what, help)) = wrong {
        let message = format!("`{text}` {what}");
        findings.push(Diagnostic::new(&rules::BAD_VALUE, node.span(), message).help(help));
        return None;
    }
    Some(OutputPath { text: text.to_owned(), span: node.span() })
}

/// Whether a text is the path of a folder of outputs, as the format has it.
pub fn is_output_path(text: &str) -> bool {
    wrong(text).is_none()
}

/// What is wrong with a path, and what to write instead.
fn wrong(text: &str) -> Option<(&'static str, &'static str)> {
    const LIKE: &str =
        "write a path from the folder that holds the catalogue's, such as \"crates/shop-errors\"";
    let drive = text.as_bytes().get(1) == Some(&b':');
    if text.starts_with(['/', '\\', '~']) || drive {
        return Some(("is not a path from the folder that holds the catalogue's", LIKE));
    }
    let is_device = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        DEVICES.contains(&stem.as_str())
            || numbered.is_some_and(|rest| rest.len() == 1 && rest != "0")
    };
    for part in text.split('/') {
        if part == ".." {
            return Some(("leaves the folder that holds the catalogue's", LIKE));
        }
        if part.is_empty() || part == "." {
            return Some((
                "is not a path of folders with one `/` between two",
                "write the names of folders with `/` between them, and no `.` among them",
            ));
        }
        if part.starts_with('.') {
            return Some((
                "leads into a hidden folder",
                "name a folder that does not begin with a dot: what is hidden is some tool's own",
            ));
        }
        let good = |it: char| {
            it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.' | ' ' | '+' | '@')
        };
        if !part.chars().all(good) || part.ends_with(['.', ' ']) || is_device(part) {
            return Some((
                "is not the path of a folder on every system",
                "write ASCII letters, digits, `-`, `_`, `+`, `@`, dots and spaces, neither of these two at \
                 the end, and no name that Windows keeps for a device",
            ));
        }
    }
    None
}

/// No target's folder is another's, or lies in it, whatever a system thinks of capitals.
fn apart(targets: &BTreeMap<String, Output>, findings: &mut Findings) {
    let small = |text: &str| text.to_ascii_lowercase();
    let lies_in = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut taken = vec![(USUAL.to_owned(), "the outputs whose path nobody gives".to_owned())];
    for (name, target) in targets {
        let Some(path) = &target.path else { continue };
        let own = small(&path.text);
        let other = taken.iter().find(|(it, _)| lies_in(it, &own) || lies_in(&own, it));
        if let Some((_, of)) = other {
            let message = format!("`{}` is not apart from the folder of {of}", path.text);
            let diagnostic = Diagnostic::new(&rules::BAD_VALUE, path.span, message);
            findings.push(diagnostic.help(
                "name a folder that is no other output's, lies in none and holds none; capitals do not \
                 make two folders of one",
            ));
        }
        taken.push((own, format!("`{name}`")));
    }
}
