//! Two releases as the world sees them: without internal codes, and without what these alone have.
//!
//! Whether something is there for internal codes alone takes both releases to say: an action that an
//! internal code has had until now is not news to anybody else. What `catalogue.json` leaves out anyway
//! need not be taken out here.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::Snapshot;
use super::pair::{items, name, text};

/// Both releases without what is internal in either of them.
pub(super) fn public(mut old: Snapshot, mut new: Snapshot) -> (Snapshot, Snapshot) {
    let hidden = Hidden::of([&old.json, &new.json]);
    hidden.take_out_of(&mut old.json);
    hidden.take_out_of(&mut new.json);
    // What is generated has them.
    (old.outputs, new.outputs) = (None, None);
    (old, new)
}

/// What the world may not know of.
#[derive(Default)]
struct Hidden {
    /// Codes, by the id of their API: those that are gone may have a tombstone.
    codes: HashSet<(String, String)>,
    /// Types, by the id of their API: one that nothing has any more is not internal by itself.
    types: HashSet<(String, String)>,
    /// Statuses as JSON, by the id of the API whose they are.
    own_statuses: HashSet<(String, String)>,
    /// Statuses, in all APIs.
    statuses: HashSet<String>,
    actions: HashSet<String>,
}

impl Hidden {
    /// What internal codes of these releases have, and nothing else.
    fn of(releases: [&Json; 2]) -> Self {
        let mut hidden = Self::default();
        for api in apis(releases) {
            let internal = |list| items(api.get("internal").and_then(|it| it.get(list)));
            hidden.types.extend(internal("types").iter().map(|it| (id(api), name(it))));
            for code in internal("codes") {
                hidden.codes.insert((id(api), name(code)));
                hidden.actions.insert(text(code, "action").to_owned());
                for status in items(code.get("statuses")) {
                    hidden.own_statuses.insert((id(api), status.to_string()));
                    hidden.statuses.insert(status.to_string());
                }
            }
        }
        for api in apis(releases) {
            for code in items(api.get("codes")) {
                hidden.codes.remove(&(id(api), name(code)));
                for status in items(code.get("statuses")) {
                    hidden.own_statuses.remove(&(id(api), status.to_string()));
                    hidden.statuses.remove(&status.to_string());
                }
            }
            for used in types_in_use(api) {
                hidden.types.remove(&(id(api), used.to_owned()));
            }
        }
        hidden.keep_actions_alone(releases);
        hidden
    }

    /// Of the actions, leaves those that neither a public code has nor a status that the world knows.
    fn keep_actions_alone(&mut self, releases: [&Json; 2]) {
        let own = |api: &Json| {
            let is_hidden = |it: &Json| self.own_statuses.contains(&(id(api), number(it)));
            parted(items(api.get("statuses")), is_hidden)
        };
        let common = |release: &Json| {
            let is_hidden = |it: &Json| self.statuses.contains(&number(it));
            parted(items(release.get("statuses")), is_hidden)
        };
        let (hidden, known): (Vec<_>, Vec<_>) =
            apis(releases).map(own).chain(releases.into_iter().map(common)).unzip();
        self.actions.extend(hidden.into_iter().flatten());
        let codes = apis(releases).flat_map(|api| items(api.get("codes")));
        for action in codes.map(|code| text(code, "action")) {
            self.actions.remove(action);
        }
        for action in known.into_iter().flatten() {
            self.actions.remove(&action);
        }
    }

    fn take_out_of(&self, release: &mut Json) {
        remove(release, "internal");
        retain(release, "statuses", |it| !self.statuses.contains(&number(it)));
        retain(release, "actions", |it| !self.actions.contains(text(it, "name")));
        for api in release.get_mut("apis").and_then(Json::as_array_mut).into_iter().flatten() {
            let id = id(api);
            let own = |what: String| (id.clone(), what);
            remove(api, "internal");
            retain(api, "types", |it| !self.types.contains(&own(name(it))));
            retain(api, "statuses", |it| !self.own_statuses.contains(&own(number(it))));
            retain(api, "actions", |it| !self.actions.contains(text(it, "name")));
            retain(api, "retired", |it| !self.codes.contains(&own(name(it))));
        }
    }
}

fn apis(releases: [&Json; 2]) -> impl Iterator<Item = &Json> {
    releases.into_iter().flat_map(|release| items(release.get("apis")))
}

/// The actions of the statuses that are hidden, and of the others.
fn parted(statuses: &[Json], is_hidden: impl Fn(&Json) -> bool) -> (Vec<String>, Vec<String>) {
    let (hidden, known): (Vec<&Json>, Vec<&Json>) = statuses.iter().partition(|it| is_hidden(it));
    let actions = |of: Vec<&Json>| of.iter().map(|it| text(it, "action").to_owned()).collect();
    (actions(hidden), actions(known))
}

/// The names of the types that something public of an API has, through any number of others.
fn types_in_use(api: &Json) -> HashSet<&str> {
    let types: HashMap<&str, &Json> =
        items(api.get("types")).iter().map(|it| (text(it, "name"), it)).collect();
    let mut used = HashSet::new();
    let mut rest: Vec<&str> = Vec::new();
    for list in ["codes", "envelopes", "meta", "parameters"] {
        for thing in items(api.get(list)) {
            names_of_types(thing, &mut rest);
        }
    }
    while let Some(name) = rest.pop() {
        if let Some(definition) = types.get(name)
            && used.insert(name)
        {
            names_of_types(definition, &mut rest);
        }
    }
    used
}

/// The names in all types that are in a thing: in `list<Item>?` there are `list` and `Item`.
pub(super) fn names_of_types<'a>(of: &'a Json, found: &mut Vec<&'a str>) {
    for (key, value) in of.as_object().into_iter().flatten() {
        match (key.as_str(), value) {
            ("type", Json::String(text)) => {
                found.extend(text.split(|it: char| !it.is_ascii_alphanumeric()));
            }
            ("details" | "slots" | "fields", Json::Object(_)) => names_of_types(value, found),
            ("details" | "slots" | "fields", Json::Array(items)) => {
                for item in items {
                    names_of_types(item, found);
                }
            }
            _ => {}
        }
    }
}

fn id(api: &Json) -> String {
    text(api, "id").to_owned()
}

fn number(status: &Json) -> String {
    status.get("status").map(ToString::to_string).unwrap_or_default()
}

fn remove(of: &mut Json, key: &str) {
    if let Some(map) = of.as_object_mut() {
        map.shift_remove(key);
    }
}

fn retain(of: &mut Json, list: &str, keep: impl Fn(&Json) -> bool) {
    if let Some(list) = of.get_mut(list).and_then(Json::as_array_mut) {
        list.retain(keep);
    }
}
