//! A journal that no edit has left, as in a hostile pull request: it writes nothing but what
//! an edit of the catalogue could have written.

#![cfg(unix)]

use std::os::unix::fs::symlink;

use crate::scratch::{Scratch, everything, said, write};
use camino::Utf8Path;

const ORDERS: &str = "[codes.A]\n[codes.B]\n";

fn shop() -> Scratch {
    let scratch = Scratch::empty();
    let files = [
        ("catalogue/catalogue.toml", "format = 1\ntitle = \"Shop\"\nversion = \"1.0.0\"\n"),
        ("catalogue/shop/api.toml", "title = \"Shop\"\n"),
        ("catalogue/shop/orders.toml", ORDERS),
        ("victim.toml", ORDERS),
        ("elsewhere/orders.toml", ORDERS),
        ("catalogue/.cargo/config.toml", ORDERS),
        ("catalogue/Cargo.toml.txt", ORDERS),
    ];
    for (path, text) in files {
        write(&scratch.path(path), text.as_bytes());
    }
    scratch
}

fn entry(path: &str, old: Option<&str>, new: &str) -> String {
    let quoted = |text: &str| toml(text);
    let old = old.map(|old| format!("old = {}\n", quoted(old))).unwrap_or_default();
    format!("[[change]]\npath = {}\n{old}new = {}\n", quoted(path), quoted(new))
}

fn toml(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn plant(scratch: &Scratch, journal: &str) {
    write(&scratch.path("catalogue/.errcat-edit"), journal.as_bytes());
}

/// All commands that could finish it refuse, and change nothing.
fn assert_refused(scratch: &Scratch, why: &str) {
    let before = everything(&scratch.root);
    let commands: &[&[&str]] = &[
        &["gen", "--catalogue", "catalogue", "--out", "out"],
        &["fmt", "--catalogue", "catalogue"],
        &["lint", "--fix", "--catalogue", "catalogue"],
        &["deprecate", "A", "--catalogue", "catalogue"],
    ];
    for command in commands {
        let output = scratch.errcat(command);
        assert_eq!(output.status.code(), Some(2), "{why}: {}", said(&output));
        assert!(said(&output).contains(why), "{why}: {}", said(&output));
        assert!(!said(&output).contains('\u{1b}'), "{why}: {:?}", said(&output));
        assert!(everything(&scratch.root) == before, "{why}: something was changed");
    }
    let lint = scratch.errcat(&["lint", "--catalogue", "catalogue"]);
    assert_eq!(lint.status.code(), Some(2), "{}", said(&lint));
    assert!(said(&lint).contains("E0110"), "{}", said(&lint));
}

#[test]
fn a_journal_names_files_of_the_catalogue_alone() {
    let root = shop();
    let absolute = root.path("victim.toml").to_string();
    let foreign = [
        "../victim.toml",
        "shop/../../victim.toml",
        absolute.as_str(),
        ".cargo/config.toml",
        "Cargo.toml",
        "shop/sub/orders.toml",
        "shop/.hidden.toml",
        "shop\\orders.toml",
        "build.rs",
        "\u{1b}[31m.toml",
        "shop/\u{1b}[31m",
    ];
    for path in foreign {
        let scratch = shop();
        plant(&scratch, &entry(path, Some(ORDERS), "# planted\n"));
        assert_refused(&scratch, "is not a file of a catalogue");
        // Beside a change that is one.
        let both = entry("shop/orders.toml", Some(ORDERS), "[codes.A]\n[codes.C]\n");
        plant(&scratch, &(both + &entry(path, Some(ORDERS), "# planted\n")));
        assert_refused(&scratch, "is not a file of a catalogue");
    }
    // Nor is one for whose file there is no folder.
    let scratch = shop();
    plant(&scratch, &entry("else/new.toml", None, "[codes.D]\n"));
    assert_refused(&scratch, "differs from what the edit expects");
}

#[test]
fn a_journal_follows_no_links() {
    let journal = entry("shop/orders.toml", Some(ORDERS), "[codes.A]\n[codes.C]\n");
    let scratch = shop();
    let orders = scratch.path("catalogue/shop/orders.toml");
    fs_err::remove_file(&orders).unwrap();
    symlink("../../victim.toml", &orders).unwrap();
    plant(&scratch, &journal);
    assert_refused(&scratch, "differs from what the edit expects");

    let scratch = shop();
    fs_err::remove_dir_all(scratch.path("catalogue/shop")).unwrap();
    symlink("../elsewhere", scratch.path("catalogue/shop")).unwrap();
    plant(&scratch, &journal);
    assert_refused(&scratch, "differs from what the edit expects");

    // A new file would go through a link that leads nowhere yet.
    let scratch = shop();
    symlink("../new.toml", scratch.path("catalogue/changelog.toml")).unwrap();
    plant(&scratch, &entry("changelog.toml", None, "# planted\n"));
    assert_refused(&scratch, "differs from what the edit expects");

    // The journal is a link itself.
    let scratch = shop();
    write(&scratch.path("journal"), journal.as_bytes());
    symlink("../journal", scratch.path("catalogue/.errcat-edit")).unwrap();
    assert_refused(&scratch, "it is a link");

    // What waits beside a file is a link: it goes, and what it leads to stays.
    let scratch = shop();
    symlink("../../victim.toml", scratch.path("catalogue/shop/.errcat-orders.toml")).unwrap();
    plant(&scratch, &journal);
    let output = scratch.errcat(&["gen", "--catalogue", "catalogue", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = |path: &str| fs_err::read_to_string(scratch.path(path)).unwrap();
    assert_eq!(text("victim.toml"), ORDERS);
    assert_eq!(text("catalogue/shop/orders.toml"), "[codes.A]\n[codes.C]\n");
}

#[test]
fn a_journal_leaves_the_catalogue_no_worse() {
    let cases = [
        (entry("shop/orders.toml", Some(ORDERS), "[codes.A]\n["), "would have 1 more error"),
        (
            entry("shop/orders.toml", Some("[codes.A]\n"), "[codes.A]\n"),
            "differs from what the edit expects",
        ),
        (entry("shop/carts.toml", Some(ORDERS), ORDERS), "differs from what the edit expects"),
        ("change = []\n[".to_owned(), "it is not TOML"),
        ("[[changes]]\n".to_owned(), "it is not a list of changes"),
        ("[[change]]\npath = 1\n".to_owned(), "one of its changes does not describe a file"),
        (
            entry("shop/orders.toml", Some(ORDERS), ORDERS).repeat(2),
            "changes `shop/orders.toml` twice",
        ),
    ];
    for (journal, why) in cases {
        let scratch = shop();
        plant(&scratch, &journal);
        assert_refused(&scratch, why);
        // What the message says to do helps.
        fs_err::remove_file(scratch.path("catalogue/.errcat-edit")).unwrap();
        let output = scratch.errcat(&["gen", "--catalogue", "catalogue", "--out", "out"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
}

/// What somebody has changed since is not overwritten.
#[test]
fn a_later_change_is_kept() {
    let scratch = shop();
    plant(&scratch, &entry("shop/orders.toml", Some(ORDERS), "[codes.A]\n[codes.C]\n"));
    let path: &Utf8Path = &scratch.path("catalogue/shop/orders.toml");
    fs_err::write(path, "[codes.A]\n[codes.MINE]\n").unwrap();
    assert_refused(&scratch, "`shop/orders.toml` differs from what the edit expects");
}
