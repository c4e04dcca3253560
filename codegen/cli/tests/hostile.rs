//! Inputs that nobody should send, as files of a catalogue: errcat's answer to each is in the table of
//! `codegen/docs/hostile.md`. To write it again:
//! `ERRCAT_BLESS=1 cargo test --test commands hostile::`. Then read the difference.

#![cfg(unix)]

use std::fmt::Write;
use std::process::Command;

use crate::hostile_inputs::{INPUTS, Input};
use crate::scratch::{PROGRAM, said, tree, write};
use camino::{Utf8Path, Utf8PathBuf};
use errcat_findings::wording::is_unprintable;

/// A valid catalogue of one code, in which an input changes something.
fn catalogue(root: &Utf8Path, input: &Input) {
    let files = [
        (
            "catalogue.toml",
            "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n[lints]\nno-action = \"allow\"\nundocumented = \"allow\"\n",
        ),
        ("door/api.toml", "title = \"Door\"\n"),
        ("door/lock.toml", "[codes.LOCKED]\n"),
    ];
    for (path, text) in files {
        write(&root.join("catalogue").join(path), text.as_bytes());
    }
    write(&root.join("outside/door/api.toml"), b"title = \"Outside\"\n");
    write(&root.join("outside/door/lock.toml"), b"[codes.SECRET]\n");
    (input.make)(&root.join("catalogue"));
}

/// Runs `gen` over the input, holds it to what holds for all, and tells what came of it.
fn outcome(input: &Input) -> String {
    let dir = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::from_path_buf(dir.path().to_owned()).unwrap();
    catalogue(&root, input);
    // Pipes would wait for somebody who writes.
    let outside = tree(&root.join("outside"));
    let entries = || root.read_dir_utf8().unwrap().count();
    let before = entries();
    let output = Command::new("timeout")
        .args(["60", PROGRAM, "gen", "--catalogue", "catalogue", "--out", "out"])
        .current_dir(&root)
        .output()
        .unwrap();
    let what = input.what;
    assert_ne!(output.status.code(), Some(124), "{what} does not end");
    let text = said(&output);
    // Each of ten thousand mistakes is shown.
    assert!(text.len() < 4_000_000, "{what}: {} bytes of output", text.len());
    assert!(!text.contains("panicked"), "{what}: {text}");
    let echoed = text.chars().find(|c| *c != '\n' && is_unprintable(*c));
    assert_eq!(echoed, None, "{what}: {text}");
    assert!(!text.contains("SECRET"), "{what}: {text}");
    assert_eq!(outside, tree(&root.join("outside")), "{what} wrote outside");
    match output.status.code() {
        Some(0) => {
            assert_eq!(entries(), before + 1, "{what} wrote beside the output folder");
            "read".to_owned()
        }
        Some(1) => {
            assert_eq!(entries(), before, "{what} is refused, and something was written");
            let lines: Vec<&str> = text.lines().collect();
            let first = lines.iter().find(|line| line.starts_with("error[")).unwrap();
            let place = lines.iter().find_map(|line| line.trim_start().strip_prefix("--> "));
            let place =
                place.unwrap().strip_prefix("catalogue/").unwrap().trim_start_matches("door/");
            let message = first.strip_prefix("error").unwrap();
            format!("{place}: {message}")
        }
        Some(2) => text.lines().next().unwrap_or_default().to_owned(),
        code => panic!("{what} ends with {code:?}: {text}"),
    }
}

/// The page: a table for each kind of input.
fn page() -> String {
    let mut page = String::from(
        "# Hostile inputs\n\n\
         How errcat answers inputs that nobody should send. `gen` reads each of them in an otherwise valid\n\
         catalogue; the tables show the first message, with its place. For every input, `gen` ends soon, never\n\
         panics, writes nothing outside its folder and nothing at all after an error, and prints no control\n\
         character. `codegen/cli/tests/hostile.rs` runs them all, and compares this page with the results.\n",
    );
    for (about, inputs) in INPUTS {
        write!(page, "\n## {about}\n\n| Input | errcat's answer |\n| --- | --- |\n").unwrap();
        for input in *inputs {
            writeln!(page, "| {} | {} |", cell(input.what), cell(&outcome(input))).unwrap();
        }
    }
    page
}

/// A text in a cell. Messages have Markdown's code spans already.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn every_hostile_input_ends_in_words() {
    let count: usize = INPUTS.iter().map(|(_, inputs)| inputs.len()).sum();
    assert!(count >= 100, "{count} inputs");
    let page = page();
    let path = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/hostile.md");
    if std::env::var_os("ERRCAT_BLESS").is_some() {
        fs_err::write(&path, &page).unwrap();
    }
    let written = fs_err::read_to_string(&path).unwrap_or_default();
    let other: Vec<&str> =
        page.lines().filter(|line| !written.lines().any(|it| it == *line)).collect();
    assert!(
        written == page,
        "{path} says something else of\n{}\nwhere this is better, run\n    {BLESS}",
        other.join("\n")
    );
}

/// What writes the page again.
const BLESS: &str = "ERRCAT_BLESS=1 cargo test --test commands hostile::";
