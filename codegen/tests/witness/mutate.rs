//! Changes of single facts of the project's own catalogue, made in its files: each value that
//! is in them goes, or becomes another one that might be there.

use std::collections::BTreeSet;
use std::sync::Arc;

use camino::Utf8Path;
use errcat_catalogue::model::Catalogue;
use errcat_catalogue::{lower, parallel, raw};
use errcat_evolve::diff::{Snapshot, diff};
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::{Source, Sources};
use errcat_tests::everything;
use serde_json::Value as Json;
use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use super::Case;
use super::clients::Clients;
use super::server::{document, sends};

/// A file's path and text.
type File = (String, String);

/// A place in a file, and what happens there.
type Step = (Vec<String>, Change);

/// Values that may be where another one of the same row stands.
const WORDS: &[&[&str]] = &[
    &[
        "string",
        "integer",
        "number",
        "boolean",
        "duration",
        "json",
        "string?",
        "integer?",
        "string|null",
        "list<string>",
        "map<string>",
    ],
    &["never", "immediately", "after_action", "after_delay", "backoff"],
    &["user", "client", "developer", "administrator", "provider"],
    &["INTERNAL", "NOT_FOUND", "ABORTED", "UNAVAILABLE"],
    &[
        "$code",
        "$name",
        "$message",
        "$message?",
        "$title",
        "$status",
        "$status?",
        "$details",
        "$details?",
        "$details|null",
    ],
    &["public", "internal"],
    &["wait_and_retry", "fix_request", "retry_with_backoff", "refresh_token", "contact_support"],
];

/// Without everything, the clients read one change of so many.
pub(super) const SOME: usize = 3;

/// How types begin.
const TYPES: &[&str] = &["string", "integer", "duration", "list", "map", "date", "uuid", "json"];

/// The changes of a catalogue's files.
pub struct Mutations {
    pub old: Arc<Catalogue>,
    files: Vec<File>,
    steps: Vec<(usize, Arc<DocumentMut>, Step)>,
    before: Json,
    hidden: String,
}

/// Changes of the project's own catalogue: API by API, so that runs are quick, and what only the whole has.
pub fn own() -> Vec<Mutations> {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let files = files(&root);
    let apis: BTreeSet<&str> =
        files.iter().filter_map(|(path, _)| Some(path.split_once('/')?.0)).collect();
    let of_api = |api: &&str| {
        let own = |path: &str| {
            path != "conversions.toml" && path.split_once('/').is_none_or(|(it, _)| it == *api)
        };
        let files: Vec<File> = files.iter().filter(|(path, _)| own(path)).cloned().collect();
        let shared = *api == "rest";
        Mutations::of(files, |path| shared || path.contains('/'))
    };
    let mut all: Vec<Mutations> = apis.iter().map(of_api).collect();
    all.push(Mutations::of(files.clone(), |path| path == "conversions.toml"));
    all
}

/// Changes of the catalogue in a folder.
pub fn folder(root: &Utf8Path) -> Mutations {
    Mutations::of(files(root), |_| true)
}

fn files(root: &Utf8Path) -> Vec<File> {
    let sources = errcat::load::catalogue(root, &mut Findings::default()).unwrap();
    sources.iter().map(|(_, it)| (it.path.clone(), it.text.clone())).collect()
}

impl Mutations {
    /// The changes of those files that `takes` takes.
    pub fn of(files: Vec<File>, takes: impl Fn(&str) -> bool) -> Self {
        let old = read(&files);
        let old = old.unwrap_or_else(|| {
            panic!("{:?} are not valid", files.iter().map(|it| &it.0).collect::<Vec<_>>())
        });
        let (before, hidden) = (document(&old), internal(&old));
        let mut steps = Vec::new();
        for (at, (_, text)) in files.iter().enumerate().filter(|(_, (path, _))| takes(path)) {
            let parsed: Arc<DocumentMut> = Arc::new(text.parse().unwrap());
            let mut own = Vec::new();
            places(parsed.as_table(), &mut Vec::new(), &mut own);
            // A copy of the document for each would take gigabytes.
            // Of each file the same part.
            let some = own.into_iter().step_by(if everything() { 1 } else { SOME });
            steps.extend(some.map(|step| (at, Arc::clone(&parsed), step)));
        }
        Self { old, files, steps, before, hidden }
    }

    /// How many there are, those among them after which the catalogue is not valid.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// What `work` makes of every change after which the catalogue is valid and says something else: it is told
    /// which one that is, its name, and the catalogue. `takes` says which changes count.
    pub fn each<R: Send>(
        &self,
        takes: impl Fn(usize) -> bool,
        work: impl Fn(usize, String, &Arc<Catalogue>) -> R + Sync,
    ) -> Vec<R> {
        let chosen: Vec<usize> = (0..self.steps.len()).filter(|at| takes(*at)).collect();
        let made = |at: &usize| {
            let (name, new) = self.made(*at)?;
            Some(work(*at, name, &new))
        };
        parallel::map(&chosen, made).into_iter().flatten().collect()
    }

    fn made(&self, at: usize) -> Option<(String, Arc<Catalogue>)> {
        let (at, parsed, (place, change)) = &self.steps[at];
        let mut other = DocumentMut::clone(parsed);
        if !apply(other.as_table_mut(), place, change) {
            return None;
        }
        let mut files = self.files.clone();
        files[*at].1 = other.to_string();
        let new = read(&files)?;
        // What outputs and lints are set to is not a part of a release.
        let is_same = self.old.package == new.package
            && document(&new) == self.before
            && self.hidden == internal(&new);
        let path = &files[*at].0;
        (!is_same).then(|| (format!("{path} {} {change}", place.join(".")), new))
    }
}

/// Changes of the project's own catalogue, and what its server sends to a client of the old one.
pub(super) fn cases(clients: &mut Clients) -> Vec<Case> {
    let mut cases = Vec::new();
    for mutations in own() {
        let client = clients.of(&mutations.old).to_owned();
        let snapshot = Snapshot::with_outputs(&mutations.old);
        cases.extend(mutations.each(
            |_| true,
            |_, name, new| {
                let changes = diff(&snapshot, &Snapshot::with_outputs(new));
                let sent = sends(&client, &mutations.before, new, &document(new));
                Case { name, changes, sent }
            },
        ));
    }
    cases
}

/// What the generated crate alone has.
fn internal(catalogue: &Catalogue) -> String {
    let codes = catalogue.apis.iter().flat_map(|api| &api.codes);
    format!("{:?}", codes.filter(|code| !code.is_public()).collect::<Vec<_>>())
}

fn read(files: &[File]) -> Option<Arc<Catalogue>> {
    let mut sources = Sources::default();
    for (path, text) in files {
        let (path, text) = (path.clone(), text.clone());
        sources.add(Source { display: path.clone(), path, text, readable: true });
    }
    let mut findings = Findings::default();
    let tree = raw::read(&sources, &mut findings);
    lower::catalogue(&tree, &mut findings).filter(|_| !findings.has_errors()).map(Arc::new)
}

/// What happens to the value of a key.
#[derive(Debug, Clone)]
enum Change {
    Goes,
    Becomes(Value),
    /// The key has another name.
    Renamed,
    /// An item of an array goes.
    Loses(usize),
    /// An array's items stand the other way round.
    Turned,
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Becomes(value) => write!(f, "becomes {value}"),
            Self::Goes => f.write_str("goes"),
            Self::Renamed => f.write_str("is renamed"),
            Self::Loses(at) => write!(f, "loses item {at}"),
            Self::Turned => f.write_str("is turned"),
        }
    }
}

/// Every place below a table, with what may happen there.
fn places(table: &dyn TableLike, path: &mut Vec<String>, found: &mut Vec<Step>) {
    for (key, item) in table.iter() {
        path.push(key.to_owned());
        let mut push = |change| found.push((path.clone(), change));
        push(Change::Goes);
        if item.is_table_like() {
            push(Change::Renamed);
        }
        if let Some(value) = item.as_value() {
            for other in others(value) {
                push(Change::Becomes(other));
            }
            if let Some(array) = value.as_array() {
                (0..array.len()).for_each(|at| push(Change::Loses(at)));
                push(Change::Turned);
            }
        }
        if let Some(table) = item.as_table_like() {
            places(table, path, found);
        }
        path.pop();
    }
}

/// Other values that might be there.
fn others(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => {
            let text = text.value();
            let mut others: Vec<Value> = Vec::new();
            others.push(format!("{text}x").into());
            if text.contains([' ', '\n']) {
                others.push("Other words".into());
            }
            if text.starts_with('$') || TYPES.iter().any(|it| text.starts_with(it)) {
                others.push(format!("{text}?").into());
            }
            let like = |row: &&&[&str]| {
                row.contains(&text.as_str()) || row[0].starts_with('$') && text.starts_with('$')
            };
            for row in WORDS.iter().filter(like) {
                others.extend(row.iter().filter(|it| **it != text).map(|it| (*it).into()));
            }
            others
        }
        Value::Integer(number) => {
            let number = *number.value();
            vec![(number + 1).into(), 404.into(), 503.into(), 400.into()]
        }
        Value::Boolean(flag) => vec![(!flag.value()).into()],
        Value::Float(number) => vec![(number.value() + 1.0).into()],
        Value::Array(_) => vec![Array::new().into()],
        Value::Datetime(_) | Value::InlineTable(_) => Vec::new(),
    }
}

fn apply(table: &mut dyn TableLike, place: &[String], change: &Change) -> bool {
    let [key, rest @ ..] = place else { return false };
    if !rest.is_empty() {
        let inner = table.get_mut(key).and_then(Item::as_table_like_mut);
        return inner.is_some_and(|inner| apply(inner, rest, change));
    }
    match change {
        Change::Goes => table.remove(key).is_some(),
        Change::Becomes(value) => {
            let item = table.get_mut(key).unwrap();
            *item = Item::Value(value.clone());
            true
        }
        Change::Renamed => {
            let item = table.remove(key).unwrap();
            table.insert(&format!("{key}_x"), item);
            true
        }
        Change::Loses(at) => {
            let array = table.get_mut(key).and_then(Item::as_array_mut).unwrap();
            array.remove(*at);
            true
        }
        Change::Turned => {
            let array = table.get_mut(key).and_then(Item::as_array_mut).unwrap();
            let items: Vec<Value> = array.iter().cloned().collect();
            *array = items.into_iter().rev().collect();
            true
        }
    }
}
