//! The catalogue as a whole, its statuses and actions.

use semver::Version;
use serde_json::Value as Json;

use super::found::{FactRules, Found};
use super::pair::{Pair, items, name, text};
use super::{Kind, Rule, Subject, api, conversions, rules};

pub(super) fn compare(pair: Pair<'_>, found: &mut Found) {
    let subject = Subject::common(Kind::Catalogue, "");
    let table = [
        ("format", FactRules::any(&rules::UNKNOWN_FACT)),
        ("title", FactRules::any(&rules::CATALOGUE_WORDS)),
        ("version", FactRules::any(version_rule(pair.get("version")))),
        ("docs_url", FactRules::any(docs_url_rule(pair))),
        // A `catalogue.json` does not tell.
        ("package", pair.get("package").both().and(FactRules::any(&rules::PACKAGE))),
        ("internal", None),
        ("statuses", None),
        ("actions", None),
        ("apis", None),
        ("conversions", None),
    ];
    found.facts(&subject, &[], pair, &table);
    statuses(None, pair.get("statuses"), found);
    actions(pair.get("actions"), found);
    let apis = pair.get("apis").items(|it| text(it, "id").to_owned());
    let mut renamed = conversions::Renamed::new();
    for (id, api) in &apis.pairs {
        let subject = Subject::of(id, Kind::Api, "");
        match (api.old, api.new) {
            (None, _) => found.push(&rules::API_ADDED, &subject, &[], Pair { new: None, ..*api }),
            (_, None) => found.push(&rules::API_REMOVED, &subject, &[], Pair { old: None, ..*api }),
            _ => api::compare(id, *api, pair, &mut renamed, found),
        }
    }
    if apis.moved {
        found.order(&subject, &["apis"]);
    }
    conversions::compare(pair, &renamed, found);
}

fn version_rule(pair: Pair<'_>) -> &'static Rule {
    let version = |it: Option<&Json>| Version::parse(it?.as_str()?).ok();
    match (version(pair.old), version(pair.new)) {
        (Some(old), Some(new)) if new < old => &rules::VERSION_LOWERED,
        _ => &rules::VERSION,
    }
}

/// Bodies that hold the problem type have it there, and so has each error as `application/problem+json`.
fn docs_url_rule(pair: Pair<'_>) -> &'static Rule {
    let apis = items(pair.get("apis").old).iter();
    let mut bodies =
        apis.flat_map(|api| items(api.get("envelopes"))).filter_map(|it| it.get("body"));
    let is_sent = bodies.any(|body| holds(body, "$type"));
    let had_one = pair.get("docs_url").old.is_some_and(Json::is_string);
    if is_sent || had_one { &rules::PROBLEM_TYPE } else { &rules::DOCS_URL }
}

/// Whether a ref is in a body.
pub(super) fn holds(body: &Json, slot: &str) -> bool {
    match body {
        Json::String(text) => text
            .strip_prefix(slot)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '|'])),
        Json::Array(items) => items.iter().any(|item| holds(item, slot)),
        Json::Object(members) => members.values().any(|value| holds(value, slot)),
        _ => false,
    }
}

/// Statuses: those in common, or an API's own words for them.
pub(super) fn statuses(api: Option<&str>, pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("status", None),
        ("reason", FactRules::any(&rules::STATUS_WORDS)),
        ("meaning", FactRules::any(&rules::STATUS_WORDS)),
        ("advice", FactRules::any(&rules::STATUS_WORDS)),
        ("action", FactRules::new(&rules::STATUS_ACTION_ADDED, &rules::STATUS_ACTION)),
        ("grpc", FactRules::new(&rules::STATUS_GRPC_ADDED, &rules::STATUS_GRPC)),
    ];
    let subject = |name: &str| match api {
        Some(api) => Subject::of(api, Kind::Status, name),
        None => Subject::common(Kind::Status, name),
    };
    let number = |item: &Json| match item.get("status") {
        Some(Json::String(class)) => class.clone(),
        Some(number) => number.to_string(),
        None => String::new(),
    };
    let list = pair.items(number);
    for (status, pair) in &list.pairs {
        let rule = match (pair.old, pair.new, api) {
            (Some(_), Some(_), _) => {
                let repeats = format!("status {status}");
                found.repeated(&subject(status), *pair, FACTS, &repeats);
                continue;
            }
            // Its own statuses are those that its codes have.
            (_, _, Some(_)) => &rules::STATUS_USED,
            (None, _, None) => &rules::STATUS_ADDED,
            (_, None, None) => &rules::STATUS_REMOVED,
        };
        found.push(rule, &subject(status), &[], *pair);
    }
    if list.moved {
        found.order(&whole(api), &["statuses"]);
    }
}

/// The catalogue, or an API of it.
fn whole(api: Option<&str>) -> Subject {
    match api {
        Some(api) => Subject::of(api, Kind::Api, ""),
        None => Subject::common(Kind::Catalogue, ""),
    }
}

fn actions(pair: Pair<'_>, found: &mut Found) {
    let list = pair.items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::common(Kind::Action, name);
        let rule = match (pair.old, pair.new) {
            (None, _) => &rules::ACTION_ADDED,
            (_, None) => &rules::ACTION_REMOVED,
            _ => {
                let table = [
                    ("name", None),
                    ("title", FactRules::any(&rules::ACTION_WORDS)),
                    ("advice", FactRules::any(&rules::ACTION_WORDS)),
                    ("actor", FactRules::any(&rules::ACTION_ACTOR)),
                    ("api", FactRules::any(&rules::ACTION_SCOPE)),
                    ("retry", FactRules::any(retry_rule(pair.get("retry")))),
                ];
                found.repeated(&subject, *pair, &table, &format!("action {name}"));
                continue;
            }
        };
        found.push(rule, &subject, &[], *pair);
    }
    // An action that is now common, or an API's own, stands elsewhere.
    let moved = list.moved && list.pairs.iter().all(|(_, pair)| !pair.get("api").differs());
    if moved {
        found.order(&whole(None), &["actions"]);
    }
}

/// An API's own words for actions.
pub(super) fn own_actions(api: &str, pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("name", None),
        ("title", FactRules::any(&rules::ACTION_WORDS)),
        ("advice", FactRules::any(&rules::ACTION_WORDS)),
    ];
    let list = pair.items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(api, Kind::Action, name);
        if pair.both().is_some() {
            found.repeated(&subject, *pair, FACTS, &format!("action {name}"));
        } else if !found.told(&rules::ACTION_SCOPE, name) {
            found.push(&rules::ACTION_WORDS, &subject, &[], *pair);
        }
    }
    if list.moved {
        found.order(&whole(Some(api)), &["actions"]);
    }
}

/// What it means that a request is to be repeated otherwise than before.
pub(super) fn retry_rule(pair: Pair<'_>) -> &'static Rule {
    /// How soon a client may repeat a request; from 2 on it does so by itself.
    fn freedom(retry: Option<&str>) -> u8 {
        match retry {
            Some("immediately") => 3,
            Some("after_delay" | "backoff") => 2,
            Some("after_action") => 1,
            _ => 0,
        }
    }
    let (old, new) = pair.texts();
    let (old, new) = (freedom(old), freedom(new));
    if new > old {
        &rules::RETRY_ALLOWED
    } else if old >= 2 && new < 2 || old == 1 && new == 0 {
        &rules::RETRY_STOPPED
    } else {
        &rules::RETRY_CHANGED
    }
}
