//! Changes in words.

use serde_json::{Map, Value as Json};

use crate::diff::{Change, Class};
use errcat_findings::wording::printable;

/// What was, and what is: `429 -> 503`; `None` where the rule says it all.
pub(in crate::diff) fn values(change: &Change) -> Option<String> {
    match (&change.old, &change.new) {
        (None, None) => None,
        // Its name says what came or went.
        (None, Some(Json::Object(whole))) | (Some(Json::Object(whole)), None)
            if change.key.is_empty() && shape(whole).is_none() =>
        {
            None
        }
        // A code that is now a tombstone or internal: what it is now.
        (Some(Json::Object(_)), Some(Json::Object(new))) if change.key.is_empty() => fate(new),
        (Some(Json::Object(old)), Some(Json::Object(new))) if told(old) == told(new) => None,
        (Some(Json::String(old)), Some(Json::String(new))) if old.len() + new.len() > LONG => {
            let (old, new) = apart(old, new);
            Some(format!("{} -> {}", shown(&old.into()), shown(&new.into())))
        }
        (Some(old), Some(new)) => Some(format!("{} -> {}", shown(old), shown(new))),
        (None, Some(new)) => Some(format!("nothing -> {}", shown(new))),
        (Some(old), None) => Some(format!("{} -> nothing", shown(old))),
    }
}

/// So many bytes of two texts are shown whole; of longer ones, where they differ.
const LONG: usize = 120;

/// The difference between two long texts, with a little context.
fn apart(old: &str, new: &str) -> (String, String) {
    /// So many characters before and behind the difference are shown.
    const AROUND: usize = 20;
    let (a, b): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let front = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count().min(most);
    let cut = |text: &[char]| {
        let (from, to) =
            (front.saturating_sub(AROUND), (text.len() - back + AROUND).min(text.len()));
        let dots = |cut: bool| if cut { "…" } else { "" };
        let middle: String = text[from..to].iter().collect();
        [dots(from > 0), middle.as_str(), dots(to < text.len())].concat()
    };
    (cut(&a), cut(&b))
}

/// A value on one line: a thing that came or went by its type or name.
fn shown(value: &Json) -> String {
    /// So many characters of a value are shown.
    const MOST: usize = 100;
    let text = match value {
        Json::Object(whole) => told(whole).unwrap_or_else(|| "an entry".to_owned()),
        other => other.to_string(),
    };
    let mut text = printable(&text);
    if let Some((at, _)) = text.char_indices().nth(MOST) {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// What tells most about a thing in a few words.
fn told(whole: &Map<String, Json>) -> Option<String> {
    let wire = || whole.get("wire").map(shown);
    shape(whole).or_else(|| fate(whole)).or_else(wire)
}

/// Its type, or its fields.
fn shape(whole: &Map<String, Json>) -> Option<String> {
    let text = |item: &Json, key: &str| {
        item.get(key).and_then(Json::as_str).unwrap_or_default().to_owned()
    };
    if let Some(Json::Array(fields)) = whole.get("fields") {
        let fields = fields.iter().map(|it| format!("{}: {}", text(it, "name"), text(it, "type")));
        return Some(format!("{{ {} }}", fields.collect::<Vec<_>>().join(", ")));
    }
    whole.get("type").map(shown)
}

/// What has become of a code.
fn fate(whole: &Map<String, Json>) -> Option<String> {
    // The `since` of a code that goes on is when it came.
    let since = whole.get("since").filter(|_| !whole.contains_key("message"));
    let rest = [("replaced by", "replaced_by"), ("masked as", "masked_as")];
    let rest = rest.map(|(words, key)| (words, whole.get(key)));
    let facts: Vec<String> = [("since", since)]
        .into_iter()
        .chain(rest)
        .filter_map(|(words, value)| Some(format!("{words} {}", value?)))
        .collect();
    (!facts.is_empty()).then(|| facts.join(", "))
}

/// The fact that has changed, as a path of keys.
pub(in crate::diff) fn key(change: &Change) -> Option<String> {
    (!change.key.is_empty()).then(|| format!("`{}`", printable(&change.key.join("."))))
}

/// What a change means: `breaks clients and Rust source`.
pub(in crate::diff) fn effect(change: &Change) -> String {
    let of = |class: Class| {
        let all =
            [(change.wire, "wire"), (change.source, "Rust source"), (change.meaning, "meaning")];
        let named: Vec<&str> =
            all.iter().filter(|(it, _)| *it == class).map(|(_, name)| *name).collect();
        named.join(", ")
    };
    match change.class() {
        Class::Editorial => String::new(),
        class => of(class),
    }
}
