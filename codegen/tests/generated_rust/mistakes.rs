//! What callers may get wrong: the compiler says so.

use crate::nested::{self, STRICT};
use camino::Utf8Path;
use fs_err as fs;

use super::run;

/// Compiles each program of the folder `mistakes`. The first line of one that is wrong is what the
/// compiler has to say; `right.rs` compiles, so that none of them is wrong for another reason.
pub fn do_not_compile(root: &Utf8Path) {
    let programs = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated_rust/mistakes");
    let package = root.join("mistakes");
    fs::create_dir_all(package.join("src/bin")).unwrap();
    let manifest = "[package]\nname = \"mistakes\"\nedition = \"2021\"\n\n[workspace]\n\n\
                    [dependencies]\napi-errors = { path = \"../crates/real\", package = \"real\" }\n";
    fs::write(package.join("Cargo.toml"), [manifest, STRICT].concat()).unwrap();
    nested::copy_lock(&package);
    let mut wrong = 0;
    for entry in programs.read_dir_utf8().unwrap() {
        let path = entry.unwrap().path().to_owned();
        let name = path.file_stem().unwrap();
        fs::copy(&path, package.join(format!("src/bin/{name}.rs"))).unwrap();
        let mut command = nested::cargo(&package, &["check", "--quiet", "--bin", name]);
        if name == "right" {
            run(&mut command);
            continue;
        }
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let expected = text.lines().next().unwrap().strip_prefix("//! ").unwrap();
        assert!(!output.status.success(), "{path} compiles");
        assert!(said.contains(expected), "{path}: expected `{expected}`, and found\n{said}");
        assert_eq!(said.matches("error[").count(), 1, "{path}\n{said}");
        wrong += 1;
    }
    assert!(wrong > 3, "{wrong}");
}
