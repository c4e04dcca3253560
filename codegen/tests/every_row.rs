//! The benchmark's sweep has a row for everything of the format of which there can be many.

use std::collections::{BTreeMap, BTreeSet};

use crate::countable::{THINGS, Thing};
use errcat::pipeline::{Reading, understand};
use errcat_catalogue::raw::format::{self, Def, ENUM, FIELD_SHAPE, FILES, Shape, TABLES};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::render::{Style, human};
use errcat_findings::source::{Source, Sources};
use toml::Value;

/// Arrays and tables of which the format itself says how many entries they can have.
const FEW: &[&str] = &[
    // Each has a name of the format.
    "CATALOGUE.lints",
    "CATALOGUE.diff",
    "CODE.allow",
    "OUTPUT_OPENAPI.versions",
    "OUTPUT_RUST.integrations",
    // A slot that is set is not a list.
    "CODE.set[]",
    "GROUP.set[]",
    // Two numbers.
    "GROUP.range",
];

/// So many of each thing.
const MANY: usize = 40;

fn read(thing: &Thing, count: usize) -> Reading {
    let mut sources = Sources::default();
    for (path, text) in thing.files(count) {
        sources.add(Source { display: path.clone(), path, text, readable: true });
    }
    understand(sources, Findings::default())
}

#[test]
fn rows_are_valid_catalogues() {
    let mut refused = Vec::new();
    for thing in THINGS {
        for count in [1, 2, MANY] {
            let reading = read(thing, count);
            let errors = reading.diagnostics.into_iter();
            let errors: Vec<Diagnostic> =
                errors.filter(|one| one.severity == Severity::Error).collect();
            if reading.catalogue.is_none() {
                let words = human(&errors, &reading.sources, Style::Plain);
                refused.push(format!("{count} {}: {words}", thing.name));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn everything_countable_has_a_row() {
    let mut wanted = BTreeSet::new();
    for table in TABLES {
        for key in table.keys {
            places(&key.shape, &place(table, key.name), &mut wanted);
        }
    }
    for file in FILES {
        places(&file.shape, file.name, &mut wanted);
    }
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for thing in THINGS {
        for (path, text) in thing.files(MANY) {
            let value: Value = toml::from_str::<toml::Table>(&text).unwrap().into();
            count(
                &value,
                &format::file(&path).unwrap().shape,
                format::file(&path).unwrap().name,
                &mut found,
            );
        }
    }
    let found: BTreeSet<String> =
        found.into_iter().filter(|(_, most)| *most >= MANY).map(|(place, _)| place).collect();
    let few: BTreeSet<String> = FEW.iter().map(|place| (*place).to_owned()).collect();
    let missing: Vec<_> = wanted.difference(&found).filter(|it| !few.contains(*it)).collect();
    assert_eq!(missing, [""; 0], "have no row");
    let needless: Vec<_> =
        few.iter().filter(|it| found.contains(*it) || !wanted.contains(*it)).collect();
    assert_eq!(needless, [""; 0], "are not exceptions");
}

fn place(table: &Def, key: &str) -> String {
    format!("{}.{key}", table.name)
}

/// What holds what `place` holds.
fn inside(place: &str) -> String {
    format!("{place}[]")
}

/// Adds the arrays and tables of a value of this shape that can have any number of entries.
fn places(shape: &Shape, place: &str, found: &mut BTreeSet<String>) {
    match shape {
        Shape::List(item) | Shape::Map(_, item) => {
            found.insert(place.to_owned());
            places(item, &inside(place), found);
        }
        Shape::Json => {
            found.insert(place.to_owned());
        }
        Shape::TypeTable => {
            places(&Shape::Map(errcat_catalogue::name::Grammar::Field, &FIELD_SHAPE), place, found);
        }
        Shape::Either(shapes) => shapes.iter().for_each(|shape| places(shape, place, found)),
        // A table with keys of the format is looked at by its own name.
        _ => {}
    }
}

/// Adds how many entries each of these has.
fn count(value: &Value, shape: &'static Shape, at: &str, found: &mut BTreeMap<String, usize>) {
    let entries: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Table(table) => table.values().collect(),
        _ => Vec::new(),
    };
    let mut note = || {
        let most = found.entry(at.to_owned()).or_default();
        *most = entries.len().max(*most);
    };
    match (shape, value) {
        (Shape::Json, _) => {
            note();
            for value in entries {
                count(value, shape, at, found);
            }
        }
        (Shape::List(item), Value::Array(_)) | (Shape::Map(_, item), Value::Table(_)) => {
            note();
            for value in entries {
                count(value, item, &inside(at), found);
            }
        }
        (Shape::Table(def), Value::Table(table)) => in_table(table, def, found),
        (Shape::TypeTable, Value::Table(table))
            if table.get("enum").is_some_and(Value::is_array) =>
        {
            in_table(table, &ENUM, found);
        }
        (Shape::TypeTable, Value::Table(_)) => {
            note();
            for value in entries {
                count(value, &FIELD_SHAPE, &inside(at), found);
            }
        }
        (Shape::Either(shapes), _) => {
            shapes.iter().for_each(|shape| count(value, shape, at, found));
        }
        _ => {}
    }
}

fn in_table(table: &toml::Table, def: &'static Def, found: &mut BTreeMap<String, usize>) {
    for key in def.keys {
        if let Some(value) = table.get(key.name) {
            count(value, &key.shape, &place(def, key.name), found);
        }
    }
}
