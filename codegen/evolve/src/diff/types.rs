//! Types: records and their fields, enums, and types in use.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::found::{FactRules, Found};
use super::pair::{self, Pair, name};
use super::{Kind, Subject, rules};

pub(super) fn compare(api: &str, pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] =
        &[("name", None), ("fields", None), ("enum", None), ("type", None)];
    let list = pair.items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(api, Kind::Type, name);
        let (old, new) = match (pair.old, pair.new) {
            (None, _) => {
                found.push(&rules::TYPE_ADDED, &subject, &[], *pair);
                continue;
            }
            (_, None) => {
                found.push(&rules::TYPE_REMOVED, &subject, &[], *pair);
                continue;
            }
            (Some(old), Some(new)) => (old, new),
        };
        found.facts(&subject, &[], *pair, FACTS);
        let kind =
            |it: &Json| ["fields", "enum", "type"].into_iter().find(|key| it.get(key).is_some());
        match (kind(old), kind(new)) {
            (Some("fields"), Some("fields")) => fields(&subject, &[], pair.get("fields"), found),
            (Some("enum"), Some("enum")) => values(&subject, pair.get("enum"), found),
            (Some("type"), Some("type")) => {
                text(&subject, &[], (pair::text(old, "type"), pair::text(new, "type")), found);
            }
            _ if is_text(old) && is_text(new) => {
                found.push(&rules::ENUM_OR_STRING, &subject, &[], *pair);
            }
            _ => found.push(&rules::TYPE_KIND, &subject, &[], *pair),
        }
    }
    if list.moved {
        found.order(&Subject::of(api, Kind::Api, ""), &["types"]);
    }
}

/// Whether all values of a type are strings.
fn is_text(item: &Json) -> bool {
    let is_string =
        |it: &Json| matches!(it.as_str(), Some("string" | "datetime" | "date" | "uuid" | "uri"));
    item.get("enum").is_some() || item.get("type").is_some_and(is_string)
}

fn values(subject: &Subject, pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] =
        &[("name", None), ("wire", FactRules::any(&rules::ENUM_VALUE_WIRE))];
    let list = matched(pair);
    for (name, pair) in &list.pairs {
        let key = ["enum", name.as_str()];
        match (pair.old, pair.new) {
            (None, _) => found.push(&rules::ENUM_VALUE_ADDED, subject, &key, *pair),
            (_, None) => found.push(&rules::ENUM_VALUE_REMOVED, subject, &key, *pair),
            _ => {
                found.facts(subject, &key, *pair, FACTS);
                if pair.get("name").differs() {
                    found.push(&rules::ENUM_VALUE_RENAMED, subject, &key, pair.get("name"));
                }
            }
        }
    }
    if list.moved {
        found.order(subject, &["enum"]);
    }
}

/// Fields or values, matched by name, and those that are left by the wire value.
pub(super) fn matched(pair: Pair<'_>) -> pair::Items<'_> {
    let mut list = pair.items(name);
    let gone: Vec<(usize, &str)> = list
        .pairs
        .iter()
        .enumerate()
        .filter_map(|(at, (_, pair))| Some((at, pair.old.filter(|_| pair.new.is_none())?)))
        .map(|(at, old)| (at, pair::text(old, "wire")))
        .collect();
    let come = |(at, (_, it)): (usize, &(String, Pair<'_>))| {
        Some((pair::text(it.new.filter(|_| it.old.is_none())?, "wire").to_owned(), at))
    };
    // Of several that travel alike the first one counts.
    let mut come: HashMap<String, usize> =
        list.pairs.iter().enumerate().rev().filter_map(come).collect();
    let mut taken = HashSet::new();
    for (at, wire) in gone {
        if let Some(same) = come.remove(wire) {
            list.pairs[same].1.old = list.pairs[at].1.old;
            taken.insert(at);
        }
    }
    let mut at = 0..;
    list.pairs.retain(|_| at.next().is_none_or(|at| !taken.contains(&at)));
    list
}

/// Fields of a record.
pub(super) fn fields(subject: &Subject, prefix: &[&str], pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("name", None),
        ("type", None),
        ("wire", FactRules::any(&rules::FIELD_WIRE)),
        ("description", FactRules::any(&rules::FIELD_WORDS)),
        ("example", FactRules::any(&rules::FIELD_WORDS)),
    ];
    let list = matched(pair);
    let optional = |field: &Json| !presence(pair::text(field, "type")).1.is_empty();
    for (name, pair) in &list.pairs {
        let key = [prefix, &[name.as_str()]].concat();
        match (pair.old, pair.new) {
            (None, Some(new)) => {
                let rule =
                    if optional(new) { &rules::FIELD_ADDED_OPTIONAL } else { &rules::FIELD_ADDED };
                found.push(rule, subject, &key, *pair);
            }
            (Some(old), None) => {
                let rule = if optional(old) {
                    &rules::FIELD_REMOVED_OPTIONAL
                } else {
                    &rules::FIELD_REMOVED
                };
                found.push(rule, subject, &key, *pair);
            }
            (Some(old), Some(new)) => {
                found.facts(subject, &key, *pair, FACTS);
                if pair.get("name").differs() {
                    found.push(&rules::FIELD_RENAMED, subject, &key, pair.get("name"));
                }
                text(subject, &key, (pair::text(old, "type"), pair::text(new, "type")), found);
            }
            (None, None) => {}
        }
    }
    if list.moved {
        found.order(subject, prefix);
    }
}

/// A type in use: `list<Violation>?`.
pub(super) fn text(subject: &Subject, key: &[&str], (old, new): (&str, &str), found: &mut Found) {
    if old == new {
        return;
    }
    let values = (Json::from(old), Json::from(new));
    let pair = Pair { old: Some(&values.0), new: Some(&values.1) };
    let ((old, was), (new, is)) = (presence(old), presence(new));
    if old != new {
        let rule = if narrows(old, new) { &rules::TYPE_NARROWED } else { &rules::TYPE_CHANGED };
        found.push(rule, subject, key, pair);
    }
    let rule = match (was, is) {
        _ if was == is => return,
        ("", _) => &rules::BECAME_OPTIONAL,
        (_, "") => &rules::BECAME_REQUIRED,
        _ => &rules::NULL_OR_OMITTED,
    };
    found.push(rule, subject, key, pair);
}

/// A type without its suffix, and the suffix.
pub(super) fn presence(text: &str) -> (&str, &'static str) {
    if let Some(base) = text.strip_suffix('?') {
        (base, "?")
    } else if let Some(base) = text.strip_suffix("|null") {
        (base, "|null")
    } else {
        (text, "")
    }
}

/// Whether all values of `new` are values of `old` as well.
pub(super) fn narrows(old: &str, new: &str) -> bool {
    match old {
        "json" => true,
        "string" => matches!(new, "datetime" | "date" | "uuid" | "uri"),
        "number" => matches!(new, "integer" | "duration"),
        "integer" => new == "duration",
        _ => false,
    }
}
