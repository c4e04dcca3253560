//! The Rust of all catalogues as modules of one crate: no module causes a warning, and no module is a test.

use std::fmt::Write as _;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_tests::everything;
use fs_err as fs;

use crate::nested;

/// What a crate needs that has modules with axum and problem documents.
const MANIFEST: &str = "[package]
name = \"modules\"
edition = \"2024\"

[dependencies]
axum-core = \"0.5\"
http = \"1\"
serde = \"1.0\"

[lints.rust]
missing_docs = \"warn\"
unsafe_code = \"forbid\"
warnings = { level = \"deny\", priority = -1 }
";

/// An API of each name that is a keyword, or that the module itself or its parts could have.
const NAMES: &[&str] =
    &["async", "errors", "gen", "keywords", "mod", "runtime", "std", "type", "union"];

#[test]
fn modules_warn_of_nothing_and_are_no_tests() {
    let root = nested::workspace("modules");
    let package = root.join("crates/modules");
    let sources = package.join("src");
    // Nothing is used: each module is the crate's own.
    let mut lib = "//! Modules.\n".to_owned();
    for (name, dir) in catalogues(&root) {
        let reading = pipeline::read(&dir).unwrap();
        let catalogue = reading.catalogue.and_then(Arc::into_inner);
        let catalogue = catalogue.unwrap_or_else(|| panic!("{:?}", reading.diagnostics));
        nested::write_module(&sources, &name, catalogue);
        writeln!(lib, "mod {name};").unwrap();
    }
    fs::write(package.join("Cargo.toml"), MANIFEST).unwrap();
    fs::write(sources.join("lib.rs"), lib).unwrap();
    let all = [
        &["clippy", "--offline"][..],
        &["doc", "--offline", "--no-deps", "--document-private-items"],
        &["test", "--offline"],
    ];
    for arguments in if everything() { &all[..] } else { &all[..2] } {
        let output = nested::cargo(&root, arguments).output().unwrap();
        let said = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
        assert!(output.status.success(), "{arguments:?}: {said}");
        let tests = said.lines().filter(|line| line.starts_with("running "));
        assert!(tests.clone().all(|line| line == "running 0 tests"), "{said}");
        assert_eq!(tests.count(), if arguments[0] == "test" { 2 } else { 0 }, "{said}");
    }
}

/// All of the tests, our own, and one of difficult names.
fn catalogues(root: &Utf8Path) -> Vec<(String, Utf8PathBuf)> {
    let home = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = vec![("real".to_owned(), home.join("../catalogue"))];
    for entry in home.join("tests/pass").read_dir_utf8().unwrap() {
        let path = entry.unwrap().into_path();
        all.push((path.file_name().unwrap().to_owned(), path));
    }
    let dir = root.join("catalogues/keywords");
    let write = |path: String, text: &str| {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("catalogue.toml".to_owned(), "format = 1\ntitle = \"Names\"\nversion = \"1.0.0\"\n");
    for api in NAMES {
        let body = "[envelopes.error.body]\ncode = \"$code\"\nmessage = \"$message\"\n";
        write(format!("{api}/api.toml"), &format!("title = \"API\"\n{body}"));
        write(format!("{api}/codes.toml"), "[codes.GONE.details]\nwhere = \"string\"\n");
    }
    all.push(("r#type".to_owned(), dir.clone()));
    all.push(("keywords".to_owned(), dir));
    all.sort();
    all
}
