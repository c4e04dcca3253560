//! `import`, as somebody runs it on files of all kinds.

use std::process::Output;

use crate::scratch::{Scratch, said, tree, write};

mod catalogue;
mod formats;
mod hostile;
mod page;

const MANIFEST: &str = "format = 1\ntitle = \"Shop\"\nversion = \"1.0.0\"\n";

/// A catalogue that holds nothing yet, and files beside it.
fn scratch(files: &[(&str, &str)]) -> Scratch {
    let scratch = Scratch::empty();
    write(&scratch.path("catalogue/catalogue.toml"), MANIFEST.as_bytes());
    for (path, text) in files {
        write(&scratch.path(path), text.as_bytes());
    }
    scratch
}

fn import(scratch: &Scratch, arguments: &[&str]) -> Output {
    let fixed = ["--api", "shop", "--catalogue", "catalogue"];
    scratch.errcat(&[&["import"], arguments, &fixed].concat())
}

/// Imports a file, and returns the output. The catalogue is valid then, laid out, and a second import has
/// nothing to do.
fn done(scratch: &Scratch, arguments: &[&str]) -> String {
    let before = tree(&scratch.root);
    let shown = import(scratch, arguments);
    assert_eq!(shown.status.code(), Some(0), "{}", said(&shown));
    assert!(tree(&scratch.root) == before, "something was written without `--write`");
    let arguments = [arguments, &["--write"]].concat();
    let output = import(scratch, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for command in [&["lint"][..], &["fmt", "--check"]] {
        let checked = scratch.errcat(&[command, &["--catalogue", "catalogue"]].concat());
        assert_eq!(checked.status.code(), Some(0), "{command:?}: {}", said(&checked));
    }
    let once = tree(&scratch.root);
    let again = import(scratch, &arguments);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(said(&again).contains("already has everything in the source"), "{}", said(&again));
    assert!(tree(&scratch.root) == once, "the second import changed something");
    said(&output)
}

fn file(scratch: &Scratch, path: &str) -> String {
    fs_err::read_to_string(scratch.path("catalogue").join(path)).unwrap()
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}
