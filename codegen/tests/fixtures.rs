//! Small catalogues. Each folder of `pass/` is read without an error. Each folder of `fail/` is
//! refused with exactly the text of its `expected.txt`.
//!
//! A folder of `fail/` is named after the one rule that it breaks, with `_` for `-`, and after a
//! `__` what it is about: `bad_name__code`. Folders that begin with `mixed__` break several rules.
//!
//! To write the texts anew: `ERRCAT_BLESS=1 cargo test --test suite fixtures::`. Then read the
//! difference as somebody would who made that mistake.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not as expected")]

use std::collections::BTreeSet;

use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline::{Reading, read};
use errcat_findings::diagnostic::{Diagnostic, Severity};
use errcat_findings::render::{Style, human};
use errcat_findings::rules;

/// The folders of `tests/<kind>`, by name.
fn folders(kind: &str) -> Vec<Utf8PathBuf> {
    let dir = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(kind);
    let mut folders: Vec<_> =
        dir.read_dir_utf8().unwrap().map(|entry| entry.unwrap().into_path()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "{dir} is empty");
    folders
}

/// What a run prints about the catalogue in `dir`, with paths below that folder.
fn printed(dir: &Utf8Path, reading: &Reading) -> String {
    let text = human(&reading.diagnostics, &reading.sources, Style::Plain);
    text.replace(&format!("{dir}/"), "")
}

/// The rule that a folder of `fail/` is about; `None` for several.
fn rule_of(dir: &Utf8Path) -> Option<String> {
    let (rule, _) = dir.file_name().unwrap().split_once("__").unwrap_or((dir.file_name()?, ""));
    (rule != "mixed").then(|| rule.replace('_', "-"))
}

#[test]
fn valid_catalogues_are_read() {
    for dir in folders("pass") {
        let reading = read(&dir).unwrap();
        assert!(reading.catalogue.is_some(), "{}", printed(&dir, &reading));
        let is_lint = |one: &Diagnostic| one.severity == Severity::Warning;
        assert!(reading.diagnostics.iter().all(is_lint), "{}", printed(&dir, &reading));
    }
}

#[test]
fn invalid_catalogues_are_refused_in_these_words() {
    let bless = std::env::var_os("ERRCAT_BLESS").is_some();
    let mut wrong = Vec::new();
    for dir in folders("fail") {
        let reading = read(&dir).unwrap();
        assert!(reading.catalogue.is_none(), "{dir} is not refused");
        let text = printed(&dir, &reading);
        let path = dir.join("expected.txt");
        if bless {
            fs_err::write(&path, &text).unwrap();
        } else if fs_err::read_to_string(&path).unwrap_or_default() != text {
            wrong.push(format!("{path} is not what is printed:\n{text}"));
        }
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
    for dir in folders("fail") {
        let Some(rule) = rule_of(&dir) else { continue };
        let reading = read(&dir).unwrap();
        let raised: BTreeSet<&str> = reading.diagnostics.iter().map(|one| one.rule.name).collect();
        assert_eq!(raised, BTreeSet::from([rule.as_str()]), "{}", printed(&dir, &reading));
    }
}

#[test]
fn each_rule_has_a_fixture() {
    let mut shown: BTreeSet<String> =
        folders("fail").iter().filter_map(|dir| rule_of(dir)).collect();
    // Its fixtures are documents: see `merge.rs`.
    shown.insert("merge".to_owned());
    let rules: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(shown, rules, "on the left the rules that have a fixture");
}

/// What every message owes to whom it is for: one place, one phrase, one word of help.
#[test]
fn messages_are_phrases_with_help() {
    for dir in folders("fail") {
        for one in read(&dir).unwrap().diagnostics {
            let message = &one.message;
            assert!(!message.ends_with(['.', '!', ' ']), "{dir}: {message}");
            assert!(
                !message.starts_with(|first: char| first.is_ascii_uppercase()
                    && !message.starts_with("JSON")
                    && !message.starts_with("TOML")),
                "{dir}: {message}"
            );
            assert!(!one.help.is_empty() || one.suggestion.is_some(), "{dir}: {message}");
            for help in &one.help {
                assert!(!help.ends_with('.') && !help.is_empty(), "{dir}: {help}");
            }
        }
    }
}
