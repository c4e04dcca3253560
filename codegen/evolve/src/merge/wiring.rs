//! Responses of operations: a reference per status.
//!
//! Where the catalogue lists operations, it lists them all: whatever refers to a response of the
//! API from an operation is refreshed, and taken out where the catalogue does not say it.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use super::components::is_in_braces;
use super::edit::{Changes, Edits};
use super::operations::{Found, Operations};
use super::tree::Entry;
use super::{Done, Merge};
use errcat_catalogue::model::{Operation, OperationKey};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::nearest;

const RESPONSES: &str = "#/components/responses/";

impl Merge<'_> {
    /// Lets operations refer to the API's responses.
    pub(super) fn wire(self, edits: &mut Edits<'_>, done: &mut Done, findings: &mut Findings) {
        let api = &self.request.catalogue.apis[self.request.api];
        let answers = self.ours["x-error-operations"].as_array();
        let Some(answers) = answers.filter(|answers| !answers.is_empty()) else { return };
        let operations = Operations::of(self.tree);
        let mut wanted: HashMap<usize, Json> = HashMap::new();
        let mut named: HashMap<usize, Span> = HashMap::new();
        for (operation, answers) in api.operations.iter().zip(answers) {
            let Some(at) = self.find(&operations, operation, findings) else { continue };
            let first = *named.entry(at).or_insert(operation.span);
            if first != operation.span {
                let message = format!("`{}` is listed twice", operations.all[at].name());
                findings.push(
                    Diagnostic::new(&rules::MERGE, operation.span, message)
                        .secondary(first, "first listed here, by another name")
                        .help("put the codes of both in one entry"),
                );
                continue;
            }
            let keys = answers["responses"].as_object().into_iter().flatten();
            let reference = |key: &Json| json!({ "$ref": format!("{RESPONSES}{}", key.as_str().unwrap_or_default()) });
            let references: Map<_, _> =
                keys.map(|(status, key)| (status.clone(), reference(key))).collect();
            wanted.insert(at, Json::Object(references));
        }
        let mut own: HashSet<&str> = self.owned("responses").collect();
        own.extend(
            self.ours["components"]["responses"]
                .as_object()
                .into_iter()
                .flat_map(|it| it.keys().map(String::as_str)),
        );
        for (at, found) in operations.all.iter().enumerate() {
            self.responses(*found, wanted.get(&at), &own, edits, done, findings);
        }
    }

    /// The operation of the document that the catalogue means; reported if there is not just one.
    fn find(
        self,
        operations: &Operations<'_>,
        operation: &Operation,
        findings: &mut Findings,
    ) -> Option<usize> {
        let key = &operation.key;
        let found = operations.find(key);
        if let [only] = found.as_slice() {
            return Some(*only);
        }
        let place = |entry: &Entry| Span::new(self.request.file, entry.key_span.clone());
        if let Some(first) = found.first() {
            let message = format!("`{key}` matches more than one operation of the document");
            let mut diagnostic = Diagnostic::new(&rules::MERGE, operation.span, message);
            for at in found.iter().take(2) {
                diagnostic = diagnostic.secondary(
                    place(operations.all[*at].method),
                    "the first \
                of them",
                );
            }
            let name = operations.all[*first].name();
            findings.push(
                diagnostic.help(format!("name the operation by method and path, as in `{name}`")),
            );
            return None;
        }
        let mut diagnostic = Diagnostic::new(
            &rules::MERGE,
            operation.span,
            format!("the document has no operation `{key}`"),
        );
        if let Some(path) = operations.elsewhere(key) {
            diagnostic = diagnostic
                .secondary(place(path), "the path is defined in another document")
                .help("define the path in this document, or delete the operation");
        } else {
            let names = operations.names(key);
            let near = nearest(&key.to_string(), names.iter().map(String::as_str));
            diagnostic = diagnostic.help(match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if matches!(key, OperationKey::Id(_)) => {
                    "name an `operationId` of the document, or a method and a path".to_owned()
                }
                None => "name a method and a path exactly as the document does".to_owned(),
            });
        }
        findings.push(diagnostic);
        None
    }

    /// Changes the responses of one operation.
    fn responses(
        self,
        found: Found<'_>,
        wanted: Option<&Json>,
        own: &HashSet<&str>,
        edits: &mut Edits<'_>,
        done: &mut Done,
        findings: &mut Findings,
    ) {
        let Some(entry) = found.method.value.get("responses") else {
            let Some(all) = wanted else { return };
            if !self.is_map(found.method, findings) {
                return;
            }
            done.responses.added += all.as_object().map_or(0, Map::len);
            let last = found.method.value.entries().len().checked_sub(1);
            let insert = vec![(last, "responses".to_owned(), all)];
            let within = is_in_braces(&found.path.value);
            edits.map(found.method, within, &Changes { insert, ..Changes::default() });
            return;
        };
        let wanted = wanted.and_then(Json::as_object);
        if wanted.is_none() && entry.value.entries().is_empty() {
            return;
        }
        if !self.is_map(entry, findings) {
            return;
        }
        let entries = entry.value.entries();
        let mut changes = Changes::default();
        let mut there = BTreeSet::new();
        for (at, response) in entries.iter().enumerate() {
            let status = response.key.to_ascii_uppercase();
            let status = if status == "DEFAULT" { "default".to_owned() } else { status };
            let reference = response.value.reference();
            let key = reference.and_then(|it| it.strip_prefix(RESPONSES));
            let is_own = key.is_some_and(|key| own.contains(key));
            let value = wanted.and_then(|wanted| wanted.get(&status));
            match (value, is_own) {
                (None, false) => continue,
                (None, true) => {
                    done.responses.removed += 1;
                    changes.drop.push(at);
                }
                (Some(value), true) if response.value.says(value, self.request.text) => {
                    done.responses.unchanged += 1;
                }
                (Some(value), own) if own || self.request.replace => {
                    done.responses.changed += 1;
                    changes.replace.push((at, value));
                }
                (Some(_), _) => {
                    let span = Span::new(self.request.file, response.key_span.clone());
                    done.kept.push((format!("{} {status}", found.name()), span));
                }
            }
            there.insert(status);
        }
        for (status, value) in wanted.into_iter().flatten() {
            if !there.contains(status) {
                done.responses.added += 1;
                // Behind what comes before it: 200, 404, 4XX, default, x-….
                let stays = |at: &usize| !changes.drop.contains(at);
                let before = |at: &usize| rank(&entries[*at].key) < rank(status);
                let after = (0..entries.len()).rev().find(|at| stays(at) && before(at));
                changes.insert.push((after, status.clone(), value));
            }
        }
        edits.map(entry, is_in_braces(&found.method.value), &changes);
    }
}

/// The place of a response among others.
fn rank(key: &str) -> (usize, String) {
    let group = match key.as_bytes() {
        [b'0'..=b'9', ..] => 0,
        b"default" => 1,
        _ => 2,
    };
    (group, key.to_ascii_uppercase())
}
