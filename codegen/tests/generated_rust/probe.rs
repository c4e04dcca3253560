//! What generated crates do, checked against the catalogue. The tests below `check!` are written by
//! `generated_rust.rs`.

#![allow(deprecated)]

use serde_json::Value as Json;

/// Checks an API's codes against what the catalogue says of them.
macro_rules! check {
    ($api:path, $expected:literal) => {{
        use $api as api;
        use api::{Code, Group, ReceivedCode};

        let expected: Vec<Json> = serde_json::from_str($expected).unwrap();
        // Not `Code::ALL`: a code may be called that.
        let all = <Code as ErrorCode>::ALL;
        assert_eq!(all.len(), expected.len());
        for (index, (&code, expected)) in all.iter().zip(&expected).enumerate() {
            assert_eq!(code as usize, index);
            assert_eq!(facts!(code), without_aliases(expected));

            let wire = serde_json::to_value(code).unwrap();
            assert_eq!(wire, expected["wire"]);
            assert_eq!(serde_json::from_value::<Code>(wire.clone()).unwrap(), code);
            assert_eq!(Code::from_wire(code.wire()), Some(code));
            assert_eq!(Code::from_name(code.name()), Some(code));
            assert_eq!(code.to_string().parse::<Code>().unwrap(), code);
            assert_eq!(Code::try_from(code.wire()).unwrap(), code);

            let received: ReceivedCode = serde_json::from_value(wire.clone()).unwrap();
            assert_eq!(received, code);
            assert_eq!(serde_json::to_value(&received).unwrap(), wire);

            for alias in expected["aliases"].as_array().unwrap() {
                assert_eq!(Code::from_name(alias.as_str().unwrap()), Some(code));
            }
            for &status in code.statuses() {
                assert!(Code::with_status(status).any(|it| it == code));
                assert!(api::STATUSES.iter().any(|info| info.status == status));
            }
            assert!(code.group().codes().contains(&code));
        }
        let grouped: usize = Group::ALL.iter().map(|group| group.codes().len()).sum();
        assert_eq!(grouped, expected.len());

        for unknown in unknown(&expected) {
            assert!(serde_json::from_value::<Code>(unknown.clone()).is_err(), "{unknown}");
            let received: ReceivedCode = serde_json::from_value(unknown.clone()).unwrap();
            assert_eq!(received.known(), None);
            assert_eq!(serde_json::to_value(&received).unwrap(), unknown);
        }
    }};
}

/// The crate's facts about a code, in the form of the catalogue's.
macro_rules! facts {
    ($code:expr) => {{
        let code = $code;
        serde_json::json!({
            "name": code.name(),
            "wire": code.wire(),
            "title": code.title(),
            "message": code.message(),
            "description": code.description(),
            "advice": code.advice(),
            "action": code.action(),
            "retry": code.retry().map(|retry| retry.as_str()),
            "statuses": code.statuses().iter().map(ToString::to_string).collect::<Vec<_>>(),
            "grpc": code.grpc().map(|grpc| grpc.as_str()),
            "group": code.group().name(),
            "part_of": code.part_of().map(Code::name),
            "docs_url": code.docs_url(),
            "since": code.since(),
            "tags": code.tags(),
            "public": code.public().name(),
            "deprecated": code.deprecation().is_some(),
            "replaced_by": code.deprecation().and_then(|it| it.replaced_by).map(Code::name),
        })
    }};
}
/// What there is to compare: aliases are only other ways to a code.
fn without_aliases(expected: &Json) -> Json {
    let mut expected = expected.clone();
    expected.as_object_mut().unwrap().remove("aliases");
    expected
}

/// Wire values near those that are known.
fn unknown(codes: &[Json]) -> Vec<Json> {
    let known: Vec<&Json> = codes.iter().map(|code| &code["wire"]).collect();
    let mut near = Vec::new();
    for wire in &known {
        if let Some(text) = wire.as_str() {
            let middle = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
            near.extend([
                String::new(),
                format!("{text}x"),
                format!("x{text}"),
                format!("{}\u{1f980}{}", &text[..middle], &text[middle..]),
                text.chars().skip(1).collect(),
                text.to_lowercase(),
                text.to_uppercase(),
            ]);
        }
    }
    let mut near: Vec<Json> = near.into_iter().map(Json::from).collect();
    for number in known.iter().filter_map(|wire| wire.as_i64()) {
        near.extend([number - 1, number + 1, -number, number << 8, i64::MAX, i64::MIN].map(Json::from));
    }
    near.retain(|wire| !known.contains(&wire));
    near
}
