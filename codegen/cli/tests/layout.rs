//! `cargo xtask fmt` and `schema` as a user runs them.

use std::process::Output;

use crate::scratch::Scratch;

fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat()
}

fn run(scratch: &Scratch, args: &[&str]) -> (Option<i32>, String) {
    let output = scratch.errcat(&[args, &["--catalogue", "catalogue"]].concat());
    (output.status.code(), said(&output))
}

#[test]
fn a_file_of_another_layout_is_shown_and_then_formatted() {
    let scratch = Scratch::new();
    let path = scratch.path("catalogue/iozen/errors.toml");
    let before = fs_err::read_to_string(&path).unwrap();
    assert_eq!(run(&scratch, &["fmt", "--check"]), (Some(0), String::new()));
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status=403");
    let (status, text) = run(&scratch, &["fmt", "--check"]);
    assert_eq!(status, Some(1), "{text}");
    for part in [
        "catalogue/iozen/errors.toml: not formatted",
        "-status=403",
        "+status = 403",
        "1 of 24 files are not formatted: run `cargo-errcat fmt --catalogue catalogue`\n",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert_ne!(fs_err::read_to_string(&path).unwrap(), before, "a check writes nothing");
    let formatted = "formatted catalogue/iozen/errors.toml\n".to_owned();
    assert_eq!(run(&scratch, &["fmt"]), (Some(0), formatted));
    assert_eq!(fs_err::read_to_string(&path).unwrap(), before);
}

#[test]
fn what_is_no_toml_is_refused_and_kept() {
    let scratch = Scratch::new();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = = 403");
    scratch.edit("catalogue/iozen/api.toml", "title = ", "title=");
    let broken = fs_err::read_to_string(scratch.path("catalogue/iozen/errors.toml")).unwrap();
    let (status, text) = run(&scratch, &["fmt"]);
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("error[E0101]"), "{text}");
    assert!(text.contains("formatted catalogue/iozen/api.toml"), "{text}");
    let now = fs_err::read_to_string(scratch.path("catalogue/iozen/errors.toml")).unwrap();
    assert_eq!(now, broken);
}

#[test]
fn schemas_are_written_beside_the_catalogue() {
    let scratch = Scratch::new();
    let (status, text) = run(&scratch, &["schema"]);
    assert_eq!(status, Some(0), "{text}");
    assert_eq!(run(&scratch, &["schema", "--check"]), (Some(0), String::new()));
    fs_err::write(scratch.path("catalogue/.schema/group.json"), "{}").unwrap();
    let (status, text) = run(&scratch, &["schema", "--check"]);
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("out of date: catalogue/.schema/group.json"), "{text}");
    assert!(text.contains("run `cargo-errcat schema --catalogue catalogue`"), "{text}");
    // They are not part of the generated outputs.
    let (status, text) = run(&scratch, &["lint"]);
    assert_eq!(status, Some(0), "{text}");
}
