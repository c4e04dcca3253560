//! What `diff` says of each kind of change. Each page of `diff/` is named after the rule that it
//! shows, with `_` for `-`: it has two releases, and what a reviewer reads.
//!
//! To write the texts again: `ERRCAT_BLESS=1 cargo test --test suite diff::`. Then read the
//! difference as a reviewer would who knows nothing else.

use std::collections::BTreeSet;

use crate::releases::{fixtures, release};
use camino::Utf8Path;
use errcat_catalogue::model::Catalogue;
use errcat_emit::output::Artifact;
use errcat_emit::target;
use errcat_evolve::diff::rules::ALL;
use errcat_evolve::diff::{
    Change, Class, Extent, FORMATS, Policy, Report, Snapshot, Verdict, diff, least_version, verdict,
};
use semver::Version;
use serde_json::Value as Json;

/// The rule that a page shows: `slot_role__said_twice` shows a side of `slot-role`.
fn rule_of(fixture: &str) -> String {
    fixture.split("__").next().unwrap_or_default().replace('_', "-")
}

#[test]
fn each_rule_is_told_in_these_words() {
    let mut wrong = Vec::new();
    for case in fixtures() {
        let fixture = &case.name;
        let old = release(&case, "Old").snapshot;
        let new = release(&case, "New");
        let policy = new.catalogue.as_ref().map(|it| Policy::of(it)).unwrap_or_default();
        let (new, sources) = new.parts();
        let report = Report::new("the last release", &old, &new, &sources, &policy);
        let raised: BTreeSet<_> = report.changes.iter().map(|it| it.change.rule.name).collect();
        let rule = rule_of(fixture);
        if !raised.contains(rule.as_str()) {
            wrong.push(format!("{fixture} raises {raised:?}"));
        }
        let text = (FORMATS[0].render)(&report, Extent::Whole);
        wrong.extend(case.holds(&text).err().map(|error| error.to_string()));
        // What has changed once has not changed when one looks again.
        assert_eq!(diff(&new, &new), [], "{fixture}");
        assert_ne!(diff(&new, &old), [], "{fixture}");
    }
    assert!(wrong.is_empty(), "{}\n{} differ", wrong.join("\n"), wrong.len());
}

/// `cargo chores semver-checks` writes the list, and asks cargo-semver-checks.
#[test]
fn what_cargo_semver_checks_says_of_is_what_breaks_no_source() {
    let rust = |catalogue: &Catalogue| {
        let files = target("rust").unwrap().files(catalogue).into_iter();
        files.map(Artifact::into_parts).collect::<Vec<_>>()
    };
    let mut lines = Vec::new();
    for case in fixtures() {
        let (old, new) = (release(&case, "Old"), release(&case, "New"));
        let (Some(before), Some(now)) = (&old.catalogue, &new.catalogue) else { continue };
        let is_crate = [before, now].iter().all(|it| it.outputs.module.is_none());
        if !is_crate || rust(before) == rust(now) {
            continue;
        }
        for (direction, old, new) in [("forward", &old, &new), ("backward", &new, &old)] {
            let changes = diff(&old.snapshot, &new.snapshot);
            match changes.iter().map(|it| it.source).max() {
                Some(Class::Breaking) => {}
                class => {
                    let class = class.unwrap_or(Class::Editorial).as_str();
                    lines.push(format!("{} {direction}: {class}, nothing breaks", case.name));
                }
            }
        }
    }
    let list =
        fs_err::read_to_string(errcat_tests::tests().join("diff-semver-checks.txt")).unwrap();
    let known: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(known, lines, "on the left what is in the list");
    assert!(lines.len() >= 100, "there are only {} pairs", lines.len());
}

#[test]
fn each_rule_has_a_fixture_and_says_why() {
    let shown: BTreeSet<String> = fixtures().iter().map(|it| rule_of(&it.name)).collect();
    let rules: BTreeSet<String> = ALL.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(shown, rules, "on the left the rules that have a fixture");
    assert!(ALL.is_sorted_by(|a, b| a.id < b.id), "the rules are not sorted by id");
    for rule in ALL {
        assert!(rule.summary.ends_with('.') && !rule.reason.ends_with('.'), "{}", rule.name);
        assert!(!rule.reason.is_empty(), "{}", rule.name);
    }
}

#[test]
fn versions_follow_from_what_has_changed() {
    let check = |old: &str, class: Option<Class>, least: &str| {
        let verdict = class.map_or(Verdict::None, Verdict::Changed);
        let found = least_version(&Version::parse(old).unwrap(), verdict);
        assert_eq!(found.to_string(), least, "after {old}, {class:?}");
    };
    for (old, breaking, additive, editorial) in [
        ("1.4.2", "2.0.0", "1.5.0", "1.4.3"),
        ("0.4.2", "0.5.0", "0.4.3", "0.4.3"),
        ("0.0.2", "0.0.3", "0.0.3", "0.0.3"),
        ("2.0.0-rc.1", "2.0.0", "2.0.0", "2.0.0"),
    ] {
        check(old, Some(Class::Breaking), breaking);
        check(old, Some(Class::Additive), additive);
        check(old, Some(Class::Editorial), editorial);
        check(old, None, old);
    }
}

/// Every place of a document that can be changed by itself, as a JSON Pointer (RFC 6901).
fn places(value: &Json, at: &str, found: &mut Vec<String>) {
    match value {
        Json::Object(map) => {
            for (key, value) in map {
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                found.push(at.clone());
                places(value, &at, found);
            }
        }
        Json::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                let at = format!("{at}/{index}");
                found.push(at.clone());
                places(value, &at, found);
            }
        }
        _ => {}
    }
}

/// Other values of the same kind that might be there; none where the place holds others.
fn others(value: &Json) -> Vec<Json> {
    match value {
        Json::String(text) => vec![format!("{text}x").into(), format!("{text}?").into()],
        Json::Number(number) => vec![(number.as_i64().unwrap_or(0) + 1).into()],
        Json::Bool(flag) => vec![(!flag).into()],
        Json::Null => vec!["x".into()],
        Json::Array(_) | Json::Object(_) => Vec::new(),
    }
}

fn removed(document: &Json, at: &str) -> Json {
    let mut document = document.clone();
    let (parent, last) = at.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Json::Object(map) => {
            map.shift_remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Json::Array(items) => {
            items.remove(last.parse().unwrap());
        }
        _ => {}
    }
    document
}

/// Whether a place holds prose: what may differ and still be editorial.
fn is_prose(at: &str) -> bool {
    const PROSE: &[&str] = &[
        "title",
        "summary",
        "docs",
        "meaning",
        "reason",
        "advice",
        "description",
        "question",
        "answer",
        "message",
        "causes",
        "troubleshooting",
        "links",
        "part_of",
        "see_also",
        "examples",
        "example",
        "since",
        "note",
        "permalink",
        "faq",
        "meta",
        "tags",
        "group",
        "groups",
        "deprecated",
        "retired",
    ];
    let mut parts = at.split('/');
    // An API's own statuses and actions are words for those that all have in common.
    let own =
        at.starts_with("/apis/") && matches!(parts.clone().nth(3), Some("actions" | "statuses"));
    // Whose an action is, only its place in the docs tells.
    let own = own || at.starts_with("/actions/") && at.ends_with("/api");
    // A parameter travels under its `wire`.
    let own = own || at.contains("/parameters/") && at.ends_with("/name");
    own || parts.any(|part| PROSE.contains(&part))
}

#[test]
fn no_change_of_a_single_fact_is_silent() {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let whole = fs_err::read_to_string(root.join("../generated/catalogue.json")).unwrap();
    let whole: Json = serde_json::from_str(&whole).unwrap();
    let (mut tried, mut silent, mut mild) = (0, Vec::new(), Vec::new());
    let mut check = |old: &Snapshot, new: Json, at: &str, what: &str| {
        tried += 1;
        // What cannot be read is an error, and so no silence.
        let Ok(new) = Snapshot::from_json(new) else { return };
        let changes = diff(old, &new);
        match verdict(changes.iter().map(Change::class)) {
            Verdict::None => silent.push(format!("{at} {what}")),
            Verdict::Changed(Class::Editorial) if !is_prose(at) => {
                mild.push(format!("{at} {what}: {}", changes[0].rule.name));
            }
            Verdict::Changed(_) => {}
        }
    };
    // API by API, so that documents are small and runs quick; and what they have in common.
    let mut documents = vec![(whole.clone(), false)];
    for api in whole["apis"].as_array().unwrap() {
        let mut document = whole.clone();
        document["apis"] = vec![api.clone()].into();
        documents.push((document, true));
    }
    for (document, of_api) in documents {
        let old = Snapshot::from_json(document.clone()).unwrap();
        let mut all = Vec::new();
        places(&document, "", &mut all);
        for at in all.iter().filter(|at| at.starts_with("/apis/") == of_api) {
            let value = document.pointer(at).unwrap();
            // A list that is empty says the same as none.
            let empty = value.as_array().is_some_and(Vec::is_empty)
                || value.as_object().is_some_and(serde_json::Map::is_empty);
            if !empty {
                check(&old, removed(&document, at), at, "removed");
            }
            for other in others(value) {
                let mut new = document.clone();
                let what = format!("becomes {other}");
                *new.pointer_mut(at).unwrap() = other;
                check(&old, new, at, &what);
            }
        }
    }
    assert!(tried > 7_000, "only {tried} changes were tried");
    assert!(silent.is_empty(), "{} of {tried} are silent:\n{}", silent.len(), silent.join("\n"));
    assert!(mild.is_empty(), "{} are called editorial:\n{}", mild.len(), mild.join("\n"));
}

#[test]
fn what_cannot_be_read_is_no_baseline() {
    for (text, says) in [
        ("", "it is not JSON"),
        ("[]", "it has no `format`"),
        ("{ \"format\": 2 }", "its `format` is 2"),
        ("{ \"format\": 1 }", "it has no `version`"),
        ("{ \"format\": 1, \"version\": \"1.0.0\" }", "it has no list `statuses`"),
    ] {
        let error = Snapshot::parse(text).unwrap_err().to_string();
        assert!(error.contains(says), "{text}: {error}");
    }
}
