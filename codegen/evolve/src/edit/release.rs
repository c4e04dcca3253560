//! A release: its version, and tombstones of codes that have vanished.

use std::collections::BTreeMap;

use semver::Version;

use super::draft::Draft;
use super::{Edit, Edited, Opened, Refused, bulk, literals};
use errcat_findings::source::{FileId, Span};

/// A code of the release before that is not in the catalogue any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its API.
    pub api: String,
    /// The group that it was in.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Its wire value as TOML; `None` where that is its name.
    pub wire: Option<String>,
    /// The replacement that its deprecation named.
    pub replaced_by: Option<String>,
    /// What else its deprecation said.
    pub note: Option<String>,
}

/// Writes a version into the catalogue, and a tombstone of that version for each code that is gone, into
/// the file of its group, or where that is gone too, into the API's first.
///
/// # Errors
/// Where the version is written in a way that cannot be edited.
pub fn release(
    opened: &Opened<'_>,
    version: &Version,
    gone: &[Gone],
) -> Result<Vec<Edited>, Refused> {
    let mut draft = Draft::new(opened.sources);
    if *version != opened.catalogue.version {
        let text = literals::string(&version.to_string());
        let strange = || {
            Refused::new(
                "the version in catalogue.toml is written in a way that cannot be edited by command",
                format!("write `version = {text}` there"),
            )
        };
        let id = opened.tree.catalogue.id().ok_or_else(strange)?;
        let file = draft.file(id);
        let literal = file.find(file.all(), &["version"]).ok_or_else(strange)?;
        let edit = file.edit(literal.range.clone(), &text);
        draft.make([edit]);
    }
    let mut stones: BTreeMap<FileId, Vec<(&str, String)>> = BTreeMap::new();
    for code in gone {
        let folder = opened.tree.apis.iter().find(|folder| folder.name == code.api);
        let groups = folder.map_or(&[][..], |folder| &folder.groups);
        let own = groups.iter().find(|(stem, _)| *stem == code.group);
        let Some(id) = own.or(groups.first()).and_then(|(_, file)| file.id()) else { continue };
        let since = Some(literals::string(&version.to_string()));
        let text = |text: &Option<String>| text.as_deref().map(literals::string);
        // What came in its place may be gone as well.
        let codes = &opened.catalogue.apis;
        let codes = codes.iter().filter(|api| api.name.as_str() == code.api);
        let codes = codes.flat_map(|api| &api.codes);
        let has = |name: &str| codes.clone().any(|it| it.name.as_str() == name);
        let replaced_by = code.replaced_by.clone().filter(|name| has(name));
        let stone = literals::inline(&[
            ("since", since),
            ("wire", code.wire.clone()),
            ("replaced_by", text(&replaced_by)),
            ("note", text(&code.note)),
        ]);
        stones.entry(id).or_default().push((&code.name, stone));
    }
    for (id, gone) in stones {
        let file = draft.file(id);
        let text = bulk::bury(file.text, &gone);
        let edit = Edit { span: Span::new(id, 0..file.text.len()), text };
        draft.make([edit]);
    }
    Ok(draft.end())
}
