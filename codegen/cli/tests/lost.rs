//! Output that is lost: a command whose words nobody got has failed, unless nobody wanted them.

#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs::File;
use std::process::{Command, Output, Stdio};

use crate::scratch::{PROGRAM, Scratch, commands, said, write};

/// For each command, arguments with which it prints a result.
const PRINTING: &[(&str, &[&str])] = &[
    ("add", &["rest/NEW", "--group", "conflict", "--dry-run", "--catalogue", "catalogue"]),
    ("changelog", &["--base", "catalogue", "--catalogue", "catalogue"]),
    ("completions", &["bash"]),
    // What else it prints is printed as all the rest, and it installs things first.
    ("deprecate", &["iozen/rate_limit_exceeded", "--dry-run", "--catalogue", "catalogue"]),
    ("diff", &["--base", "catalogue", "--catalogue", "catalogue"]),
    ("docs", &["--catalogue", "catalogue"]),
    ("explain", &["E0103"]),
    ("fmt", &["--catalogue", "catalogue"]),
    ("gen", &["--catalogue", "catalogue", "--out", "out"]),
    ("help", &["gen"]),
    ("import", &["codes.csv", "--api", "fresh", "--catalogue", "catalogue"]),
    ("init", &["--catalogue", "catalogue"]),
    ("lint", &["--catalogue", "catalogue"]),
    ("list", &["--json", "--catalogue", "catalogue"]),
    ("mv", &["izi/CLUB_CLOSED", "--group", "system", "--dry-run", "--catalogue", "catalogue"]),
    ("openapi", &["merge", "api.json", "--api", "iozen", "--catalogue", "catalogue"]),
    ("release", &["--base", "catalogue", "--catalogue", "catalogue"]),
    ("rename", &["izi/CLUB_CLOSED", "CLUB_SHUT", "--dry-run", "--catalogue", "catalogue"]),
    ("retire", &["iozen/workspace_archived", "--dry-run", "--catalogue", "catalogue"]),
    ("schema", &["--catalogue", "catalogue"]),
    ("search", &["token", "--catalogue", "catalogue"]),
    ("show", &["iozen/rate_limit_exceeded", "--catalogue", "catalogue"]),
    ("stats", &["--catalogue", "catalogue"]),
];

/// A catalogue of which each command has something to tell.
fn scratch() -> Scratch {
    let scratch = Scratch::new();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status=403");
    fs_err::remove_dir_all(scratch.path("catalogue/.schema")).unwrap();
    let document =
        br#"{ "openapi": "3.1.0", "info": { "title": "x", "version": "1" }, "paths": {} }"#;
    write(&scratch.path("api.json"), document);
    write(&scratch.path("codes.csv"), b"code,status\nGONE,404\n");
    scratch
}

fn full() -> Stdio {
    File::options().write(true).open("/dev/full").unwrap().into()
}

fn command(scratch: &Scratch, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(&scratch.root).stdin(Stdio::null());
    command
}

#[test]
fn every_command_fails_whose_result_is_lost() {
    let known: BTreeSet<String> = PRINTING.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(known, BTreeSet::from_iter(commands()), "a command is missing here, or gone");
    for (name, arguments) in PRINTING {
        let arguments = [&[*name], *arguments].concat();
        let told = command(&scratch(), &arguments).output().unwrap();
        assert!(told.status.code() == Some(0) && !told.stdout.is_empty(), "{}", said(&told));
        let help = if *name == "help" { vec!["--help"] } else { vec![*name, "--help"] };
        for arguments in [arguments, help] {
            let output = command(&scratch(), &arguments).stdout(full()).output().unwrap();
            let text = said(&output);
            assert_eq!(output.status.code(), Some(2), "{arguments:?}: {text}");
            let message = "error: cannot write to the standard output: No space left on device";
            assert!(text.contains(message), "{arguments:?}: {text}");
        }
    }
}

/// What is lost of the findings is lost as well, where they go to the standard error.
#[test]
fn findings_that_are_lost_fail_too() {
    let scratch = scratch();
    scratch.edit("catalogue/statuses.toml", "\"Not Found\"", "\"Missing\"");
    let commands: &[&[&str]] = &[
        &["lint", "--catalogue", "catalogue"],
        &["lint", "--format", "short", "--catalogue", "catalogue"],
        &["gen", "--format", "json", "--catalogue", "catalogue", "--out", "out"],
        &["search", "zzzz", "--catalogue", "catalogue"],
        &["fmt", "--check", "--catalogue", "catalogue"],
    ];
    for arguments in commands {
        let mut command = command(&scratch, arguments);
        let status = command.stdout(Stdio::null()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(2), "{arguments:?}");
    }
    // What is done is done: only the words are lost.
    assert!(scratch.path("out/catalogue.json").exists());
}

/// `| head` has seen enough: that is not a failure.
#[test]
fn a_pipe_that_is_closed_is_quiet() {
    for arguments in [
        &["list", "--json", "--catalogue", "catalogue"][..],
        &["explain"],
        &["--help"],
        &["gen", "--catalogue", "catalogue", "--out", "out"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let scratch = scratch();
        let output: Output =
            command(&scratch, arguments).stdout(Stdio::from(writer)).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        assert!(output.stderr.is_empty(), "{arguments:?}: {}", said(&output));
    }
}
