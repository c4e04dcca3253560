//! Internal codes: in Rust alone, and on the wire as their masks.

use super::found::{Fact, Found};
use super::pair::{Pair, items, name};
use super::{Kind, Subject, rules};

pub(super) fn compare(id: &str, api: Pair<'_>, found: &mut Found) {
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
        ("masked_as", Fact::any(&rules::INTERNAL_MASK)),
    ];
    let is_word = |key: &str| FACTS.iter().any(|(name, _)| *name == key);
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
                let table: Vec<_> = FACTS.iter().copied().chain(rest).collect();
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
