//! Which codes feel the change of a type or of an envelope.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use crate::diff::pair::{items, text};
use crate::diff::public::names_of_types;
use crate::diff::{Kind, Snapshot, Subject};

/// What the codes of an API have.
struct Uses<'a> {
    /// The types in whose definition a type stands, by its name.
    within: HashMap<&'a str, Vec<&'a str>>,
    /// The names of the codes that have a type in what they say themselves, by its name.
    codes: HashMap<&'a str, Vec<&'a str>>,
    /// The names of the codes of each envelope.
    envelopes: HashMap<&'a str, Vec<&'a str>>,
    /// The envelopes of which a slot has a type, by its name.
    slots: HashMap<&'a str, Vec<&'a str>>,
}

/// Tells which codes a thing of one of two releases reaches.
pub(super) struct Reach<'a> {
    releases: [&'a Snapshot; 2],
    /// By API.
    uses: HashMap<String, Vec<Uses<'a>>>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(old: &'a Snapshot, new: &'a Snapshot) -> Self {
        Self { releases: [new, old], uses: HashMap::new() }
    }

    /// The names of the codes that a type or an envelope reaches, those of the new release first.
    pub(super) fn of(&mut self, subject: &Subject) -> Vec<String> {
        let (Some(api), Kind::Type | Kind::Envelope) = (&subject.api, subject.kind) else {
            return Vec::new();
        };
        let mut met = HashSet::new();
        let mut found = Vec::new();
        for uses in self.uses(api) {
            for code in uses.reached(subject) {
                if met.insert(code) {
                    found.push(code.to_owned());
                }
            }
        }
        found
    }

    /// How many codes both releases of an API have.
    pub(super) fn count(&mut self, api: &str) -> usize {
        let codes = self.uses(api).iter().flat_map(|uses| uses.envelopes.values().flatten());
        codes.collect::<HashSet<_>>().len()
    }

    /// Those of the new release first.
    fn uses(&mut self, api: &str) -> &[Uses<'a>] {
        let releases = self.releases;
        self.uses.entry(api.to_owned()).or_insert_with(|| {
            releases.iter().filter_map(|release| Some(uses(release.api(api)?))).collect()
        })
    }
}

fn uses(api: &Json) -> Uses<'_> {
    let mut uses = Uses {
        within: by_type(items(api.get("types")).iter()),
        codes: HashMap::new(),
        envelopes: HashMap::new(),
        slots: by_type(items(api.get("envelopes")).iter()),
    };
    let public = items(api.get("codes")).iter();
    let internal = items(api.get("internal").and_then(|it| it.get("codes"))).iter();
    let codes = public.chain(internal);
    uses.codes = by_type(codes.clone());
    for code in codes {
        uses.envelopes.entry(text(code, "envelope")).or_default().push(text(code, "name"));
    }
    uses
}

/// The names of things by those of the types that they use.
fn by_type<'a>(things: impl Iterator<Item = &'a Json>) -> HashMap<&'a str, Vec<&'a str>> {
    let mut found: HashMap<&str, Vec<&str>> = HashMap::new();
    for thing in things {
        let mut types = Vec::new();
        names_of_types(thing, &mut types);
        for of in types {
            found.entry(of).or_default().push(text(thing, "name"));
        }
    }
    found
}

impl<'a> Uses<'a> {
    fn reached(&self, subject: &Subject) -> Vec<&'a str> {
        let own = subject.name.as_str();
        let of = |by: &HashMap<&str, Vec<&'a str>>, name: &str| {
            by.get(name).map_or(Vec::new(), Clone::clone)
        };
        if subject.kind == Kind::Envelope {
            return of(&self.envelopes, own);
        }
        let mut met = HashSet::from([own]);
        let mut rest = vec![own];
        let mut codes = Vec::new();
        while let Some(name) = rest.pop() {
            codes.extend(of(&self.codes, name));
            for envelope in of(&self.slots, name) {
                codes.extend(of(&self.envelopes, envelope));
            }
            for outer in self.within.get(name).into_iter().flatten() {
                if met.insert(outer) {
                    rest.push(outer);
                }
            }
        }
        codes
    }
}

impl Snapshot {
    /// The document of an API.
    fn api(&self, id: &str) -> Option<&Json> {
        items(self.json.get("apis")).iter().find(|api| text(api, "id") == id)
    }
}
