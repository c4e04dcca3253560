//! `lint`: what it says in which form, and what it fixes.

use crate::scratch::{Scratch, said, tree};
use serde_json::Value as Json;

fn lint(scratch: &Scratch, arguments: &[&str]) -> std::process::Output {
    let all: Vec<&str> =
        ["lint", "--catalogue", "catalogue"].into_iter().chain(arguments.iter().copied()).collect();
    scratch.errcat(&all)
}

#[test]
fn a_fix_changes_what_is_wrong_and_nothing_else() {
    let scratch = Scratch::new();
    let before = tree(&scratch.path("catalogue"));
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "stauts = 403");
    scratch.edit("catalogue/statuses.toml", "\"Not Found\"", "\"Missing\"");
    let output = lint(&scratch, &["--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("stauts -> status\n"), "{}", said(&output));
    assert_eq!(tree(&scratch.path("catalogue")), before);
}

/// Files of an editor on Windows stay as they are.
#[test]
fn a_fix_keeps_the_mark_and_the_line_ends() {
    let scratch = Scratch::new();
    let path = scratch.path("catalogue/statuses.toml");
    let text = fs_err::read_to_string(&path).unwrap().replace('\n', "\r\n");
    let right = format!("\u{feff}{text}");
    fs_err::write(&path, right.replacen("\"Not Found\"", "\"Missing\"", 1)).unwrap();
    let output = lint(&scratch, &["--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(fs_err::read_to_string(&path).unwrap(), right);
}

#[test]
fn nothing_to_fix_leaves_all_files_alone() {
    let scratch = Scratch::new();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 999");
    let before = tree(&scratch.path("catalogue"));
    let output = lint(&scratch, &["--fix"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(tree(&scratch.path("catalogue")), before);
}

#[test]
fn programs_find_findings_alone_on_stdout() {
    let scratch = Scratch::new();
    for (status, findings) in [(0, 0), (1, 1)] {
        for arguments in [["lint", "--format", "json"], ["lint", "--format", "sarif"]] {
            let mut arguments = arguments.to_vec();
            arguments.extend(["--catalogue", "catalogue"]);
            let output = scratch.errcat(&arguments);
            assert_eq!(output.status.code(), Some(status), "{}", said(&output));
            let json: Json = serde_json::from_slice(&output.stdout).unwrap();
            let list = if json["runs"].is_null() {
                &json["findings"]
            } else {
                &json["runs"][0]["results"]
            };
            assert_eq!(list.as_array().unwrap().len(), findings, "{json}");
        }
        scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 999");
    }
    let output =
        scratch.errcat(&["gen", "--format", "json", "--catalogue", "catalogue", "--out", "out"]);
    assert!(serde_json::from_slice::<Json>(&output.stdout).is_ok(), "{}", said(&output));
}

#[test]
fn colours_come_when_they_are_asked_for() {
    let scratch = Scratch::new();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 999");
    for (when, coloured) in [("always", true), ("never", false), ("auto", false)] {
        let output = lint(&scratch, &["--color", when]);
        assert_eq!(said(&output).contains("\u{1b}["), coloured, "{when}: {}", said(&output));
    }
}

#[test]
fn coverage_is_counted_and_held() {
    let scratch = Scratch::new();
    let output = lint(&scratch, &["--stats"]);
    let said_stats = said(&output);
    let line = said_stats.lines().find(|line| line.starts_with("iozen")).unwrap();
    assert_eq!(line.split_whitespace().collect::<Vec<_>>()[..4], ["iozen", "10", "100", "%"]);
    scratch.edit(
        "catalogue/catalogue.toml",
        "[outputs",
        "[coverage]\ntroubleshooting = 50\n\n[outputs",
    );
    let output = lint(&scratch, &["--format", "short"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(
        said(&output).contains(
            "error[W0025]: 1 of 10 public codes of `iozen` have troubleshooting steps, which is less than 50 %"
        ),
        "{}",
        said(&output)
    );
}

/// What is not shown of many lints is what the command lists that is there.
#[test]
fn the_rest_is_listed_by_the_command_that_is_named() {
    let scratch = Scratch::new();
    let codes: Vec<String> = (0..200).map(|at| format!("[codes.MANY_{at}]\n")).collect();
    fs_err::write(scratch.path("catalogue/rest/many.toml"), codes.concat()).unwrap();
    let output = lint(&scratch, &[]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = said(&output);
    assert!(text.starts_with("400 warnings:\n  200  W0002 undocumented"), "{text}");
    let first = "       catalogue/rest/many.toml:1:8: `MANY_0` has no description\n";
    assert!(text.contains(first) && text.lines().count() < 24, "{text}");
    let line = text.lines().find(|line| line.ends_with("lists all of one rule")).unwrap();
    let command = line.split('`').nth(1).unwrap();
    assert_eq!(command, "cargo-errcat lint --rule undocumented");
    let words: Vec<&str> = command.split(' ').skip(1).collect();
    let listed = said(&scratch.errcat(&words));
    assert_eq!(listed.matches("warning[W0002]").count(), 200, "{listed}");
    assert_eq!(listed.matches("warning[W0003]").count(), 0, "{listed}");
    assert!(listed.contains("of other rules: 200 warnings\n"), "{listed}");
    // By id as well, several at once, in every form, and said where there is none.
    let both = ["--rule", "w2", "--rule", "no-action", "--format", "json"];
    let json: Json = serde_json::from_slice(&lint(&scratch, &both).stdout).unwrap();
    assert_eq!(json["warnings"], 400);
    let none = lint(&scratch, &["--rule", "stutter"]);
    assert_eq!(none.status.code(), Some(0));
    assert!(said(&none).contains("catalogue: no finding of `stutter`\n"), "{}", said(&none));
    let wrong = lint(&scratch, &["--rule", "undocumentd"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("did you mean `undocumented`"), "{}", said(&wrong));
    // A catalogue that is refused is refused whichever rule is asked for.
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 999");
    let refused = lint(&scratch, &["--rule", "undocumented"]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("of other rules: 1 error"), "{}", said(&refused));
}
