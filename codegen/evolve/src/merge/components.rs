//! The components: those of the API are told by `x-errcat`.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::edit::{Changes, Edits};
use super::tree::{Entry, Node, NodeKind};
use super::{Done, Merge};
use errcat_findings::diagnostic::Findings;

impl<'a> Merge<'a> {
    /// Adds and refreshes components, and takes out those that the catalogue no longer has.
    pub(super) fn components(
        self,
        edits: &mut Edits<'_>,
        done: &mut Done,
        findings: &mut Findings,
    ) {
        let Some(Json::Object(wanted)) = self.ours.get("components") else { return };
        let Some(entry) = self.tree.get("components") else {
            let Some(all) = self.ours.get("components") else { return };
            done.components.added +=
                wanted.values().filter_map(Json::as_object).map(Map::len).sum::<usize>();
            let last = self.tree.root.value.entries().len().checked_sub(1);
            let insert = vec![(last, "components".to_owned(), all)];
            edits.map(&self.tree.root, false, &Changes { insert, ..Changes::default() });
            return;
        };
        if !self.is_map(entry, findings) {
            return;
        }
        let sections = entry.value.entries();
        let within = is_in_braces(&self.tree.root.value);
        let mut changes = Changes::default();
        let last = sections.len().checked_sub(1);
        for (section, ours) in wanted {
            if sections.iter().any(|entry| entry.key == *section) {
                continue;
            }
            done.components.added += ours.as_object().map_or(0, Map::len);
            changes.insert.push((last, section.clone(), ours));
        }
        for (at, section) in sections.iter().enumerate() {
            let ours = wanted.get(&section.key).and_then(Json::as_object);
            let all_go =
                self.section(section, is_in_braces(&entry.value), ours, edits, done, findings);
            if all_go {
                changes.drop.push(at);
            }
        }
        edits.map(entry, within, &changes);
    }

    /// Changes one section; whether nothing is left of it.
    fn section(
        self,
        section: &Entry,
        within: bool,
        ours: Option<&'a Map>,
        edits: &mut Edits<'_>,
        done: &mut Done,
        findings: &mut Findings,
    ) -> bool {
        let entries = section.value.entries();
        if ours.is_none() && !entries.iter().any(|entry| self.owns(&entry.value)) {
            return false;
        }
        if !self.is_map(section, findings) {
            return false;
        }
        let mut changes = Changes::default();
        let mut there: HashSet<&str> = HashSet::new();
        let mut last_own = None;
        for (at, entry) in entries.iter().enumerate() {
            let key = entry.key.as_str();
            let wanted = ours.and_then(|ours| ours.get(key));
            there.insert(key);
            match (wanted, self.owns(&entry.value)) {
                (None, false) => {}
                (Some(_), false) => self.error(
                    findings,
                    entry.key_span.clone(),
                    format!("the document already has its own component `{key}`"),
                    format!(
                        "rename it, or set another `--prefix` than `{}`; if errcat wrote it and \
                            its `x-errcat` was lost, delete it",
                        self.request.prefix
                    ),
                ),
                (Some(value), true) => {
                    last_own = Some(at);
                    if entry.value.says(value, self.request.text) {
                        done.components.unchanged += 1;
                    } else {
                        done.components.changed += 1;
                        changes.replace.push((at, value));
                    }
                }
                (None, true) => {
                    done.components.removed += 1;
                    changes.drop.push(at);
                }
            }
        }
        let stays = |at: &usize| !changes.drop.contains(at);
        let after = last_own.or_else(|| (0..entries.len()).rev().find(stays));
        for (key, value) in ours.into_iter().flatten() {
            if !there.contains(key.as_str()) {
                done.components.added += 1;
                changes.insert.push((after, key.clone(), value));
            }
        }
        if changes.drop.len() == entries.len() && changes.insert.is_empty() && !entries.is_empty() {
            return true;
        }
        edits.map(section, within, &changes);
        false
    }

    /// Whether a component is the API's.
    pub(super) fn owns(self, component: &Node) -> bool {
        let api = &self.request.catalogue.apis[self.request.api];
        let mark = component.get("x-errcat").and_then(|entry| entry.value.text());
        mark == Some(api.name.as_str())
    }

    /// Whether the value of an entry is a map; reported otherwise.
    pub(super) fn is_map(self, entry: &Entry, findings: &mut Findings) -> bool {
        let is_map = entry.value.is_map();
        if !is_map {
            let (what, help) = match entry.value.kind {
                NodeKind::Alias => ("is an alias", "replace the alias with its value"),
                _ => ("is not a map", "write a map, or delete the key"),
            };
            self.error(findings, entry.key_span.clone(), format!("`{}` {what}", entry.key), help);
        }
        is_map
    }

    /// Keys of the API's components in a section of the document.
    pub(super) fn owned(self, section: &str) -> impl Iterator<Item = &'a str> {
        let section = self.tree.get("components").and_then(|entry| entry.value.get(section));
        let entries = section.map_or(&[][..], |entry| entry.value.entries());
        entries.iter().filter(move |it| self.owns(&it.value)).map(|it| it.key.as_str())
    }

    /// Reports references to components that go.
    pub(super) fn check_references(self, edits: &Edits<'_>, findings: &mut Findings) {
        const BEGINNING: &str = "#/components/";
        let mut gone: HashSet<(&str, &str)> = HashSet::new();
        let components = self.tree.get("components").map_or(&[][..], |it| it.value.entries());
        for section in components {
            let ours = &self.ours["components"][section.key.as_str()];
            let keys = self.owned(&section.key).filter(|key| ours.get(key).is_none());
            gone.extend(keys.map(|key| (section.key.as_str(), key)));
        }
        if gone.is_empty() {
            return;
        }
        for (at, _) in self.request.text.match_indices(BEGINNING) {
            let rest = &self.request.text[at + BEGINNING.len()..];
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "._-/".contains(c)));
            let Some(target) = rest[..end.unwrap_or(rest.len())].split_once('/') else { continue };
            if gone.contains(&target) && !edits.covers(at) {
                self.error(
                    findings,
                    at..at + BEGINNING.len() + target.0.len() + 1 + target.1.len(),
                    format!("`{}` is about to be removed, but this refers to it", target.1),
                    "refer to something else, or delete the reference",
                );
            }
        }
    }
}

type Map = serde_json::Map<String, Json>;

/// Whether a map is in braces.
pub(super) fn is_in_braces(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Map { brace: Some(_), .. })
}
