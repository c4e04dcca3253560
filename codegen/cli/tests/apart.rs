//! The catalogue and the outputs lie apart: `gen` refuses to write where its next run would read.

#![cfg(unix)]

use std::os::unix::fs::symlink;

use crate::scratch::{Scratch, everything, said};

/// `gen` and `gen --check` are refused, say this, and change nothing.
#[track_caller]
fn assert_refused(scratch: &Scratch, dir: &str, out: &str, says: &str) {
    let before = everything(&scratch.root);
    for more in [&[][..], &["--check"], &["--only", "docs"]] {
        let output = scratch.errcat(&[&["gen", "--catalogue", dir, "--out", out], more].concat());
        let text = said(&output);
        assert_eq!(output.status.code(), Some(2), "{dir}, {out}: {text}");
        assert!(text.contains(says) && text.contains("nothing was written"), "{text}");
        assert!(everything(&scratch.root) == before, "{dir}, {out}: something was changed");
    }
}

#[track_caller]
fn assert_written(scratch: &Scratch, dir: &str, out: &str) {
    for _ in 0..2 {
        let output = scratch.errcat(&["gen", "--catalogue", dir, "--out", out]);
        assert_eq!(output.status.code(), Some(0), "{dir}, {out}: {}", said(&output));
    }
    let output = scratch.errcat(&["gen", "--check", "--catalogue", dir, "--out", out]);
    assert_eq!(output.status.code(), Some(0), "{dir}, {out}: {}", said(&output));
}

#[test]
fn outputs_do_not_go_into_the_catalogue() {
    let scratch = Scratch::new();
    symlink("catalogue", scratch.path("link")).unwrap();
    symlink("catalogue/rest", scratch.path("inside")).unwrap();
    symlink("../new", scratch.path("catalogue/.away")).unwrap();
    fs_err::create_dir(scratch.path("new")).unwrap();
    let whole = scratch.path("catalogue/out");
    for (dir, out, says) in [
        ("catalogue", "catalogue", "catalogue is the folder of the catalogue"),
        ("catalogue", "link", "link is the folder of the catalogue"),
        ("link", "catalogue", "such as `--out generated`"),
        ("catalogue", "catalogue/out", "catalogue/out lies in the catalogue catalogue"),
        ("catalogue", "catalogue/rest", "such as `--out generated`"),
        ("catalogue", "catalogue/.hidden", "lies in the catalogue"),
        ("catalogue", "catalogue/new/deep/er", "lies in the catalogue"),
        ("catalogue", "nowhere/../catalogue/out", "lies in the catalogue"),
        ("catalogue", "./link/out", "lies in the catalogue"),
        ("link", "catalogue/out", "lies in the catalogue"),
        ("catalogue", "inside", "inside lies in the catalogue"),
        ("catalogue", whole.as_str(), "lies in the catalogue"),
        ("./catalogue", "catalogue/out", "such as `--out ./generated`"),
    ] {
        assert_refused(&scratch, dir, out, says);
    }
    // It only looks as if: the link leads out of it.
    assert_written(&scratch, "catalogue", "catalogue/.away");
}

#[test]
fn no_output_meets_a_catalogue_inside_their_folder() {
    let scratch = Scratch::new();
    // The usual places, with everything below one folder.
    assert_written(&scratch, "catalogue", "generated");
    assert_written(&scratch, "catalogue", ".");
    assert_written(&scratch, "catalogue", "catalogue/..");
    for place in ["docs/src", "src", "tables", "openapi", ".errcat-new", ".errcat-new/deep"] {
        let scratch = Scratch::new();
        let dir = format!("out/{place}");
        fs_err::create_dir_all(scratch.path(&dir).parent().unwrap()).unwrap();
        fs_err::rename(scratch.path("catalogue"), scratch.path(&dir)).unwrap();
        let before = everything(&scratch.root);
        for more in [&[][..], &["--check"]] {
            let output =
                scratch.errcat(&[&["gen", "--catalogue", &dir, "--out", "out"], more].concat());
            let text = said(&output);
            assert_eq!(output.status.code(), Some(2), "{dir}: {text}");
            assert!(text.contains(&format!("the catalogue {dir}")), "{text}");
            assert!(text.contains("--out "), "{text}");
            assert!(everything(&scratch.root) == before, "{dir}: something was changed");
        }
    }
    // Beside the outputs of docs there is room.
    let scratch = Scratch::new();
    fs_err::create_dir_all(scratch.path("out/docs")).unwrap();
    fs_err::rename(scratch.path("catalogue"), scratch.path("out/docs/errors")).unwrap();
    assert_written(&scratch, "out/docs/errors", "out");
}

/// A list that somebody planted makes no file of the catalogue an old output.
#[test]
fn a_planted_list_deletes_nothing_of_a_catalogue() {
    let scratch = Scratch::new();
    fs_err::create_dir_all(scratch.path("out/docs/src")).unwrap();
    fs_err::rename(scratch.path("catalogue"), scratch.path("out/docs/src/errors")).unwrap();
    assert_written(&scratch, "out/docs/src/errors", "out");
    let list = scratch.path("out/.errcat-files");
    let text = fs_err::read_to_string(&list).unwrap() + "docs/src/errors/rest/conflict.toml\n";
    fs_err::write(&list, text).unwrap();
    assert_refused(&scratch, "out/docs/src/errors", "out", "conflict.toml is an output");
}
