//! Internal codes: in Rust alone, and on the wire as their masks.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::code::follows;
use super::conversions::Renamed;
use super::found::Found;
use super::pair::{Pair, items, name, text};
use super::{Kind, Subject, rules};
use errcat_emit::json::facts::{About, fact};

/// Compares the internal codes of an API; `shapes` tells that envelopes or types have changed, and
/// with them examples.
pub(super) fn compare(
    id: &str,
    api: Pair<'_>,
    root: Pair<'_>,
    shapes: bool,
    renamed: &Renamed,
    found: &mut Found,
) {
    let internal = api.get("internal");
    let public = api.get("codes");
    let names = |list| items(list).iter().map(name).collect::<HashSet<String>>();
    let (olds, news) = (names(public.old), names(public.new));
    let list = internal.get("codes").items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(id, Kind::Code, name);
        match (pair.old, pair.new) {
            (None, _) if olds.contains(name) => {}
            (_, None) if news.contains(name) => {}
            (None, _) => found.push(&rules::INTERNAL_ADDED, &subject, &[], *pair),
            (_, None) => found.push(&rules::INTERNAL_REMOVED, &subject, &[], *pair),
            _ => {
                // A mask with another name is the same mask.
                let mask = |of: Option<&Json>| of.map(|it| text(it, "masked_as").to_owned());
                let old = mask(pair.old).map(|old| renamed.now(id, &old).to_owned());
                let same_mask = old == mask(pair.new);
                code(&subject, *pair, root, (shapes, same_mask), found);
            }
        }
    }
    for (name, pair) in &internal.get("types").items(name).pairs {
        if pair.differs() {
            let subject = Subject::of(id, Kind::Type, name);
            found.push(&rules::INTERNAL_CHANGED, &subject, &[], *pair);
        }
    }
}

fn code(
    subject: &Subject,
    pair: Pair<'_>,
    root: Pair<'_>,
    (shapes, same_mask): (bool, bool),
    found: &mut Found,
) {
    let before = found.changes.len();
    let told = |key: &str, found: &Found| match key {
        "masked_as" => same_mask,
        "advice" => pair.get("action").differs() || found.explained(key, pair.get(key)),
        "actor" | "retry" => follows(pair, key, found),
        "statuses" => pair.get("status").differs(),
        "permalink" => pair.get("wire").differs() || root.get("docs_url").differs(),
        "examples" => shapes || found.changes.len() > before,
        _ => false,
    };
    let mut keys = pair.keys();
    // Examples follow from all others.
    keys.sort_by_key(|key| *key == "examples");
    for key in keys {
        let change = pair.get(key);
        if !change.differs() || told(key, found) {
            continue;
        }
        let rule = match (key, fact(key).map(|fact| fact.about)) {
            ("masked_as", _) => &rules::INTERNAL_MASK,
            (_, Some(About::Conduct)) => &rules::INTERNAL_FACTS,
            (_, Some(About::Words)) => &rules::INTERNAL_WORDS,
            // All its other facts are in the generated crate.
            _ => &rules::INTERNAL_CHANGED,
        };
        found.push(rule, subject, &[key], change);
    }
}
