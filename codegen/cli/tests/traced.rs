//! Every system call of `gen`, `gen --check` and `lint`: none of them reaches for the network or
//! starts a program, and none changes anything but below the output folder.

#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::collections::BTreeSet;

use crate::scratch::{PROGRAM, Scratch};
use crate::tracer::{self, Does, Verdict};
use camino::{Utf8Path, Utf8PathBuf};

/// Runs a command, and returns what it changes. It neither starts a program nor speaks to anybody.
fn changes(scratch: &Scratch, command: &[&str], status: i32) -> BTreeSet<Utf8PathBuf> {
    let mut changed = BTreeSet::new();
    let (mut count, mut forbidden) = (0, Vec::new());
    let program = [&[PROGRAM], command].concat();
    let end = tracer::run(&scratch.root, &program, &mut |call| {
        count += 1;
        match call.does() {
            Does::Change(paths) => changed.extend(paths),
            Does::Network | Does::Start => forbidden.push(call.number),
            Does::Write | Does::Other => {}
        }
        Verdict::Pass
    });
    assert_eq!(end.code, Some(status), "{}", end.said);
    assert!(count > 100, "only {count} calls were seen");
    assert!(forbidden.is_empty(), "{command:?} makes system calls {forbidden:?}");
    changed
}

const FOLDERS: &[&str] = &["--catalogue", "catalogue", "--out", "out"];

#[test]
fn gen_changes_its_output_alone() {
    let scratch = Scratch::new();
    let root = scratch.root.canonicalize_utf8().unwrap();
    let arguments = [&["gen"], FOLDERS].concat();
    let first = changes(&scratch, &arguments, 0);
    assert!(first.contains(&root.join("out/catalogue.json")), "{first:?}");
    fs_err::remove_dir_all(scratch.path("catalogue/numeric")).unwrap();
    let second = changes(&scratch, &arguments, 0);
    assert!(second.contains(&root.join("out/openapi/numeric.json")), "{second:?}");
    let outside = |path: &&Utf8PathBuf| !path.starts_with(root.join("out")) && path != &"/dev/null";
    assert_eq!(first.iter().chain(&second).filter(outside).collect::<Vec<_>>(), [""; 0]);
    // There is nothing left to do, and nothing is done.
    assert!(changes(&scratch, &arguments, 0).is_empty());
}

#[test]
fn check_and_lint_change_nothing() {
    let scratch = Scratch::new();
    let check = [&["gen", "--check"], FOLDERS].concat();
    let lint = ["lint", "--catalogue", "catalogue"];
    let none = BTreeSet::<Utf8PathBuf>::new();
    // There is no output; an old one; an erroneous catalogue.
    assert_eq!(changes(&scratch, &check, 1), none);
    scratch.generate();
    assert_eq!(changes(&scratch, &check, 0), none);
    assert_eq!(changes(&scratch, &lint, 0), none);
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "status = 999");
    assert_eq!(changes(&scratch, &check, 1), none);
    assert_eq!(changes(&scratch, &lint, 1), none);
    assert_eq!(changes(&scratch, &[&["gen"], FOLDERS].concat(), 1), none);
}

#[test]
fn a_fix_changes_the_file_with_the_mistake_alone() {
    let scratch = Scratch::new();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "stauts = 403");
    let changed = changes(&scratch, &["lint", "--fix", "--catalogue", "catalogue"], 0);
    let root = scratch.root.canonicalize_utf8().unwrap();
    let names: Vec<&Utf8Path> =
        changed.iter().map(|path| path.strip_prefix(&root).unwrap()).collect();
    let journal = ["catalogue/.errcat-.errcat-edit", "catalogue/.errcat-edit"];
    let file = ["catalogue/iozen/.errcat-errors.toml", "catalogue/iozen/errors.toml"];
    assert_eq!(names, [journal, file].concat());
}

/// The judge sees what it looks for.
#[test]
fn a_program_that_does_all_this_is_caught() {
    let scratch = Scratch::empty();
    let mut seen = Vec::new();
    let script = "echo hello > there; mkdir folder; mv there folder/; rm -r folder; \
                  exec 3<>/dev/tcp/127.0.0.1/9";
    tracer::run(&scratch.root, &["bash", "-c", script], &mut |call| {
        seen.push(call.does());
        Verdict::Pass
    });
    let root = scratch.root.canonicalize_utf8().unwrap();
    let saw = |path: &str| {
        let path = root.join(path);
        seen.iter().any(|does| matches!(does, Does::Change(paths) if paths.contains(&path)))
    };
    assert!(saw("there") && saw("folder") && saw("folder/there"), "{seen:?}");
    assert!(seen.contains(&Does::Start) && seen.contains(&Does::Network), "{seen:?}");
}
