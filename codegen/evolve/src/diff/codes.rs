//! The codes of an API: which is which, and which came and went.

use std::collections::{HashMap, HashSet};

use semver::Version;
use serde_json::{Value as Json, json};

use super::api::{Follows, tombstone};
use super::code::{self, Around};
use super::conversions::Renamed;
use super::found::Found;
use super::pair::{Pair, items, name, text};
use super::{Class, Kind, Subject, Verdict, least_version, rules};

/// Compares the codes of an API.
pub(super) fn compare(
    id: &str,
    api: Pair<'_>,
    root: Pair<'_>,
    follows: Follows,
    renamed: &mut Renamed,
    found: &mut Found,
) {
    let mut list = api.get("codes").items(name);
    rename(id, &mut list.pairs, renamed);
    let fate = Fate::new(id, api, root);
    let around = Around::new(api, root, follows.shapes);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(id, Kind::Code, name);
        match (pair.old, pair.new) {
            (None, Some(new)) => fate.came(&subject, new, found),
            (Some(old), None) => fate.went(&subject, old, found),
            _ => code::compare(&subject, *pair, &around, found),
        }
        fate.reused(&subject, *pair, found);
    }
    // A code in another group stands elsewhere.
    let regrouped =
        || list.pairs.iter().any(|(_, pair)| pair.both().is_some() && pair.get("group").differs());
    if list.moved && !follows.moved && !regrouped() {
        found.order(&Subject::of(id, Kind::Api, ""), &["codes"]);
    }
}

/// The least version that a release can bear which has fewer codes.
fn without_codes(root: Pair<'_>) -> String {
    let version = |it: Option<&Json>| Version::parse(text(it?, "version")).ok();
    let least = version(root.old).map(|it| least_version(&it, Verdict::Changed(Class::Breaking)));
    let version = least.into_iter().chain(version(root.new)).max();
    version.map(|it| it.to_string()).unwrap_or_default()
}

/// Puts together what has another name: by its wire value, or by an alias.
fn rename(id: &str, pairs: &mut Vec<(String, Pair<'_>)>, renamed: &mut Renamed) {
    let mut by_wire = HashMap::new();
    let mut by_alias = HashMap::new();
    for (at, (_, pair)) in pairs.iter().enumerate() {
        let Some(new) = pair.new.filter(|_| pair.old.is_none()) else { continue };
        by_wire.insert(new.get("wire").map(ToString::to_string), at);
        for alias in items(new.get("aliases")) {
            by_alias.insert(alias.as_str().unwrap_or_default().to_owned(), at);
        }
    }
    if by_wire.is_empty() {
        return;
    }
    let mut taken = HashSet::new();
    for at in 0..pairs.len() {
        let Some(old) = pairs[at].1.old.filter(|_| pairs[at].1.new.is_none()) else { continue };
        let wire = old.get("wire").map(ToString::to_string);
        let same = by_wire.get(&wire).or_else(|| by_alias.get(&name(old)));
        let Some(same) = same.copied().filter(|same| pairs[*same].1.old.is_none()) else {
            continue;
        };
        pairs[same].1.old = Some(old);
        renamed.add(id, &name(old), &pairs[same].0);
        taken.insert(at);
    }
    let mut at = 0;
    pairs.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
}

/// What codes become, and what they come from.
struct Fate<'a> {
    id: &'a str,
    /// The least version of a release that has fewer codes.
    version: String,
    /// Internal codes of both, by name.
    internal: [HashMap<String, &'a Json>; 2],
    /// Tombstones of both, by name.
    retired: [HashMap<String, &'a Json>; 2],
    /// Names of the old tombstones, by wire value.
    buried: HashMap<String, String>,
    /// Names of the old public codes, by wire value.
    wires: HashMap<String, String>,
    /// The envelopes that old public codes travel in.
    envelopes: HashSet<&'a str>,
}

impl<'a> Fate<'a> {
    fn new(id: &'a str, api: Pair<'a>, root: Pair<'a>) -> Self {
        let named = |list: Option<&'a Json>| items(list).iter().map(|it| (name(it), it)).collect();
        let both = |pair: Pair<'a>| [named(pair.old), named(pair.new)];
        let wires = |list: Option<&Json>| {
            let wires = items(list).iter().filter_map(|it| Some((it.get("wire")?, name(it))));
            wires.map(|(wire, name)| (wire.to_string(), name)).collect()
        };
        Self {
            id,
            version: without_codes(root),
            internal: both(api.get("internal").get("codes")),
            retired: both(api.get("retired")),
            buried: wires(api.get("retired").old),
            wires: wires(api.get("codes").old),
            envelopes: items(api.get("codes").old).iter().map(|it| text(it, "envelope")).collect(),
        }
    }

    fn came(&self, subject: &Subject, new: &Json, found: &mut Found) {
        let whole = Pair { old: None, new: Some(new) };
        let wire = new.get("wire").map(ToString::to_string).unwrap_or_default();
        let name = &subject.name;
        if self.internal[0].contains_key(name) {
            found.push(&rules::CODE_PUBLISHED, subject, &[], whole);
        } else if let Some(old) = self.retired[0].get(name).copied() {
            let whole = Pair { old: Some(old), ..whole };
            found.push(&rules::RETIRED_RETURNED, subject, &[], whole);
            found.help(format!(
                "give the new code another name, and restore the tombstone: `{name} = {}`",
                tombstone(old)
            ));
        } else if let Some(buried) = self.buried.get(&wire) {
            let old = self.retired[0].get(buried).copied();
            found.push(&rules::RETIRED_RETURNED, subject, &["wire"], Pair { old, ..whole });
            found.help(format!(
                "give it another `wire` than {wire}, which the retired code `{buried}` had"
            ));
        } else if !self.envelopes.is_empty() && !self.envelopes.contains(text(new, "envelope")) {
            found.push(&rules::CODE_ADDED_ELSEWHERE, subject, &[], whole);
        } else {
            found.push(&rules::CODE_ADDED, subject, &[], whole);
        }
    }

    fn went(&self, subject: &Subject, old: &Json, found: &mut Found) {
        let name = &subject.name;
        let whole = Pair { old: Some(old), new: None };
        if let Some(new) = self.internal[1].get(name).copied() {
            found.push(&rules::CODE_HIDDEN, subject, &[], Pair { new: Some(new), ..whole });
        } else if let Some(stone) = self.retired[1].get(name).copied() {
            found.push(&rules::CODE_RETIRED, subject, &[], Pair { new: Some(stone), ..whole });
            if stone.get("wire") != old.get("wire") {
                let wire = Pair { old: old.get("wire"), new: stone.get("wire") };
                found.push(&rules::TOMBSTONE_WIRE, subject, &["wire"], wire);
            }
        } else {
            found.push(&rules::CODE_REMOVED, subject, &[], whole);
            let buried = json!({ "name": name, "wire": old.get("wire"), "since": self.version });
            found.help(format!(
                "write `{name} = {}` under `[retired]` of `{}/{}.toml`",
                tombstone(&buried),
                self.id,
                text(old, "group")
            ));
        }
    }

    /// A wire value that was another code's.
    fn reused(&self, subject: &Subject, pair: Pair<'_>, found: &mut Found) {
        let wire = pair.get("wire");
        let Some(new) = wire.new.filter(|_| wire.differs()) else { return };
        let was = self.wires.get(&new.to_string());
        if let Some(was) = was.filter(|was| pair.old.is_none_or(|old| name(old) != **was)) {
            found.push(&rules::WIRE_REUSED, subject, &["wire"], Pair { old: None, ..wire });
            found.help(format!("give it another `wire`: `{was}` had {new}"));
        }
    }
}
