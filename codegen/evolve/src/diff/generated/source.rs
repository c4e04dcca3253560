//! What breaks in Rust source that uses the generated crate.

use std::collections::{BTreeMap, HashMap};

use errcat_catalogue::model::Catalogue;
use errcat_catalogue::name::Name;
use errcat_catalogue::parallel;
use serde_json::Value as Json;

use super::super::{Change, Class, Kind, Subject, rules};
use super::public_api;
use super::{Outputs, Rust, cause, is_named};

/// So many items of an API are listed.
const MOST_ITEMS: usize = 10;

/// An item that source no longer finds, or finds otherwise: its path, and the names in it.
struct Broken {
    path: String,
    names: Vec<String>,
}

/// Tells where all of the Rust stands now, if that is elsewhere.
pub(super) fn place(changes: &mut Vec<Change>, old: &Catalogue, new: &Catalogue) {
    let place = |catalogue: &Catalogue| match &catalogue.outputs.module {
        Some(module) => format!("the module {}", module.path),
        None => "a crate".to_owned(),
    };
    let (old, new) = (place(old), place(new));
    if old != new {
        let subject = Subject::common(Kind::Catalogue, "");
        changes.push(Change::new(&rules::RUST_API, subject, Some(old.into()), Some(new.into())));
    }
}

pub(super) fn judge(changes: &mut Vec<Change>, old: &Outputs, new: &Outputs) {
    if changes.iter().any(|it| it.rule == &rules::RUST_API) {
        return;
    }
    // What cannot be read says nothing: the rules stand.
    let Ok(broken) = broken(old.rust(), new.rust()) else { return };
    let owners = Owners::of(changes);
    let mut touched = vec![false; changes.len()];
    let mut left: BTreeMap<&str, Vec<Json>> = BTreeMap::new();
    for item in &broken {
        let own = owners.find(item);
        for at in &own {
            touched[*at] = true;
        }
        match cause(&own, |at| changes[at].source) {
            Some(at) if changes[at].source < Class::Breaking => {
                changes[at].source = Class::Breaking;
                changes[at].why =
                    Some(format!("in Rust, `{}` is gone or has another signature", item.path));
            }
            Some(_) => {}
            None => left.entry(item.api()).or_default().push(Json::from(item.path.as_str())),
        }
    }
    for (change, touched) in changes.iter_mut().zip(touched) {
        if !touched && is_named(change.subject.kind) {
            change.source = change.source.min(Class::Additive);
        }
    }
    for (api, items) in left {
        let api = old.catalogue.apis.iter().find(|it| it.name.snake() == api);
        unexplained(changes, api.map(|it| it.name.as_str()), items);
    }
}

/// Tells of broken items of an API that no change explains.
fn unexplained(changes: &mut Vec<Change>, api: Option<&str>, mut items: Vec<Json>) {
    let explains = |it: &Change| {
        let was = it.old.as_ref().and_then(Json::as_str);
        let is_renamed = it.rule == &rules::API_RENAMED && was == api;
        let is_of = it.subject.api.is_none() || it.subject.api.as_deref() == api;
        it.source == Class::Breaking && (is_of || is_renamed)
    };
    if changes.iter().any(explains) {
        return;
    }
    items.truncate(MOST_ITEMS);
    let subject = match api {
        Some(api) => Subject::of(api, Kind::Api, ""),
        None => Subject::common(Kind::Catalogue, ""),
    };
    changes.push(Change::new(&rules::RUST_API, subject, Some(Json::Array(items)), None));
}

fn broken(old: &Rust, new: &Rust) -> Result<Vec<Broken>, syn::Error> {
    let is_changed = |(path, text): &(&String, &String)| new.texts.get(*path) != Some(*text);
    let changed: Vec<_> = old.texts.iter().filter(is_changed).collect();
    let broken = parallel::map(&changed, |(path, text)| {
        let was = public_api::declarations(text);
        let is = new.texts.get(*path).map(|text| public_api::declarations(text));
        if is.as_ref() == Some(&was) {
            return Ok(Vec::new());
        }
        let was = public_api::items(path, &was)?;
        let is = is.map(|text| public_api::items(path, &text)).transpose()?.unwrap_or_default();
        let broken = public_api::broken((&was, &old.aliases), (&is, &new.aliases));
        Ok(broken.into_iter().map(Broken::new).collect::<Vec<_>>())
    });
    let broken: Result<Vec<_>, syn::Error> = broken.into_iter().collect();
    Ok(broken?.into_iter().flatten().collect())
}

impl Broken {
    fn new(path: &str) -> Self {
        let names = |text: &str| -> Vec<String> {
            let names = text.split(|c: char| !c.is_alphanumeric() && c != '_');
            let all: Vec<String> =
                names.filter(|it| !it.is_empty() && *it != "r").map(str::to_owned).collect();
            // What is in the root of the crate.
            if all.first().is_some_and(|it| it == "lib") { all[1..].to_vec() } else { all }
        };
        // Of an implementation, what has it comes first.
        let names = match path.strip_prefix("impl ").and_then(|it| it.split_once(" for ")) {
            Some((implemented, by)) => [names(by), names(implemented)].concat(),
            None => names(path),
        };
        Self { path: path.to_owned(), names }
    }

    /// The module of the API that it is of.
    fn api(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|it| it == name)
    }
}

/// The changes by what is their own in the generated crate.
struct Owners {
    all: Vec<Own>,
    by_name: HashMap<String, Vec<usize>>,
    envelopes: Vec<usize>,
}

impl Owners {
    fn of(changes: &[Change]) -> Self {
        let all: Vec<Own> = changes.iter().map(Own::of).collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, own) in all.iter().enumerate() {
            for name in &own.names {
                by_name.entry(name.clone()).or_default().push(at);
            }
        }
        let envelopes = (0..all.len()).filter(|at| all[*at].kind == Kind::Envelope).collect();
        Self { all, by_name, envelopes }
    }

    /// The changes that may have broken an item, in their order.
    fn find(&self, item: &Broken) -> Vec<usize> {
        let named = item.names.iter().filter_map(|name| self.by_name.get(name)).flatten();
        let mut found: Vec<usize> =
            named.chain(&self.envelopes).copied().filter(|at| self.all[*at].has(item)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What is a change's own in the generated crate.
struct Own {
    kind: Kind,
    api: Option<String>,
    names: Vec<String>,
}

impl Own {
    fn of(change: &Change) -> Self {
        let Subject { api, kind, name } = &change.subject;
        let said = [&change.old, &change.new].into_iter().flatten().filter_map(Json::as_str);
        let mut names = Vec::new();
        for name in said.chain([name.as_str()]) {
            let name = match kind {
                // `from -> to`
                Kind::Conversion => name.rsplit(' ').next().unwrap_or_default(),
                _ => name,
            };
            let name = Name::new(name);
            names.extend(match kind {
                Kind::Conversion => vec![format!("to_{}", name.snake())],
                Kind::Status => {
                    vec![format!("Http{}", name.as_str().to_lowercase()), name.upper_camel()]
                }
                Kind::Envelope => vec![name.snake().to_owned()],
                _ => vec![name.upper_camel()],
            });
        }
        Self { kind: *kind, api: api.as_ref().map(|it| Name::new(it).snake().to_owned()), names }
    }

    fn has(&self, item: &Broken) -> bool {
        if self.api.as_ref().is_some_and(|api| !item.has(api)) {
            return false;
        }
        match self.kind {
            // What the only envelope has, the API's module offers as its own.
            Kind::Envelope if item.names.len() == 2 => true,
            kind if is_named(kind) => self.names.iter().any(|name| item.has(name)),
            _ => false,
        }
    }
}
