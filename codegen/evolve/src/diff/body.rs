//! Bodies, as the catalogue writes them: refs and constants.

use serde_json::Value as Json;

use super::found::Found;
use super::pair::Pair;
use super::{Rule, Subject, rules};

/// Compares the bodies of an envelope; `always` tells of an optional slot whether some code always
/// has it.
pub(super) fn compare(
    subject: &Subject,
    pair: Pair<'_>,
    always: &dyn Fn(&str) -> bool,
    found: &mut Found,
) {
    walk(subject, &mut vec!["body".to_owned()], pair, always, found);
}

fn walk(
    subject: &Subject,
    path: &mut Vec<String>,
    pair: Pair<'_>,
    always: &dyn Fn(&str) -> bool,
    found: &mut Found,
) {
    let mut step = |part: String, pair: Pair<'_>, found: &mut Found| {
        path.push(part);
        walk(subject, path, pair, always, found);
        path.pop();
    };
    match (pair.old, pair.new) {
        (Some(Json::Object(_)), Some(Json::Object(_))) => {
            for key in pair.keys() {
                step(key.to_owned(), pair.get(key), found);
            }
        }
        (Some(Json::Array(old)), Some(Json::Array(new))) if old.len() == new.len() => {
            for (at, (old, new)) in old.iter().zip(new).enumerate() {
                step(at.to_string(), Pair { old: Some(old), new: Some(new) }, found);
            }
        }
        (old, new) if old == new => {}
        (old, new) => {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            found.push(rule(old, new, always), subject, &path, pair);
        }
    }
}

fn rule(old: Option<&Json>, new: Option<&Json>, always: &dyn Fn(&str) -> bool) -> &'static Rule {
    match (old.map(Ref::of), new.map(Ref::of)) {
        (None, _) => &rules::BODY_KEY_ADDED,
        (Some(Some(old)), None) if old.absent == Some("?") && !always(old.slot) => {
            &rules::BODY_OPTIONAL_REMOVED
        }
        (_, None) => &rules::BODY_KEY_REMOVED,
        (Some(Some(old)), Some(Some(new))) if old.slot == new.slot => {
            match (old.absent, new.absent) {
                (None, _) => &rules::BODY_MAY_LACK,
                (_, None) => &rules::BODY_ALWAYS,
                _ => &rules::BODY_ABSENCE,
            }
        }
        (Some(None), Some(None)) if is_scalar(old) && is_scalar(new) => &rules::BODY_CONSTANT,
        _ => &rules::BODY_CHANGED,
    }
}

fn is_scalar(value: Option<&Json>) -> bool {
    value.is_some_and(|it| !it.is_array() && !it.is_object())
}

/// A ref: `$slot`, with `|string` where it has that, and the suffix that tells what is there
/// without a value.
#[derive(PartialEq)]
struct Ref<'a> {
    slot: &'a str,
    absent: Option<&'static str>,
}

impl<'a> Ref<'a> {
    fn of(value: &'a Json) -> Option<Self> {
        let text = value.as_str()?;
        let slot = text.strip_prefix('$').filter(|rest| !rest.starts_with('$'))?;
        Some(if let Some(slot) = slot.strip_suffix('?') {
            Self { slot, absent: Some("?") }
        } else if let Some(slot) = slot.strip_suffix("|null") {
            Self { slot, absent: Some("|null") }
        } else {
            Self { slot, absent: None }
        })
    }
}

/// The slot of a header that may be missing.
pub(super) fn optional(text: &str) -> Option<&str> {
    text.strip_suffix('?')?.strip_prefix('$').filter(|slot| !slot.starts_with('$'))
}
