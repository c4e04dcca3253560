//! What the catalogue says of an API already: read from its files, whether they are valid or not.

use std::collections::{BTreeSet, HashMap};

use toml::{Table, Value};

use super::name::Taken;
use errcat_findings::source::{Source, Sources};

/// An API as its files say it.
#[derive(Debug, Default)]
pub struct Present {
    /// Whether it has an `api.toml`.
    pub is_there: bool,
    /// Whether its wire values are integers.
    pub is_integer: bool,
    /// The case of its names.
    pub case: Option<String>,
    /// The names of its own facts.
    pub meta: BTreeSet<String>,
    /// Its groups by id.
    pub groups: HashMap<String, Table>,
    /// Its codes by wire value in small letters: group and name.
    pub codes: HashMap<String, (String, String)>,
    /// The wire values of its tombstones, in small letters.
    pub retired: BTreeSet<String>,
    /// The names that are taken.
    pub taken: Taken,
    /// The ids of the actions that it can use.
    pub actions: BTreeSet<String>,
}

impl Present {
    /// What `sources` say of an API.
    pub fn of(sources: &Sources, api: &str) -> Self {
        let mut present = Self::default();
        for (_, source) in sources.iter() {
            let Ok(table) = source.text.parse::<Table>() else { continue };
            match source.path.split_once('/') {
                None if source.path == "actions.toml" => {
                    present.actions.extend(table.into_iter().map(|(key, _)| key));
                }
                Some((folder, "api.toml")) if folder == api => present.api(&table),
                Some((folder, name)) if folder == api && name != "operations.toml" => {
                    present.group(name.trim_end_matches(".toml"), table);
                }
                _ => {}
            }
        }
        present
    }

    fn api(&mut self, table: &Table) {
        self.is_there = true;
        let code = table.get("code").and_then(Value::as_table);
        let word = |key: &str| code.and_then(|code| code.get(key)).and_then(Value::as_str);
        self.is_integer = word("type") == Some("integer");
        self.case = word("case").map(str::to_owned);
        self.meta.extend(keys(table, "meta"));
        self.actions.extend(keys(table, "actions"));
    }

    fn group(&mut self, id: &str, table: Table) {
        for (name, code) in entries(&table, "codes") {
            self.taken.take(name);
            let aliases = code.get("aliases").and_then(Value::as_array);
            for alias in aliases.into_iter().flatten().filter_map(Value::as_str) {
                self.taken.take(alias);
            }
            self.codes.insert(wire(name, code), (id.to_owned(), name.clone()));
        }
        for (name, code) in entries(&table, "retired") {
            self.taken.take(name);
            self.retired.insert(wire(name, code));
        }
        self.groups.insert(id.to_owned(), table);
    }

    /// The value of a key of a code, if it has one of its own.
    pub fn value(&self, group: &str, name: &str, key: &str) -> Option<&Value> {
        self.groups.get(group)?.get("codes")?.get(name)?.get(key)
    }

    /// Whether a group gives its codes a value for a key.
    pub fn gives(&self, group: &str, key: &str) -> Option<&Value> {
        self.groups.get(group)?.get(key)
    }
}

/// The text of a file.
pub fn file<'s>(sources: &'s Sources, path: &str) -> Option<&'s Source> {
    sources.iter().map(|(_, source)| source).find(|source| source.path == path)
}

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = (&'t String, &'t Value)> {
    table.get(key).and_then(Value::as_table).into_iter().flatten()
}

fn keys(table: &Table, key: &str) -> Vec<String> {
    entries(table, key).map(|(key, _)| key.clone()).collect()
}

/// The wire value for a code, in small letters: wire values differ in more than case.
fn wire(name: &str, code: &Value) -> String {
    let wire = match code.get("wire") {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => name.to_owned(),
    };
    wire.to_lowercase()
}
