//! What operations answer with: a response for each status of their codes.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::text::Writer;
use super::{keys, responses};
use crate::json::OperationEnd;
use crate::public_view;
use errcat_catalogue::model::{Api, Operation, OperationKey, Status};

/// A response with some codes alone.
#[derive(Debug)]
struct Set {
    key: String,
    status: Option<Status>,
    codes: Vec<usize>,
}

/// What the operations of an API answer with.
#[derive(Debug)]
pub(super) struct Sets {
    /// Responses that some operation has, and no envelope.
    sets: Vec<Set>,
    /// Per operation and status the key of a response; `default` for codes without.
    of_operations: Vec<Vec<(String, String)>>,
}

/// What an operation answers with.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answers<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    operation_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<OperationEnd<'a>>,
    /// Codes by name.
    codes: Vec<&'a str>,
    /// Keys of responses by status.
    responses: Keys,
}

struct Keys(Vec<(String, String)>);

impl Serialize for Keys {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(status, key)| (status, key)))
    }
}

impl Sets {
    pub(super) fn new(api: &Api) -> Self {
        let mut sets = Self { sets: Vec::new(), of_operations: Vec::new() };
        if api.operations.is_empty() {
            return sets;
        }
        let mut all: HashMap<(usize, Option<Status>), usize> = HashMap::new();
        for (at, code) in api.public_codes() {
            for status in statuses(api, at) {
                *all.entry((code.envelope, status)).or_default() += 1;
            }
        }
        let mut known = HashSet::new();
        for operation in &api.operations {
            let mut answers = Vec::new();
            for ((_, status), codes) in by_status(api, operation) {
                let envelope = api.codes[codes[0]].envelope;
                let alike = codes.iter().all(|at| api.codes[*at].envelope == envelope);
                let key = if alike && all.get(&(envelope, status)) == Some(&codes.len()) {
                    keys::response(&api.envelopes[envelope], status)
                } else {
                    let key = keys::response_of(api, status, &codes);
                    if known.insert(key.clone()) {
                        sets.sets.push(Set { key: key.clone(), status, codes });
                    }
                    key
                };
                answers.push((status.map_or("default".to_owned(), |it| it.to_string()), key));
            }
            sets.of_operations.push(answers);
        }
        sets
    }

    /// What each operation answers with.
    pub(super) fn operations<'a>(&self, writer: Writer<'a>) -> Vec<Answers<'a>> {
        let operations = writer.api.operations.iter().zip(&self.of_operations);
        let answers = |(operation, answers): (&'a Operation, &Vec<(String, String)>)| {
            let (operation_id, method, path) = match &operation.key {
                OperationKey::Id(id) => (Some(id.as_str()), None, None),
                OperationKey::Path { method, path } => {
                    (None, Some(method.as_str()), Some(path.as_str()))
                }
            };
            let codes = operation.codes.iter();
            let key = |(status, key): &(String, String)| (status.clone(), writer.style.key(key));
            Answers {
                operation_id,
                method,
                path,
                summary: operation.summary.as_ref().map(|summary| writer.inline(summary)),
                deprecated: OperationEnd::of(operation),
                codes: codes.map(|at| writer.api.codes[*at].name.as_str()).collect(),
                responses: Keys(answers.iter().map(key).collect()),
            }
        };
        operations.map(answers).collect()
    }
}

/// The codes of an operation by status, those without last.
fn by_status(api: &Api, operation: &Operation) -> BTreeMap<(bool, Option<Status>), Vec<usize>> {
    let mut found: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for at in &operation.codes {
        for status in statuses(api, *at) {
            found.entry((status.is_none(), status)).or_default().push(*at);
        }
    }
    found
}

/// The statuses that a code travels with; `None` is any.
fn statuses(api: &Api, at: usize) -> Vec<Option<Status>> {
    let code = &api.codes[at];
    match api.envelope(code).http_status {
        Some(status) => vec![Some(Status::Exact(status))],
        None if code.statuses.is_empty() => vec![None],
        None => code.statuses.iter().copied().map(Some).collect(),
    }
}

/// `components.responses`: those of envelopes, then those of operations.
pub(super) struct Responses<'a> {
    pub writer: Writer<'a>,
    pub sets: Sets,
}

impl Serialize for Responses<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { writer, sets } = self;
        let mut map = serializer.serialize_map(None)?;
        for (index, envelope) in public_view::envelopes(writer.api) {
            for (key, response) in responses::all(*writer, index, envelope) {
                map.serialize_entry(&key, &response)?;
            }
        }
        for Set { key, status, codes } in &sets.sets {
            let response = responses::of_codes(*writer, *status, codes);
            map.serialize_entry(&writer.style.key(key), &response)?;
        }
        map.end()
    }
}
