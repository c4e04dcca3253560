//! The JSON Schemas of the format: each is valid itself, says of every key what it is, and takes
//! what the parser takes.

use crate::catalogues;
use errcat_catalogue::raw::format::{TABLES, file};
use errcat_evolve::schema::{meaning, schemas};
use errcat_findings::diagnostic::Findings;
use serde_json::{Value as Json, json};

fn validator(name: &str) -> jsonschema::Validator {
    let (_, text) = schemas().into_iter().find(|(stem, _)| *stem == name).unwrap();
    let schema: Json = serde_json::from_str(&text).unwrap();
    jsonschema::draft7::meta::validate(&schema).unwrap();
    jsonschema::draft7::new(&schema).unwrap()
}

#[test]
fn every_key_says_what_it_is() {
    for def in TABLES {
        for key in def.keys {
            let about = meaning(def, key.name);
            let about = about.unwrap_or_else(|| {
                panic!("no row for `{}` below `{}` of format.md", key.name, def.section)
            });
            assert!(about.len() > 5 && !about.contains("]("), "{}: {about}", key.name);
        }
    }
}

#[test]
fn valid_catalogues_fit() {
    for dir in catalogues::folders() {
        let sources = errcat::load::catalogue(&dir, &mut Findings::default()).unwrap();
        for (_, source) in sources.iter() {
            let kind = file(&source.path).unwrap().name.trim_end_matches(".toml");
            let table: toml::Table = source.text.parse().unwrap();
            let value = serde_json::to_value(table).unwrap();
            let faults: Vec<_> =
                validator(kind).iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(faults.is_empty(), "{dir}/{}: {faults:?}", source.path);
        }
    }
}

#[test]
fn what_has_a_wrong_shape_does_not() {
    for (kind, value) in [
        ("catalogue", json!({})),
        ("catalogue", json!({ "format": 1, "title": "x", "version": "1.0.0", "titel": "x" })),
        ("catalogue", json!({ "format": 1, "title": 3, "version": "1.0.0" })),
        (
            "catalogue",
            json!({ "format": 1, "title": "x", "version": "1.0.0", "lints": { "unused": "warn" } }),
        ),
        ("statuses", json!({ "999": { "reason": "x" } })),
        ("statuses", json!({ "404": { "meaning": "x" } })),
        ("actions", json!({ "wait": { "advice": "x", "actor": "x", "retry": "never" } })),
        ("group", json!({ "codes": { "A": { "status": true } } })),
        ("group", json!({ "codes": { "A B": {} } })),
        ("group", json!({ "codes": { "A": { "details": { "x": { "typ": "string" } } } } })),
        ("api", json!({ "title": "x", "envelopes": { "error": {} } })),
        ("api", json!({ "title": "x", "types": { "small": "string" } })),
    ] {
        assert!(!validator(kind).is_valid(&value), "{kind}: {value}");
    }
}
