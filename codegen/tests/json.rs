//! Holds `catalogue.json` against the catalogues it is made of.

use crate::catalogues::all;
use serde_json::{Value as Json, json};

#[test]
fn it_lists_all_public_codes_as_they_are() {
    for case in all() {
        let json = case.json("json", "catalogue.json");
        assert_eq!(json["format"], 1);
        assert_eq!(json["title"], case.catalogue.title.as_str());
        let apis = json["apis"].as_array().expect("a list");
        assert_eq!(apis.len(), case.catalogue.apis.len());
        for (entry, api) in apis.iter().zip(&case.catalogue.apis) {
            assert_eq!(entry["id"], api.name.as_str());
            let entries = entry["codes"].as_array().expect("a list");
            let codes: Vec<_> = api.public_codes().map(|(_, code)| code).collect();
            assert_eq!(entries.len(), codes.len(), "{}: {}", case.name, api.name.as_str());
            for (entry, code) in entries.iter().zip(codes) {
                let what = format!("{}: {}", case.name, code.name.as_str());
                assert_eq!(entry["name"], code.name.as_str(), "{what}");
                assert_eq!(entry["wire"], code.wire.json(), "{what}");
                assert_eq!(entry["title"], code.title.as_str(), "{what}");
                assert_eq!(entry["message"], code.message.source.as_str(), "{what}");
                let description = code.description.as_ref().map(|prose| prose.source.as_str());
                assert_eq!(entry.get("description").and_then(Json::as_str), description, "{what}");
                let examples = entry["examples"].as_array().expect("a list");
                for (entry, example) in examples.iter().zip(&code.examples) {
                    let body = case.catalogue.example_body(api, code, example);
                    assert_eq!(entry["body"], body, "{what}");
                    assert_eq!(entry["message"], example.message.as_str(), "{what}");
                }
                assert_eq!(examples.len(), code.examples.len(), "{what}");
            }
        }
    }
}

/// An example comes with the status of its envelope or of its code. Where neither has one, nothing is made
/// up.
#[test]
fn examples_have_the_statuses_of_their_codes() {
    let mut without = 0;
    for case in all() {
        let json = case.json("json", "catalogue.json");
        for (entry, api) in
            json["apis"].as_array().expect("a list").iter().zip(&case.catalogue.apis)
        {
            let codes = api.public_codes().zip(entry["codes"].as_array().expect("a list"));
            for ((_, code), entry) in codes {
                let has = !code.statuses.is_empty() || api.envelope(code).http_status.is_some();
                for example in entry["examples"].as_array().expect("a list") {
                    assert_eq!(example.get("status").is_some(), has, "{}: {example}", case.name);
                    without += usize::from(!has);
                }
            }
        }
    }
    assert!(without > 5, "{without} examples of codes without a status");
}

/// A file of an API's own says of each code what `catalogue.json` says, and is alone.
#[test]
fn a_file_of_each_api_says_the_same() {
    let lean = ["title", "status", "headers", "body"];
    // Words for people are on the page.
    let words = ["description", "causes", "troubleshooting"];
    for case in all() {
        let whole = case.json("json", "catalogue.json");
        for mut api in whole["apis"].as_array().cloned().expect("a list") {
            let path = format!("docs/src/{}/errors.json", api["id"].as_str().expect("an id"));
            let mut own = case.json("docs", &path);
            for code in api["codes"].as_array_mut().expect("a list") {
                for example in code["examples"].as_array_mut().expect("a list") {
                    let example = example.as_object_mut().expect("an object");
                    example.retain(|key, _| lean.contains(&key.as_str()));
                }
                let code = code.as_object_mut().expect("an object");
                code.retain(|key, _| !words.contains(&key.as_str()));
                let Some(action) = code.get("action") else { continue };
                let actions = own["actions"].as_array().expect("a list");
                let action = actions.iter().find(|it| it["name"] == *action);
                let common = &action.unwrap_or_else(|| panic!("{path}: {code:?}"))["advice"];
                if code.get("advice") == Some(common) {
                    code.remove("advice");
                }
            }
            // Here they are whole, and not only what the API says of them in other words.
            let actions = own["actions"].take();
            for action in actions.as_array().expect("a list") {
                let words = ["name", "title", "advice", "actor", "retry"];
                assert!(words.iter().all(|word| action[word].is_string()), "{path}: {action}");
            }
            api["actions"] = Json::Null;
            for (key, value) in api.as_object().expect("an object") {
                assert_eq!(own[key], *value, "{path}: {key}");
            }
        }
    }
}

#[test]
fn nothing_is_null_but_values_on_the_wire_and_conversions_to_nothing() {
    fn nulls(json: &Json, path: &str, found: &mut Vec<String>) {
        match json {
            Json::Null => found.push(path.to_owned()),
            Json::Object(map) => {
                for (key, value) in map {
                    let data = ["body", "example", "details", "slots", "set", "meta"];
                    if !data.contains(&key.as_str()) && !path.ends_with("/conversions/codes") {
                        nulls(value, &format!("{path}/{key}"), found);
                    }
                }
            }
            Json::Array(items) => items.iter().for_each(|item| nulls(item, path, found)),
            _ => {}
        }
    }
    for case in all() {
        let mut found = Vec::new();
        nulls(&case.json("json", "catalogue.json"), "", &mut found);
        assert_eq!(found, Vec::<String>::new(), "{}", case.name);
    }
}

#[test]
fn internal_codes_do_not_appear() {
    for case in all() {
        let text = case.json("json", "catalogue.json").to_string();
        for code in case.catalogue.apis.iter().flat_map(|api| &api.codes) {
            let name = json!(code.name.as_str()).to_string();
            assert!(code.is_public() || !text.contains(&name), "{}: {name}", case.name);
        }
    }
}

#[test]
fn bodies_are_written_as_in_the_catalogue() {
    let cases = all();
    let case = cases.iter().find(|case| case.name == "types").expect("the fixture is there");
    let json = case.json("json", "catalogue.json");
    let envelope = |name: &str| {
        let envelopes = json["apis"][0]["envelopes"].as_array().expect("a list");
        envelopes.iter().find(|envelope| envelope["name"] == name).expect("it is there").clone()
    };
    let error = envelope("error");
    assert_eq!(
        error["body"]["nothing"],
        json!(["", 0, -1.5, true, [], {}, ["a", ["b"]], { "$$": "$$5" }])
    );
    assert_eq!(error["body"]["error"]["grpc"], "$grpc|null");
    assert_eq!(error["body"]["error_status"], "$status|string?");
    assert_eq!(error["headers"]["X-Trace"], "$trace");
    assert_eq!(error["headers"]["X-Retryable"], "$fn?");
    assert_eq!(envelope("spread")["body"]["..."], "$details");
    assert_eq!(envelope("list")["body"]["errors"][0]["at"], "$at?");

    let types = json["apis"][0]["types"].as_array().expect("a list");
    let deep = types.iter().find(|it| it["name"] == "Deep").expect("it is there");
    assert_eq!(deep["type"], "map<list<map<Option|null>>>");
}

/// What a code's table takes is told, unless it only says who is told.
#[test]
fn each_key_of_a_code_is_told() {
    use errcat_catalogue::raw::format::CODE;
    use errcat_emit::json::facts::fact;
    let silent: Vec<&str> =
        CODE.keys.iter().map(|key| key.name).filter(|key| fact(key).is_none()).collect();
    assert_eq!(silent, ["visibility", "masked_as", "allow"], "`emit/src/json/facts.rs` lacks them");
}
