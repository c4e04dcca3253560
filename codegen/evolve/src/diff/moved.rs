//! APIs whose folder has another name: they are compared with what they were before.
//!
//! Bodies are the same, so that to callers nothing is gone and nothing new. Its module in Rust and
//! its pages have another name, and that is told once.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value as Json;

use super::catalogue::holds;
use super::found::Found;
use super::pair::{Pair, items, text};
use super::{Kind, Subject, rules};

/// The old document with the new ids of its APIs, and old and new id of each that has another.
pub(super) fn follow<'a>(old: &'a Json, new: &Json) -> (Cow<'a, Json>, Vec<(String, String)>) {
    let moved = moved(old, new);
    if moved.is_empty() {
        return (Cow::Borrowed(old), moved);
    }
    let mut document = old.clone();
    let base = text(old, "docs_url").to_owned();
    for (from, to) in &moved {
        rename(&mut document, "", (from, to), &base);
    }
    reorder(&mut document, new, &moved);
    (Cow::Owned(document), moved)
}

/// Puts the APIs into the order that they have in the new document, where only those with another id stand
/// elsewhere: they are in the order of their ids.
fn reorder(document: &mut Json, new: &Json, moved: &[(String, String)]) {
    let moved: HashSet<&str> = moved.iter().map(|(_, to)| to.as_str()).collect();
    let apis = items(new.get("apis")).iter().enumerate();
    let places: HashMap<&str, usize> = apis.map(|(at, api)| (text(api, "id"), at)).collect();
    let rest = items(document.get("apis")).iter().map(|api| text(api, "id"));
    let rest = rest.filter(|id| !moved.contains(id)).filter_map(|id| places.get(id));
    if !rest.is_sorted() {
        return;
    }
    if let Some(Json::Array(apis)) = document.get_mut("apis") {
        apis.sort_by_key(|api| places.get(text(api, "id")).copied().unwrap_or(usize::MAX));
    }
}

/// Tells of each API that has another id.
pub(super) fn tell(old: &Json, moved: &[(String, String)], found: &mut Found) {
    for (from, to) in moved {
        let (was, is) = (Json::from(from.as_str()), Json::from(to.as_str()));
        let pair = Pair { old: Some(&was), new: Some(&is) };
        let subject = Subject::of(to, Kind::Api, "");
        found.push(&rules::API_RENAMED, &subject, &["id"], pair);
        // The type of a problem is the address of its page, in which the id stands.
        let api = items(old.get("apis")).iter().find(|api| text(api, "id") == from);
        let mut bodies = items(api.and_then(|api| api.get("envelopes"))).iter();
        let typed = bodies.any(|it| it.get("body").is_some_and(|body| holds(body, "$type")));
        if typed && old.get("docs_url").is_some() {
            found.push(&rules::PROBLEM_TYPE, &subject, &["id"], pair);
        }
    }
}

/// An API that is in one release only.
struct Lone<'a> {
    id: &'a str,
    /// The wire values of its codes.
    codes: HashSet<String>,
}

fn lone<'a>(of: &'a Json, other: &Json) -> Vec<Lone<'a>> {
    let apis = |of: &'a Json| items(of.get("apis")).iter();
    let known: HashSet<&str> = items(other.get("apis")).iter().map(|api| text(api, "id")).collect();
    let alone = apis(of).filter(|api| !known.contains(text(api, "id")));
    alone
        .map(|api| {
            let wires = items(api.get("codes")).iter().filter_map(|it| it.get("wire"));
            Lone { id: text(api, "id"), codes: wires.map(ToString::to_string).collect() }
        })
        .collect()
}

/// Pairs of APIs of which each is in one release only, and which have more than half of their codes in
/// common.
fn moved(old: &Json, new: &Json) -> Vec<(String, String)> {
    let (gone, come) = (lone(old, new), lone(new, old));
    let mut by_code: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, api) in come.iter().enumerate() {
        for code in &api.codes {
            by_code.entry(code).or_default().push(at);
        }
    }
    let mut is_taken = vec![false; come.len()];
    let mut moved = Vec::new();
    for api in &gone {
        let best = best(api, &come, &by_code, &is_taken);
        if let Some(best) = best {
            is_taken[best] = true;
            moved.push((api.id.to_owned(), come[best].id.to_owned()));
        }
    }
    moved
}

/// Which of the APIs that have come has most of the codes of one that is gone: the first of several, and none where
/// that is not more than half.
fn best(
    api: &Lone<'_>,
    come: &[Lone<'_>],
    by_code: &HashMap<&str, Vec<usize>>,
    is_taken: &[bool],
) -> Option<usize> {
    // Whoever has more than half of the codes has one of any half, so the rarest half is enough to find it.
    let mut lists: Vec<&Vec<usize>> =
        api.codes.iter().filter_map(|code| by_code.get(code.as_str())).collect();
    lists.sort_by_key(|list| list.len());
    lists.truncate(api.codes.len().div_ceil(2));
    let mut found: BTreeSet<usize> = lists.into_iter().flatten().copied().collect();
    found.retain(|at| !is_taken[*at]);
    let mut best = None;
    for at in found {
        let other = &come[at].codes;
        let common = api.codes.intersection(other).count();
        let is_more = best.is_none_or(|(most, _)| common > most);
        if is_more && common * 2 > api.codes.len().max(other.len()) {
            best = Some((common, at));
            if common == api.codes.len() {
                break;
            }
        }
    }
    best.map(|(_, at)| at)
}

/// Gives an API its new id wherever a document names it: as itself, in what refers to it, and in the
/// addresses of its pages.
fn rename(of: &mut Json, key: &str, (from, to): (&str, &str), base: &str) {
    match of {
        Json::Object(map) => {
            for (key, value) in map {
                rename(value, key, (from, to), base);
            }
        }
        Json::Array(items) => {
            for item in items {
                rename(item, key, (from, to), base);
            }
        }
        Json::String(text) => {
            let is_id = matches!(key, "id" | "from" | "to" | "api") && text == from;
            if is_id {
                to.clone_into(text);
            } else if let Some(rest) = text.strip_prefix(from).filter(|_| key == "see_also")
                && rest.starts_with('/')
            {
                *text = [to, rest].concat();
            } else if let Some(rest) = text.strip_prefix(base).filter(|_| !base.is_empty())
                && let Some(rest) = rest.strip_prefix('/').and_then(|it| it.strip_prefix(from))
                && rest.starts_with("/#")
            {
                *text = [base, "/", to, rest].concat();
            }
        }
        _ => {}
    }
}
