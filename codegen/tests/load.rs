//! Entries of a catalogue's folder that are not its files. (What version control can hold is in
//! `fail/`.)

#![cfg(unix)]

use std::os::unix::fs::symlink;

use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline::read;
use errcat_findings::render::{Style, human};

fn catalogue(change: impl FnOnce(&Utf8Path)) -> String {
    let dir = tempfile::tempdir().unwrap();
    let dir = Utf8PathBuf::from_path_buf(dir.path().join("catalogue")).unwrap();
    fs_err::create_dir_all(dir.join("door")).unwrap();
    let manifest = "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n[lints]\nno-action = \
        \"allow\"\nundocumented = \"allow\"\n";
    fs_err::write(dir.join("catalogue.toml"), manifest).unwrap();
    fs_err::write(dir.join("door/api.toml"), "title = \"Door\"\n").unwrap();
    fs_err::write(dir.join("door/lock.toml"), "[codes.LOCKED]\n").unwrap();
    change(&dir);
    match read(&dir) {
        Ok(reading) => {
            let text = human(&reading.diagnostics, &reading.sources, Style::Plain);
            let lines: Vec<&str> = text
                .lines()
                .filter(|line| {
                    ["error", " -->", "  = "].iter().any(|start| line.starts_with(start))
                })
                .collect();
            lines.join("\n").replace(&format!("{dir}/"), "")
        }
        Err(error) => error.to_string().replace(dir.as_str(), "DIR"),
    }
}

#[test]
fn what_is_none_of_its_business_is_passed_over() {
    let found = catalogue(|dir| {
        fs_err::write(dir.join("README.md"), "x").unwrap();
        fs_err::write(dir.join(".hidden.toml"), "[").unwrap();
        fs_err::write(dir.join("door/.#lock.toml"), "[").unwrap();
        fs_err::write(dir.join("door/notes.txt"), "[").unwrap();
        fs_err::create_dir_all(dir.join(".git/objects")).unwrap();
        fs_err::create_dir_all(dir.join("pictures")).unwrap();
        fs_err::write(dir.join("pictures/door.png"), "x").unwrap();
    });
    assert_eq!(found, "");
}

#[test]
fn folders_and_links_are_no_files() {
    let found = catalogue(|dir| {
        fs_err::create_dir(dir.join("door/open.toml")).unwrap();
        fs_err::create_dir(dir.join("statuses.toml")).unwrap();
        symlink(dir.join("door/lock.toml"), dir.join("door/shut.toml")).unwrap();
        symlink(dir.join("door"), dir.join("gate")).unwrap();
        symlink(dir.join("nowhere"), dir.join("actions.toml")).unwrap();
    });
    let expected = "\
error[E0109]: a folder is not a TOML file
 --> statuses.toml:1:1
  = help: rename the folder: the folder of an API cannot have a `.` in its name
error[E0109]: a catalogue cannot contain links
 --> actions.toml:1:1
  = help: replace the link with a copy of the file or folder
error[E0109]: a folder is not a TOML file
 --> door/open.toml:1:1
  = help: rename the folder: the folder of an API cannot have a `.` in its name
error[E0109]: a catalogue cannot contain links
 --> door/shut.toml:1:1
  = help: replace the link with a copy of the file or folder
error[E0109]: a catalogue cannot contain links
 --> gate:1:1
  = help: replace the link with a copy of the file or folder";
    assert_eq!(found, expected);
}

#[test]
fn without_a_manifest_there_is_no_catalogue() {
    let found = catalogue(|dir| fs_err::remove_file(dir.join("catalogue.toml")).unwrap());
    assert!(found.starts_with("DIR is not a catalogue: there is no DIR/catalogue.toml"), "{found}");
    assert!(found.contains("format = 1"), "{found}");
    let found = catalogue(|dir| fs_err::remove_dir_all(dir).unwrap());
    assert!(found.starts_with("DIR is not a catalogue"), "{found}");
}
