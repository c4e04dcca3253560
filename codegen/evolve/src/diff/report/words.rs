//! Changes in words.

use serde_json::{Map, Value as Json};

use super::{Cause, Extent, Report};
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
    let rest = [
        ("on", "on"),
        ("until", "sunset"),
        ("replaced by", "replaced_by"),
        ("masked as", "masked_as"),
    ];
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

/// Whose change it is: `shop, code "A"`, or `shop, 3 codes`.
pub(super) fn whose(report: &Report<'_>, cause: &Cause) -> String {
    let subject = &cause.first(&report.changes).change.subject;
    let thing = match names(report, cause).len() {
        0 | 1 => subject.to_string(),
        many => format!("{many} {}", subject.kind.plural()),
    };
    match &subject.api {
        Some(api) => format!("{api}, {thing}"),
        None => thing,
    }
}

/// The names of the things that a cause has changed, each once.
pub(super) fn names(report: &Report<'_>, cause: &Cause) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for at in &cause.changes {
        let name = &report.changes[*at].change.subject.name;
        if names.last() != Some(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Whether all changes of a cause say the same of their things.
pub(super) fn agree(report: &Report<'_>, cause: &Cause) -> bool {
    let mut all = cause.changes.iter().map(|at| values(&report.changes[*at].change));
    let first = all.next();
    all.all(|it| Some(it) == first) && of_one_fact(report, cause)
}

/// Whether all changes of a cause are about the same fact, of several things or of one.
pub(super) fn of_one_fact(report: &Report<'_>, cause: &Cause) -> bool {
    let first = &cause.first(&report.changes).change.key;
    cause.changes.iter().all(|at| report.changes[*at].change.key == *first)
}

/// What a change of a cause is called beside the others: its thing, or the fact of the thing that all have.
pub(super) fn called(report: &Report<'_>, cause: &Cause, change: &Change) -> String {
    if of_one_fact(report, cause) { change.subject.name.clone() } else { change.key.join(".") }
}

/// The codes that a cause reaches.
pub(super) fn reached(cause: &Cause, extent: Extent) -> Option<String> {
    if cause.reaches.is_empty() {
        return None;
    }
    let is_long = extent == Extent::Brief && cause.reaches.len() > MOST_NAMES;
    Some(if is_long && cause.reaches_all {
        format!("it reaches all {} codes", cause.reaches.len())
    } else {
        format!("it reaches {}", listed(&cause.reaches, extent))
    })
}

/// What has changed, on one line: the rule's sentence, the fact, and what it was and is.
pub(super) fn what(report: &Report<'_>, cause: &Cause) -> String {
    let change = &cause.first(&report.changes).change;
    let summary = change.rule.summary.trim_end_matches('.');
    let values = values(change).filter(|_| agree(report, cause));
    let key = key(change).filter(|_| of_one_fact(report, cause));
    let mut head = [key, values].into_iter().flatten();
    match (head.next(), head.next()) {
        (Some(key), Some(values)) => format!("{summary}: {key}: {values}"),
        (Some(one), None) => format!("{summary}: {one}"),
        _ => summary.to_owned(),
    }
}

/// So many names of a cause are shown on the first screen.
const MOST_NAMES: usize = 8;

/// Names in backticks, the first of them where that is enough.
pub(super) fn listed(names: &[String], extent: Extent) -> String {
    let shown = if extent == Extent::Whole { names.len() } else { MOST_NAMES.min(names.len()) };
    let spans = names[..shown].iter().map(|name| format!("`{}`", printable(name)));
    let spans = spans.collect::<Vec<_>>().join(", ");
    match names.len() - shown {
        0 => spans,
        more => format!("{spans} and {more} more"),
    }
}

/// The things of a cause that has several, a line for all where it says the same of all of them, else a
/// line each.
pub(super) fn things(report: &Report<'_>, cause: &Cause, extent: Extent) -> Vec<String> {
    let many = cause.changes.len();
    if many == 1 {
        return Vec::new();
    }
    if agree(report, cause) {
        return vec![listed(&names(report, cause), extent)];
    }
    let shown = if extent == Extent::Whole { many } else { MOST_NAMES.min(many) };
    let one = |at: &usize| {
        let change = &report.changes[*at].change;
        let values = values(change).map(|it| format!(": {it}")).unwrap_or_default();
        format!("`{}`{values}", printable(&called(report, cause, change)))
    };
    let mut lines: Vec<String> = cause.changes.iter().take(shown).map(one).collect();
    lines.extend((many > shown).then(|| format!("and {} more", many - shown)));
    lines
}

/// What to type about the changes of a cause, each once.
pub(super) fn helps<'r>(report: &'r Report<'_>, cause: &Cause) -> Vec<&'r str> {
    let mut helps: Vec<&str> = Vec::new();
    let all = cause.changes.iter().filter_map(|at| report.changes[*at].change.help.as_deref());
    for help in all {
        if helps.last() != Some(&help) {
            helps.push(help);
        }
    }
    helps
}
