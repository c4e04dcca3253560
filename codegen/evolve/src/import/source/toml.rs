//! TOML.

use serde_json::Value;

use super::{Source, tree};
use crate::edit::Refused;
use crate::import::record::Records;

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    let table: toml::Table = source.text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| source.line_of(span.start));
        source.fault(line, &format!("this is not TOML: {}", error.message()), "fix the file")
    })?;
    let value = Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect());
    Ok(tree::records(&value, source.name))
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(is) => Value::Bool(is),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(json).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect())
        }
    }
}
