//! Obstacles in the place of an output: `gen` keeps and names them. And several runs at
//! once in one folder.

#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::{Command, Stdio};

use crate::scratch::{PROGRAM, Scratch, everything, said, tree, write};
use camino::Utf8Path;

const GEN: &[&str] = &["gen", "--catalogue", "catalogue", "--out", "out"];

fn folder(path: &Utf8Path) {
    write(&path.join("mine.txt"), b"mine");
}

fn file(path: &Utf8Path) {
    write(path, b"mine");
}

fn link(path: &Utf8Path) {
    let target = path.parent().unwrap().join("target.txt");
    write(&target, b"mine");
    symlink(target, path).unwrap();
}

fn link_to_folder(path: &Utf8Path) {
    folder(&path.with_file_name("elsewhere"));
    symlink("elsewhere", path).unwrap();
}

fn dangling_link(path: &Utf8Path) {
    symlink("/nonexistent/errcat", path).unwrap();
}

fn link_to_itself(path: &Utf8Path) {
    symlink(path.file_name().unwrap(), path).unwrap();
}

/// Whoever opens it waits for ever.
fn fifo(path: &Utf8Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn socket(path: &Utf8Path) {
    drop(UnixListener::bind(path).unwrap());
}

type Obstacle = (fn(&Utf8Path), &'static str);

const OBSTACLES: &[Obstacle] = &[
    (folder, "a folder"),
    (link, "a link"),
    (link_to_folder, "a link"),
    (dangling_link, "a link"),
    (link_to_itself, "a link"),
    (fifo, "not a regular file"),
    (socket, "not a regular file"),
];

fn remove(path: &Utf8Path) {
    if path.symlink_metadata().unwrap().is_dir() {
        fs_err::remove_dir_all(path).unwrap();
    } else {
        fs_err::remove_file(path).unwrap();
    }
}

/// An obstacle at `path` is named as `what`; nothing is changed, and nothing is read through it.
fn assert_refused(scratch: &Scratch, path: &str, what: &str) {
    let before = everything(&scratch.root);
    for command in [GEN, &["gen", "--check", "--catalogue", "catalogue", "--out", "out"]] {
        let output = scratch.errcat(command);
        let text = said(&output);
        assert_eq!(output.status.code(), Some(2), "{path}, {what}: {text}");
        assert!(text.contains(path) && text.contains(what), "{path}, {what}: {text}");
        assert!(text.contains("move or delete them"), "{text}");
        assert!(everything(&scratch.root) == before, "{path}, {what}: something was changed");
    }
}

#[test]
fn an_output_that_is_something_else_is_left_alone() {
    let scratch = Scratch::new();
    scratch.generate();
    let right = tree(&scratch.path("out"));
    for path in ["out/catalogue.json", "out/docs/src/izi/index.md", "out/.errcat-files"] {
        for (put, what) in OBSTACLES {
            let place = scratch.path(path);
            let text = fs_err::read(&place).unwrap();
            remove(&place);
            put(&place);
            assert_refused(&scratch, path, what);
            remove(&place);
            fs_err::write(&place, text).unwrap();
        }
    }
    for mine in ["out/target.txt", "out/docs/src/izi/target.txt"] {
        assert_eq!(fs_err::read(scratch.path(mine)).unwrap(), b"mine");
    }
    scratch.generate();
    let after = tree(&scratch.path("out"));
    assert!(right.iter().all(|(path, bytes)| after.get(path) == Some(bytes)));
}

#[test]
fn a_folder_of_outputs_that_is_something_else_is_left_alone() {
    let scratch = Scratch::new();
    scratch.generate();
    let aside = scratch.path("aside");
    fs_err::rename(scratch.path("out/docs"), &aside).unwrap();
    let below = "below something that is not a folder";
    let obstacles: &[Obstacle] = &[
        (file, below),
        (fifo, below),
        (link, "a link"),
        (link_to_folder, "a link"),
        (dangling_link, "a link"),
        (link_to_itself, "a link"),
    ];
    for (put, what) in obstacles {
        put(&scratch.path("out/docs"));
        assert_refused(&scratch, "out/docs/src/izi/index.md", what);
        remove(&scratch.path("out/docs"));
    }
    // Even where the link leads to the outputs themselves.
    symlink("../aside", scratch.path("out/docs")).unwrap();
    assert_refused(&scratch, "out/docs/src/izi/index.md", "a link");
}

/// Nothing is deleted through a link, not even what looks like an output of before.
#[test]
fn a_deletion_does_not_follow_links() {
    let scratch = Scratch::new();
    scratch.generate();
    let aside = scratch.path("aside");
    fs_err::rename(scratch.path("out/docs/src/numeric"), &aside).unwrap();
    symlink("../../../aside", scratch.path("out/docs/src/numeric")).unwrap();
    fs_err::create_dir_all(scratch.path("empty")).unwrap();
    fs_err::remove_dir_all(scratch.path("out/src/numeric")).unwrap();
    symlink("../../empty", scratch.path("out/src/numeric")).unwrap();
    let before = everything(&aside);
    fs_err::remove_dir_all(scratch.path("catalogue/numeric")).unwrap();
    scratch.generate();
    assert!(everything(&aside) == before);
    assert!(scratch.path("empty").is_dir());
    assert!(scratch.path("out/docs/src/numeric").is_symlink());
    assert_eq!(scratch.check().status.code(), Some(0));
}

/// The name of the folder for files that wait is gen's; what a link of that name leads to is not.
#[test]
fn what_waits_does_not_follow_links() {
    let scratch = Scratch::new();
    let precious = scratch.path("precious");
    folder(&precious);
    fs_err::create_dir_all(scratch.path("out")).unwrap();
    for put in [link_to_folder, link, dangling_link, fifo, file] {
        put(&scratch.path("out/.errcat-new"));
        scratch.generate();
        assert!(!scratch.path("out/.errcat-new").is_symlink());
        assert!(!scratch.path("out/.errcat-new").exists());
    }
    assert_eq!(fs_err::read(scratch.path("out/elsewhere/mine.txt")).unwrap(), b"mine");
    assert_eq!(fs_err::read(scratch.path("out/target.txt")).unwrap(), b"mine");
}

#[test]
fn what_an_interrupted_run_left_fails_the_check() {
    let scratch = Scratch::new();
    scratch.generate();
    write(&scratch.path("out/.errcat-new/0"), b"half of");
    let output = scratch.check();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("out/.errcat-new: left over"), "{}", said(&output));
    scratch.generate();
    assert_eq!(scratch.check().status.code(), Some(0));
}

#[test]
fn an_output_folder_that_is_none_is_refused() {
    let scratch = Scratch::new();
    for put in [file, fifo, link, dangling_link, link_to_itself] {
        put(&scratch.path("out"));
        let before = everything(&scratch.root);
        for command in [GEN, &["gen", "--check", "--catalogue", "catalogue", "--out", "out"]] {
            let output = scratch.errcat(command);
            assert_eq!(output.status.code(), Some(2), "{}", said(&output));
            assert!(said(&output).contains("error: out is not a folder: "), "{}", said(&output));
            assert!(everything(&scratch.root) == before);
        }
        remove(&scratch.path("out"));
    }
    // Whoever says --out LINK means the folder that it leads to.
    folder(&scratch.path("real"));
    symlink("real", scratch.path("out")).unwrap();
    scratch.generate();
    assert!(scratch.path("real/catalogue.json").exists());
}

/// Reviews fold the outputs away, so nothing there may run that `gen` did not write.
#[test]
fn foreign_code_among_the_outputs_is_not_built() {
    let scratch = Scratch::new();
    for path in
        ["build.rs", "src/main.rs", "src/bin/a.rs", "tests/a.rs", "examples/a.rs", "benches/a.rs"]
    {
        write(&scratch.path("out").join(path), b"fn main() {}");
    }
    scratch.generate();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"])
        .arg(scratch.path("out/Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let targets = metadata["packages"][0]["targets"].as_array().unwrap();
    let kinds: Vec<_> = targets.iter().map(|target| &target["kind"][0]).collect();
    assert_eq!(kinds, ["lib"]);
}

/// Each run succeeds, and the folder is as one of them wanted it.
#[test]
fn runs_at_once_wait_for_each_other() {
    const ROUNDS: usize = 12;
    let scratch = Scratch::new();
    for (path, bytes) in tree(&scratch.path("catalogue")) {
        if !path.starts_with("numeric/") {
            write(&scratch.path("fewer").join(path), &bytes);
        }
    }
    let expected = ["catalogue", "fewer"].map(|catalogue| {
        let output =
            scratch.errcat(&["gen", "--catalogue", catalogue, "--out", catalogue_out(catalogue)]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        everything(&scratch.path(catalogue_out(catalogue)))
    });
    for round in 0..ROUNDS {
        // The first rounds begin without an output.
        if round < ROUNDS / 2 && scratch.path("out").exists() {
            fs_err::remove_dir_all(scratch.path("out")).unwrap();
        }
        let runs = ["catalogue", "fewer", "catalogue"].map(|catalogue| {
            Command::new(PROGRAM)
                .args(["gen", "--catalogue", catalogue, "--out", "out"])
                .current_dir(&scratch.root)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        });
        for run in runs {
            let output = run.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{round}: {}", said(&output));
        }
        let found = everything(&scratch.path("out"));
        assert!(expected.contains(&found), "{round}: the folder is a mixture");
    }
}

fn catalogue_out(catalogue: &str) -> &str {
    if catalogue == "catalogue" { "alone" } else { "fewer-alone" }
}
