//! `diff` and `changelog`: against a folder, a `catalogue.json` and a git revision.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use crate::scratch::{self, Scratch, said};
use camino::Utf8Path;
use serde_json::Value as Json;

/// A scratch folder with a release of the catalogue in git, under the tag `v0.1.0`, and as
/// `catalogue.json` in `out`.
fn released() -> Scratch {
    let scratch = Scratch::new();
    scratch.generate();
    scratch.git(&["init", "-q", "-b", "main"]);
    scratch.git(&["add", "catalogue"]);
    scratch.git(&["commit", "-q", "-m", "Release"]);
    scratch.git(&["tag", "v0.1.0"]);
    scratch
}

fn diff(scratch: &Scratch, arguments: &[&str]) -> Output {
    let all: Vec<&str> =
        ["diff", "--catalogue", "catalogue"].into_iter().chain(arguments.iter().copied()).collect();
    scratch.errcat(&all)
}

/// Every way to name a baseline, with nothing changed and with a status changed.
#[test]
fn every_kind_of_baseline_says_the_same() {
    let scratch = released();
    let bases: &[&[&str]] =
        &[&["--base", "v0.1.0"], &["--base", "out/catalogue.json"], &["--base", "old"]];
    let copied =
        Command::new("cp").args(["-r", "catalogue", "old"]).current_dir(&scratch.root).status();
    assert!(copied.unwrap().success());
    for (status, breaking) in [(0, false), (1, true)] {
        for base in bases {
            let output = diff(&scratch, &[base, &["--deny", "breaking"][..]].concat());
            assert_eq!(output.status.code(), Some(status), "{base:?}: {}", said(&output));
            assert_eq!(said(&output).contains("breaking"), breaking, "{base:?}: {}", said(&output));
        }
        scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 409");
    }
    // Without a name it is the tag, once there is something to compare.
    let named = said(&diff(&scratch, &["--base", "v0.1.0"]));
    assert_eq!(said(&diff(&scratch, &[])), named);
}

/// Numbers in a `catalogue.json` are those of the catalogue, to the last bit.
#[test]
fn numbers_are_read_as_they_are_written() {
    let scratch = Scratch::new();
    let mut text = String::new();
    // Each has a neighbour that a quick reader takes it for.
    let numbers = ["0.000054528708976814604", "3.823856503062997e-13", "6.975429024679447e-10"];
    for (at, number) in numbers.iter().enumerate() {
        text += &format!("[codes.NUMBER_{at}]\nmessage = \"{{f}}\"\n");
        text += &format!("details = {{ f = {{ type = \"number\", example = {number} }} }}\n");
    }
    scratch::write(&scratch.path("catalogue/measures/api.toml"), b"title = \"Measures\"\n");
    scratch::write(&scratch.path("catalogue/measures/all.toml"), text.as_bytes());
    scratch.generate();
    let output = diff(&scratch, &["--base", "out/catalogue.json", "--format", "json"]);
    let report: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["changes"].as_array().unwrap().len(), 0, "{report}");
    // The command is built with what its own crates ask for, this test with what any of all does.
    let tree =
        ["tree", "--package", "errcat", "--edges", "normal", "--prefix", "none", "--offline"];
    let tree = Command::new(env!("CARGO")).args(tree).args(["--format", "{p} {f}"]).output();
    let tree = String::from_utf8(tree.unwrap().stdout).unwrap();
    let reader = tree.lines().find(|line| line.starts_with("serde_json v")).unwrap();
    assert!(reader.contains("float_roundtrip"), "{reader}");
}

#[test]
fn a_baseline_that_cannot_be_read_is_never_no_change() {
    let scratch = released();
    fs_err::write(scratch.path("broken.json"), "{}").unwrap();
    for base in ["nowhere", "broken.json", "out", "v9"] {
        let output = diff(&scratch, &["--base", base]);
        assert_eq!(output.status.code(), Some(2), "{base}: {}", said(&output));
        assert!(said(&output).contains("error: "), "{base}: {}", said(&output));
    }
}

#[test]
fn scripts_read_json_and_the_version_is_held() {
    let scratch = released();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 409");
    let output = diff(&scratch, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let report: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["verdict"], "breaking", "{report}");
    assert!(!report["changes"].as_array().unwrap().is_empty(), "{report}");
    assert_eq!(diff(&scratch, &["--deny", "version"]).status.code(), Some(1));
    scratch.edit("catalogue/catalogue.toml", "0.1.0", "0.2.0");
    let output = diff(&scratch, &["--deny", "version"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn release_notes_name_what_changed() {
    let scratch = released();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 409");
    let output = scratch.errcat(&["changelog", "--catalogue", "catalogue"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let notes = said(&output);
    assert!(notes.starts_with("## 0.1.0\n") && notes.contains("409"), "{notes}");
}

#[test]
fn release_notes_become_pages_of_the_docs() {
    let scratch = released();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 409");
    scratch.edit("catalogue/catalogue.toml", "0.1.0", "0.2.0");
    let write = |version: &str| {
        let output = scratch.errcat(&["changelog", "--catalogue", "catalogue", "--write"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let expected = format!("wrote catalogue/changelog.toml: the notes of {version}\n");
        assert_eq!(said(&output), expected);
        fs_err::read_to_string(scratch.path("catalogue/changelog.toml")).unwrap()
    };
    let first = write("0.2.0");
    assert_eq!(write("0.2.0"), first, "a second run changes nothing");
    // The file keeps everything beside the notes.
    let own = format!(
        "# Ours.\n\n{first}\n[[release]] # the first\nversion = \"0.1.0\"\nnotes = \"It began.\"\n"
    );
    fs_err::write(scratch.path("catalogue/changelog.toml"), &own).unwrap();
    assert_eq!(write("0.2.0"), own);
    scratch.git(&["commit", "-q", "-a", "-m", "Release"]);
    scratch.git(&["tag", "v0.2.0"]);
    scratch.edit("catalogue/catalogue.toml", "0.2.0", "0.3.0");
    assert_eq!(write("0.3.0").matches("[[release]]").count(), 3);
    let output = scratch.errcat(&["gen", "--catalogue", "catalogue", "--out", "out"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let page =
        |name: &str| fs_err::read_to_string(scratch.path("out/docs/src").join(name)).unwrap();
    assert!(
        page("changes-0.2.0.md").contains("## Change your client\n"),
        "{}",
        page("changes-0.2.0.md")
    );
    assert!(page("changes-0.1.0.md").contains("\nIt began.\n"));
    let toc = page("SUMMARY.md");
    let places: Vec<_> = ["0.3.0", "0.2.0", "0.1.0"]
        .map(|it| toc.find(&format!("(changes-{it}.md)")).unwrap())
        .into();
    assert!(places.is_sorted(), "{toc}");
}

/// The notes are for those who use the APIs. `releases/` has a change of every kind that can be made to
/// an internal code; all that nobody may read of them holds the word `hushed`.
#[test]
fn release_notes_do_not_know_internal_codes() {
    let scratch = Scratch::empty();
    let from = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/releases");
    for (path, bytes) in scratch::tree(&from) {
        scratch::write(&scratch.path(&path), &bytes);
    }
    let errcat = |arguments: &[&str]| {
        let output = scratch.errcat(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        said(&output)
    };
    // What the comparison for the team finds: otherwise there would be nothing to leave out.
    let found = errcat(&["diff", "--catalogue", "new", "--base", "old", "--format", "json"]);
    let found: Json = serde_json::from_str(&found).unwrap();
    let found: BTreeSet<&str> = found["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|change| change.to_string().contains("hushed") || change["kind"] == "status")
        .map(|change| change["rule"].as_str().unwrap())
        .collect();
    for rule in [
        "internal-added",
        "internal-removed",
        "internal-mask",
        "internal-facts",
        "internal-words",
        "internal-changed",
        "action-added",
        "action-removed",
        "action-words",
        "action-actor",
        "status-added",
        "status-removed",
        "status-words",
    ] {
        assert!(found.contains(rule), "{rule} is not in {found:?}");
    }
    let catalogue = ["changelog", "--catalogue", "new", "--base", "old"];
    let printed = errcat(&catalogue);
    errcat(&[&catalogue[..], &["--write"]].concat());
    let written = fs_err::read_to_string(scratch.path("new/changelog.toml")).unwrap();
    errcat(&["gen", "--catalogue", "new", "--out", "out", "--only", "docs"]);
    let page = fs_err::read_to_string(scratch.path("out/docs/src/changes-1.1.0.md")).unwrap();
    for notes in [&printed, &written, &page] {
        for word in ["hushed", "Hushed", "internal", "mask", "506", "507", "508"] {
            assert!(!notes.contains(word), "{word} is in\n{notes}");
        }
        // To the world a code that was hidden is new, and one that is hidden is gone.
        let says = |code: &str, what: &str| {
            let line = notes.lines().find(|line| line.contains(&format!("`{code}`")));
            assert!(line.is_some_and(|line| line.contains(what)), "{code}, {what}\n{notes}");
        };
        says("shown_now_wire", "status 500");
        says("reused_wire", "status 500");
        says("hidden_now_wire", "No longer sent");
    }
    // A `catalogue.json` knows of no internal code, and so no notes made of one do.
    errcat(&["gen", "--catalogue", "old", "--out", "old-out", "--only", "json"]);
    let base = "old-out/catalogue.json";
    let notes = errcat(&["changelog", "--catalogue", "new", "--base", base]);
    assert!(!notes.contains("mask") && !notes.contains("internal"), "{notes}");
}
