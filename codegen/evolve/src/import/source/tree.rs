//! Values that nest, as records: the items of arrays, and the values of maps whose values are alike.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::import::record::{BESIDE, Fact, KEY, Record, Records, SECTION, VALUE};

/// So many values of a map are looked at to see whether they are alike.
const SAMPLE: usize = 50;

/// The records of all kinds in a value, by where they stand: `errors[]`, `errors.*`, `*[]`.
pub(super) fn records(value: &Value, name: &str) -> Vec<Records> {
    let mut walk = Walk { name, found: Vec::new(), index: HashMap::new() };
    walk.go(value, ("", ""), &[], false);
    walk.found.retain(|it| !it.records.is_empty());
    walk.found
}

struct Walk<'a> {
    name: &'a str,
    found: Vec<Records>,
    /// Where in them a shape has its records.
    index: HashMap<String, usize>,
}

impl Walk<'_> {
    /// `shape` is the path with signs in place of numbers and of keys that are names, `place` the path
    /// itself; `keys` are those names. `within` says that a record has all of it already.
    fn go(&mut self, value: &Value, (shape, place): (&str, &str), keys: &[&str], within: bool) {
        match value {
            Value::Array(items) => {
                let shape = format!("{shape}[]");
                for (at, item) in items.iter().enumerate() {
                    let place = format!("{place}[{at}]");
                    match item {
                        Value::Object(map) => self.record(map, (&shape, &place), None, keys),
                        Value::Array(_) => {}
                        _ if within => {}
                        _ => self.alone(item, (&shape, &place), None, keys),
                    }
                    self.go(item, (&shape, &place), keys, within || item.is_object());
                }
            }
            Value::Object(map) if is_alike(map) => {
                let shape = joined(shape, "*");
                for (key, value) in map {
                    let place = joined(place, key);
                    if let Value::Object(map) = value {
                        self.record(map, (&shape, &place), Some(key), keys);
                    }
                    let keys = [keys, &[key]].concat();
                    self.go(value, (&shape, &place), &keys, within || value.is_object());
                }
            }
            Value::Object(map) => {
                let is_scalar = |it: &Value| it.is_string() || it.is_number();
                let are_records = !within && map.len() > 2 && map.values().all(is_scalar);
                for (key, value) in map {
                    let inner = joined(place, key);
                    if are_records {
                        self.alone(value, (&joined(shape, "*"), &inner), Some(key), keys);
                    } else if !within && !value.is_object() && !value.is_array() {
                        let mut record = Record::new(format!("{}, {inner}", self.name));
                        scalar(value, &inner, &mut record);
                        self.add(BESIDE, record);
                    }
                    self.go(value, (&joined(shape, key), &inner), keys, within);
                }
            }
            _ => {}
        }
    }

    fn record(
        &mut self,
        map: &Map<String, Value>,
        (shape, place): (&str, &str),
        key: Option<&str>,
        keys: &[&str],
    ) {
        let mut record = self.begun(place, key, keys);
        flatten(map, "", &mut record);
        self.add(shape, record);
    }

    /// A scalar that may be a record by itself.
    fn alone(
        &mut self,
        value: &Value,
        (shape, place): (&str, &str),
        key: Option<&str>,
        keys: &[&str],
    ) {
        let mut record = self.begun(place, key, keys);
        scalar(value, VALUE, &mut record);
        self.add(shape, record);
    }

    fn begun(&self, place: &str, key: Option<&str>, keys: &[&str]) -> Record {
        let mut record = Record::new(format!("{}, {place}", self.name));
        if let Some(key) = key {
            record.put(KEY, key);
        }
        record.put(SECTION, keys.join("."));
        record
    }

    fn add(&mut self, shape: &str, record: Record) {
        let next = self.found.len();
        let at = *self.index.entry(shape.to_owned()).or_insert(next);
        if at == next {
            self.found.push(Records { at: shape.to_owned(), records: Vec::new() });
        }
        self.found[at].records.push(record);
    }
}

/// A path and a key behind it.
fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Whether the keys of a map are names: its values are all maps that share a key, or arrays of such.
fn is_alike(map: &Map<String, Value>) -> bool {
    let first_of = |value: &'_ Value| match value {
        Value::Array(items) => items.first().and_then(Value::as_object).cloned(),
        _ => value.as_object().cloned(),
    };
    if map.len() < 2 || !map.values().all(Value::is_object) && !map.values().all(Value::is_array) {
        return false;
    }
    let maps: Option<Vec<_>> = map.values().take(SAMPLE).map(first_of).collect();
    let Some(maps) = maps else { return false };
    let shared = |key: &String| maps.iter().filter(|it| it.contains_key(key)).count() * 3;
    maps.iter().flat_map(|it| it.keys()).any(|key| shared(key) >= maps.len() * 2)
}

fn flatten(map: &Map<String, Value>, above: &str, record: &mut Record) {
    for (key, value) in map {
        facts(value, &joined(above, key), record);
    }
}

fn facts(value: &Value, path: &str, record: &mut Record) {
    match value {
        Value::Object(map) => flatten(map, path, record),
        Value::Array(items) => items.iter().for_each(|item| facts(item, path, record)),
        _ => scalar(value, path, record),
    }
}

fn scalar(value: &Value, path: &str, record: &mut Record) {
    match value {
        Value::Null => {}
        Value::String(text) => record.put(path, text.as_str()),
        Value::Number(number) => record.facts.push(Fact {
            path: path.to_owned(),
            value: number.to_string(),
            is_number: true,
        }),
        _ => record.put(path, value.to_string()),
    }
}
