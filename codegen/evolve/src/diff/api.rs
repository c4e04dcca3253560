//! An API: its words, groups, tombstones and operations.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::conversions::Renamed;
use super::found::{FactRules, Found};
use super::pair::{Pair, items, name, text};
use super::{Kind, Subject, catalogue, codes, envelope, internal, parameters, rules, types};

/// What has changed already, and has consequences for codes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Follows {
    /// Envelopes, types or permalinks, and with them examples.
    pub shapes: bool,
    /// The order of groups.
    pub moved: bool,
}

/// Compares what is the same API in both; `root` are the whole catalogues.
pub(super) fn compare(
    id: &str,
    pair: Pair<'_>,
    root: Pair<'_>,
    renamed: &mut Renamed,
    found: &mut Found,
) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("id", None),
        ("title", FactRules::any(&rules::API_WORDS)),
        ("summary", FactRules::any(&rules::API_WORDS)),
        ("docs", FactRules::any(&rules::API_WORDS)),
        ("links", FactRules::any(&rules::API_WORDS)),
        ("faq", FactRules::any(&rules::API_WORDS)),
        ("code", FactRules::any(&rules::CODE_TYPE)),
        ("meta", FactRules::any(&rules::META)),
        ("envelopes", None),
        ("types", None),
        ("statuses", None),
        ("actions", None),
        ("groups", None),
        ("codes", None),
        ("internal", None),
        ("retired", None),
        ("operations", None),
        ("parameters", None),
        ("unexpected", None),
    ];
    let subject = Subject::of(id, Kind::Api, "");
    found.facts(&subject, &[], pair, FACTS);
    catalogue::statuses(Some(id), pair.get("statuses"), found);
    catalogue::own_actions(id, pair.get("actions"), found);
    let before = found.changes.len();
    envelope::compare(id, pair.get("envelopes"), items(pair.get("codes").old), found);
    types::compare(id, pair.get("types"), found);
    // Bodies of examples follow from these, and from the base of permalinks.
    let shapes = found.changes.len() > before || root.get("docs_url").differs();
    let moved = groups(id, pair.get("groups"), found);
    codes::compare(id, pair, root, Follows { shapes, moved }, renamed, found);
    // A `catalogue.json` does not tell of internal codes.
    if root.get("internal").both().is_some() {
        internal::compare(id, pair, root, shapes, renamed, found);
    }
    retired(id, pair, root, found);
    operations(id, pair, renamed, found);
    parameters::compare(id, pair.get("parameters"), found);
    unexpected(id, pair.get("unexpected"), renamed, found);
}

/// Compares what stands for unexpected errors. Another name of the same code is not a change.
fn unexpected(id: &str, pair: Pair<'_>, renamed: &Renamed, found: &mut Found) {
    let subject = Subject::of(id, Kind::Api, "");
    match (pair.old, pair.new) {
        (None, None) => {}
        (None, _) => found.push(&rules::UNEXPECTED_ADDED, &subject, &["unexpected"], pair),
        (_, None) => found.push(&rules::UNEXPECTED_REMOVED, &subject, &["unexpected"], pair),
        (Some(old), Some(new)) => {
            let mut names: Vec<&String> = Vec::new();
            for of in [old, new].into_iter().filter_map(Json::as_object) {
                names.extend(of.keys().filter(|key| !names.contains(key)).collect::<Vec<_>>());
            }
            for name in names {
                let entry = pair.get(name);
                let code = |of: Option<&Json>| of.map(|it| text(it, "code").to_owned());
                let was = code(entry.old).map(|was| renamed.now(id, &was).to_owned());
                if was != code(entry.new) || entry.get("details").differs() {
                    found.push(&rules::UNEXPECTED, &subject, &["unexpected", name], entry);
                }
            }
        }
    }
}

/// Tells whether groups are in another order, and with them their codes.
fn groups(id: &str, pair: Pair<'_>, found: &mut Found) -> bool {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("name", None),
        ("title", FactRules::any(&rules::GROUP_WORDS)),
        ("summary", FactRules::any(&rules::GROUP_WORDS)),
        ("links", FactRules::any(&rules::GROUP_WORDS)),
    ];
    let list = pair.items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(id, Kind::Group, name);
        match (pair.old, pair.new) {
            (None, _) => found.push(&rules::GROUP_ADDED, &subject, &[], *pair),
            (_, None) => found.push(&rules::GROUP_REMOVED, &subject, &[], *pair),
            _ => found.facts(&subject, &[], *pair, FACTS),
        }
    }
    if list.moved {
        found.order(&Subject::of(id, Kind::Api, ""), &["groups"]);
    }
    list.moved
}

fn retired(id: &str, api: Pair<'_>, root: Pair<'_>, found: &mut Found) {
    let names = |codes: Option<&Json>| items(codes).iter().map(name).collect::<HashSet<_>>();
    let (old, new) = (names(api.get("codes").old), names(api.get("codes").new));
    let hidden = names(api.get("internal").get("codes").old);
    let list = api.get("retired").items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(id, Kind::Retired, name);
        match (pair.old, pair.new) {
            // The code's own change tells.
            (None, _) if old.contains(name) || hidden.contains(name) => {}
            (_, None) if new.contains(name) => {}
            (None, _) => found.push(&rules::TOMBSTONE_ADDED, &subject, &[], *pair),
            (Some(old), None) => {
                found.push(&rules::TOMBSTONE_REMOVED, &subject, &[], *pair);
                let group = text(old, "group");
                found.help(format!(
                    "restore it: write `{name} = {}` under `[retired]` of `{id}/{group}.toml`",
                    tombstone(old)
                ));
            }
            _ => {
                // The permalink follows from the wire value and the base of all permalinks.
                let follows = pair.get("wire").differs() || root.get("docs_url").differs();
                let words = FactRules::any(&rules::TOMBSTONE_WORDS);
                let table = [
                    ("name", None),
                    ("wire", FactRules::any(&rules::TOMBSTONE_WIRE)),
                    ("group", words),
                    ("since", words),
                    ("replaced_by", words),
                    ("note", words),
                    ("permalink", words.filter(|_| !follows)),
                ];
                found.facts(&subject, &[], *pair, &table);
            }
        }
    }
    if list.moved {
        found.order(&Subject::of(id, Kind::Api, ""), &["retired"]);
    }
}

/// What to write for a tombstone that is to stand again.
pub(super) fn tombstone(old: &Json) -> String {
    let wire = old.get("wire").filter(|wire| wire.as_str() != Some(&name(old)));
    let facts = ["since", "replaced_by", "note"].map(|key| (key, old.get(key)));
    let parts = facts.into_iter().chain([("wire", wire)]);
    let parts: Vec<_> =
        parts.filter_map(|(key, value)| Some(format!("{key} = {}", value?))).collect();
    if parts.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", parts.join(", ")) }
}

fn operations(id: &str, api: Pair<'_>, renamed: &Renamed, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("operation", None),
        ("summary", FactRules::any(&rules::OPERATION_WORDS)),
        ("codes", None),
        (
            "deprecated",
            FactRules::each(
                &rules::OPERATION_DEPRECATED,
                &rules::OPERATION_SUNSET,
                &rules::OPERATION_UNDEPRECATED,
            ),
        ),
    ];
    let list = api.get("operations").items(|it| text(it, "operation").to_owned());
    for (name, pair) in &list.pairs {
        let subject = Subject::of(id, Kind::Operation, name);
        match (pair.old, pair.new) {
            (None, _) => found.push(&rules::OPERATION_ADDED, &subject, &[], *pair),
            (_, None) => found.push(&rules::OPERATION_REMOVED, &subject, &[], *pair),
            _ => {
                found.facts(&subject, &[], *pair, FACTS);
                let codes = pair.get("codes").items(|code| {
                    let name = code.as_str().unwrap_or_default();
                    renamed.now(id, name).to_owned()
                });
                for (_, code) in codes.pairs {
                    match (code.old, code.new) {
                        (None, _) => {
                            found.push(&rules::OPERATION_CODE_ADDED, &subject, &["codes"], code);
                        }
                        (_, None) => {
                            found.push(&rules::OPERATION_CODE_REMOVED, &subject, &["codes"], code);
                        }
                        _ => {}
                    }
                }
                if codes.moved {
                    found.order(&subject, &["codes"]);
                }
            }
        }
    }
    if list.moved {
        found.order(&Subject::of(id, Kind::Api, ""), &["operations"]);
    }
}
