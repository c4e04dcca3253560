//! The operations of a document.

use std::collections::HashMap;

use super::tree::{Entry, Tree};
use errcat_catalogue::model::{METHODS, OperationKey};

/// An operation of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub path: &'a Entry,
    pub method: &'a Entry,
}

/// All operations of a document, by what they are called.
#[derive(Debug)]
pub(super) struct Operations<'a> {
    pub all: Vec<Found<'a>>,
    by_path: HashMap<(String, String), Vec<usize>>,
    by_id: HashMap<&'a str, Vec<usize>>,
    /// Paths that stand somewhere else, by their shape.
    elsewhere: HashMap<String, &'a Entry>,
}

impl<'a> Operations<'a> {
    pub(super) fn of(tree: &'a Tree) -> Self {
        let mut operations = Self {
            all: Vec::new(),
            by_path: HashMap::new(),
            by_id: HashMap::new(),
            elsewhere: HashMap::new(),
        };
        let paths = tree.get("paths").map_or(&[][..], |paths| paths.value.entries());
        for path in paths {
            if path.value.get("$ref").is_some() {
                operations.elsewhere.insert(OperationKey::shape(&path.key), path);
            }
            for method in path.value.entries() {
                let name = method.key.to_ascii_uppercase();
                if !METHODS.contains(&name.as_str()) {
                    continue;
                }
                let at = operations.all.len();
                let key = (name, OperationKey::shape(&path.key));
                operations.by_path.entry(key).or_default().push(at);
                if let Some(id) = method.value.get("operationId").and_then(|it| it.value.text()) {
                    operations.by_id.entry(id).or_default().push(at);
                }
                operations.all.push(Found { path, method });
            }
        }
        operations
    }

    /// The operations that `key` may mean: indices of `all`. Of paths that differ in the names of
    /// parameters alone, one that is written alike.
    pub(super) fn find(&self, key: &OperationKey) -> Vec<usize> {
        match key {
            OperationKey::Id(id) => self.by_id.get(id.as_str()).cloned().unwrap_or_default(),
            OperationKey::Path { method, path } => {
                let shape = (method.clone(), OperationKey::shape(path));
                let found = self.by_path.get(&shape).cloned().unwrap_or_default();
                let exact = found.iter().find(|at| self.all[**at].path.key == *path);
                exact.map_or(found.clone(), |at| vec![*at])
            }
        }
    }

    /// The path of `key`, if it stands somewhere else.
    pub(super) fn elsewhere(&self, key: &OperationKey) -> Option<&'a Entry> {
        match key {
            OperationKey::Id(_) => None,
            OperationKey::Path { path, .. } => {
                self.elsewhere.get(&OperationKey::shape(path)).copied()
            }
        }
    }

    /// What operations are called, in the way of `like`.
    pub(super) fn names(&self, like: &OperationKey) -> Vec<String> {
        match like {
            OperationKey::Id(_) => self.by_id.keys().map(|id| (*id).to_owned()).collect(),
            OperationKey::Path { .. } => self.all.iter().map(Found::name).collect(),
        }
    }
}

impl Found<'_> {
    /// `POST /orders`.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method.key.to_ascii_uppercase(), self.path.key)
    }
}
