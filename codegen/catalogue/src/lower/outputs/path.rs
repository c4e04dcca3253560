//! Folders that outputs have to themselves.

use std::collections::BTreeMap;

use crate::model::{GENERATED, Output, OutputPath};
use crate::raw::Node;
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// Names that a file of Windows cannot have, whatever follows a dot in them.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// A folder of a target. Whatever it says, nothing outside the folder that holds the catalogue's is
/// written, and nothing that tools keep hidden.
pub(super) fn path(node: Node<'_>, findings: &mut Findings) -> Option<OutputPath> {
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
    const LIKE: &str = "write a path relative to the folder that holds the catalogue's folder, such as \
            \"crates/shop-errors\"";
    let drive = text.as_bytes().get(1) == Some(&b':');
    if text.starts_with(['/', '\\', '~']) || drive {
        return Some((
            "is not a path relative to the folder that holds the catalogue's folder",
            LIKE,
        ));
    }
    let is_device = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
        DEVICES.contains(&stem.as_str())
            || numbered.is_some_and(|rest| rest.len() == 1 && rest != "0")
    };
    for part in text.split('/') {
        if part == ".." {
            return Some(("leaves the folder that holds the catalogue's folder", LIKE));
        }
        if part.is_empty() || part == "." {
            return Some((
                "is not a path of folder names separated by single `/`",
                "write folder names separated by `/`, without `.`",
            ));
        }
        if part.starts_with('.') {
            return Some((
                "is in a hidden folder",
                "name a folder that does not begin with a dot: hidden folders belong to other \
                    tools",
            ));
        }
        let good = |it: char| {
            it.is_ascii_alphanumeric() || matches!(it, '-' | '_' | '.' | ' ' | '+' | '@')
        };
        if !part.chars().all(good) || part.ends_with(['.', ' ']) || is_device(part) {
            return Some((
                "is not a valid path on every system",
                "write ASCII letters, digits, `-`, `_`, `+`, `@`, dots and spaces, without a dot \
                    or space at the end, and avoid names that Windows reserves for devices",
            ));
        }
    }
    None
}

/// No target's folder is another's, or lies in it, whatever a system thinks of capitals.
pub(super) fn apart(targets: &BTreeMap<String, Output>, findings: &mut Findings) {
    let small = |text: &str| text.to_ascii_lowercase();
    let lies_in = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let mut taken = vec![(GENERATED.to_owned(), "the outputs without a `path`".to_owned())];
    for (name, target) in targets {
        let Some(path) = &target.path else { continue };
        let own = small(&path.text);
        let other = taken.iter().find(|(it, _)| lies_in(it, &own) || lies_in(&own, it));
        if let Some((_, of)) = other {
            let message = format!("`{}` overlaps the folder of {of}", path.text);
            let diagnostic = Diagnostic::new(&rules::BAD_VALUE, path.span, message);
            findings.push(diagnostic.help(
                "give each output a folder outside all others; some systems do not distinguish \
                    upper and lower case in names",
            ));
        }
        taken.push((own, format!("`{name}`")));
    }
}
