//! Envelopes: their headers and slots.

use super::found::{Fact, Found};
use super::pair::{Pair, name, text};
use super::{Kind, Subject, body, rules, types};

pub(super) fn compare(api: &str, pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<Fact>)] = &[
        ("name", None),
        ("media_type", Fact::any(&rules::MEDIA_TYPE)),
        ("http_status", Fact::any(&rules::HTTP_STATUS)),
        ("body", None),
        ("headers", None),
        ("slots", None),
    ];
    let list = pair.items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(api, Kind::Envelope, name);
        match (pair.old, pair.new) {
            (None, _) => found.push(&rules::ENVELOPE_ADDED, &subject, &[], *pair),
            (_, None) => found.push(&rules::ENVELOPE_REMOVED, &subject, &[], *pair),
            _ => {
                found.facts(&subject, &[], *pair, FACTS);
                body::compare(&subject, pair.get("body"), found);
                headers(&subject, pair.get("headers"), found);
                slots(&subject, pair.get("slots"), found);
            }
        }
    }
    if list.moved {
        found.order(&Subject::of(api, Kind::Api, ""), &["envelopes"]);
    }
}

fn headers(subject: &Subject, pair: Pair<'_>, found: &mut Found) {
    for name in pair.keys() {
        let header = pair.get(name);
        let rule = match header.texts() {
            (None, _) if header.old.is_none() => &rules::HEADER_ADDED,
            (Some(old), None) if body::is_optional(old) => &rules::HEADER_OPTIONAL_REMOVED,
            (Some(_), None) if header.new.is_none() => &rules::HEADER_REMOVED,
            (Some(old), Some(new)) if old == new => continue,
            (Some(old), Some(new))
                if body::is_optional(old) && old.strip_suffix('?') == Some(new) =>
            {
                &rules::HEADER_ALWAYS
            }
            _ => &rules::HEADER_CHANGED,
        };
        found.push(rule, subject, &["headers", name], header);
    }
}

fn slots(subject: &Subject, pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<Fact>)] = &[
        ("name", None),
        ("type", None),
        ("description", Fact::any(&rules::SLOT_WORDS)),
        ("example", Fact::any(&rules::SLOT_WORDS)),
        ("required", Fact::any(&rules::SLOT_ROLE)),
        ("fixed", Fact::any(&rules::SLOT_ROLE)),
        ("filled", Fact::any(&rules::SLOT_ROLE)),
        ("per_error", Fact::any(&rules::SLOT_ROLE)),
        ("in_body", Fact::any(&rules::SLOT_ROLE)),
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
