//! README and the tour show real entries and real output. Every block that names a file must be in that file. The
//! test adds the tour's code to a copy of the catalogue and compares what happens.

use std::process::{Command, Output};

use crate::nested;
use camino::{Utf8Path, Utf8PathBuf};

const PROGRAM: &str = env!("CARGO_BIN_EXE_cargo-errcat");
const README: &str = include_str!("../../../README.md");
const TOUR: &str = include_str!("../../docs/tour.md");
const OPENAPI: &str = include_str!("../../docs/openapi.md");

/// A fenced block: the file that the line before it names, its info string, its text.
#[derive(Debug)]
struct Block {
    file: Option<String>,
    info: String,
    text: String,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut open, mut file) = (false, None);
    for line in text.lines() {
        if let Some(info) = line.strip_prefix("```") {
            open = !open;
            if open {
                blocks.push(Block {
                    file: file.take(),
                    info: info.to_owned(),
                    text: String::new(),
                });
            }
        } else if open {
            let text = &mut blocks.last_mut().unwrap().text;
            text.push_str(line);
            text.push('\n');
        } else if let Some(name) = line.strip_prefix("**`") {
            file = name.split('`').next().map(str::to_owned);
        }
    }
    blocks
}

fn root() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn assert_shown(block: &Block, root: &Utf8Path) {
    let path = root.join(block.file.as_ref().unwrap());
    let text = fs_err::read_to_string(&path).unwrap();
    assert!(text.contains(&block.text), "README shows what {path} does not have:\n{}", block.text);
}

/// The tour in two parts: what it shows of this catalogue, and how it adds a code.
fn tour() -> (&'static str, &'static str) {
    let (before, rest) = TOUR.split_once("## Add a code").unwrap();
    (before, rest.split_once("\n## ").unwrap().0)
}

#[test]
fn what_it_shows_of_this_catalogue_is_there() {
    let readme = README.split_once("## Who gets what").unwrap().0;
    for (page, least) in [(readme, 1), (tour().0, 2), (OPENAPI, 1)] {
        let blocks = blocks(page);
        let shown: Vec<_> = blocks.iter().filter(|block| block.file.is_some()).collect();
        assert!(shown.len() >= least, "{shown:?}");
        for block in shown {
            assert_shown(block, &root());
        }
    }
}

fn gen_in(folder: &Utf8Path) -> Output {
    let arguments = ["gen", "--catalogue", "catalogue", "--out", "generated"];
    Command::new(PROGRAM).args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn the_added_code_comes_out_as_it_says() {
    let dir = tempfile::tempdir().unwrap();
    let dir = Utf8Path::from_path(dir.path()).unwrap();
    copy(&root().join("catalogue"), &dir.join("catalogue"));
    assert_eq!(gen_in(dir).status.code(), Some(0));

    let blocks = blocks(tour().1);
    let [entry, printed, rest @ .., mistake] = blocks.as_slice() else { panic!("{blocks:?}") };
    let group = dir.join(entry.file.as_ref().unwrap());
    let before = fs_err::read_to_string(&group).unwrap();
    fs_err::write(&group, before + &entry.text).unwrap();
    let output = gen_in(dir);
    // Times differ from run to run.
    let without_time = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.split(" (").next().unwrap().to_owned()).collect()
    };
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(without_time(&said), without_time(&printed.text));
    assert!(!rest.is_empty());
    for block in rest {
        assert_shown(block, dir);
    }

    let text = fs_err::read_to_string(&group).unwrap();
    fs_err::write(&group, text.replace("\"retry_with_backoff\"", "\"retry_with_backof\"")).unwrap();
    let output = gen_in(dir);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), mistake.text);
    assert!(README.contains(&mistake.text), "README shows another mistake");
}

fn copy(from: &Utf8Path, to: &Utf8Path) {
    fs_err::create_dir_all(to).unwrap();
    for entry in from.read_dir_utf8().unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(entry.path(), &target);
        } else {
            fs_err::copy(entry.path(), &target).unwrap();
        }
    }
}

/// README's Rust is a program: the test compiles it against the generated crate and runs it.
#[test]
fn the_rust_example_runs() {
    let blocks = blocks(README);
    let program = blocks.iter().find(|block| block.info == "rust").unwrap();
    let folder = root().join("target/readme");
    fs_err::create_dir_all(folder.join("src")).unwrap();
    fs_err::write(folder.join("src/main.rs"), &program.text).unwrap();
    let manifest = "[package]\nname = \"readme\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                    [dependencies]\napi-errors = { path = \"../../generated\" }\n\n[workspace]\n";
    fs_err::write(folder.join("Cargo.toml"), manifest).unwrap();
    nested::copy_lock(&folder);
    let output = nested::cargo(&folder, &["run", "--quiet", "--offline"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
