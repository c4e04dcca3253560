//! `catalogue.toml`.

use semver::Version;

use super::{outputs, package};
use crate::model::{Covered, Demand, OpenapiVersion, Outputs, RuleClass};
use crate::name::Name;
use crate::raw::{File, Key, Node, Table};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules::{self, Level, Rule};

/// What `catalogue.toml` says.
#[derive(Debug)]
pub(super) struct Manifest {
    pub title: String,
    pub version: Version,
    pub docs_url: Option<String>,
    pub lints: Vec<(&'static Rule, Level)>,
    pub classes: Vec<RuleClass>,
    pub coverage: Vec<Demand>,
    /// By default it follows from the APIs.
    pub package: Option<Name>,
    pub openapi: Vec<OpenapiVersion>,
    pub outputs: Outputs,
}

/// Reads `catalogue.toml`, and sets the lints' levels.
pub(super) fn lower(file: &File<'_>, findings: &mut Findings) -> Option<Manifest> {
    let root = file.root()?;
    let mut lints = Vec::new();
    for (key, node) in root.entries_of("lints") {
        let level = match node.text() {
            Some("allow") => Level::Allow,
            Some("warn") => Level::Warn,
            Some("deny") => Level::Deny,
            _ => continue,
        };
        if let Some(rule) = rules::lint(key.text) {
            findings.set_level(rule, level);
            lints.push((rule, level));
        }
    }
    let package = package::given(root, findings);
    let docs_url = root.get("docs_url").and_then(|node| docs_url(node, findings));
    let coverage = root.table("coverage").map(|table| coverage(table, findings));
    let version = root.get("version").and_then(|node| version(node, findings));
    let class = |(key, node): (Key<'_>, Node<'_>)| {
        let class = node.text()?.to_owned();
        Some(RuleClass { rule: key.text.to_owned(), class, span: key.span })
    };
    Some(Manifest {
        lints,
        classes: root.entries_of("diff").filter_map(class).collect(),
        title: root.text("title")?.to_owned(),
        version: version?,
        docs_url,
        coverage: coverage.unwrap_or_default(),
        package,
        openapi: outputs::openapi(root, findings),
        outputs: outputs::outputs(root, findings),
    })
}

/// Reads `[coverage]`.
fn coverage(table: Table<'_>, findings: &mut Findings) -> Vec<Demand> {
    let demands = Covered::ALL.iter().filter_map(|&what| {
        let node = table.get(what.as_str())?;
        let number = node.integer()?;
        let percent = u8::try_from(number).ok().filter(|percent| *percent <= 100);
        if percent.is_none() {
            findings.push(
                Diagnostic::new(
                    &rules::BAD_VALUE,
                    node.span(),
                    format!("{number} is not a percentage"),
                )
                .help("write a whole number from 0 to 100"),
            );
        }
        Some(Demand { what, percent: percent?, span: node.span() })
    });
    demands.collect()
}

/// Reads a version.
pub(super) fn version(node: Node<'_>, findings: &mut Findings) -> Option<Version> {
    let text = node.text()?;
    let version = Version::parse(text);
    if let Err(error) = &version {
        findings.push(
            Diagnostic::new(
                &rules::BAD_VALUE,
                node.span(),
                format!("`{text}` is not a semantic version: {error}"),
            )
            .help("write three numbers, such as \"1.0.0\" (https://semver.org)"),
        );
    }
    version.ok()
}

fn docs_url(node: Node<'_>, findings: &mut Findings) -> Option<String> {
    let text = node.text()?;
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = host.is_some_and(|host| {
        !host.is_empty()
            && !host.starts_with('/')
            && host.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}".contains(&byte))
    });
    if !good {
        findings.push(
            Diagnostic::new(
                &rules::BAD_VALUE,
                node.span(),
                format!(
                    "`{text}` cannot be the base \
            of permalinks"
                ),
            )
            .help(
                "write an absolute URL without `?` and `#`, such as \
                    \"https://errors.example.com\"",
            ),
        );
    }
    good.then(|| text.trim_end_matches('/').to_owned())
}
