//! The envelope of a new API, guessed from the bodies that it sends.

use serde_json::Value as Json;
use toml::{Table, Value};

use super::draft::Code;
use super::report::Report;
use crate::edit::{Refused, literals};
use errcat_catalogue::name::{BUILT_IN_SLOTS, Grammar};
use errcat_findings::wording::phrase;

/// Keys of bodies that are built-in slots.
const KNOWN: &[(&str, &[&str])] = &[
    ("$message", &["message", "msg", "error_message", "error_description", "detail"]),
    ("$title", &["title"]),
    ("$status", &["status", "status_code", "http_status", "statuscode"]),
    ("$details?", &["details", "data", "params", "fields"]),
];

/// Keys whose values are codes, for a body that holds no code of the source.
const CODES: &[&str] = &["code", "error_code", "errorcode", "error", "type"];

/// The tables of an envelope in `api.toml`, guessed from a body: a file's name and text.
///
/// # Errors
/// Where it is not JSON, or has no place for a code.
pub fn envelope(
    (name, text): (&str, &str),
    codes: &[Code],
    report: &mut Report,
) -> Result<String, Refused> {
    let body: Json = serde_json::from_str(text).map_err(|error| {
        let said = format!("{}:{}: this is not JSON: {error}", phrase(name), error.line());
        Refused::new(said, "pass a body as the API sends it")
    })?;
    let is_wire = |it: &Json| {
        let text = it.as_str().map_or_else(|| it.to_string(), str::to_owned);
        (it.is_string() || it.is_i64()) && codes.iter().any(|code| code.wire == text)
    };
    let mut guess = Guess { name, report, slots: Table::new(), is_wire: &is_wire };
    // A code of the source is one wherever it stands; else its key tells.
    let by_key = !any(&body, &is_wire);
    let shape = guess.shape(&body, "", by_key);
    let (slots, is_list) = (guess.slots, body.is_array());
    let found = shape.to_string();
    if !found.contains("\"$code\"") || !(body.is_object() || is_list) {
        return Err(Refused::new(
            format!("{} has no code", phrase(name)),
            "pass the body of an error whose code is in the source",
        ));
    }
    let mut out = match &shape {
        Value::Table(table) => {
            let line = |(key, value): (&String, &Value)| {
                format!("{} = {}\n", literals::key(key), super::lock::written(value))
            };
            let lines: String = table.iter().map(line).collect();
            format!("\n[envelopes.error.body]\n{lines}")
        }
        other => format!("\n[envelopes.error]\nbody = {other}\n"),
    };
    if !slots.is_empty() {
        out.push_str("\n[envelopes.error.slots]\n");
        for (key, value) in slots {
            out.push_str(&format!("{key} = {value}\n"));
        }
    }
    Ok(out)
}

/// Whether a value that is one stands anywhere in another.
fn any(json: &Json, is_one: &dyn Fn(&Json) -> bool) -> bool {
    match json {
        Json::Array(items) => items.iter().any(|it| any(it, is_one)),
        Json::Object(map) => map.values().any(|it| any(it, is_one)),
        other => is_one(other),
    }
}

/// Whether a text looks like one that is the same in each body.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

struct Guess<'a> {
    name: &'a str,
    report: &'a mut Report,
    slots: Table,
    is_wire: &'a dyn Fn(&Json) -> bool,
}

impl Guess<'_> {
    /// A value of the body as the catalogue writes it.
    fn shape(&mut self, json: &Json, key: &str, by_key: bool) -> Value {
        let lower = key.to_lowercase();
        let is_code = if by_key {
            CODES.contains(&lower.as_str()) && (json.is_string() || json.is_i64())
        } else {
            (self.is_wire)(json)
        };
        if is_code {
            return Value::from("$code");
        }
        let known = KNOWN.iter().find(|(_, keys)| keys.contains(&lower.as_str()));
        match (json, known) {
            (Json::String(_), Some((slot @ ("$message" | "$title"), _))) => Value::from(*slot),
            (Json::Number(_), Some((slot @ "$status", _))) => Value::from(format!("{slot}?")),
            (Json::Object(_) | Json::Array(_), Some((slot @ "$details?", _)))
                if !any(json, self.is_wire) =>
            {
                Value::from(*slot)
            }
            (Json::Null, Some(("$details?", _))) => Value::from("$details|null"),
            (Json::Object(map), _) => {
                let parts =
                    map.iter().map(|(key, value)| (key.clone(), self.shape(value, key, by_key)));
                Value::Table(parts.collect())
            }
            (Json::Array(items), _) if any(json, self.is_wire) => {
                // One stands for all: a list of errors.
                let item = items.iter().find(|it| any(it, self.is_wire));
                Value::Array(item.into_iter().map(|item| self.shape(item, key, by_key)).collect())
            }
            (Json::Bool(is), _) => Value::from(*is),
            (Json::String(text), _) if is_word(text) => Value::from(text.as_str()),
            _ => self.slot(json, key),
        }
    }

    /// A slot of the envelope's own: what is there in one body is an example.
    fn slot(&mut self, json: &Json, key: &str) -> Value {
        let name = Grammar::Slot.mended(key).unwrap_or_else(|| "value".to_owned());
        let name =
            if BUILT_IN_SLOTS.contains(&name.as_str()) { format!("{name}_value") } else { name };
        let free = (1..).map(|at| if at == 1 { name.clone() } else { format!("{name}_{at}") });
        let name = free.into_iter().find(|it| !self.slots.contains_key(it)).unwrap_or(name);
        let (ty, example) = match json {
            Json::String(text) => ("string", Some(Value::from(text.as_str()))),
            Json::Number(number) => match number.as_i64() {
                Some(number) => ("integer", Some(Value::from(number))),
                None => ("number", number.as_f64().map(Value::from)),
            },
            Json::Array(_) => ("list<json>", None),
            _ => ("json", None),
        };
        let mut slot = Table::new();
        slot.insert("type".to_owned(), Value::from(ty));
        slot.extend(example.map(|example| ("example".to_owned(), example)));
        self.slots.insert(name.clone(), Value::Table(slot));
        let what = "slots of the envelope are guessed from one body: each may be a constant or \
            optional";
        self.report.tell(what, format!("{} ({key})", self.name));
        Value::from(format!("${name}{}", if json.is_null() { "|null" } else { "" }))
    }
}
