//! The story of a code in `codegen/docs/evolution.md` is told again: each of its commands is run, in
//! order, and prints what the page shows.
//!
//! To write the outputs anew: `ERRCAT_BLESS=1 cargo test --test commands story::`. Then read them as
//! somebody would who learns the commands from them.

use std::process::Command;

use crate::scratch::{PROGRAM, Scratch, said, write};
use camino::{Utf8Path, Utf8PathBuf};

fn page() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/evolution.md")
}

/// The smallest catalogue of the format's page, in git.
fn smallest() -> Scratch {
    let scratch = Scratch::empty();
    let page = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/format.md");
    let text = fs_err::read_to_string(page).unwrap();
    let section = text.split("\n## The smallest catalogue\n").nth(1).unwrap();
    let section = section.split("\n## ").next().unwrap();
    for block in section.split("```toml\n# ").skip(1) {
        let (path, rest) = block.split_once('\n').unwrap();
        let text = rest.split("```").next().unwrap();
        write(&scratch.path("catalogue").join(path), text.as_bytes());
    }
    std::os::unix::fs::symlink(PROGRAM, scratch.path("xtask")).unwrap();
    run(&scratch, "git init -q -b main && git add catalogue");
    scratch
}

/// Runs a script as the page shows it. The catalogue is the scratch folder's own.
fn run(scratch: &Scratch, script: &str) -> String {
    let cargo = "cargo() { shift; command=$1; shift; \"$PROGRAM\" \"$command\" \"$@\" --catalogue catalogue; }";
    let output = Command::new("sh")
        .args(["-c", &format!("{cargo}\n{script}")])
        .current_dir(&scratch.root)
        .env("PROGRAM", scratch.path("xtask"))
        .env_remove("CARGO_PKG_NAME")
        .envs([("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@example.com")])
        .envs([("GIT_COMMITTER_NAME", "A"), ("GIT_COMMITTER_EMAIL", "a@example.com")])
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    // Exit statuses are those of the last command: the last of the story is refused.
    assert!(output.status.code().is_some(), "{script}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap().replace(" --catalogue catalogue", "")
}

#[test]
fn the_story_of_a_code_is_true() {
    let old = fs_err::read_to_string(page()).unwrap();
    let (before, rest) = old.split_once("\n## A code's life\n").unwrap();
    // Release notes have headings of their own.
    let (story, after) = rest.split_once("\n## Editing commands").unwrap();
    let scratch = smallest();
    let mut told = String::new();
    let mut printed = None;
    let mut blocks = 0;
    for part in story.split_inclusive("```\n") {
        if let Some((_, script)) = part.split_once("```sh\n") {
            assert_eq!(printed.take().unwrap_or_default(), "", "the page does not show it");
            printed = Some(run(&scratch, script.trim_end_matches("```\n")));
            told.push_str(part);
        } else if let Some((words, _)) = part.split_once("```text\n") {
            told.push_str(&format!("{words}```text\n{}```\n", printed.take().unwrap()));
            blocks += 1;
        } else {
            told.push_str(part);
        }
    }
    assert!(blocks >= 8, "{blocks}");
    if std::env::var_os("ERRCAT_BLESS").is_some() {
        let text = format!("{before}\n## A code's life\n{told}\n## Editing commands{after}");
        fs_err::write(page(), text).unwrap();
    } else {
        // The whole page would hide what differs.
        for (shown, printed) in story.lines().zip(told.lines()) {
            assert_eq!(shown, printed);
        }
        assert_eq!(story, told);
    }
}
