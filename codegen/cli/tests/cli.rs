//! The command line as a user meets it: files, output and exit status.

use std::process::Command;

use crate::scratch::{PROGRAM, Scratch, said, tree, write};

#[test]
fn generates_then_has_nothing_to_do() {
    let scratch = Scratch::new();
    let first = scratch.generate();
    assert!(first.contains("5 APIs, 71 codes in 24 files"), "{first}");
    assert!(first.contains("0 unchanged"), "{first}");
    let times = |scratch: &Scratch| -> Vec<_> {
        let paths = tree(&scratch.path("out")).into_keys();
        paths
            .map(|path| {
                fs_err::metadata(scratch.path("out").join(path)).unwrap().modified().unwrap()
            })
            .collect()
    };
    let before = times(&scratch);
    let second = scratch.generate();
    assert!(!second.contains(" new") && !second.contains(" changed"), "{second}");
    assert_eq!(before, times(&scratch), "files that need no change were touched");
    assert_eq!(scratch.check().status.code(), Some(0));
}

#[test]
fn check_names_every_difference_and_writes_nothing() {
    let scratch = Scratch::new();
    scratch.generate();
    fs_err::remove_file(scratch.path("out/catalogue.json")).unwrap();
    let page = scratch.path("out/docs/src/rest/index.md");
    fs_err::write(&page, fs_err::read_to_string(&page).unwrap().replace("REST", "TEST")).unwrap();
    fs_err::remove_dir_all(scratch.path("catalogue/numeric")).unwrap();
    let before = tree(&scratch.root);
    let output = scratch.check();
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains("out/catalogue.json: missing"), "{text}");
    assert!(text.contains("out/docs/src/rest/index.md: differs"), "{text}");
    assert!(text.contains("out/openapi/numeric.json: no longer generated"), "{text}");
    assert!(text.contains("cargo-errcat gen --catalogue catalogue --out out"), "{text}");
    assert_eq!(before, tree(&scratch.root), "--check wrote something");
    // The command that it names fixes all of it.
    scratch.generate();
    assert_eq!(scratch.check().status.code(), Some(0));
}

#[test]
fn outputs_of_a_removed_api_disappear_and_foreign_files_stay() {
    let scratch = Scratch::new();
    scratch.generate();
    let foreign = [
        "out/notes.md",
        "out/openapi/mine.json",
        "out/src/numeric/mine.rs",
        "out/docs/src/izi/mine.md",
    ];
    for path in foreign {
        write(&scratch.path(path), b"mine");
    }
    fs_err::remove_dir_all(scratch.path("catalogue/numeric")).unwrap();
    let text = scratch.generate();
    assert!(text.contains("deleted"), "{text}");
    let left = tree(&scratch.path("out"));
    let of_numeric: Vec<_> = left.keys().filter(|path| path.contains("numeric")).collect();
    assert_eq!(of_numeric, ["src/numeric/mine.rs"]);
    for path in foreign {
        assert_eq!(fs_err::read(scratch.path(path)).unwrap(), b"mine");
    }
    assert_eq!(scratch.check().status.code(), Some(0));
}

#[test]
fn a_foreign_file_where_an_output_goes_is_never_overwritten() {
    let scratch = Scratch::new();
    write(&scratch.path("out/Cargo.toml"), b"[package]\n");
    let before = tree(&scratch.root);
    let output = scratch.errcat(&["gen", "--catalogue", "catalogue", "--out", "out"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("out/Cargo.toml (a file that `gen` did not make)"), "{text}");
    assert_eq!(before, tree(&scratch.root));
}

#[test]
fn three_mistakes_in_two_files_get_three_messages_in_order() {
    let scratch = Scratch::new();
    scratch.generate();
    scratch.edit("catalogue/izi/auth.toml", "message = ", "mesage = ");
    scratch.edit("catalogue/iozen/errors.toml", "status = 401", "status = 299");
    scratch.edit("catalogue/iozen/errors.toml", "\"wait_and_retry\"", "\"wait_and_try\"");
    let before = tree(&scratch.root);
    let output = scratch.errcat(&["gen", "--catalogue", "catalogue", "--out", "out"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    let places: Vec<_> =
        text.lines().filter_map(|line| line.trim_start().strip_prefix("--> ")).collect();
    let files: Vec<_> = places.iter().map(|place| place.split(':').next().unwrap()).collect();
    assert_eq!(
        files,
        ["catalogue/iozen/errors.toml", "catalogue/iozen/errors.toml", "catalogue/izi/auth.toml"],
        "{text}"
    );
    assert!(text.contains("3 errors in the catalogue\nnothing was written"), "{text}");
    assert_eq!(before, tree(&scratch.root));
}

#[test]
fn a_code_added_by_hand_is_in_every_output() {
    let scratch = Scratch::new();
    scratch.generate();
    let before = tree(&scratch.path("out"));
    let path = scratch.path("catalogue/rest/conflict.toml");
    let text = fs_err::read_to_string(&path).unwrap();
    let code = "\n[codes.RESOURCE_LOCKED]\nmessage = \"Someone else is editing this resource\"\n\
                description = \"Another user has locked the resource.\"\naction = \"resolve_conflict\"\n";
    fs_err::write(&path, text + code).unwrap();
    scratch.generate();
    let after = tree(&scratch.path("out"));
    let changed: Vec<_> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).collect();
    for owner in
        ["src/rest/", "docs/src/rest/index.md", "openapi/rest.json", "tables/", "catalogue.json"]
    {
        let file = changed.iter().find(|(path, _)| path.starts_with(owner));
        let (path, bytes) = file.unwrap_or_else(|| panic!("nothing below {owner} changed"));
        assert!(
            String::from_utf8_lossy(bytes).contains("RESOURCE_LOCKED"),
            "{path} lacks the code"
        );
    }
}

#[test]
fn only_the_named_targets_are_written() {
    let scratch = Scratch::new();
    let arguments = ["gen", "--catalogue", "catalogue", "--out", "out", "--only", "json,tables"];
    assert_eq!(scratch.errcat(&arguments).status.code(), Some(0));
    let files = tree(&scratch.path("out"));
    let others: Vec<_> = files
        .keys()
        .filter(|path| {
            !path.starts_with("tables/") && *path != "catalogue.json" && *path != ".errcat-files"
        })
        .collect();
    assert!(others.is_empty() && files.len() > 2, "{others:?}");
    // What is already there is neither forgotten nor deleted by a run for other targets.
    assert_eq!(
        scratch
            .errcat(&["gen", "--catalogue", "catalogue", "--out", "out", "--only", "openapi"])
            .status
            .code(),
        Some(0)
    );
    assert!(scratch.path("out/catalogue.json").exists());
    scratch.generate();
    assert_eq!(scratch.check().status.code(), Some(0));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let one = Scratch::new();
    one.generate();
    // The same catalogue, its files made in another order, read from another folder, with another
    // clock, language, umask and home.
    let two = Scratch::new();
    fs_err::remove_dir_all(two.path("catalogue")).unwrap();
    for (path, bytes) in tree(&one.path("catalogue")).iter().rev() {
        write(&two.path("elsewhere/cat").join(path), bytes);
    }
    let script = format!("umask 077; exec '{PROGRAM}' gen --catalogue ../cat --out ../../out");
    fs_err::create_dir_all(two.path("elsewhere/deep")).unwrap();
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(two.path("elsewhere/deep"))
        .envs([("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")])
        .envs([
            ("HOME", "/nonexistent"),
            ("USER", "somebody"),
            ("CARGO_MANIFEST_DIR", "/nonexistent"),
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (first, second) = (tree(&one.path("out")), tree(&two.path("out")));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{path} differs");
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(one.root.as_str()), "{path} names the folder that it was made in");
    }
}

#[test]
fn usage_and_missing_catalogues_exit_with_2() {
    let scratch = Scratch::new();
    let unknown = scratch.errcat(&["gen", "--only", "cobol"]);
    assert_eq!(unknown.status.code(), Some(2));
    for target in errcat_emit::TARGETS {
        assert!(said(&unknown).contains(target.name), "{}", said(&unknown));
    }
    let missing = scratch.errcat(&["lint", "--catalogue", "nowhere"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(said(&missing).contains("nowhere/catalogue.toml"), "{}", said(&missing));
    let help = said(&scratch.errcat(&["gen", "--help"]));
    for target in errcat_emit::TARGETS {
        assert!(help.contains(target.about), "{help}");
    }
}

#[test]
fn explain_prints_a_rule_by_id_or_name() {
    let scratch = Scratch::new();
    let page = |rule: &str| -> String {
        let output = scratch.errcat(&["explain", rule]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(output.stderr.is_empty(), "{}", said(&output));
        said(&output)
    };
    let text = page("E0103");
    assert!(
        text.starts_with("E0103 unknown-key\n\nThe format does not define this key here.\n"),
        "{text}"
    );
    assert!(text.contains("\nWrong\n\n    # shop/orders.toml\n    [codes."), "{text}");
    assert!(!text.contains("```") && !text.contains('\x1b'), "{text}");
    for other in ["e103", "e0103", "unknown-key", "Unknown-Key"] {
        assert_eq!(page(other), text, "{other}");
    }
    for rule in errcat_findings::rules::ALL {
        assert!(page(rule.name).starts_with(&format!("{} {}\n", rule.id, rule.name)));
    }
}

#[test]
fn explain_lists_all_rules_and_helps_with_unknown_ones() {
    let scratch = Scratch::new();
    let all = scratch.errcat(&["explain"]);
    assert_eq!(all.status.code(), Some(0), "{}", said(&all));
    let text = said(&all);
    assert_eq!(text.lines().count(), errcat_findings::rules::ALL.len(), "{text}");
    for (line, rule) in text.lines().zip(errcat_findings::rules::ALL) {
        let level = format!("{:?}", rule.level).to_lowercase();
        let words: Vec<_> = line.split_whitespace().take(3).collect();
        assert_eq!(words, [rule.id, rule.name, &level], "{text}");
        assert!(line.ends_with(rule.summary), "{text}");
    }
    for (typed, help) in [
        ("unknwon-key", "did you mean `unknown-key` (E0103)?"),
        ("E0130", "did you mean"),
        ("pasta", "`explain` lists them all"),
        ("", "`explain` lists them all"),
        ("\x1b[31m", "there is no rule `\\u{1b}[31m`"),
    ] {
        let output = scratch.errcat(&["explain", typed]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(output.stdout.is_empty() && said(&output).contains(help), "{}", said(&output));
        assert!(!said(&output).contains('\x1b'), "{}", said(&output));
    }
}

/// By what the keys of components begin with, a later run knows which are ours.
#[test]
fn an_empty_prefix_is_refused_with_one_that_is_not() {
    let scratch = Scratch::new();
    let document = "openapi: 3.1.0\ninfo: { title: Own, version: '1' }\npaths: {}\n";
    write(&scratch.path("own.yaml"), document.as_bytes());
    for empty in [&["--prefix", ""][..], &["--prefix="]] {
        let merge = ["openapi", "merge", "own.yaml", "--api", "iozen", "--catalogue", "catalogue"];
        let output = scratch.errcat(&[&merge, empty].concat());
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let said = said(&output);
        assert!(said.contains("`--prefix` is empty") && said.contains("`Iozen_`"), "{said}");
        assert_eq!(fs_err::read_to_string(scratch.path("own.yaml")).unwrap(), document);
    }
}
