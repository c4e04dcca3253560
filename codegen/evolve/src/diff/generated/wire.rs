//! What breaks for clients of the old release that read bodies of the new one.

use std::collections::{HashMap, HashSet};

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
];

/// A code whose body is not what it was.
struct Changed {
    /// Its name in the new release.
    code: String,
    /// Where old clients find something else; `None` where they read all of it.
    place: Option<String>,
}

pub(super) fn judge(changes: &mut Vec<Change>, old: &Outputs, new: &Outputs) {
    let before: HashMap<&str, usize> =
        old.catalogue.apis.iter().enumerate().map(|(at, it)| (it.name.as_str(), at)).collect();
    let touched: HashSet<String> = changes.iter().filter_map(|it| it.subject.api.clone()).collect();
    let is_common = changes.iter().any(|it| it.subject.api.is_none());
    for (at, api) in new.catalogue.apis.iter().enumerate() {
        let id = api.name.as_str();
        let Some(before) = before.get(id).filter(|_| is_common || touched.contains(id)) else {
            continue;
        };
        parallel::map(&[(old, *before), (new, at)], |(outputs, at)| {
            outputs.document(*at);
        });
        let differences = Differences::of(old.document(*before), new.document(at));
        lower(changes, id, &differences);
        raise(changes, id, differences);
    }
}

/// Lowers what the schemas do not bear out.
fn lower(changes: &mut [Change], id: &str, found: &Differences) {
    let breaks = found.bodies.iter().any(|it| it.place.is_some());
    for change in changes.iter_mut().filter(|it| it.subject.api.as_deref() == Some(id)) {
        // Types and slots are in requests and headers, too.
        let is_elsewhere = found.elsewhere && change.subject.kind != Kind::Code;
        if is_elsewhere || !BODY.contains(&change.rule) {
            continue;
        }
        if found.bodies.is_empty() {
            (change.wire, change.meaning) = (Class::Editorial, Class::Editorial);
        } else if !breaks && change.wire == Class::Breaking {
            change.wire = Class::Additive;
            change.meaning = change.meaning.min(Class::Additive);
        }
    }
}

/// Raises what changes break more than their rules say.
fn raise(changes: &mut Vec<Change>, id: &str, found: Differences) {
    let own = |it: &Change| it.subject.api.as_deref() == Some(id);
    let mut of_code: HashMap<String, Vec<usize>> = HashMap::new();
    // What several codes have in common explains each of them.
    let mut shared = Vec::new();
    let mut is_explained = false;
    for (at, change) in changes.iter().enumerate() {
        match change.subject.kind {
            Kind::Code if own(change) => {
                of_code.entry(change.subject.name.clone()).or_default().push(at);
            }
            Kind::Code => {}
            kind if own(change) || change.subject.api.is_none() => {
                is_explained |= change.wire == Class::Breaking;
                if own(change) && matches!(kind, Kind::Type | Kind::Envelope) {
                    shared.push(at);
                }
            }
            _ => {}
        }
    }
    for Changed { code, place } in found.bodies {
        let Some(place) = place.filter(|_| !is_explained) else { continue };
        let mut candidates = of_code.get(&code).cloned().unwrap_or_default();
        if candidates.iter().any(|at| changes[*at].wire == Class::Breaking) {
            continue;
        }
        candidates.extend(&shared);
        let rank = |at: usize| changes[at].wire.max(changes[at].meaning);
        if let Some(at) = cause(&candidates, rank) {
            is_explained |= shared.contains(&at);
            changes[at].wire = Class::Breaking;
            changes[at].why =
                Some(format!("bodies of `{code}` no longer fit their old schema at `{place}`"));
        } else {
            let subject = Subject::of(id, Kind::Code, &code);
            changes.push(Change::new(&rules::UNKNOWN_FACT, subject, Some(place.into()), None));
        }
    }
}

/// How the documents of both releases of an API differ.
struct Differences {
    /// Codes whose bodies differ, matched by wire value.
    bodies: Vec<Changed>,
    /// Whether headers or parameters differ.
    elsewhere: bool,
}

impl Differences {
    fn of(old: &Json, new: &Json) -> Self {
        let before: HashMap<String, &Json> =
            bodies(old).map(|(_, wire, schema)| (wire, schema)).collect();
        let (mut changed, mut comparison) = (Vec::new(), Comparison::default());
        for (code, wire, schema) in bodies(new) {
            let Some(was) = before.get(&wire) else { continue };
            let (was, is) =
                (Schema { document: old, schema: was }, Schema { document: new, schema });
            if !comparison.same(was, is) {
                changed.push(Changed { code, place: comparison.differs(was, is) });
            }
        }
        let elsewhere = ["headers", "parameters"].iter().any(|section| {
            let parts = |document: &Json| document.pointer("/components")?.get(section).cloned();
            let all = |document| {
                Json::from_iter([("properties".to_owned(), parts(document).unwrap_or_default())])
            };
            let (was, is) = (all(old), all(new));
            let (was, is) =
                (Schema { document: old, schema: &was }, Schema { document: new, schema: &is });
            !Comparison::default().same(was, is)
        });
        Self { bodies: changed, elsewhere }
    }
}

/// The schemas of codes, with their names and wire values.
fn bodies(document: &Json) -> impl Iterator<Item = (String, String, &Json)> {
    let schemas = document.pointer("/components/schemas").and_then(Json::as_object);
    schemas.into_iter().flat_map(Map::values).filter_map(|schema| {
        let facts = schema.get("x-error")?;
        Some((facts.get("name")?.as_str()?.to_owned(), facts.get("wire")?.to_string(), schema))
    })
}
