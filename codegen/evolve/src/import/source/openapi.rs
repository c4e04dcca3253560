//! `OpenAPI` documents: codes in examples of responses, in enums and constants of schemas.

use serde_json::{Map, Value};

use super::{Source, json, yaml};
use crate::edit::Refused;
use crate::import::record::{Record, Records};

/// Schemas and examples are looked into so deep; references count.
const MOST_LEVELS: usize = 24;
/// So many parts of a document are looked into in all: references can make a few lines endless.
const MOST_STEPS: usize = 500_000;

/// Keys whose values are codes, the surest first.
const CODES: &[&str] =
    &["code", "error_code", "errorCode", "err_code", "errcode", "error", "type", "key"];
const MESSAGES: &[&str] =
    &["message", "msg", "error_message", "errorMessage", "error_description", "detail", "title"];
/// Keys whose members are the details of a code.
const DETAILS: &[&str] = &["details", "params", "parameters", "context", "data"];
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    let is_json = source.text.trim_start().starts_with('{');
    let document = if is_json { json::value(source)? } else { yaml::value(source)? };
    let mut reader =
        Reader { name: source.name, document: &document, left: MOST_STEPS, records: Vec::new() };
    for (path, item) in entries(document.get("paths")) {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if METHODS.contains(&method.as_str()) {
                let operation_name = format!("{} {path}", method.to_uppercase());
                for (status, response) in entries(operation.get("responses")) {
                    reader.response(status, response, &operation_name);
                }
            }
        }
    }
    let components = document.get("components");
    for (name, response) in entries(components.and_then(|it| it.get("responses"))) {
        reader.response("", response, &format!("components.responses.{name}"));
    }
    for (name, schema) in entries(components.and_then(|it| it.get("schemas"))) {
        let lower = name.to_lowercase();
        let is_list = lower.contains("code") || lower.contains("error");
        let at = At { status: "", place: &format!("components.schemas.{name}"), response: "" };
        if is_list && schema.get("enum").is_some() {
            reader.values(schema, at);
        } else {
            reader.schema(schema, at, 0);
        }
    }
    if reader.left == 0 {
        let help = "its references lead to more than half a million parts: split the file";
        return Err(source.fault(1, "the document cannot be read to its end", help));
    }
    Ok(vec![Records { at: String::new(), records: reader.records }])
}

/// The entries of a map; none where there is none.
fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// Where a code stands.
#[derive(Clone, Copy)]
struct At<'a> {
    status: &'a str,
    place: &'a str,
    response: &'a str,
}

struct Reader<'a> {
    name: &'a str,
    document: &'a Value,
    left: usize,
    records: Vec<Record>,
}

impl<'a> Reader<'a> {
    /// What a value stands for, if it is a reference.
    fn resolved(&mut self, mut value: &'a Value) -> Option<&'a Value> {
        for _ in 0..MOST_LEVELS {
            self.left = self.left.checked_sub(1)?;
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Some(value);
            };
            value = self.document.pointer(reference.strip_prefix('#')?)?;
        }
        None
    }

    fn response(&mut self, status: &str, response: &'a Value, place: &str) {
        let Some(response) = self.resolved(response) else { return };
        let is_error = status.is_empty() || status == "default" || status.starts_with(['4', '5']);
        if !is_error {
            return;
        }
        let status = if status == "default" { "" } else { status };
        let text = response.get("description").and_then(Value::as_str).unwrap_or_default();
        let at = At { status, place, response: text };
        for media in
            response.get("content").and_then(Value::as_object).into_iter().flat_map(Map::values)
        {
            if let Some(example) = media.get("example") {
                self.body(example, "", at, 0);
            }
            for example in
                media.get("examples").and_then(Value::as_object).into_iter().flat_map(Map::values)
            {
                let Some(example) = self.resolved(example) else { continue };
                let title = example.get("summary").and_then(Value::as_str).unwrap_or_default();
                if let Some(value) = example.get("value") {
                    self.body(value, title, at, 0);
                }
            }
            if let Some(schema) = media.get("schema") {
                self.schema(schema, at, 0);
            }
        }
    }

    /// The code of an example, and the message beside it.
    fn body(&mut self, body: &'a Value, title: &str, at: At<'_>, level: usize) {
        if level > MOST_LEVELS || self.left == 0 {
            return;
        }
        self.left -= 1;
        match body {
            Value::Array(items) => {
                for item in items {
                    self.body(item, title, at, level + 1);
                }
            }
            Value::Object(map) => {
                let is_code = |it: &&Value| it.is_i64() || it.as_str().is_some_and(is_word);
                let code = CODES.iter().find_map(|key| map.get_key_value(*key));
                let Some((code_key, code)) = code.filter(|(_, it)| is_code(it)) else {
                    return map.values().for_each(|value| self.body(value, title, at, level + 1));
                };
                let message =
                    MESSAGES.iter().find(|key| map.get(**key).is_some_and(Value::is_string));
                let text = message.and_then(|key| map.get(*key)?.as_str()).unwrap_or_default();
                self.put(code, text, title, "", at);
                let others = map.iter().filter(|(key, _)| {
                    *key != code_key && message.is_none_or(|message| *key != message)
                });
                if let Some(record) = self.records.last_mut() {
                    others.for_each(|(key, value)| beside(record, key, value));
                }
            }
            _ => {}
        }
    }

    /// The codes of a schema: enums, constants and examples of a property that has them.
    fn schema(&mut self, schema: &'a Value, at: At<'_>, level: usize) {
        if level > MOST_LEVELS || self.left == 0 {
            return;
        }
        self.left -= 1;
        let Some(schema) = self.resolved(schema) else { return };
        for key in ["allOf", "oneOf", "anyOf"] {
            for part in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                self.schema(part, at, level + 1);
            }
        }
        if let Some(example) = schema.get("example") {
            self.body(example, "", at, level + 1);
        }
        if let Some(items) = schema.get("items") {
            self.schema(items, at, level + 1);
        }
        for (key, property) in
            schema.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            let Some(own) = self.resolved(property) else { continue };
            let is_code = CODES.contains(&key.as_str());
            if is_code && (own.get("enum").is_some() || own.get("const").is_some()) {
                self.values(own, at);
            } else if own.is_object() {
                self.schema(own, at, level + 1);
            }
        }
    }

    /// Each value of an enum, with what its extensions say of it.
    fn values(&mut self, schema: &'a Value, at: At<'_>) {
        let list = |keys: &[&str], index: usize, value: &Value| {
            let found = keys.iter().find_map(|key| schema.get(*key))?;
            let one = match found {
                Value::Array(items) => items.get(index),
                Value::Object(map) => map.get(value.as_str()?),
                _ => None,
            };
            one?.as_str().map(str::to_owned)
        };
        let constant = schema.get("const").into_iter();
        let values =
            schema.get("enum").and_then(Value::as_array).into_iter().flatten().chain(constant);
        for (index, value) in values.enumerate() {
            let described = list(&["x-enum-descriptions", "x-enumDescriptions"], index, value);
            let name = list(&["x-enum-varnames", "x-enumNames"], index, value);
            self.put(value, "", &described.unwrap_or_default(), &name.unwrap_or_default(), at);
        }
    }

    fn put(&mut self, code: &Value, message: &str, title: &str, name: &str, at: At<'_>) {
        self.left = self.left.saturating_sub(1);
        let mut record = Record::new(format!("{}, {}", self.name, at.place));
        record.put("code", code.as_str().map_or_else(|| code.to_string(), str::to_owned));
        record.put("name", name);
        record.put("status", at.status);
        record.put("message", message);
        record.put("title", title);
        record.put("response", at.response);
        if at.place.contains(' ') {
            record.put("operation", at.place);
        }
        self.records.push(record);
    }
}

/// What an example has beside its code: the types of details, and facts of other names.
fn beside(record: &mut Record, key: &str, value: &Value) {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Object(fields) if DETAILS.contains(&key) => {
            for (field, value) in fields {
                record.put(format!("details.{field}"), type_of(value));
            }
        }
        Value::Null => {}
        _ => record.put(key, text(value)),
    }
}

/// The type of a field by an example of it.
fn type_of(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::Null | Value::Array(_) | Value::Object(_) => "json",
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.len() <= 128 && !text.contains(char::is_whitespace)
}
