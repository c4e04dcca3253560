//! APIs whose folder has another name: they are compared with what they were before.
//!
//! Bodies are the same, so that to callers nothing is gone and nothing new. Its module in Rust and
//! its pages have another name, and that is told once.

use std::borrow::Cow;
use std::collections::HashSet;

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
    (Cow::Owned(document), moved)
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

/// Pairs of APIs of which each is in one release only, and which have more than half of their codes in
/// common.
fn moved(old: &Json, new: &Json) -> Vec<(String, String)> {
    let apis = |of| items(Json::get(of, "apis"));
    let ids = |of| apis(of).iter().map(|api| text(api, "id")).collect::<HashSet<_>>();
    let (olds, news) = (ids(old), ids(new));
    let codes = |api| {
        let codes = items(Json::get(api, "codes")).iter();
        codes.filter_map(|it| it.get("wire")).map(ToString::to_string).collect::<HashSet<_>>()
    };
    let come: Vec<_> = apis(new)
        .iter()
        .filter(|api| !olds.contains(text(api, "id")))
        .map(|api| (text(api, "id"), codes(api)))
        .collect();
    let mut moved: Vec<(String, String)> = Vec::new();
    if come.is_empty() {
        return moved;
    }
    for gone in apis(old).iter().filter(|api| !news.contains(text(api, "id"))) {
        let own = codes(gone);
        let free = come.iter().filter(|(id, _)| moved.iter().all(|(_, taken)| taken != id));
        let common = |others: &HashSet<String>| own.intersection(others).count();
        let best = free.max_by_key(|(_, others)| common(others));
        if let Some((id, others)) = best
            && common(others) * 2 > own.len().max(others.len())
        {
            moved.push((text(gone, "id").to_owned(), (*id).to_owned()));
        }
    }
    moved
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
