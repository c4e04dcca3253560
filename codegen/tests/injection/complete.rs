//! A key that takes a text and has no place in the catalogue here would never be tried.

use std::collections::BTreeSet;

use errcat_catalogue::raw::format::{self, Def, Shape, TABLES};
use toml::{Table, Value};

use crate::every_text::{FILES, TEXTS};

/// What a table of the format is, and one of its keys.
type Key = (&'static str, &'static str);

/// Keys whose strings are not texts: they name something, or follow a grammar without words.
const NAMES: &[(&str, &str)] = &[
    ("catalogue.toml", "version"),
    ("`[outputs]`", "command"),
    ("`[outputs.rust]`", "module package license repository rust-version path"),
    ("`[outputs.openapi]`", "path"),
    ("`[outputs.tables]`", "path"),
    ("an output", "path"),
    ("a status", "action"),
    ("a status of an API", "action"),
    ("api.toml", "groups types meta unexpected"),
    ("an envelope", "media_type slots"),
    ("a slot", "type"),
    ("a field", "type"),
    ("a fact", "type"),
    ("an enum", "enum"),
    ("an enum's value", "name"),
    ("a group file", "envelope status action details masked_as"),
    (
        "a code",
        "status action details part_of see_also aliases retry_after fills envelope masked_as allow",
    ),
    ("an entry of `[unexpected]`", "code"),
    ("a parameter", "type"),
    ("a release", "version"),
    ("a deprecation", "sunset replaced_by"),
    ("an accepted change", "rule subject until"),
    ("a retired code", "replaced_by"),
    ("`[common]`", "codes groups"),
    ("an operation", "codes groups"),
    ("an operation's deprecation", "on sunset"),
    ("a conversion", "from to otherwise unmapped codes"),
];

#[test]
fn every_text_of_the_format_has_its_place() {
    let takers = TABLES.iter().flat_map(|table| {
        let keys = table.keys.iter().filter(|key| takes_text(&key.shape));
        keys.map(|key| (table.what, key.name))
    });
    let names = NAMES.iter().flat_map(|(table, keys)| keys.split(' ').map(|key| (*table, key)));
    let mut found: BTreeSet<Key> = names.collect();
    for (path, text) in FILES {
        let table: Value = toml::from_str(text).unwrap();
        find(&table, &format::file(path).unwrap().shape, ("", ""), &mut found);
    }
    let takers: BTreeSet<Key> = takers.collect();
    assert_eq!(takers.difference(&found).collect::<Vec<_>>(), [&("", ""); 0], "have no text");
    assert_eq!(found.difference(&takers).collect::<Vec<_>>(), [&("", ""); 0], "take no text");
}

/// Whether a string somewhere in such a value may be a text.
fn takes_text(shape: &Shape) -> bool {
    match shape {
        Shape::Text(_) | Shape::Json => true,
        Shape::List(shape) | Shape::Map(_, shape) => takes_text(shape),
        Shape::Either(shapes) => shapes.iter().any(takes_text),
        _ => false,
    }
}

/// Adds the keys of a table that have a text.
fn in_table(table: &Table, def: &'static Def, found: &mut BTreeSet<Key>) {
    for key in def.keys {
        if let Some(value) = table.get(key.name) {
            find(value, &key.shape, (def.what, key.name), found);
        }
    }
}

/// Adds `key` if its `value` has a text, and the keys of the tables in it.
fn find(value: &Value, shape: &'static Shape, key: Key, found: &mut BTreeSet<Key>) {
    match (shape, value) {
        (Shape::Json, _) | (Shape::Text(_), Value::String(_)) => {
            let text = value.to_string();
            if TEXTS.iter().any(|mark| text.contains(mark)) {
                found.insert(key);
            }
        }
        (Shape::Either(shapes), _) => {
            for shape in *shapes {
                find(value, shape, key, found);
            }
        }
        (Shape::List(shape), Value::Array(items)) => {
            for item in items {
                find(item, shape, key, found);
            }
        }
        (Shape::Map(_, shape), Value::Table(table)) => {
            table.iter().for_each(|(_, value)| find(value, shape, key, found));
        }
        (Shape::Table(def), Value::Table(table)) => in_table(table, def, found),
        (Shape::TypeTable, Value::Table(table)) => match table.get("enum") {
            Some(_) => in_table(table, &format::ENUM, found),
            None => {
                table.iter().for_each(|(_, field)| find(field, &format::FIELD_SHAPE, key, found));
            }
        },
        _ => {}
    }
}
