//! Whatever the catalogue, a file's name, an argument or a generated file says: no line that a command
//! prints is one that a terminal or the runner of a CI job obeys.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::process::{Command, Output, Stdio};

use crate::every_text::{Texts, files, fill, places};
use crate::scratch::{PROGRAM, Scratch, commands, tree, write};
use errcat_findings::render::FORMATS;
use errcat_findings::wording::is_unprintable;
use serde_json::Value as Json;

/// What runners obey: GitHub's, in its new and old form, and those of Azure Pipelines and `TeamCity`.
const ORDERS: &str = "##[error]a ##vso[task.setvariable variable=a]b ##teamcity[a] #\u{ad}#[b]";

/// What a terminal obeys, or a reader of lines takes for an end.
const CONTROLS: &[&str] =
    &["\u{202e}", "\r::error::x", "\u{9b}31m", "\u{1b}[31m", "\u{1b}]0;x\u{7}", "\u{85}::error::x"];

/// A runner's eyes: what is wrong with a line, if anything. Joiners and marks count for nothing.
fn obeyed(line: &str, annotations: bool) -> Option<&'static str> {
    let bare: String = line.chars().filter(|it| *it != '\u{ad}' && *it != '\u{200d}').collect();
    let meant = ["::error ", "::warning ", "::notice "].iter().any(|it| line.starts_with(it));
    if bare.trim_start().starts_with("::") && !(annotations && meant) {
        return Some("a command");
    }
    let is_old = |rest: &str| {
        rest.trim_start_matches('#')
            .trim_start_matches(|it: char| it.is_alphabetic())
            .starts_with('[')
    };
    bare.match_indices("##")
        .any(|(at, _)| is_old(&bare[at..]))
        .then_some("a command of the old form")
}

/// Holds all that a command printed.
#[track_caller]
fn hold(what: &[&str], output: &Output) {
    let annotations = what.contains(&"github");
    for bytes in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(!text.contains("panicked"), "{what:?}: {text}");
        let echoed = text.chars().find(|it| is_unprintable(*it) && !"\n\t".contains(*it));
        assert_eq!(echoed, None, "{what:?}: {text}");
        for line in text.lines() {
            assert_eq!(obeyed(line, annotations), None, "{what:?}: {line}\n{text}");
        }
    }
}

fn run(scratch: &Scratch, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    let output = command.args(arguments).current_dir(&scratch.root).stdin(Stdio::null()).output();
    let output = output.unwrap();
    hold(arguments, &output);
    output
}

/// Texts with commands for every place. Each differs, because some texts must be unique.
fn texts() -> Texts {
    let mut texts = vec![None; places().count];
    for place in &places().all {
        let at = place.text;
        texts[at] = Some(if place.is_prose {
            format!("::error::{at} {ORDERS}\n::error::{at}\n\n    ::error::{at} {ORDERS}\n")
        } else {
            format!("::error file=a::{at} {ORDERS}")
        });
    }
    let filled = fill(texts);
    let held = filled.filled.iter().flatten().count();
    assert!(held * 2 > filled.filled.len(), "{held} of {} are held", filled.filled.len());
    filled.filled
}

/// A folder with a valid catalogue full of orders, and the same with harmless texts.
fn hostile() -> Scratch {
    let scratch = Scratch::empty();
    for (folder, texts) in [("catalogue", texts()), ("before", vec![None; places().count])] {
        for (path, text) in files(&texts) {
            write(&scratch.path(folder).join(path), text.as_bytes());
        }
    }
    scratch
}

const OUT: &[&str] = &["--catalogue", "catalogue", "--out", "out"];
const DIR: &[&str] = &["--catalogue", "catalogue"];

/// For each command, runs that print what the catalogue says.
const RUNS: &[(&str, &[&[&str]])] = &[
    ("add", &[&["gate/fresh", "--status", "404", "--message", "::error::x", "--dry-run"]]),
    ("changelog", &[&["--base", "before"]]),
    ("completions", &[&["--at", "2", "--", "errcat", "list", "", "--catalogue", "catalogue"]]),
    ("deprecate", &[&["gate/shy", "--note", "::error::##[x]", "--dry-run"]]),
    (
        "diff",
        &[
            &["--base", "before"],
            &["--base", "before", "--format", "json"],
            &["--base", "before", "--format", "github"],
            &["--base", "before", "--format", "sarif"],
            &["--base", "before", "--format", "markdown", "--verbose"],
        ],
    ),
    ("docs", &[&[]]),
    ("explain", &[&["::error::##[x]"]]),
    ("fmt", &[&["--check"]]),
    ("gen", &[]),
    ("help", &[&["::error::##[x]"]]),
    ("import", &[&["##[error].csv", "--api", "fresh"]]),
    ("init", &[&[], &["--api", "::error::##[x]"]]),
    ("lint", &[&["--stats"]]),
    ("list", &[&[], &["--json"]]),
    ("mv", &[&["gate/shy", "--group", "problems", "--dry-run"]]),
    ("openapi", &[&["merge", "##[error].json", "--api", "gate"]]),
    ("release", &[&["--base", "before"], &["--base", "before", "--write"]]),
    ("rename", &[&["gate/shy", "timid", "--wire", "::error::##[x]", "--dry-run"]]),
    ("retire", &[&["gate/locked", "--dry-run"]]),
    ("schema", &[&[], &["--check"]]),
    ("search", &[&["error"], &["error", "--json"]]),
    ("show", &[&["gate/locked"], &["gate/locked", "--json"], &["gate/gone"], &["yard/shut"]]),
    ("stats", &[&[], &["--json"]]),
];

#[test]
fn what_a_catalogue_says_is_no_command() {
    let known: BTreeSet<String> = RUNS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(known, BTreeSet::from_iter(commands()), "a command is missing here, or gone");
    let scratch = hostile();
    let document = format!(
        "{{ \"openapi\": \"3.1.0\", \"info\": {{ \"title\": {}, \"version\": \"1\" }}, \"paths\": {{}} }}",
        Json::from(ORDERS)
    );
    write(&scratch.path("##[error].json"), document.as_bytes());
    let table =
        format!("code,status,{ORDERS}\nGONE,404,{ORDERS}\n::error::x,{ORDERS},\"{ORDERS}\"\n");
    write(&scratch.path("##[error].csv"), table.as_bytes());
    let mut printed = 0;
    for (name, runs) in RUNS {
        for arguments in *runs {
            for color in ["never", "always"] {
                let alone = ["completions", "explain", "help"].contains(name);
                let end = if alone { &[] } else { DIR };
                let mut output = Command::new(PROGRAM)
                    .args(["--color", color, name])
                    .args(*arguments)
                    .args(end)
                    .current_dir(&scratch.root)
                    .stdin(Stdio::null())
                    .output()
                    .unwrap();
                printed += output.stdout.len();
                // Colours are ours; without them nothing else may come about.
                for bytes in [&mut output.stdout, &mut output.stderr] {
                    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
                    let bare = console::strip_ansi_codes(&text).into_owned();
                    if color == "never" {
                        assert_eq!(bare, text);
                    }
                    *bytes = bare.into_bytes();
                }
                hold(&[&[*name], *arguments].concat(), &output);
            }
        }
    }
    assert!(printed > 20_000, "{printed} bytes");
}

/// What programs read is the same text, written in another way.
#[test]
fn json_says_what_the_catalogue_says() {
    let scratch = hostile();
    let read = |arguments: &[&str]| -> Json {
        let output = run(&scratch, &[arguments, DIR].concat());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let shown = read(&["show", "gate/locked", "--json"]);
    let message = shown[0]["message"].as_str().unwrap();
    assert!(message.starts_with("::error file=a::") && message.ends_with(ORDERS), "{message}");
    assert_eq!(read(&["list", "gate", "--json"])[0], shown[0]);
    let changes = read(&["diff", "--base", "before", "--format", "json"]);
    let texts = changes["changes"].as_array().unwrap().iter();
    assert!(texts.filter_map(|it| it["new"].as_str()).any(|it| it.ends_with(ORDERS)));
}

#[test]
fn what_generated_files_say_is_no_command() {
    let scratch = hostile();
    for format in FORMATS {
        let check = [&["gen", "--check", "--format", format.name], OUT].concat();
        run(&scratch, &[&["gen", "--format", format.name], OUT].concat());
        assert_eq!(run(&scratch, &check).status.code(), Some(0));
        // Other generated files, whose lines are in the differences on both sides.
        for (path, bytes) in tree(&scratch.path("out")) {
            let text = String::from_utf8(bytes).unwrap();
            if path != ".errcat-files" {
                let text =
                    text.replace("error", "::error::\r\u{9b}").replace('\n', "\n::debug::y\n");
                write(&scratch.path("out").join(path), text.as_bytes());
            }
        }
        let output = run(&scratch, &check);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.matches("::debug::y").count() > 20, "{text}");
    }
}

/// Mistakes of every kind that hostile lines can make, in files and names of files.
#[test]
fn what_findings_quote_is_no_command() {
    let lines = [
        format!("\"::error::k {ORDERS}\" = \"::error::v\"\n"),
        format!("::error::k {ORDERS}\n"),
        format!("\n  ::error::k\n{ORDERS} = [\n"),
        format!("[codes.\"::error::{ORDERS}\"]\nstatus = \"##[x]\"\naction = \"::error::##[x]\"\n"),
        format!("description = \"\"\"\n::error::[[nobody]] {ORDERS}\n::error::[[x|##[y]]]\n"),
        CONTROLS.concat(),
    ];
    for (at, line) in lines.iter().enumerate() {
        let scratch = hostile();
        for path in tree(&scratch.path("catalogue")).into_keys() {
            let path = scratch.path("catalogue").join(path);
            let text = fs_err::read_to_string(&path).unwrap();
            let text = if at % 2 == 0 { format!("{line}{text}") } else { text + line };
            fs_err::write(&path, text).unwrap();
        }
        for name in
            ["::error::x.toml", "##[error]x.toml", "gate/::error::##[x].toml", "\r\u{202e}.toml"]
        {
            write(&scratch.path("catalogue").join(name), line.as_bytes());
        }
        write(&scratch.path("catalogue/::error file=x::\n::y ##[z]/api.toml"), line.as_bytes());
        for format in FORMATS {
            for command in [&["lint"][..], &["gen"], &["gen", "--check"]] {
                let end = if command[0] == "lint" { DIR } else { OUT };
                run(&scratch, &[command, &["--format", format.name], end].concat());
            }
        }
        for command in [&["list"][..], &["fmt", "--check"], &["fmt"], &["lint", "--fix"]] {
            run(&scratch, &[command, DIR].concat());
        }
        // A folder of this name is the catalogue.
        let odd = "::error::##[x]";
        fs_err::rename(scratch.path("catalogue"), scratch.path(odd)).unwrap();
        for format in FORMATS {
            run(&scratch, &["lint", "--format", format.name, "--catalogue", odd]);
        }
    }
}

#[test]
fn what_arguments_say_is_no_command() {
    let scratch = hostile();
    let orders = ["::error::x", ORDERS, "x\n::error::x\n##[error]y"];
    for text in orders.iter().chain(CONTROLS) {
        let option = format!("--{text}");
        let pair = format!("gate/{text}");
        let json = format!("{{\"{}\": 1", text.escape_default());
        for name in commands() {
            let name = name.as_str();
            run(&scratch, &[name, "--color", text]);
            if name == "docs" {
                // Its arguments are another program's.
                continue;
            }
            run(&scratch, &[name, &option]);
            run(&scratch, &[name, "--catalogue", "catalogue", "--format", text]);
            if !["conformance", "site-test"].contains(&name) {
                run(&scratch, &[name, text]);
                run(&scratch, &[name, text, text, text]);
                run(&scratch, &[name, "--catalogue", text]);
                run(&scratch, &[name, &pair, "--catalogue", "catalogue"]);
                run(&scratch, &[name, "--base", text, "--catalogue", "catalogue"]);
            }
        }
        run(&scratch, &[text]);
        run(&scratch, &["conformance", "--out", text]);
        run(&scratch, &["gen", "--catalogue", "catalogue", "--out", text]);
        run(&scratch, &["gen", "--catalogue", "catalogue", "--out", text, "--check"]);
        run(
            &scratch,
            &["gen", "--catalogue", "catalogue", "--out", &format!("{text}/new"), "--check"],
        );
        run(&scratch, &["gen", "--only", text]);
        run(&scratch, &["show", &json, "--catalogue", "catalogue"]);
        run(&scratch, &["show", "--api", text, "x", "--catalogue", "catalogue"]);
        run(&scratch, &["rename", "gate/shy", text, "--catalogue", "catalogue", "--dry-run"]);
        run(&scratch, &["mv", "gate/shy", "--group", text, "--catalogue", "catalogue"]);
        run(&scratch, &["add", "gate/new", "--detail", text, "--catalogue", "catalogue"]);
        run(&scratch, &["openapi", "merge", text, "--api", text, "--catalogue", "catalogue"]);
        let document = format!("{text}.json");
        run(
            &scratch,
            &["openapi", "merge", &document, "--api", "gate", "--catalogue", "catalogue"],
        );
        run(&scratch, &["list", "--status", text, "--catalogue", "catalogue"]);
        run(&scratch, &["completions", "--at", "2", "--", "errcat", text, text]);
    }
}

/// A release of before that somebody else wrote.
#[test]
fn what_a_base_says_is_no_command() {
    let scratch = hostile();
    run(&scratch, &["gen", "--catalogue", "before", "--out", "old", "--only", "json"]);
    let text = fs_err::read_to_string(scratch.path("old/catalogue.json")).unwrap();
    let commands = [
        &["diff"][..],
        &["diff", "--format", "json"],
        &["diff", "--format", "github"],
        &["diff", "--format", "sarif"],
        &["diff", "--format", "markdown"],
        &["changelog"],
        &["release"],
    ];
    for control in CONTROLS.iter().copied().chain([ORDERS, "x\n::error::x"]) {
        let mut base: Json = serde_json::from_str(&text).unwrap();
        spoil(&mut base, control);
        let mut bases = vec![base.clone()];
        base["format"] = control.into();
        bases.push(base.clone());
        base["format"] = 1.into();
        base["apis"][0]["codes"] = control.into();
        bases.push(base);
        for (at, base) in bases.iter().enumerate() {
            let written = base.to_string();
            let escaped = Json::from(control).to_string();
            // JSON may hold most of them as they are.
            for text in [written.replace(escaped.trim_matches('"'), control), written] {
                write(&scratch.path("base.json"), text.as_bytes());
                for command in commands {
                    let output = run(&scratch, &[command, &["--base", "base.json"], DIR].concat());
                    let read = serde_json::from_str::<Json>(&text).is_ok() && at == 0;
                    let status = if read { 0 } else { 2 };
                    assert_eq!(output.status.code(), Some(status), "{at}, {control:?}: {output:?}");
                }
            }
        }
    }
}

/// Puts a text behind every string of a document but its version.
fn spoil(document: &mut Json, more: &str) {
    match document {
        Json::String(text) => text.push_str(more),
        Json::Array(items) => items.iter_mut().for_each(|item| spoil(item, more)),
        Json::Object(entries) => entries
            .iter_mut()
            .filter(|(key, _)| *key != "version")
            .for_each(|(_, value)| spoil(value, more)),
        _ => {}
    }
}

/// The judge sees what it looks for.
#[test]
fn commands_are_seen() {
    for line in
        ["::error::x", "\u{a0} ::x::", ":\u{ad}:x", "a ##[x]", "##vso[x", "###[", "#\u{200d}#[x]"]
    {
        assert!(obeyed(line, false).is_some(), "{line}");
    }
    for line in [":\\:error::x", "a ::x", "##\\[x]", "## [x]", "# [x]", "#[x]", "::"] {
        assert_eq!(obeyed(line, false).is_some(), line == "::", "{line}");
    }
    assert_eq!(obeyed("::error file=x::y", true), None);
    assert!(obeyed("::set-env name=x::y", true).is_some());
}
