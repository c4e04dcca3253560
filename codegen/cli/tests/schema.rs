//! `schema` writes as `gen` does: what is not its own stays, and no link is followed.

#![cfg(unix)]

use std::os::unix::fs::symlink;

use crate::scratch::{Scratch, everything, said, tree, write};

/// Refused, with or without `--check`, and nothing is changed, here or elsewhere.
#[track_caller]
fn assert_refused(scratch: &Scratch, says: &str) {
    let before = everything(&scratch.root);
    for more in [&[][..], &["--check"]] {
        let output = scratch.errcat(&[&["schema", "--catalogue", "catalogue"], more].concat());
        let text = said(&output);
        assert_eq!(output.status.code(), Some(2), "{more:?}: {text}");
        assert!(text.contains(says) && text.contains("move or delete"), "{text}");
        assert!(everything(&scratch.root) == before, "{more:?}: something was changed");
    }
}

fn run(scratch: &Scratch, more: &[&str]) -> (Option<i32>, String) {
    let output = scratch.errcat(&[&["schema", "--catalogue", "catalogue"], more].concat());
    (output.status.code(), said(&output))
}

#[test]
fn schemas_are_not_written_through_links() {
    let scratch = Scratch::new();
    let schemas = scratch.path("catalogue/.schema");
    fs_err::remove_dir_all(&schemas).unwrap();
    fs_err::create_dir(scratch.path("elsewhere")).unwrap();
    for target in ["../elsewhere", "/nonexistent/errcat", ".schema"] {
        symlink(target, &schemas).unwrap();
        assert_refused(&scratch, "catalogue/.schema is a link");
        fs_err::remove_file(&schemas).unwrap();
    }
    assert_eq!(run(&scratch, &[]).0, Some(0));
    write(&scratch.path("victim.txt"), b"mine");
    for (file, what) in [("group.json", "a link"), (".errcat-files", "a link")] {
        let text = fs_err::read(schemas.join(file)).unwrap();
        for target in ["../../victim.txt", "/nonexistent/errcat", file] {
            fs_err::remove_file(schemas.join(file)).unwrap();
            symlink(target, schemas.join(file)).unwrap();
            assert_refused(&scratch, &format!("catalogue/.schema/{file} ({what})"));
        }
        fs_err::remove_file(schemas.join(file)).unwrap();
        fs_err::write(schemas.join(file), text).unwrap();
    }
    assert_eq!(run(&scratch, &["--check"]), (Some(0), String::new()));
}

#[test]
fn what_schema_did_not_make_stays() {
    let scratch = Scratch::new();
    let schemas = scratch.path("catalogue/.schema");
    fs_err::remove_dir_all(&schemas).unwrap();
    write(&schemas, b"mine");
    assert_refused(&scratch, "catalogue/.schema is a file");
    fs_err::remove_file(&schemas).unwrap();
    write(&schemas.join("group.json"), b"mine");
    write(&schemas.join("mine.json"), b"mine");
    assert_refused(&scratch, "group.json (a file that `schema` did not make)");
    fs_err::remove_file(schemas.join("group.json")).unwrap();
    assert_eq!(run(&scratch, &[]).0, Some(0));
    assert_eq!(fs_err::read(schemas.join("mine.json")).unwrap(), b"mine");
    // A folder where a file goes.
    fs_err::remove_file(schemas.join("api.json")).unwrap();
    fs_err::create_dir(schemas.join("api.json")).unwrap();
    assert_refused(&scratch, "api.json (a folder)");
}

#[test]
fn schemas_that_are_right_are_taken_over_and_old_ones_go() {
    let scratch = Scratch::new();
    let schemas = scratch.path("catalogue/.schema");
    fs_err::remove_dir_all(&schemas).unwrap();
    assert_eq!(run(&scratch, &[]).0, Some(0));
    let right = tree(&schemas);
    // A folder of a version that kept no list.
    fs_err::remove_file(schemas.join(".errcat-files")).unwrap();
    let (status, text) = run(&scratch, &["--check"]);
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("out of date: catalogue/.schema/.errcat-files"), "{text}");
    assert_eq!(run(&scratch, &[]), (Some(0), String::new()));
    assert_eq!(tree(&schemas), right);
    // A kind of file that is no more.
    let list = right[".errcat-files"].clone();
    write(&schemas.join(".errcat-files"), &[&list[..], b"gone.json\n../group.toml\n"].concat());
    write(&schemas.join("gone.json"), b"{}");
    write(&scratch.path("catalogue/group.toml"), b"");
    let (status, text) = run(&scratch, &["--check"]);
    assert!(status == Some(1) && text.contains("no longer generated: "), "{text}");
    let deleted = "deleted catalogue/.schema/gone.json\n".to_owned();
    assert_eq!(run(&scratch, &[]), (Some(0), deleted));
    assert_eq!(tree(&schemas), right);
    assert!(scratch.path("catalogue/group.toml").exists());
}
