//! Internal codes: in Rust alone, and on the wire as their masks.

use serde_json::Value as Json;

use super::conversions::Renamed;
use super::found::{Fact, Found};
use super::pair::{Pair, items, name, text};
use super::{Kind, Subject, rules};

pub(super) fn compare(id: &str, api: Pair<'_>, renamed: &Renamed, found: &mut Found) {
    const WORDS: Option<Fact> = Fact::any(&rules::INTERNAL_WORDS);
    const FACTS: &[(&str, Option<Fact>)] = &[
        ("title", WORDS),
        ("message", WORDS),
        ("description", WORDS),
        ("advice", WORDS),
        ("causes", WORDS),
        ("troubleshooting", WORDS),
        ("see_also", WORDS),
        ("links", WORDS),
        ("since", WORDS),
        ("tags", WORDS),
        ("meta", WORDS),
        ("group", WORDS),
        ("permalink", WORDS),
        ("examples", WORDS),
    ];
    let is_word = |key: &str| key == "masked_as" || FACTS.iter().any(|(name, _)| *name == key);
    let internal = api.get("internal");
    let public = api.get("codes");
    let has = |list, wanted: &str| items(list).iter().any(|code| name(code) == wanted);
    let list = internal.get("codes").items(name);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(id, Kind::Code, name);
        match (pair.old, pair.new) {
            (None, _) if has(public.old, name) => {}
            (_, None) if has(public.new, name) => {}
            (None, _) => found.push(&rules::INTERNAL_ADDED, &subject, &[], *pair),
            (_, None) => found.push(&rules::INTERNAL_REMOVED, &subject, &[], *pair),
            _ => {
                // Everything else that is said of it is in the generated crate.
                let rest = pair.keys().into_iter().filter(|key| !is_word(key));
                let rest = rest.map(|key| (key, Fact::any(&rules::INTERNAL_CHANGED)));
                // A mask with another name is the same mask.
                let mask = |of: Option<&Json>| of.map(|it| text(it, "masked_as").to_owned());
                let old = mask(pair.old).map(|old| renamed.now(id, &old).to_owned());
                let same = old == mask(pair.new);
                let mask = Fact::any(&rules::INTERNAL_MASK).filter(|_| !same);
                let table = FACTS.iter().copied().chain([("masked_as", mask)]).chain(rest);
                let table: Vec<_> = table.collect();
                found.facts(&subject, &[], *pair, &table);
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
