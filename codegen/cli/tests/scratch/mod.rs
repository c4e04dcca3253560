//! A folder to run the command line in.

#![allow(dead_code, reason = "no test file uses all of it")]

use std::collections::BTreeMap;
use std::process::{Command, Output};

use camino::{Utf8Path, Utf8PathBuf};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_cargo-errcat");

/// The folder of the fixtures.
pub fn tests() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests")
}

/// A folder of a test's own, with a copy of the catalogue in it.
pub struct Scratch {
    _dir: tempfile::TempDir,
    pub root: Utf8PathBuf,
}

impl Scratch {
    pub fn new() -> Self {
        let scratch = Self::empty();
        let from = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
        for (path, bytes) in tree(&from) {
            write(&scratch.path("catalogue").join(path), &bytes);
        }
        scratch
    }

    /// The same without the catalogue.
    pub fn empty() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::try_from(dir.path().to_owned()).unwrap();
        Self { _dir: dir, root }
    }

    pub fn path(&self, path: &str) -> Utf8PathBuf {
        self.root.join(path)
    }

    pub fn errcat(&self, arguments: &[&str]) -> Output {
        Command::new(PROGRAM).args(arguments).current_dir(&self.root).output().unwrap()
    }

    /// Generates into `out`, and must succeed.
    pub fn generate(&self) -> String {
        let output = self.errcat(&["gen", "--catalogue", "catalogue", "--out", "out"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        said(&output)
    }

    pub fn check(&self) -> Output {
        self.errcat(&["gen", "--check", "--catalogue", "catalogue", "--out", "out"])
    }

    /// Runs git, which must succeed, and gives what it prints.
    pub fn git(&self, arguments: &[&str]) -> String {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
        let output =
            Command::new("git").args(identity).args(arguments).current_dir(&self.root).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        said(&output)
    }

    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs_err::read_to_string(self.path(path)).unwrap();
        assert!(text.contains(from), "{path} has no `{from}`");
        fs_err::write(self.path(path), text.replacen(from, to, 1)).unwrap();
    }
}

/// All commands, as the command line lists them itself.
pub fn commands() -> Vec<String> {
    let output = Command::new(PROGRAM)
        .args(["completions", "--at", "1", "--", "errcat", ""])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let words = text.lines().map(|line| line.split('\t').next().unwrap().to_owned());
    words.filter(|word| !word.starts_with('-')).collect()
}

/// A folder of its own with the same files in it.
#[allow(clippy::panic, reason = "a test says what is not as expected")]
pub fn copy(from: &Utf8Path) -> Scratch {
    let copy = Scratch::empty();
    for (path, lies) in everything(from) {
        match lies {
            Lies::File(bytes) => write(&copy.path(&path), &bytes),
            Lies::Folder => fs_err::create_dir_all(copy.path(&path)).unwrap(),
            Lies::Link(_) | Lies::Else => panic!("{path} is not of this scene"),
        }
    }
    copy
}

pub fn said(output: &Output) -> String {
    let both = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8(both).unwrap()
}

pub fn write(path: &Utf8Path, bytes: &[u8]) {
    fs_err::create_dir_all(path.parent().unwrap()).unwrap();
    fs_err::write(path, bytes).unwrap();
}

/// All files below a folder.
pub fn tree(root: &Utf8Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir_utf8().unwrap() {
            let path = entry.unwrap().into_path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs_err::read(&path).unwrap();
                files.insert(path.strip_prefix(root).unwrap().to_string(), bytes);
            }
        }
    }
    files
}

/// What is at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lies {
    Folder,
    File(Vec<u8>),
    Link(Utf8PathBuf),
    Else,
}

/// All that lies below a folder, folders and links among it. Links are not followed.
pub fn everything(root: &Utf8Path) -> BTreeMap<String, Lies> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir_utf8().unwrap() {
            let path = entry.unwrap().into_path();
            let kind = path.symlink_metadata().unwrap().file_type();
            let lies = if kind.is_symlink() {
                Lies::Link(path.read_link_utf8().unwrap())
            } else if kind.is_dir() {
                folders.push(path.clone());
                Lies::Folder
            } else if kind.is_file() {
                Lies::File(fs_err::read(&path).unwrap())
            } else {
                Lies::Else
            };
            found.insert(path.strip_prefix(root).unwrap().to_string(), lies);
        }
    }
    found
}
