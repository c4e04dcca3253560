//! Outputs where a team wants them, and nowhere else: each to a folder of its own, none into what is
//! somebody else's.

use std::collections::BTreeMap;
use std::process::Output;

use crate::scratch::{self, Lies, Scratch, everything, said, tree, write};

const PATHS: &str = "[outputs.rust]\npath = \"crates/shop-errors\"\n[outputs.docs]\npath = \"docs/errors\"\n\
                     [outputs.json]\npath = \"assets\"\n[outputs.tables]\nenabled = false\n";

/// A small catalogue with these lines at the end of its `catalogue.toml`.
fn scratch(outputs: &str) -> Scratch {
    let scratch = Scratch::empty();
    let from = scratch::tests().join("pass/minimal");
    for (path, bytes) in tree(&from) {
        write(&scratch.path("catalogue").join(path), &bytes);
    }
    set(&scratch, outputs);
    scratch
}

fn set(scratch: &Scratch, outputs: &str) {
    let from = scratch::tests().join("pass/minimal/catalogue.toml");
    let text = fs_err::read_to_string(from).unwrap();
    fs_err::write(scratch.path("catalogue/catalogue.toml"), text + "\n" + outputs).unwrap();
}

fn run(scratch: &Scratch, arguments: &[&str], status: i32) -> String {
    let output: Output = scratch.errcat(arguments);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {text}");
    text
}

/// All that lies beside the catalogue.
fn around(scratch: &Scratch) -> BTreeMap<String, Lies> {
    let mut found = everything(&scratch.root);
    found.retain(|path, _| !path.starts_with("catalogue/") && path != "catalogue");
    found
}

fn has(scratch: &Scratch, path: &str) -> bool {
    scratch.path(path).exists()
}

#[test]
fn each_output_goes_to_its_folder() {
    let scratch = scratch(PATHS);
    run(&scratch, &["gen"], 0);
    for path in [
        "crates/shop-errors/Cargo.toml",
        "crates/shop-errors/src/lib.rs",
        "crates/shop-errors/.errcat-files",
        "docs/errors/book.toml",
        "docs/errors/src/index.md",
        "docs/errors/.errcat-files",
        "assets/catalogue.json",
        "generated/openapi/door.json",
    ] {
        assert!(has(&scratch, path), "{path} is missing");
    }
    for path in ["generated/Cargo.toml", "generated/docs", "generated/tables", "tables"] {
        assert!(!has(&scratch, path), "{path} is there");
    }
    run(&scratch, &["gen", "--check"], 0);
    // From a folder below, by the folder that holds the catalogue.
    fs_err::write(scratch.path("docs/errors/src/index.md"), "other").unwrap();
    let below = scratch.path("crates/shop-errors/src");
    let mut command = std::process::Command::new(scratch::PROGRAM);
    let output = command.args(["gen", "--check"]).current_dir(&below).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("docs/errors/src/index.md: differs"), "{}", said(&output));
    let output = scratch.errcat(&["gen", "--check", "--only", "rust"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn what_moves_is_taken_away_from_where_it_was() {
    let scratch = scratch(PATHS);
    run(&scratch, &["gen"], 0);
    // A file of somebody else stays where it is.
    write(&scratch.path("docs/errors/theirs.md"), b"theirs");
    set(&scratch, "[outputs.docs]\npath = \"handbook\"\n[outputs.rust]\nenabled = false\n");
    let text = run(&scratch, &["gen", "--check"], 1);
    assert!(text.contains("docs/errors/src/index.md: no longer generated"), "{text}");
    assert!(text.contains("crates/shop-errors/src/lib.rs: no longer generated"), "{text}");
    // A run for another target leaves these alone.
    run(&scratch, &["gen", "--only", "openapi"], 0);
    assert!(has(&scratch, "docs/errors/src/index.md") && has(&scratch, "crates/shop-errors/src"));
    run(&scratch, &["gen"], 0);
    run(&scratch, &["gen", "--check"], 0);
    assert!(!has(&scratch, "crates"), "the folders of disabled outputs still exist");
    let left: Vec<String> =
        everything(&scratch.path("docs")).into_keys().filter(|it| it != "errors").collect();
    assert_eq!(left, ["errors/theirs.md"]);
    assert!(has(&scratch, "handbook/src/index.md") && has(&scratch, "generated/tables"));
    assert!(has(&scratch, "generated/catalogue.json") && !has(&scratch, "assets"));
    // And all the way back.
    set(&scratch, "");
    run(&scratch, &["gen"], 0);
    run(&scratch, &["gen", "--check"], 0);
    assert!(!has(&scratch, "handbook") && has(&scratch, "generated/docs/src/index.md"));
    assert!(!has(&scratch, "catalogue/.errcat-outputs"));
}

#[test]
fn two_outputs_can_change_places() {
    let paths = |a: &str, b: &str| {
        format!("[outputs.docs]\npath = \"{a}\"\n[outputs.rust]\npath = \"{b}\"\n")
    };
    let scratch = scratch(&paths("one", "two"));
    run(&scratch, &["gen"], 0);
    set(&scratch, &paths("two", "one"));
    run(&scratch, &["gen"], 0);
    run(&scratch, &["gen", "--check"], 0);
    assert!(has(&scratch, "one/Cargo.toml") && !has(&scratch, "one/book.toml"));
    assert!(has(&scratch, "two/book.toml") && !has(&scratch, "two/Cargo.toml"));
}

/// Nothing is written where a catalogue says something that it may not.
fn refused(scratch: &Scratch, outputs: &str, status: i32, words: &str) {
    set(scratch, outputs);
    let before = everything(&scratch.root);
    for arguments in [&["gen"][..], &["gen", "--check"]] {
        let text = run(scratch, arguments, status);
        assert!(text.contains(words), "{outputs}: {text}");
        assert!(everything(&scratch.root) == before, "{outputs}: something was written");
    }
}

#[test]
fn hostile_paths_are_refused() {
    let scratch = scratch("");
    for path in [
        "/tmp/errors",
        "../errors",
        "a/../../errors",
        ".git",
        "a/.git/hooks",
        "~/errors",
        "C:/errors",
        "\\\\server\\errors",
        "a\\b",
        "",
        ".",
        "a//b",
        "a/",
        "nul",
        "errors.",
        "generated",
        "Generated/docs",
        "caf\u{e9}",
        "a\u{202e}b",
    ] {
        let value = serde_json::to_string(path).unwrap();
        refused(&scratch, &format!("[outputs.docs]\npath = {value}\n"), 1, "catalogue.toml:");
    }
    let twins = "[outputs.docs]\npath = \"Errors\"\n[outputs.rust]\npath = \"errors/x\"\n";
    refused(&scratch, twins, 1, "overlaps the folder of `docs`");
    for path in ["catalogue", "catalogue/door", "catalogue/new"] {
        let outputs = format!("[outputs.docs]\npath = \"{path}\"\n");
        refused(&scratch, &outputs, 2, "overlaps the catalogue");
    }
    write(&scratch.path("notes"), b"theirs");
    refused(&scratch, "[outputs.docs]\npath = \"notes\"\n", 2, "notes is a file");
    refused(
        &scratch,
        "[outputs.docs]\npath = \"notes/x\"\n",
        2,
        "below something that is not a folder",
    );
    // What is there and was not made by errcat stays.
    write(&scratch.path("theirs/Cargo.toml"), b"theirs");
    let outputs = "[outputs.rust]\npath = \"theirs\"\n";
    refused(&scratch, outputs, 2, "theirs/Cargo.toml (a file that `gen` did not make)");
}

#[cfg(unix)]
#[test]
fn no_link_leads_to_an_output() {
    use std::os::unix::fs::symlink;
    let scratch = scratch("");
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), scratch.path("out")).unwrap();
    symlink(scratch.path("catalogue"), scratch.path("in")).unwrap();
    for path in ["out", "out/docs", "in", "in/docs"] {
        let outputs = format!("[outputs.docs]\npath = \"{path}\"\n");
        refused(&scratch, &outputs, 2, "a link");
    }
    assert_eq!(fs_err::read_dir(elsewhere.path()).unwrap().count(), 0);
    // Neither does one from what is remembered.
    fs_err::write(elsewhere.path().join(".errcat-files"), "book.toml\n").unwrap();
    fs_err::write(elsewhere.path().join("book.toml"), "theirs").unwrap();
    set(&scratch, "");
    fs_err::write(scratch.path("catalogue/.errcat-outputs"), "docs out\ndocs out/docs\n").unwrap();
    run(&scratch, &["gen"], 0);
    assert!(elsewhere.path().join("book.toml").exists(), "a link was followed");
    symlink(elsewhere.path().join("x"), scratch.path("catalogue/.errcat-outputs")).unwrap();
    run(&scratch, &["gen"], 2);
    assert!(!elsewhere.path().join("x").exists(), "a link was followed");
}

/// What a catalogue of strangers remembers deletes nothing that errcat's own lists do not name.
/// What holds for a crate's folder holds for a module's.
#[cfg(unix)]
#[test]
fn a_module_keeps_to_its_folder() {
    let module = |path: &str| format!("[outputs.rust]\nkind = \"module\"\npath = \"{path}\"\n");
    let scratch = scratch(&module("api/src/errors"));
    write(&scratch.path("api/src/errors/theirs.rs"), b"theirs");
    write(&scratch.path("api/src/lib.rs"), b"mod errors;");
    run(&scratch, &["gen"], 0);
    run(&scratch, &["gen", "--check"], 0);
    assert!(
        has(&scratch, "api/src/errors/mod.rs") && has(&scratch, "api/src/errors/.errcat-files")
    );
    assert!(!has(&scratch, "api/src/errors/Cargo.toml") && !has(&scratch, "generated/src"));
    // A file of somebody else's is in the way of none, and is not overwritten where it is.
    write(&scratch.path("web/src/errors/mod.rs"), b"theirs");
    refused(&scratch, &module("web/src/errors"), 2, "a file that `gen` did not make");
    assert_eq!(fs_err::read(scratch.path("web/src/errors/mod.rs")).unwrap(), b"theirs");
    let elsewhere = tempfile::tempdir().unwrap();
    fs_err::create_dir_all(scratch.path("cli/src")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), scratch.path("cli/src/errors")).unwrap();
    refused(&scratch, &module("cli/src/errors"), 2, "a link");
    refused(&scratch, &module("catalogue/src/errors"), 2, "overlaps the catalogue");
    refused(&scratch, &module("generated/src/errors"), 1, "overlaps the folder");
    assert_eq!(fs_err::read_dir(elsewhere.path()).unwrap().count(), 0);
    // As a crate again it leaves what is not its own.
    set(&scratch, "");
    run(&scratch, &["gen"], 0);
    let left: Vec<String> = everything(&scratch.path("api/src")).into_keys().collect();
    assert_eq!(left, ["errors", "errors/theirs.rs", "lib.rs"]);
}

#[test]
fn a_planted_memory_deletes_nothing_of_others() {
    let scratch = scratch("");
    for path in ["src/lib.rs", "notes.md", "crates/a/Cargo.toml"] {
        write(&scratch.path(path), b"theirs");
    }
    let memory = "rust .\nrust ../x\nrust /\nrust src\nrust crates/a\ndocs .git\nrust catalogue\nnothing src\n";
    fs_err::write(scratch.path("catalogue/.errcat-outputs"), memory).unwrap();
    run(&scratch, &["gen"], 0);
    let found = around(&scratch);
    for path in ["src/lib.rs", "notes.md", "crates/a/Cargo.toml"] {
        assert_eq!(found.get(path), Some(&Lies::File(b"theirs".to_vec())), "{path}");
    }
    assert!(has(&scratch, "catalogue/door/lock.toml"));
}

#[test]
fn a_folder_without_a_catalogue_is_told() {
    let scratch = Scratch::empty();
    for arguments in [&["gen", "--check"][..], &["gen"], &["lint"], &["list"], &["docs"]] {
        let text = run(&scratch, arguments, 2);
        assert!(text.contains("no catalogue found"), "{text}");
        assert!(text.contains("--catalogue DIR"), "{text}");
    }
    assert!(around(&scratch).is_empty());
}
