//! Conversions between APIs.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::found::{FactRules, Found};
use super::pair::{Pair, items, name, text};
use super::{Kind, Subject, rules};

/// The new names of codes that have one, by API and old name.
#[derive(Debug, Default)]
pub(super) struct Renamed(HashMap<(String, String), String>);

impl Renamed {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, api: &str, old: &str, new: &str) {
        self.0.insert((api.to_owned(), old.to_owned()), new.to_owned());
    }

    /// What a code of the old catalogue is called now.
    pub fn now<'a>(&'a self, api: &str, old: &'a str) -> &'a str {
        if self.0.is_empty() {
            return old;
        }
        self.0.get(&(api.to_owned(), old.to_owned())).map_or(old, String::as_str)
    }
}

pub(super) fn compare(root: Pair<'_>, renamed: &Renamed, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("from", None),
        ("to", None),
        ("codes", None),
        ("description", FactRules::any(&rules::CONVERSION_WORDS)),
        ("total", FactRules::any(&rules::CONVERSION_TOTAL)),
        ("otherwise", None),
    ];
    let apis = [root.old, root.new].map(|root| {
        let apis = items(root.and_then(|it| it.get("apis"))).iter();
        apis.map(|api| (text(api, "id"), api)).collect::<HashMap<&str, &Json>>()
    });
    let list =
        root.get("conversions").items(|it| format!("{} -> {}", text(it, "from"), text(it, "to")));
    for (title, pair) in &list.pairs {
        let subject = Subject::common(Kind::Conversion, title);
        let Some((old, _)) = pair.both() else {
            let rule = match pair.old {
                None => &rules::CONVERSION_ADDED,
                Some(_) => &rules::CONVERSION_REMOVED,
            };
            found.push(rule, &subject, &[], *pair);
            continue;
        };
        found.facts(&subject, &[], *pair, FACTS);
        let (from, to) = (text(old, "from"), text(old, "to"));
        let otherwise = pair.get("otherwise");
        counterpart(&subject, &["otherwise"], otherwise, to, renamed, found);
        codes(&subject, from, to, &apis, pair.get("codes"), renamed, found);
    }
    if list.moved {
        found.order(&Subject::common(Kind::Catalogue, ""), &["conversions"]);
    }
}

fn codes(
    subject: &Subject,
    from: &str,
    to: &str,
    apis: &[HashMap<&str, &Json>; 2],
    codes: Pair<'_>,
    renamed: &Renamed,
    found: &mut Found,
) {
    // Codes that came or went tell it themselves.
    let [olds, news] = apis.each_ref().map(|apis| -> HashSet<String> {
        let codes = apis.get(from).and_then(|api| api.get("codes"));
        items(codes).iter().map(name).collect()
    });
    for name in codes.keys() {
        let pair = codes.get(name);
        let now = renamed.now(from, name);
        if now != name {
            let pair = Pair { old: pair.old, new: codes.new.and_then(|it| it.get(now)) };
            counterpart(subject, &["codes", now], pair, to, renamed, found);
        } else if (pair.old.is_some() || olds.contains(name))
            && (pair.new.is_some() || news.contains(name))
        {
            counterpart(subject, &["codes", name], pair, to, renamed, found);
        }
    }
}

fn counterpart(
    subject: &Subject,
    key: &[&str],
    pair: Pair<'_>,
    to: &str,
    renamed: &Renamed,
    found: &mut Found,
) {
    let (old, new) = pair.texts();
    let same = match (old, new) {
        (None, None) => pair.old.is_some() == pair.new.is_some(),
        (Some(old), Some(new)) => old == new || renamed.now(to, old) == new,
        _ => false,
    };
    if !same {
        let rule = if old.is_none() { &rules::CONVERTED } else { &rules::CONVERTED_OTHERWISE };
        found.push(rule, subject, key, pair);
    }
}
