//! YAML.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

use super::{Source, tree};
use crate::edit::Refused;
use crate::import::record::Records;

/// So deep values may nest.
const MOST_LEVELS: usize = 128;
/// So many values aliases may stand for in all: a few lines can say billions.
const MOST_ALIASED: usize = 1_000_000;

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    Ok(tree::records(&value(source)?, source.name))
}

/// A map or list that has not ended.
struct Open {
    anchor: usize,
    key: Option<String>,
    value: Value,
}

/// The whole as a value. Of several documents a list is made.
pub(super) fn value(source: &Source<'_>) -> Result<Value, Refused> {
    let mut documents = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut anchored: HashMap<usize, (Value, usize)> = HashMap::new();
    let mut left = MOST_ALIASED;
    for event in Parser::new_from_str(source.text) {
        let (event, span) = event.map_err(|error| {
            let message = format!("this is not YAML: {}", error.info());
            source.fault(error.marker().line(), &message, "fix the file")
        })?;
        let fault = |message: &str| Err(source.fault(span.start.line(), message, "fix the file"));
        let done = match event {
            Event::MappingStart(anchor, _) => {
                open.push(Open { anchor, key: None, value: Value::Object(Map::new()) });
                None
            }
            Event::SequenceStart(anchor, _) => {
                open.push(Open { anchor, key: None, value: Value::Array(Vec::new()) });
                None
            }
            Event::MappingEnd | Event::SequenceEnd => open.pop().map(|it| (it.anchor, it.value)),
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                Some((anchor, if plain { plain_value(&text) } else { Value::from(&*text) }))
            }
            Event::Alias(anchor) => {
                let Some((value, size)) = anchored.get(&anchor) else {
                    return fault("this alias stands for nothing, or for what it is in");
                };
                left = match left.checked_sub(*size) {
                    Some(left) => left,
                    None => return fault("the aliases expand to more than a million values"),
                };
                Some((0, value.clone()))
            }
            _ => None,
        };
        if open.len() > MOST_LEVELS {
            return fault("values nest more than 128 levels deep here");
        }
        let Some((anchor, value)) = done else { continue };
        if anchor > 0 {
            anchored.insert(anchor, (value.clone(), size(&value)));
        }
        match open.last_mut() {
            None => documents.push(value),
            Some(open) => {
                if let Some(key) = open.take(value) {
                    return Err(source.twice(&key, span.start.line()));
                }
            }
        }
    }
    Ok(if documents.len() == 1 { documents.remove(0) } else { Value::Array(documents) })
}

impl Open {
    /// Takes a key or a value. Returns a duplicate key.
    fn take(&mut self, value: Value) -> Option<String> {
        match (&mut self.value, self.key.take()) {
            (Value::Object(map), Some(key)) => {
                return map.insert(key.clone(), value).map(|_| key);
            }
            (Value::Object(_), None) => {
                self.key = Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            }
            (Value::Array(items), _) => items.push(value),
            _ => {}
        }
        None
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// A scalar without quotes, by the core schema of YAML 1.2.
fn plain_value(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        // A zero in front is somebody's way to write a code.
        _ if text.len() > 1 && text.starts_with('0') => Value::from(text),
        _ => text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from),
    }
}
