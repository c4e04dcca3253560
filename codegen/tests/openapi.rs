//! Checks the `OpenAPI` documents of all catalogues against the catalogues themselves.

use std::collections::{BTreeMap, BTreeSet};

use errcat_catalogue::model::{Api, BuiltIn, Code, OpenapiVersion, Presence, SlotRef, WireType};
use errcat_emit::document::to_merge;
use jsonschema::{Draft, Registry, RegistryBuilder, Validator};
use serde_json::{Value as Json, json};

use crate::catalogues::{Case, all, first_error, pointer};

/// A document with what it was made of.
struct Document<'a> {
    case: &'a Case,
    api: &'a Api,
    json: Json,
    registry: Registry<'a>,
}

/// A response's schema, and its examples by key.
struct Response {
    schema: Validator,
    examples: Vec<(String, Json)>,
}

impl Document<'_> {
    /// The validator of the schema at `pointer`.
    fn at(&self, pointer: &str) -> Validator {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .build(&json!({ "$ref": format!("urn:document#{pointer}") }))
            .expect("the schema can be built")
    }

    fn component(&self, key: &str) -> Validator {
        self.at(&format!("/components/schemas/{key}"))
    }

    /// The validators of whole bodies, by the index of the envelope.
    fn bodies(&self, kind: &str) -> BTreeMap<usize, Validator> {
        let used: BTreeSet<_> = self.public().map(|code| code.envelope).collect();
        let key = |index: usize| self.api.envelopes[index].name.upper_camel();
        used.into_iter()
            .map(|index| (index, self.component(&format!("{kind}_{}", key(index)))))
            .collect()
    }

    fn schema(&self, key: &str) -> &Json {
        &self.json["components"]["schemas"][key]
    }

    /// The responses by key.
    fn responses(&self) -> Vec<(String, Response)> {
        let responses = self.json["components"]["responses"].as_object().expect("a map");
        let mut all = Vec::new();
        for (key, response) in responses {
            for (media_type, media) in response["content"].as_object().expect("a map") {
                let media_type = media_type.replace('~', "~0").replace('/', "~1");
                let pointer = format!("/components/responses/{key}/content/{media_type}/schema");
                let named = |list: &str| media[list].as_object().into_iter().flatten();
                let values = named("examples").map(|(key, it)| (key.clone(), it["value"].clone()));
                let texts = named("x-error-examples").map(|(key, it)| {
                    let text = it["text"].as_str().expect("a text");
                    (key.clone(), serde_json::from_str(text).expect("it is JSON"))
                });
                let examples = values.chain(texts).collect();
                let response = Response { schema: self.at(&pointer), examples };
                all.push((key.clone(), response));
            }
        }
        all
    }

    fn name(&self, what: &str) -> String {
        format!("{}/{}: {what}", self.case.name, self.api.name.as_str())
    }

    fn public(&self) -> impl Iterator<Item = &Code> {
        self.api.public_codes().map(|(_, code)| code)
    }
}

/// Calls `check` with every document.
fn each(check: impl Fn(&Document<'_>)) {
    for case in all() {
        for api in &case.catalogue.apis {
            let json = case.json("openapi", &format!("openapi/{}.json", api.name.as_str()));
            let registry = Registry::new().add("urn:document", json.clone());
            let registry = registry.and_then(RegistryBuilder::prepare);
            let registry = registry.expect("the document is a resource");
            check(&Document { case: &case, api, json, registry });
        }
    }
}

fn error_key(code: &Code) -> String {
    format!("Error_{}", code.name.upper_camel())
}

fn assert_valid(validator: &Validator, value: &Json, what: &str) {
    let errors: Vec<_> = validator.iter_errors(value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}\n{value:#}");
}

#[test]
fn examples_fit_their_responses() {
    each(|document| {
        let mut shown = BTreeSet::new();
        for (key, response) in document.responses() {
            for (name, body) in response.examples {
                assert_valid(&response.schema, &body, &document.name(&format!("{name} in {key}")));
                shown.insert(name);
            }
        }
        for code in document.public() {
            for at in 1..=code.examples.len() {
                let name = code.name.as_str();
                let name = if at == 1 { name.to_owned() } else { format!("{name}.{at}") };
                assert!(shown.contains(&name), "{}", document.name(&name));
            }
        }
    });
}

#[test]
fn examples_fit_their_codes() {
    each(|document| {
        let any = document.bodies("Body");
        let plain = document.bodies("Envelope");
        for code in document.public() {
            let envelope = document.api.envelope(code);
            let exact = document.component(&error_key(code));
            for example in &code.examples {
                let body = document.case.catalogue.example_body(document.api, code, example);
                let error = body.pointer(&first_error(envelope)).expect("there is an error");
                let what = document.name(code.name.as_str());
                assert_valid(&exact, error, &what);
                assert_valid(&any[&code.envelope], &body, &what);
                assert_valid(&plain[&code.envelope], &body, &what);
            }
        }
    });
}

#[test]
fn codes_to_come_are_valid_and_wrong_ones_are_not() {
    each(|document| {
        let unknown = match document.api.wire {
            WireType::String => json!("a code to come"),
            WireType::Integer => json!(987_654_321),
        };
        let any = document.bodies("Body");
        for code in document.public() {
            let envelope = document.api.envelope(code);
            let exact = document.component(&error_key(code));
            let any = &any[&code.envelope];
            let body = document.case.catalogue.example_body(document.api, code, &code.examples[0]);
            let what = document.name(code.name.as_str());

            let built_in = |slot| pointer(envelope, SlotRef::BuiltIn(slot));
            let (tag, value) = match built_in(BuiltIn::Code) {
                Some(tag) if body.pointer(&tag).is_some_and(Json::is_string) => {
                    (tag, json!(unknown.to_string()))
                }
                Some(tag) => (tag, unknown.clone()),
                None => (built_in(BuiltIn::Type).expect("a tag"), json!("/problems/to-come")),
            };
            let mut other = body.clone();
            *other.pointer_mut(&tag).expect("it is there") = value;
            assert_valid(any, &other, &what);
            let error = other.pointer(&first_error(envelope)).expect("there is an error");
            assert!(!exact.is_valid(error), "{what} takes another code");

            let Some(details) = built_in(BuiltIn::Details) else { continue };
            let fields = document.api.detail_fields(code).unwrap_or_default();
            let required = fields.iter().any(|field| field.ty.presence == Presence::Required);
            let optional = code.details.as_ref().is_some_and(|details| details.optional);
            if required && !optional {
                let mut wrong = body.clone();
                *wrong.pointer_mut(&details).expect("it is there") = json!({});
                assert!(!any.is_valid(&wrong), "{what} takes details without any field");
            }
        }
    });
}

#[test]
fn constants_are_the_wire_values() {
    each(|document| {
        for code in document.public() {
            let envelope = document.api.envelope(code);
            let Some(tag) = pointer(envelope, SlotRef::BuiltIn(BuiltIn::Code)) else { continue };
            let within = tag.strip_prefix(&first_error(envelope)).expect("codes belong to errors");
            let mut schema = document.schema(&error_key(code));
            for step in within.split('/').skip(1) {
                let step = step.replace("~1", "/").replace("~0", "~");
                schema = match step.parse::<usize>() {
                    Ok(at) if schema["type"] == "array" => &schema["prefixItems"][at],
                    _ => &schema["properties"][&step],
                };
            }
            let is_string = schema["type"] == "string";
            let wire = if is_string { code.wire.to_string().into() } else { code.wire.json() };
            assert_eq!(schema["enum"], json!([wire]), "{}", document.name(code.name.as_str()));
        }
    });
}

#[test]
fn the_enum_lists_exactly_the_public_codes() {
    each(|document| {
        let known = document.schema("Code_Known");
        let wires: Vec<_> = document.public().map(|code| code.wire.json()).collect();
        assert_eq!(known["enum"], Json::Array(wires.clone()), "{}", document.name("enum"));
        let names = known["x-enum-varnames"].as_array().expect("names");
        let unique: BTreeSet<_> = names.iter().map(ToString::to_string).collect();
        assert_eq!(unique.len(), wires.len());

        let schemas = document.json["components"]["schemas"].as_object().expect("a map");
        let errors = schemas.keys().filter(|key| key.starts_with("Error_")).count();
        assert_eq!(errors, wires.len(), "{}", document.name("schemas"));
    });
}

#[test]
fn internal_codes_do_not_appear() {
    each(|document| {
        let text = document.json.to_string();
        for code in document.api.codes.iter().filter(|code| !code.is_public()) {
            for name in [code.name.as_str().to_owned(), code.wire.to_string(), error_key(code)] {
                assert!(!text.contains(&format!("\"{name}\"")), "{}", document.name(&name));
            }
        }
    });
}

#[test]
fn components_have_keys_and_references_lead_to_them() {
    fn references<'a>(json: &'a Json, found: &mut Vec<&'a str>) {
        match json {
            Json::Object(map) => {
                for (key, value) in map {
                    match value {
                        Json::String(text) if key == "$ref" => found.push(text),
                        _ => references(value, found),
                    }
                }
            }
            Json::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }
    each(|document| {
        let components = document.json["components"].as_object().expect("a map");
        for key in components.values().flat_map(|map| map.as_object().expect("a map").keys()) {
            let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            assert!(key.chars().all(fits), "{}", document.name(key));
        }
        let mut found = Vec::new();
        references(&document.json, &mut found);
        for reference in found {
            let pointer = reference.strip_prefix('#').expect("it stays in the document");
            assert!(document.json.pointer(pointer).is_some(), "{}", document.name(reference));
        }
    });
}

/// Tools that read a document go through all of it, examples included, and follow what these keys say:
/// to files of the machine that they run on, or to a part that calls itself another document.
#[test]
fn no_data_is_followed() {
    const KEYS: &[&str] = &[
        "$anchor",
        "$dynamicAnchor",
        "$dynamicRef",
        "$id",
        "$recursiveAnchor",
        "$recursiveRef",
        "$ref",
        "$schema",
        "externalValue",
    ];
    /// Strings at such keys, and all texts that stand for examples.
    fn strings<'a>(json: &'a Json, found: &mut Vec<(&'a str, &'a str)>, texts: &mut usize) {
        match json {
            Json::Object(map) => {
                for (key, value) in map {
                    match value {
                        Json::String(text) if KEYS.contains(&key.as_str()) => {
                            found.push((key, text));
                        }
                        _ => strings(value, found, texts),
                    }
                    *texts += usize::from(key == "x-error-examples");
                }
            }
            Json::Array(items) => items.iter().for_each(|it| strings(it, found, texts)),
            _ => {}
        }
    }
    let mut texts = 0;
    for mut case in all() {
        case.catalogue.openapi = vec![OpenapiVersion::V31, OpenapiVersion::V30];
        let mut documents: Vec<Json> = case
            .emit("openapi")
            .iter()
            .map(|file| serde_json::from_str(file.text()).expect("it is JSON"))
            .collect();
        for at in 0..case.catalogue.apis.len() {
            documents.push(to_merge(&case.catalogue, at, OpenapiVersion::V31, "Own_"));
        }
        for document in &documents {
            let mut found = Vec::new();
            strings(document, &mut found, &mut texts);
            for (key, text) in found {
                let stays = key == "$ref" && text.starts_with("#/components/");
                assert!(stays, "{}: `{key}` leads to `{text}`", case.name);
            }
        }
    }
    assert!(texts > 0, "no example is a text");
}

#[test]
fn retry_after_is_documented_where_codes_list_it() {
    each(|document| {
        let listed = document
            .public()
            .any(|code| code.retry_after.contains(&errcat_catalogue::model::Place::Header));
        let headers = &document.json["components"]["headers"];
        assert_eq!(headers.get("Retry-After").is_some(), listed, "{}", document.name("header"));
    });
}
