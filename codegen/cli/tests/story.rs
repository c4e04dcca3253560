//! The story of a code in `codegen/docs/evolution.md` is told again, and those of teams in
//! `codegen/docs/adopting.md`: each of their commands is run, in order, and prints what the page shows.
//!
//! To write the outputs again: `ERRCAT_BLESS=1 cargo test --test commands story::`. Then read them as
//! somebody would who learns the commands from them.

use std::process::Command;

use crate::scratch::{PROGRAM, Scratch, said, write};
use camino::{Utf8Path, Utf8PathBuf};

fn page(name: &str) -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

/// The smallest catalogue of the format's page, in git.
fn smallest() -> Scratch {
    let scratch = Scratch::empty();
    let text = fs_err::read_to_string(page("format.md")).unwrap();
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
    // What is installed is called by the word behind `cargo`; the other finds its catalogue by an argument.
    let installed = scratch.path("cargo-errcat");
    let (program, call) = match installed.symlink_metadata() {
        Ok(_) => (installed, "\"$PROGRAM\" \"$@\""),
        Err(_) => (
            scratch.path("xtask"),
            "shift; command=$1; shift; \"$PROGRAM\" \"$command\" \"$@\" --catalogue catalogue",
        ),
    };
    let cargo = format!("cargo() {{ {call}; }}");
    let output = Command::new("sh")
        .args(["-c", &format!("{cargo}\n{script}")])
        .current_dir(&scratch.root)
        .env("PROGRAM", program)
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

/// What a part of a page says when its commands are run again, and how many outputs it shows. A file that
/// is not there yet is the reader's own; one that is there holds what is shown.
fn tell(scratch: &Scratch, story: &str) -> (String, usize) {
    let mut told = String::new();
    let mut printed: Option<String> = None;
    let mut blocks = 0;
    for part in story.split_inclusive("```\n") {
        let Some((words, block)) = part.split_once("```") else {
            told.push_str(part);
            continue;
        };
        let (language, text) = block.split_once('\n').unwrap();
        let text = text.trim_end_matches("```\n");
        if language == "text" {
            told.push_str(&format!("{words}```text\n{}```\n", printed.take().unwrap()));
            blocks += 1;
            continue;
        }
        told.push_str(part);
        let file = words
            .trim_end()
            .rsplit('\n')
            .next()
            .and_then(|line| line.strip_prefix("**`")?.strip_suffix("`**"));
        match file.map(|path| scratch.path(path)) {
            Some(path) if path.exists() => {
                let holds = fs_err::read_to_string(&path).unwrap();
                assert!(holds.contains(text), "{path} holds\n{holds}");
            }
            Some(path) => write(&path, text.as_bytes()),
            None if language == "sh" => {
                assert_eq!(printed.take().unwrap_or_default(), "", "the page does not show it");
                printed = Some(run(scratch, text));
            }
            None => {}
        }
    }
    assert_eq!(printed.unwrap_or_default(), "", "the page does not show it");
    (told, blocks)
}

/// Holds a page to what was told, or writes it.
fn hold(name: &str, before: &str, told: &str, after: &str) {
    let text = format!("{before}{told}{after}");
    if std::env::var_os("ERRCAT_BLESS").is_some() {
        return fs_err::write(page(name), text).unwrap();
    }
    let old = fs_err::read_to_string(page(name)).unwrap();
    // The whole page would hide what differs.
    for (shown, printed) in old.lines().zip(text.lines()) {
        assert_eq!(shown, printed);
    }
    assert_eq!(old, text);
}

#[test]
fn the_story_of_a_code_is_true() {
    let old = fs_err::read_to_string(page("evolution.md")).unwrap();
    // Release notes have headings of their own.
    let begin = old.find("\n## A code's life\n").unwrap();
    let end = old.find("\n## Editing commands").unwrap();
    let (told, blocks) = tell(&smallest(), &old[begin..end]);
    assert!(blocks >= 8, "{blocks}");
    hold("evolution.md", &old[..begin], &told, &old[end..]);
}

#[test]
fn each_way_into_errcat_leads_there() {
    let old = fs_err::read_to_string(page("adopting.md")).unwrap();
    let mut told = String::new();
    let mut ways = 0;
    let mut rest = &old[old.find("\n## ").unwrap()..];
    let before = &old[..old.len() - rest.len()];
    while !rest.is_empty() {
        let end = rest[1..].find("\n## ").map_or(rest.len(), |at| at + 1);
        let scratch = Scratch::empty();
        std::os::unix::fs::symlink(PROGRAM, scratch.path("cargo-errcat")).unwrap();
        told.push_str(&tell(&scratch, &rest[..end]).0);
        let check = scratch.errcat(&["gen", "--check"]);
        assert_eq!(check.status.code(), Some(0), "{}: {}", &rest[..40], said(&check));
        (rest, ways) = (&rest[end..], ways + 1);
    }
    assert_eq!(ways, 4);
    hold("adopting.md", before, &told, "");
}
