//! `changelog.toml`: what has changed in each release.

use semver::Version;

use super::lowering::Lowering;
use super::prose::prose_at;
use crate::model::Release;
use crate::raw::{File, Node};
use errcat_findings::rules;

/// No version in it is longer, in bytes.
const LONGEST: usize = 64;

/// The notes of all releases.
pub(super) fn lower<'a>(lowering: &mut Lowering<'a, '_>, file: &'a File<'_>) -> Vec<Release> {
    let mut releases: Vec<Release> = Vec::new();
    let Some(root) = file.root() else { return releases };
    for table in root.items_of("release").filter_map(Node::table) {
        let notes = prose_at(lowering, table, "notes");
        let Some((node, text)) = table.get("version").and_then(|it| Some((it, it.text()?))) else {
            continue;
        };
        let version = match Version::parse(text) {
            Ok(version) if text.len() <= LONGEST => version,
            Ok(_) => {
                lowering.error(
                    &rules::BAD_VALUE,
                    node.span(),
                    format!("the version is longer than {LONGEST} characters"),
                    "shorten it: errcat names a page of the docs after it",
                );
                continue;
            }
            Err(error) => {
                lowering.error(
                    &rules::BAD_VALUE,
                    node.span(),
                    format!("`{text}` is not a semantic version: {error}"),
                    "write three numbers, such as \"1.0.0\" (https://semver.org)",
                );
                continue;
            }
        };
        if releases.last().is_some_and(|last| last.version <= version) {
            lowering.error(
                &rules::BAD_VALUE,
                node.span(),
                format!("`{version}` comes after a release that is not newer"),
                "list the newest release first, and each release once",
            );
        }
        releases.extend(notes.map(|notes| Release { version, notes }));
    }
    releases
}
