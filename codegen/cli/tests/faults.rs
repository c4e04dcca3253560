//! Interruptions: `gen` and `lint --fix` killed before every call that changes the disk, and each of
//! these calls refused. Every file is whole afterwards, nothing foreign is touched, and the next run
//! makes exactly what it would have made.

#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::collections::BTreeMap;

use crate::scratch::{self, Lies, PROGRAM, Scratch, copy, everything, said, write};
use crate::tracer::{self, Call, End, Verdict};
use camino::{Utf8Path, Utf8PathBuf};
use nix::libc::{EACCES, ENOSPC, EROFS, SYS_write};

/// All targets but the crate: its many files are written in the same way, and would take minutes.
const ONLY: &str = "docs,json,openapi,tables";
const GEN: &[&str] = &[PROGRAM, "gen", "--catalogue", "catalogue", "--out", "out", "--only", ONLY];
const FIX: &[&str] = &[PROGRAM, "lint", "--fix", "--catalogue", "catalogue"];

/// Which calls are struck, when the count of those that can be is at `at`.
#[derive(Clone, Copy)]
enum Strike {
    /// The one at `at`.
    Once(Verdict),
    /// That one, and all that come later and need space.
    FullFrom,
}

/// A folder with a catalogue in it, and perhaps an earlier output.
struct Scene {
    scratch: Scratch,
    command: &'static [&'static str],
    /// All that lies there in the end when nothing goes wrong.
    right: BTreeMap<String, Lies>,
}

impl Scene {
    fn new(scratch: Scratch, command: &'static [&'static str]) -> Self {
        let copy = copy(&scratch.root);
        let output = copy.errcat(&command[1..]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let right = everything(&copy.root);
        assert!(right != everything(&scratch.root), "there is nothing to do");
        Self { scratch, command, right }
    }

    /// Strikes at every place, or at some of them, each time in a copy of the scene, and returns how many there are.
    fn strike(&self, strike: Strike) -> usize {
        // `cargo chores everything` strikes at all of them.
        let step = if std::env::var_os("ERRCAT_EVERYTHING").is_some() { 1 } else { 3 };
        let mut at = 0;
        loop {
            let copy = copy(&self.scratch.root);
            let (mut seen, mut struck) = (0, false);
            let end = tracer::run(&copy.root, self.command, &mut |call| {
                let (strikes, verdict) = match strike {
                    Strike::Once(Verdict::Tear) => (call.number == SYS_write, Verdict::Tear),
                    Strike::Once(verdict) => (true, verdict),
                    Strike::FullFrom => (needs_space(call), Verdict::Fail(ENOSPC)),
                };
                if !strikes || !call.touches_disk() {
                    return Verdict::Pass;
                }
                seen += 1;
                let hit = match strike {
                    Strike::Once(_) => seen - 1 == at,
                    Strike::FullFrom => seen > at,
                };
                struck |= hit;
                if hit { verdict } else { Verdict::Pass }
            });
            if !struck {
                assert_eq!(end.code, Some(0), "{}", end.said);
                assert!(everything(&copy.root) == self.right);
                return at;
            }
            self.judge(strike, &copy, &end, &format!("struck at {at}"));
            at += step;
        }
    }

    fn judge(&self, strike: Strike, copy: &Scratch, end: &End, at: &str) {
        let after = everything(&copy.root);
        match strike {
            Strike::Once(Verdict::Kill | Verdict::Tear) => assert_eq!(end.code, None, "{at}"),
            // What did no harm may be passed over.
            _ if end.code == Some(0) => assert!(after == self.right, "{at}: {}", end.said),
            _ => {
                assert_eq!(end.code, Some(2), "{at}: {}", end.said);
                assert_says_what_to_do(&end.said);
            }
        }
        self.assert_whole(&after, at);
        let output = copy.errcat(&self.command[1..]);
        assert_eq!(output.status.code(), Some(0), "{at}: {}", said(&output));
        let found = everything(&copy.root);
        let differ = |path: &&String| found.get(*path) != self.right.get(*path);
        let paths: Vec<_> = self.right.keys().chain(found.keys()).filter(differ).collect();
        assert!(paths.is_empty(), "{at}: the next run leaves these otherwise: {paths:?}");
    }

    /// Everything is as it was or as it should be, except what waits.
    fn assert_whole(&self, after: &BTreeMap<String, Lies>, at: &str) {
        let before = everything(&self.scratch.root);
        for path in before.keys().chain(self.right.keys()).chain(after.keys()) {
            // What waits, and the list of files, which has both the old and the new for a time.
            if path.split('/').any(|part| part.starts_with(".errcat-")) {
                continue;
            }
            let now = after.get(path);
            let whole = now == before.get(path) || now == self.right.get(path);
            assert!(whole, "{at}: {path} is neither as it was nor as it should be: {now:?}");
        }
    }
}

fn needs_space(call: &Call) -> bool {
    use nix::libc::{SYS_mkdir, SYS_openat, SYS_rename};
    [SYS_write, SYS_mkdir, SYS_openat, SYS_rename].contains(&call.number)
}

/// Where, why, and what now.
fn assert_says_what_to_do(said: &str) {
    let reasons = ["No space left on device", "Permission denied", "Read-only file system"];
    assert!(reasons.iter().any(|reason| said.contains(reason)), "{said}");
    let error = said.lines().find(|line| line.starts_with("error: ")).expect(said);
    let places = ["`out/", "`out`", "`catalogue/", "`catalogue`"];
    assert!(places.iter().any(|place| error.contains(place)), "{said}");
    assert!(said.contains("fix the following problem, and run "), "{said}");
    assert!(said.contains(" again"), "{said}");
}

const SMALL: &str = "../tests/pass/minimal";

/// A small catalogue, and nothing else.
fn small() -> Scratch {
    let scratch = Scratch::empty();
    let from: Utf8PathBuf = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL);
    for (path, bytes) in scratch::tree(&from) {
        write(&scratch.path("catalogue").join(path), &bytes);
    }
    scratch
}

/// No output yet.
fn first_run() -> Scene {
    Scene::new(small(), GEN)
}

/// An output of an older catalogue: files to change, to add and to delete, and foreign ones.
fn later_run() -> Scene {
    let scratch = small();
    let one = scratch.path("catalogue/door");
    let gone = scratch.path("catalogue/gate");
    for (path, bytes) in scratch::tree(&one) {
        write(&gone.join(path), &bytes);
    }
    let table = "[[conversion]]\nfrom = \"gate\"\nto = \"door\"\nsame_name = true\n";
    write(&scratch.path("catalogue/conversions.toml"), table.as_bytes());
    let output = scratch.errcat(&GEN[1..]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    for path in ["out/notes.md", "out/docs/src/gate/mine.md", "out/docs/mine/mine.md"] {
        write(&scratch.path(path), b"mine");
    }
    // A table goes, and the two folders that held nothing else.
    fs_err::remove_file(scratch.path("catalogue/conversions.toml")).unwrap();
    assert!(scratch.path("out/tables/conversions/gate/door.csv").exists());
    fs_err::rename(&gone, scratch.path("catalogue/lift")).unwrap();
    let path = one.join("lock.toml");
    let text = fs_err::read_to_string(&path).unwrap();
    write(
        &path,
        (text + "\n[codes.jammed]\ndescription = \"The bolt does not move.\"\n").as_bytes(),
    );
    Scene::new(scratch, GEN)
}

/// Two files of a catalogue with something to fix.
fn fix() -> Scene {
    let scratch = Scratch::new();
    scratch.edit("catalogue/iozen/errors.toml", "status = 403", "stauts = 403");
    scratch.edit("catalogue/statuses.toml", "\"Not Found\"", "\"Missing\"");
    Scene::new(scratch, FIX)
}

#[test]
fn killed_anywhere_in_the_first_run() {
    let places = first_run().strike(Strike::Once(Verdict::Kill));
    assert!(places > 100, "{places}");
}

#[test]
fn killed_anywhere_in_a_later_run() {
    let places = later_run().strike(Strike::Once(Verdict::Kill));
    assert!(places > 40, "{places}");
}

#[test]
fn killed_in_the_midst_of_any_write() {
    assert!(first_run().strike(Strike::Once(Verdict::Tear)) > 20);
    assert!(later_run().strike(Strike::Once(Verdict::Tear)) > 10);
}

#[test]
fn any_call_finds_no_space() {
    first_run().strike(Strike::Once(Verdict::Fail(ENOSPC)));
    later_run().strike(Strike::Once(Verdict::Fail(ENOSPC)));
}

#[test]
fn any_call_is_denied() {
    first_run().strike(Strike::Once(Verdict::Fail(EACCES)));
    later_run().strike(Strike::Once(Verdict::Fail(EACCES)));
}

#[test]
fn the_disk_is_full_from_any_call_on() {
    first_run().strike(Strike::FullFrom);
    later_run().strike(Strike::FullFrom);
}

#[test]
fn a_fix_is_killed_or_refused_anywhere() {
    for verdict in [Verdict::Kill, Verdict::Tear, Verdict::Fail(ENOSPC), Verdict::Fail(EACCES)] {
        assert!(fix().strike(Strike::Once(verdict)) >= 2);
    }
    fix().strike(Strike::FullFrom);
}

/// Nothing at all can be written. What needs no writing succeeds all the same.
#[test]
fn the_disk_is_read_only() {
    for scene in [first_run(), later_run(), fix()] {
        let before = everything(&scene.scratch.root);
        let read_only = &mut |call: &Call| {
            if call.touches_disk() { Verdict::Fail(EROFS) } else { Verdict::Pass }
        };
        let end = tracer::run(&scene.scratch.root, scene.command, read_only);
        assert_eq!(end.code, Some(2), "{}", end.said);
        assert_says_what_to_do(&end.said);
        assert!(everything(&scene.scratch.root) == before);
        assert_eq!(scene.scratch.errcat(&scene.command[1..]).status.code(), Some(0));
        let end = tracer::run(&scene.scratch.root, scene.command, read_only);
        assert_eq!(end.code, Some(0), "{}", end.said);
    }
}
