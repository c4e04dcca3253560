//! A code's details.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::code::Around;
use super::found::{FactRules, Found};
use super::pair::{Pair, text};
use super::{Subject, rules, types};

const KEY: &[&str] = &["details"];

pub(super) fn compare(subject: &Subject, pair: Pair<'_>, around: &Around<'_>, found: &mut Found) {
    // Every `catalogue.json` says it.
    let unsaid =
        FactRules::any(&rules::UNKNOWN_FACT).filter(|_| pair.get("optional").both().is_none());
    let facts = [("optional", unsaid), ("fields", None), ("type", None)];
    let optional = |it: &Json| it.get("optional") == Some(&Json::Bool(true));
    let (old, new) = match (pair.old, pair.new) {
        (Some(old), Some(new)) if old != new => (old, new),
        (Some(old), None) => {
            let rule = if optional(old) {
                &rules::DETAILS_REMOVED_OPTIONAL
            } else {
                &rules::DETAILS_REMOVED
            };
            return found.push(rule, subject, KEY, pair);
        }
        (None, Some(_)) => return found.push(&rules::DETAILS_ADDED, subject, KEY, pair),
        _ => return,
    };
    found.facts(subject, KEY, pair, &facts);
    match (optional(old), optional(new)) {
        (false, true) => found.push(&rules::BECAME_OPTIONAL, subject, KEY, pair.get("optional")),
        (true, false) => found.push(&rules::BECAME_REQUIRED, subject, KEY, pair.get("optional")),
        _ => {}
    }
    if same_but_for_optional(old, new) {
        return;
    }
    let fields =
        Pair { old: fields(old, &around.records[0], 0), new: fields(new, &around.records[1], 0) };
    let same_type = old.get("type") == new.get("type");
    if fields.both().is_none() {
        if same_type {
            return found.push(&rules::TYPE_CHANGED, subject, KEY, pair);
        }
        return types::text(subject, KEY, (text(old, "type"), text(new, "type")), found);
    }
    if !same_type {
        found.push(&rules::DETAILS_TYPE, subject, KEY, pair);
    }
    // The fields of a type that both have are the type's own change.
    if !same_type || old.get("type").is_none() {
        types::fields(subject, KEY, fields, found);
    }
}

fn same_but_for_optional(old: &Json, new: &Json) -> bool {
    ["fields", "type"].iter().all(|key| old.get(*key) == new.get(*key))
}

/// The fields of details that are a record: the code's own, or a type's through any number of names.
fn fields<'a>(item: &'a Json, types: &HashMap<String, &'a Json>, depth: usize) -> Option<&'a Json> {
    /// No chain of names is longer in a catalogue that is valid.
    const MOST: usize = 1000;
    if let Some(fields) = item.get("fields") {
        return Some(fields);
    }
    let next = types.get(item.get("type")?.as_str()?).copied()?;
    if depth < MOST { fields(next, types, depth + 1) } else { None }
}
