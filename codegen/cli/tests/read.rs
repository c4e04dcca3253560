//! The commands that read the catalogue: `list`, `show`, `search`, `stats`.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::scratch::{PROGRAM, Scratch, said};
use serde_json::Value as Json;

fn errcat(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn json(arguments: &[&str]) -> Json {
    let output = errcat(&[arguments, &["--json"]].concat());
    assert!(output.stderr.is_empty(), "{}", said(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn names(codes: &Json) -> Vec<String> {
    let name = |code: &Json| {
        format!("{}/{}", code["api"].as_str().unwrap(), code["name"].as_str().unwrap())
    };
    codes.as_array().unwrap().iter().map(name).collect()
}

/// What scripts read is what `catalogue.json` says, with the API's name.
#[test]
fn lists_are_those_of_the_catalogue() {
    let scratch = Scratch::new();
    scratch.generate();
    let text = fs_err::read_to_string(scratch.path("out/catalogue.json")).unwrap();
    let catalogue: Json = serde_json::from_str(&text).unwrap();
    let mut expected = Vec::new();
    for api in catalogue["apis"].as_array().unwrap() {
        for code in api["codes"].as_array().unwrap() {
            let mut code = code.clone();
            code["api"] = api["id"].clone();
            expected.push(code);
        }
    }
    let found = json(&["list"]);
    assert_eq!(found, Json::from(expected.clone()));

    let taken = |is_it: &dyn Fn(&Json) -> bool| {
        names(&expected.iter().filter(|code| is_it(code)).cloned().collect())
    };
    let check = |arguments: &[&str], is_it: &dyn Fn(&Json) -> bool| {
        let codes = taken(is_it);
        assert!(!codes.is_empty(), "{arguments:?}");
        assert_eq!(names(&json(&[&["list"], arguments].concat())), codes, "{arguments:?}");
    };
    check(&["izi", "rest"], &|code| code["api"] == "izi" || code["api"] == "rest");
    check(&["--status", "404"], &|code| {
        code["statuses"].as_array().is_some_and(|all| all.contains(&404.into()))
    });
    check(&["--action", "wait_and_retry"], &|code| code["action"] == "wait_and_retry");
    check(&["rest", "--group", "conflict"], &|code| {
        code["api"] == "rest" && code["group"] == "conflict"
    });
    let total: usize = json(&["stats"])["apis"].as_array().unwrap().iter().map(count).sum();
    assert_eq!(total, expected.len());
    let actions = json(&["stats"])["actions"].as_array().unwrap().iter().map(count).sum::<usize>();
    assert_eq!(actions, expected.len());
}

#[test]
fn parts_are_listed_and_shown() {
    let catalogue = crate::scratch::tests().join("pass/stripe");
    let at = ["--catalogue", catalogue.as_str()];
    let found = json(&[&["list", "--part-of", "card_declined"], &at[..]].concat());
    assert_eq!(names(&found), ["tickets/bank_unreachable", "tickets/expired_card"]);
    let shown = said(&errcat(&[&["show", "stolen_card"], &at[..]].concat()));
    assert!(shown.contains("\n  part of    expired_card\n"), "{shown}");
}

fn count(entry: &Json) -> usize {
    usize::try_from(entry["codes"].as_u64().unwrap()).unwrap()
}

#[test]
fn a_code_is_shown_by_whatever_one_has() {
    let body = r#"{"success":false,"error":{"code":"rate_limit_exceeded","message":"x","details":{"retry_after":1}}}"#;
    let numeric = r#"{"error_code":10,"error_message":"x","details":null}"#;
    let graphql = r#"{"data":null,"errors":[{"message":"x","extensions":{"code":"TOKEN_EXPIRED","timestamp":"2026-05-30T14:32:00Z"}}]}"#;
    let check = |what: &str, expected: &[&str]| {
        assert_eq!(names(&json(&["show", what])), expected, "{what}");
    };
    check("rate_limit_exceeded", &["iozen/rate_limit_exceeded"]);
    check("izi/TOKEN_EXPIRED", &["izi/TOKEN_EXPIRED"]);
    check("TOKEN_EXPIRED", &["izi/TOKEN_EXPIRED", "rest/TOKEN_EXPIRED"]);
    check("10", &["numeric/NOT_EXIST"]);
    check("https://errors.example.com/numeric/#10", &["numeric/NOT_EXIST"]);
    check(body, &["iozen/rate_limit_exceeded"]);
    check(numeric, &["numeric/NOT_EXIST"]);
    check(graphql, &["izi/TOKEN_EXPIRED"]);
    assert_eq!(names(&json(&["show", "TOKEN_EXPIRED", "--api", "rest"])), ["rest/TOKEN_EXPIRED"]);

    // A body that comes through a pipe.
    let mut child = Command::new(PROGRAM)
        .args(["show", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(body.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        names(&serde_json::from_slice(&output.stdout).unwrap()),
        ["iozen/rate_limit_exceeded"]
    );

    let text = said(&errcat(&["show", "iozen/rate_limit_exceeded"]));
    for word in [
        "429 Too Many Requests",
        "wait_and_retry",
        "retry_after (duration)",
        "errors.toml:",
        "\"retry_after\": 12",
    ] {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn retired_codes_are_found_as_such() {
    let scratch = Scratch::new();
    scratch.errcat(&[
        "retire",
        "iozen/workspace_archived",
        "--since",
        "0.1.0",
        "--catalogue",
        "catalogue",
    ]);
    let show = ["show", "workspace_archived", "--catalogue", "catalogue"];
    let output = scratch.errcat(&[&show[..], &["--json"]].concat());
    let found: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (&found[0]["retired"], &found[0]["since"]),
        (&true.into(), &"0.1.0".into()),
        "{found}"
    );
    let text = said(&scratch.errcat(&show));
    assert!(text.contains("Retired since 0.1.0"), "{text}");
}

/// Words in any order, names before texts.
#[test]
fn searches_rank_names_first() {
    let found = names(&json(&["search", "Expired", "token"]));
    assert_eq!(found[0], "izi/TOKEN_EXPIRED", "{found:?}");
    assert_eq!(found, names(&json(&["search", "token expired"])));
    assert!(found.contains(&"numeric/AUTH_EXPIRED".to_owned()), "{found:?}");
}

#[test]
fn what_is_not_there_fails() {
    let findings: &[&[&str]] = &[
        &["show", "NOTHING_LIKE_IT"],
        &["show", r#"{"error_code":99,"error_message":"x","details":null}"#],
        &["show", r#"{"a":1}"#],
        &["show", "\u{1b}[31m\u{7}"],
        &["search", "zzzz"],
        &["list", "iozen", "--status", "405"],
    ];
    for command in findings {
        let output = errcat(command);
        assert_eq!(output.status.code(), Some(1), "{command:?}: {}", said(&output));
        assert!(!output.stderr.is_empty(), "{command:?}");
        assert!(!said(&output).contains('\u{1b}'), "{command:?}");
        let output = errcat(&[command, &["--json"][..]].concat());
        assert_eq!(output.status.code(), Some(1), "{command:?}: {}", said(&output));
        assert_eq!(serde_json::from_slice::<Json>(&output.stdout).unwrap(), Json::Array(vec![]));
    }
    let usage: &[&[&str]] = &[
        &["show", "{"],
        &["show", "X", "--api", "nowhere"],
        &["list", "nowhere"],
        &["list", "--status", "9"],
    ];
    for command in usage {
        let output = errcat(command);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {}", said(&output));
    }
}
