//! Reads bodies into typed errors, and writes them again from these alone. `bodies.rs` writes the
//! arms of `read`.

#![allow(deprecated)]

use serde_json::Value as Json;

#[path = "../damaged.rs"]
mod damaged;

/// At most this many texts are made of each body by damage. Without its feature, serde_json may read a neighbour of the number
/// that is written.
const DAMAGED: usize = if cfg!(feature = "float_roundtrip") { 60 } else { 0 };

/// Reads a body, and returns the body that it writes again.
macro_rules! again {
    ($crate_:ident, $error:ty, $line:expr) => {{
        let body = $line["body"].to_string();
        let response: $crate_::Response<$error> =
            serde_json::from_str(&body).map_err(|wrong| wrong.to_string())?;
        same(&serde_json::to_value(&response).unwrap(), &$line["body"], "as it came")?;

        let occurrence = response.occurrence();
        same(&serde_json::to_value(occurrence.code()).unwrap(), &$line["code"], "the code")?;
        if !$line["filled"].is_null() {
            let error = occurrence.error().ok_or("it is not typed")?;
            same(&Json::from(error.to_string()), &$line["filled"], "the message")?;
        }

        // As text, with white space and in another order of keys than the body had.
        let text = format!(" {:#}\n", $line["body"]);
        let from_text = $crate_::Response::<$error>::read(response.http_status(), &(), text.as_bytes())
            .map_err(|wrong| format!("as text: {wrong}"))?;
        if from_text != response || from_text.body() != text {
            return Err(format!("as text it is {from_text:?} and not {response:?}"));
        }
        let told = |it: &$crate_::Response<$error>| {
            let first = it.occurrence();
            (first.received().clone(), first.message(), it.slots().clone())
        };
        if told(&from_text) != told(&response) {
            return Err(format!("as text it is {from_text:?} and not {response:?}"));
        }

        for damaged in damaged::texts(&text, DAMAGED) {
            damaged::check!($crate_, $error, damaged.as_bytes());
        }

        let new = $crate_::Response::new(occurrence.clone(), response.slots().clone());
        let written = serde_json::to_string(&new).unwrap();
        if new.body() != written {
            return Err(format!("{} by itself, and {written} by serde", new.body()));
        }
        same(&new.json().to_string().parse().unwrap(), &written.parse().unwrap(), "by Display")?;
        let read: $crate_::Response<$error> = serde_json::from_str(&written).unwrap();
        if read.occurrence() != occurrence || read.slots() != response.slots() {
            return Err(format!("{read:?} is not {response:?}"));
        }
        Ok(written)
    }};
}

fn same(found: &Json, expected: &Json, what: &str) -> Result<(), String> {
    if alike(found, expected) { Ok(()) } else { Err(format!("{what}: {found} is not {expected}")) }
}

/// Whether two values are the same. With serde_json's `arbitrary_precision` its own `==` compares how
/// numbers are written.
fn alike(one: &Json, other: &Json) -> bool {
    let number = |it: &serde_json::Number| (it.as_i64(), it.as_u64(), it.as_f64());
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => number(one) == number(other),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let has = |(key, one)| other.get(key).is_some_and(|other| alike(one, other));
            one.len() == other.len() && one.iter().all(has)
        }
        _ => one == other,
    }
}

#[test]
fn bodies_are_typed_and_come_out_again() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let bodies = std::fs::read_to_string(folder.join("bodies.jsonl")).unwrap();
    let mut out = String::new();
    for line in bodies.lines() {
        let line: Json = serde_json::from_str(line).unwrap();
        let again = read(&line).unwrap_or_else(|wrong| panic!("{wrong}\n{line}"));
        out.push_str(&again);
        out.push('\n');
    }
    assert!(out.lines().count() > 1_000);
    std::fs::write(folder.join("again.jsonl"), out).unwrap();
}
