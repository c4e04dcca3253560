//! What breaks for clients of the old release that read bodies of the new one.

use std::collections::HashMap;

use errcat_catalogue::parallel;
use serde_json::{Map, Value as Json};

use super::super::{Change, Class, Kind, Rule, Subject, rules};
use super::schemas::{Comparison, Schema};
use super::{Outputs, cause};

/// Rules about what is in bodies, which their schemas bear out.
static BODY: &[&Rule] = &[
    &rules::BODY_KEY_REMOVED,
    &rules::BODY_OPTIONAL_REMOVED,
    &rules::BODY_CHANGED,
    &rules::BODY_CONSTANT,
    &rules::BODY_MAY_LACK,
    &rules::TYPE_KIND,
    &rules::ENUM_VALUE_ADDED,
    &rules::FIELD_ADDED,
    &rules::FIELD_ADDED_OPTIONAL,
    &rules::FIELD_REMOVED,
    &rules::FIELD_REMOVED_OPTIONAL,
    &rules::FIELD_WIRE,
    &rules::TYPE_CHANGED,
    &rules::TYPE_NARROWED,
    &rules::BECAME_OPTIONAL,
    &rules::BECAME_REQUIRED,
    &rules::ENUM_OR_STRING,
    &rules::DETAILS_ADDED,
    &rules::DETAILS_REMOVED,
    &rules::DETAILS_REMOVED_OPTIONAL,
    &rules::FILLS_REMOVED,
];

/// A code whose body is not what it was.
struct Changed {
    /// Its name in the new release.
    code: String,
    /// Where old clients find something else; `None` where they read all of it.
    place: Option<String>,
}

pub(super) fn judge(changes: &mut Vec<Change>, old: &Outputs, new: &Outputs) {
    for (at, api) in new.catalogue.apis.iter().enumerate() {
        let Some(before) = old.catalogue.apis.iter().position(|it| it.name == api.name) else {
            continue;
        };
        let id = api.name.as_str();
        let own = |change: &Change| change.subject.api.as_deref() == Some(id);
        if !changes.iter().any(|it| own(it) || it.subject.api.is_none()) {
            continue;
        }
        parallel::map(&[(old, before), (new, at)], |(outputs, at)| {
            outputs.document(*at);
        });
        let found = changed(old.document(before), new.document(at));
        let breaks = found.iter().any(|it| it.place.is_some());
        for change in changes.iter_mut().filter(|it| own(it) && BODY.contains(&it.rule)) {
            if found.is_empty() {
                (change.wire, change.meaning) = (Class::Editorial, Class::Editorial);
            } else if !breaks && change.wire == Class::Breaking {
                change.wire = Class::Additive;
                change.meaning = change.meaning.min(Class::Additive);
            }
        }
        let broken = found.into_iter().filter_map(|it| Some((it.code, it.place?)));
        for (code, place) in broken {
            // What several codes have in common explains each of them.
            let explains = |it: &Change| match it.subject.kind {
                Kind::Code => own(it) && it.subject.name == code,
                _ => own(it) || it.subject.api.is_none(),
            };
            if changes.iter().any(|it| it.wire == Class::Breaking && explains(it)) {
                continue;
            }
            let is_cause = |it: &&mut Change| match it.subject.kind {
                Kind::Code => own(it) && it.subject.name == code,
                Kind::Type | Kind::Envelope => own(it),
                _ => false,
            };
            let rank = |it: &Change| it.wire.max(it.meaning);
            if let Some(change) = cause(changes.iter_mut().filter(is_cause), rank) {
                change.wire = Class::Breaking;
                change.why =
                    Some(format!("bodies of `{code}` no longer fit their old schema at `{place}`"));
            } else {
                let subject = Subject::of(id, Kind::Code, &code);
                changes.push(Change::new(&rules::UNKNOWN_FACT, subject, Some(place.into()), None));
            }
        }
    }
}

/// The codes of both documents whose bodies differ, matched by wire value.
fn changed(old: &Json, new: &Json) -> Vec<Changed> {
    let before: HashMap<String, &Json> =
        bodies(old).map(|(_, wire, schema)| (wire, schema)).collect();
    let (mut changed, mut comparison) = (Vec::new(), Comparison::default());
    for (code, wire, schema) in bodies(new) {
        let Some(was) = before.get(&wire) else { continue };
        let (was, is) = (Schema { document: old, schema: was }, Schema { document: new, schema });
        if !comparison.same(was, is) {
            changed.push(Changed { code, place: comparison.differs(was, is) });
        }
    }
    changed
}

/// The schemas of codes, with their names and wire values.
fn bodies(document: &Json) -> impl Iterator<Item = (String, String, &Json)> {
    let schemas = document.pointer("/components/schemas").and_then(Json::as_object);
    schemas.into_iter().flat_map(Map::values).filter_map(|schema| {
        let facts = schema.get("x-error")?;
        Some((facts.get("name")?.as_str()?.to_owned(), facts.get("wire")?.to_string(), schema))
    })
}
