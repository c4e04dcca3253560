//! Small catalogues. Each folder of `pass/` is read without an error. Each page of `fail/` holds one
//! that is refused with exactly the text in its last block.
//!
//! A page of `fail/` is named after the one rule that it breaks, with `_` for `-`, and after a
//! `__` what it is about: `bad_name__code`. Pages that begin with `mixed__` break several rules.
//!
//! To write the texts again: `ERRCAT_BLESS=1 cargo test --test suite fixtures::`. Then read the
//! difference as somebody would who made that mistake.

use std::collections::BTreeSet;

use camino::Utf8Path;
use errcat::pipeline::{Reading, read};
use errcat_findings::diagnostic::{Diagnostic, Severity};
use errcat_findings::render::{Style, human};
use errcat_findings::rules;
use errcat_tests::{Case, cases, tests};

/// The cases of `fail/`, each with what a run finds in it and prints, with paths below its folder.
fn failing() -> Vec<(Case, Reading, String)> {
    let home = tempfile::tempdir().unwrap();
    let read = |case: Case| {
        let dir = case.unpack(Utf8Path::from_path(home.path()).unwrap()).unwrap();
        let reading = read(&dir).unwrap();
        let text = printed(&dir, &reading);
        (case, reading, text)
    };
    cases(&tests().join("fail")).unwrap().into_iter().map(read).collect()
}

/// What a run prints about the catalogue in `dir`, with paths below that folder.
fn printed(dir: &Utf8Path, reading: &Reading) -> String {
    let text = human(&reading.diagnostics, &reading.sources, Style::Plain);
    text.replace(&format!("{dir}/"), "")
}

/// The rule that a case is about; `None` for several.
fn rule_of(case: &Case) -> Option<String> {
    let rule = case.name.split("__").next().unwrap();
    (rule != "mixed").then(|| rule.replace('_', "-"))
}

#[test]
fn valid_catalogues_are_read() {
    for entry in tests().join("pass").read_dir_utf8().unwrap() {
        let dir = entry.unwrap().into_path();
        let reading = read(&dir).unwrap();
        assert!(reading.catalogue.is_some(), "{}", printed(&dir, &reading));
        let is_lint = |one: &Diagnostic| one.severity == Severity::Warning;
        assert!(reading.diagnostics.iter().all(is_lint), "{}", printed(&dir, &reading));
    }
}

#[test]
fn invalid_catalogues_are_refused_in_these_words() {
    let mut wrong = Vec::new();
    for (case, reading, text) in failing() {
        assert!(reading.catalogue.is_none(), "{} is not refused", case.name);
        wrong.extend(case.holds(&text).err().map(|error| error.to_string()));
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} differ; where the new text is better, run\n    ERRCAT_BLESS=1 cargo test --test suite fixtures::",
        wrong.join("\n"),
        wrong.len()
    );
}

#[test]
fn each_fixture_breaks_its_own_rule_alone() {
    for (case, reading, text) in failing() {
        let Some(rule) = rule_of(&case) else { continue };
        let raised: BTreeSet<&str> = reading.diagnostics.iter().map(|one| one.rule.name).collect();
        assert_eq!(raised, BTreeSet::from([rule.as_str()]), "{text}");
    }
}

#[test]
fn each_rule_has_a_fixture() {
    let cases = cases(&tests().join("fail")).unwrap();
    let mut shown: BTreeSet<String> = cases.iter().filter_map(rule_of).collect();
    // Its fixtures are documents: see `merge.rs`.
    shown.insert("merge".to_owned());
    let rules: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(shown, rules, "on the left the rules that have a fixture");
}

/// Every message has one place, one phrase and help.
#[test]
fn messages_are_phrases_with_help() {
    for (Case { name, .. }, reading, _) in failing() {
        for one in reading.diagnostics {
            let message = &one.message;
            assert!(!message.ends_with(['.', '!', ' ']), "{name}: {message}");
            assert!(
                !message.starts_with(|first: char| first.is_ascii_uppercase()
                    && !message.starts_with("JSON")
                    && !message.starts_with("TOML")),
                "{name}: {message}"
            );
            assert!(!one.help.is_empty() || one.suggestion.is_some(), "{name}: {message}");
            for help in &one.help {
                assert!(!help.ends_with('.') && !help.is_empty(), "{name}: {help}");
            }
        }
    }
}
