//! Which code a body, a wire value or a permalink is.

use crate::catalogues;
use camino::Utf8Path;
use errcat::pipeline::read;
use errcat_catalogue::model::CodeRef;
use errcat_emit::json::one;
use errcat_evolve::lookup::{body, named};
use serde_json::{Value as Json, json};

/// Each example of each public code, in the five catalogues and those of the tests, is found by its
/// whole body: the code itself is among what is found, and all of that has the same wire value.
#[test]
fn every_body_finds_its_code() {
    let mut count = 0;
    for dir in catalogues::folders() {
        let reading = read(&dir).unwrap();
        let catalogue = reading.catalogue.as_ref().unwrap();
        for (api, it) in catalogue.apis.iter().enumerate() {
            for (code, entry) in it.public_codes() {
                let at = CodeRef { api, code };
                for example in one(catalogue, at)["examples"].as_array().unwrap() {
                    let found = body(catalogue, &example["body"]);
                    assert!(found.codes.contains(&at), "{dir} {example}: {found:?}");
                    for other in found.codes {
                        assert_eq!(catalogue.code(other).1.wire, entry.wire, "{dir} {example}");
                    }
                    count += 1;
                }
                assert!(named(catalogue, &entry.wire.text()).codes.contains(&at), "{dir}");
                let full = format!("{}/{}", it.name.as_str(), entry.name.as_str());
                assert_eq!(named(catalogue, &full).codes, [at], "{dir} {full}");
                if let Some(link) = catalogue.permalink(it, &entry.wire) {
                    assert_eq!(named(catalogue, &link).codes, [at], "{dir} {link}");
                }
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn bodies_that_are_none_find_nothing() {
    let dir = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let reading = read(&dir).unwrap();
    let catalogue = reading.catalogue.as_ref().unwrap();
    let odd = [
        json!(null),
        json!(7),
        json!("TOKEN_EXPIRED"),
        json!([]),
        json!({}),
        json!([[[[]]]]),
        json!({ "error": { "code": { "code": [] } } }),
        json!({ "data": null, "errors": [] }),
    ];
    for json in odd {
        let found = body(catalogue, &json);
        assert!(found.is_empty() && found.unknown.is_empty(), "{json}: {found:?}");
    }
    let unknown = json!({ "error_code": 99, "error_message": "?", "details": null });
    let found = body(catalogue, &unknown);
    let api = catalogue.apis.iter().position(|api| api.name.as_str() == "numeric").unwrap();
    assert_eq!((found.codes.len(), found.unknown), (0, vec![(api, "99".to_owned())]));
}

/// Nothing that somebody pastes brings it down.
#[test]
fn deep_bodies_end() {
    let dir = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let reading = read(&dir).unwrap();
    let catalogue = reading.catalogue.as_ref().unwrap();
    let deep = (0..100).fold(Json::Null, |inner, _| json!({ "errors": [inner], "error": 1 }));
    assert!(body(catalogue, &deep).is_empty());
}
