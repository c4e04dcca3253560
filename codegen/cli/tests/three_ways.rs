//! One service that has its errors as a crate, as a module, and from a build script: it behaves the same.

use std::process::{Command, Output};

use camino::{Utf8Path, Utf8PathBuf};

use crate::nested;
use crate::scratch::{PROGRAM, said, tree, write};

/// The service that has its errors in this way, as the workspace `name` below `target/`.
fn service(way: &str, name: &str) -> Utf8PathBuf {
    let home = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("three-ways").join(name);
    let _ = fs_err::remove_dir_all(&root);
    for part in ["shared", way] {
        for (path, bytes) in tree(&home.join("tests/three_ways").join(part)) {
            let text = String::from_utf8(bytes).unwrap().replace("ERRCAT", home.as_str());
            // Packages of one name would be in each other's way in the folder of artifacts.
            write(&root.join(path), text.replace("NAME", name).as_bytes());
        }
    }
    nested::copy_lock(&root);
    root
}

/// Runs `gen` there, with a status.
fn generate(root: &Utf8Path, arguments: &[&str], status: i32) {
    let arguments = [&["gen", "--only", "rust"], arguments].concat();
    let output = Command::new(PROGRAM).args(&arguments).current_dir(root).output().unwrap();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", said(&output));
}

fn cargo(root: &Utf8Path, arguments: &[&str]) -> Output {
    nested::cargo(root, arguments).output().unwrap()
}

/// Runs the test of behaviour, and clippy over all of it.
fn behaves(root: &Utf8Path) {
    for arguments in [&["clippy", "--offline"][..], &["test", "--offline"]] {
        let output = cargo(root, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        let passed = said(&output).contains("3 passed");
        assert_eq!(passed, arguments[0] == "test", "{}", said(&output));
    }
}

#[test]
fn a_crate() {
    let root = service("crate", "crate");
    generate(&root, &[], 0);
    generate(&root, &["--check"], 0);
    behaves(&root);
}

#[test]
fn a_module() {
    let root = service("module", "module");
    generate(&root, &[], 0);
    generate(&root, &["--check"], 0);
    behaves(&root);
    // Its root is formatted with the crate, and stays as it was made.
    let output = cargo(&root, &["fmt"]);
    assert!(output.status.success(), "{}", said(&output));
    generate(&root, &["--check"], 0);
    let file = root.join("src/errors/shop/code.rs");
    let text = fs_err::read_to_string(&file).unwrap();
    fs_err::write(&file, text + "// changed\n").unwrap();
    generate(&root, &["--check"], 1);
}

#[test]
fn a_build_script() {
    let root = service("build_script", "build_script");
    behaves(&root);
    let orders = root.join("catalogue/shop/orders.toml");
    let before = fs_err::read_to_string(&orders).unwrap();
    let check = || cargo(&root, &["check", "--offline"]);

    // Errors are told as `gen` tells them, and nothing else is.
    fs_err::write(&orders, format!("{before}[codes.LOST]\nactoin = \"wait\"\n")).unwrap();
    let output = check();
    let told = "  --- stderr
  error[E0103]: a code has no key `actoin`
    --> catalogue/shop/orders.toml:16:1
     |
  16 | actoin = \"wait\"
     | ^^^^^^
     |
     = help: did you mean `action`?

  1 error in the catalogue
";
    assert!(!output.status.success());
    assert!(said(&output).contains(told), "{}", said(&output));
    assert!(!said(&output).contains("--- stdout"), "{}", said(&output));

    // A file that comes or goes counts, too.
    fs_err::write(&orders, &before).unwrap();
    assert!(check().status.success());
    let more = root.join("catalogue/shop/more.toml");
    fs_err::write(&more, "[codes.LOST]\n").unwrap();
    let uses =
        "\n/// One of them.\npub const LOST: errors::shop::Code = errors::shop::Code::Lost;\n";
    let lib = root.join("src/lib.rs");
    let text = fs_err::read_to_string(&lib).unwrap();
    fs_err::write(&lib, format!("{text}{uses}")).unwrap();
    let output = check();
    assert!(output.status.success(), "{}", said(&output));
    fs_err::remove_file(&more).unwrap();
    let output = check();
    assert!(said(&output).contains("Lost"), "{}", said(&output));
    assert!(!output.status.success());
}

/// What a script says wrong is told before anything is written.
#[test]
fn a_build_script_is_told_what_to_type() {
    let root = service("build_script", "words");
    let script = root.join("build.rs");
    let says = |build: &str, words: &str| {
        let text = format!("fn main() -> std::process::ExitCode {{\n    {build}.run()\n}}\n");
        fs_err::write(&script, text).unwrap();
        let output = cargo(&root, &["check", "--offline"]);
        assert!(!output.status.success(), "{build}");
        assert!(said(&output).contains(words), "{build}: {}", said(&output));
    };
    says(
        "errcat::Build::new(\"catalogue\").integrations([\"axom\"])",
        "error: `axom` is not an integration: did you mean `axum`?",
    );
    says(
        "errcat::Build::new(\"catalogue\").module(\"errors\")",
        "error: `errors` is not the path of a module: write it from the root of the crate, such as \
         \"crate::errors\"",
    );
    says(
        "errcat::Build::new(\"catalog\")",
        "error: catalog is not a catalogue: there is no catalog/catalogue.toml; name the catalogue's folder \
         from the one of Cargo.toml, as in `errcat::Build::new(\"../../catalogue\")`",
    );
}

/// The module may lie anywhere, under any name.
#[test]
fn a_build_script_makes_a_module_inside_another() {
    let root = service("build_script", "inside");
    let build =
        "errcat::Build::new(\"catalogue\").integrations([\"axum\"]).module(\"crate::api::r#type\")";
    let text = format!("fn main() -> std::process::ExitCode {{\n    {build}.run()\n}}\n");
    fs_err::write(root.join("build.rs"), text).unwrap();
    let lib = "//! A service.\n\npub use api::r#type as errors;\n\n/// Its API.\npub mod api {\n    \
               include!(concat!(env!(\"OUT_DIR\"), \"/type.rs\"));\n}\n";
    fs_err::write(root.join("src/lib.rs"), lib).unwrap();
    behaves(&root);
}
