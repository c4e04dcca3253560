//! Envelopes: their headers and slots.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::found::{FactRules, Found};
use super::pair::{Pair, items, name, text};
use super::{Kind, Subject, body, rules, types};

/// Compares the envelopes of an API; `codes` are its old codes.
pub(super) fn compare(api: &str, pair: Pair<'_>, codes: &[Json], found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("name", None),
        ("media_type", FactRules::any(&rules::MEDIA_TYPE)),
        ("http_status", FactRules::any(&rules::HTTP_STATUS)),
        ("body", None),
        ("headers", None),
        ("slots", None),
    ];
    let mut by_envelope: HashMap<&str, Vec<&Json>> = HashMap::new();
    for code in codes {
        by_envelope.entry(text(code, "envelope")).or_default().push(code);
    }
    let list = pair.items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(api, Kind::Envelope, name);
        match (pair.old, pair.new) {
            (None, _) => found.push(&rules::ENVELOPE_ADDED, &subject, &[], *pair),
            (_, None) => found.push(&rules::ENVELOPE_REMOVED, &subject, &[], *pair),
            _ => {
                found.facts(&subject, &[], *pair, FACTS);
                let own = by_envelope.get(name.as_str()).map_or(&[][..], Vec::as_slice);
                let surely: HashSet<&str> = items(pair.old.and_then(|it| it.get("slots")))
                    .iter()
                    .filter(|it| it["filled"] == true || it["fixed"] == true)
                    .map(|it| text(it, "name"))
                    .collect();
                let always = |slot: &str| always(own, &surely, slot);
                body::compare(&subject, pair.get("body"), &always, found);
                headers(&subject, pair.get("headers"), &always, found);
                slots(&subject, pair.get("slots"), found);
            }
        }
    }
    if list.moved {
        found.order(&Subject::of(api, Kind::Api, ""), &["envelopes"]);
    }
}

/// Whether some of an envelope's codes always has a slot that may be missing elsewhere; `surely` are
/// those of the envelope's own slots that it has so.
fn always(codes: &[&Json], surely: &HashSet<&str>, slot: &str) -> bool {
    let slot = slot.trim_end_matches("|string");
    let mut own = codes.iter();
    match slot {
        "details" => own.any(|it| it.get("details").is_some_and(|it| it["optional"] == false)),
        "status" | "grpc" => own.any(|it| it.get(slot).is_some()),
        "code" | "name" | "title" | "message" | "type" => true,
        _ => surely.contains(slot),
    }
}

fn headers<'a>(
    subject: &Subject,
    pair: Pair<'a>,
    always: &dyn Fn(&str) -> bool,
    found: &mut Found,
) {
    let optional = |text| body::optional(text).filter(|slot| !always(slot));
    let named = |of: Option<&'a Json>, name: &str| -> Option<(&'a String, &'a Json)> {
        of?.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))
    };
    let mut met = HashSet::new();
    for name in pair.keys() {
        if !met.insert(name.to_ascii_lowercase()) {
            continue;
        }
        let (old, new) = (named(pair.old, name), named(pair.new, name));
        if let (Some((old, _)), Some((new, _))) = (old, new)
            && old != new
        {
            let (old, new) = (Json::from(old.as_str()), Json::from(new.as_str()));
            let spelling = Pair { old: Some(&old), new: Some(&new) };
            found.push(&rules::HEADER_CASE, subject, &["headers", name], spelling);
        }
        let header = Pair { old: old.map(|it| it.1), new: new.map(|it| it.1) };
        let rule = match header.texts() {
            (None, _) if header.old.is_none() => &rules::HEADER_ADDED,
            (Some(old), None) if optional(old).is_some() => &rules::HEADER_OPTIONAL_REMOVED,
            (Some(_), None) if header.new.is_none() => &rules::HEADER_REMOVED,
            (Some(old), Some(new)) if old == new => continue,
            (Some(old), Some(new))
                if body::optional(old).is_some() && old.strip_suffix('?') == Some(new) =>
            {
                &rules::HEADER_ALWAYS
            }
            _ => &rules::HEADER_CHANGED,
        };
        found.push(rule, subject, &["headers", name], header);
    }
}

fn slots(subject: &Subject, pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("name", None),
        ("type", None),
        ("description", FactRules::any(&rules::SLOT_WORDS)),
        ("example", FactRules::any(&rules::SLOT_WORDS)),
        ("required", FactRules::any(&rules::SLOT_ROLE)),
        ("fixed", FactRules::any(&rules::SLOT_ROLE)),
        ("filled", FactRules::any(&rules::SLOT_ROLE)),
        ("per_error", FactRules::any(&rules::SLOT_ROLE)),
        ("in_body", FactRules::any(&rules::SLOT_ROLE)),
    ];
    let list = pair.items(name);
    for (name, pair) in &list.pairs {
        let key = ["slots", name.as_str()];
        match (pair.old, pair.new) {
            (None, Some(new)) => {
                let required = new.get("required").and_then(serde_json::Value::as_bool);
                let rule = match required {
                    Some(true) => &rules::SLOT_ADDED,
                    _ => &rules::SLOT_ADDED_OPTIONAL,
                };
                found.push(rule, subject, &key, *pair);
            }
            (_, None) => found.push(&rules::SLOT_REMOVED, subject, &key, *pair),
            (Some(old), Some(new)) => {
                found.facts(subject, &key, *pair, FACTS);
                let texts = (text(old, "type"), text(new, "type"));
                types::text(subject, &[&key[..], &["type"]].concat(), texts, found);
            }
        }
    }
    if list.moved {
        found.order(subject, &["slots"]);
    }
}
