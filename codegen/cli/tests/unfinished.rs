//! Edits of several files, killed before every call that changes the disk, in the midst of every
//! write, and with each of these calls refused: the next command that writes finishes the edit or
//! finds nothing of it, and no reader takes a part of it for a catalogue.

#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::collections::BTreeMap;

use crate::scratch::{PROGRAM, Scratch, copy, everything, said, tree, write};
use crate::tracer::{self, Call, Verdict};
use nix::libc::{EACCES, ENOSPC, EROFS, SYS_mkdir, SYS_openat, SYS_rename, SYS_write};

const JOURNAL: &str = "catalogue/.errcat-edit";
const GEN: &[&str] = &["gen", "--only", "json", "--catalogue", "catalogue", "--out", "out"];
const RENAME: &[&str] = &["rename", "A", "Z"];

const FILES: &[(&str, &str)] = &[
    ("catalogue.toml", "format = 1\ntitle = \"Shop\"\nversion = \"1.0.0\"\n"),
    ("statuses.toml", "[404]\nreason = \"Not Found\"\nmeaning = \"It is not there.\"\n"),
    ("shop/api.toml", "title = \"Shop\"\ndocs = \"See [[A]].\"\n"),
    ("shop/carts.toml", "status=404\n[codes.C]\nsee_also = [ \"A\" ]\n"),
    (
        "shop/orders.toml",
        "status=404\n\n[codes.A]\nmessage = \"Gone {x}\"\ndetails.x = \"string\"\n\n[codes.B]\n",
    ),
];

fn shop() -> Scratch {
    let scratch = Scratch::empty();
    for (path, text) in FILES {
        write(&scratch.path("catalogue").join(path), text.as_bytes());
        write(&scratch.path("base").join(path), text.as_bytes());
    }
    scratch
}

/// The same with a mistake in two of its files.
fn misspelt() -> Scratch {
    let scratch = shop();
    for path in ["catalogue/shop/carts.toml", "catalogue/shop/orders.toml"] {
        scratch.edit(path, "status=404", "stauts=404");
    }
    scratch
}

/// The same with names that are not in its case.
fn misnamed() -> Scratch {
    let scratch = shop();
    let api = "docs = \"See [[A]].\"\n[code]\ncase = \"snake_case\"\n";
    scratch.edit("catalogue/shop/api.toml", "docs = \"See [[A]].\"\n", api);
    scratch
}

/// A command that edits, and what it makes of a catalogue.
struct Scene {
    scratch: Scratch,
    command: Vec<&'static str>,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
}

impl Scene {
    fn new(scratch: Scratch, command: &[&'static str], files: usize) -> Self {
        let command = [command, &["--catalogue", "catalogue"]].concat();
        let after = copy(&scratch.root);
        let output = after.errcat(&command);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let (old, new) = (tree(&scratch.path("catalogue")), tree(&after.path("catalogue")));
        let changed = new.iter().filter(|(path, bytes)| old.get(*path) != Some(bytes)).count();
        assert_eq!(changed, files, "{command:?}");
        Self { scratch, command, old, new }
    }

    /// Strikes at every place that `hits`, each time in a copy of the scene, and returns how often.
    fn strike(&self, hits: fn(&Call) -> bool, verdict: Verdict, from: bool) -> usize {
        for at in 0.. {
            let copy = copy(&self.scratch.root);
            let (mut seen, mut struck) = (0, false);
            let program = [&[PROGRAM], self.command.as_slice()].concat();
            let end = tracer::run(&copy.root, &program, &mut |call| {
                if !call.touches_disk() || !hits(call) {
                    return Verdict::Pass;
                }
                seen += 1;
                let hit = if from { seen > at } else { seen == at + 1 };
                struck |= hit;
                if hit { verdict } else { Verdict::Pass }
            });
            if !struck {
                assert_eq!(end.code, Some(0), "{}", end.said);
                assert!(tree(&copy.path("catalogue")) == self.new);
                return at;
            }
            let place = format!("{:?}, struck at {at}: {}", self.command, end.said);
            if let Verdict::Fail(_) = verdict {
                assert_eq!(end.code, Some(2), "{place}");
                let is_there = copy.path(JOURNAL).exists();
                let words = if is_there { " is unfinished: fix" } else { " was changed: fix" };
                assert!(end.said.contains(words), "{place}");
                assert!(is_there || self.is_whole(&copy), "{place}");
            } else {
                assert_eq!(end.code, None, "{place}");
            }
            self.judge(&copy, &place);
        }
        0
    }

    fn is_whole(&self, copy: &Scratch) -> bool {
        let mut found = tree(&copy.path("catalogue"));
        // A file that waits for its place does not count yet.
        found.retain(|path, _| !path.contains(".errcat-"));
        found == self.old || found == self.new
    }

    /// Readers see a whole catalogue, or report that it is not whole. The next `gen` makes it whole.
    fn judge(&self, copy: &Scratch, place: &str) {
        let before = everything(&copy.root);
        let is_there = copy.path(JOURNAL).exists();
        let lint = copy.errcat(&["lint", "--format", "json", "--catalogue", "catalogue"]);
        assert!(everything(&copy.root) == before, "{place}");
        assert_eq!(said(&lint).contains("E0110"), is_there, "{place}: {}", said(&lint));
        let was_valid = !self.command.contains(&"--fix");
        let status = if is_there { Some(2) } else { Some(i32::from(!was_valid)) };
        if is_there || was_valid {
            assert_eq!(lint.status.code(), status, "{place}: {}", said(&lint));
        }
        let output = copy.errcat(GEN);
        let found = tree(&copy.path("catalogue"));
        assert!(found == self.old || found == self.new, "{place}: {}", said(&output));
        let finished = said(&output).contains("finished an edit of catalogue that was interrupted");
        assert_eq!(finished, is_there, "{place}: {}", said(&output));
        assert!(!is_there || found == self.new, "{place}");
        if was_valid || found == self.new {
            assert_eq!(output.status.code(), Some(0), "{place}: {}", said(&output));
        }
    }
}

fn anywhere(_: &Call) -> bool {
    true
}

fn writes(call: &Call) -> bool {
    call.number == SYS_write
}

fn needs_space(call: &Call) -> bool {
    [SYS_write, SYS_mkdir, SYS_openat, SYS_rename].contains(&call.number)
}

fn scenes() -> Vec<Scene> {
    vec![
        Scene::new(shop(), RENAME, 3),
        Scene::new(shop(), &["mv", "A", "--group", "carts"], 2),
        Scene::new(shop(), &["retire", "C"], 1),
        Scene::new(shop(), &["fmt"], 2),
        Scene::new(shop(), &["mv", "C", "--group", "orders"], 2),
        Scene::new(shop(), &["deprecate", "B"], 1),
        Scene::new(shop(), &["add", "D", "--group", "carts"], 1),
        Scene::new(shop(), &["changelog", "--write", "--base", "base"], 1),
        Scene::new(misspelt(), &["lint", "--fix"], 2),
        Scene::new(misnamed(), &["lint", "--fix"], 3),
    ]
}

#[test]
fn an_edit_is_killed_anywhere() {
    let kills: usize = scenes()
        .iter()
        .map(|scene| {
            scene.strike(anywhere, Verdict::Kill, false)
                + scene.strike(writes, Verdict::Tear, false)
        })
        .sum();
    assert!(kills >= 200, "only {kills} kills");
}

#[test]
fn an_edit_is_refused_anywhere() {
    // One that changes files, and one that makes one: the others are written in the same way.
    let makes_one = Scene::new(shop(), &["changelog", "--write", "--base", "base"], 1);
    for scene in [Scene::new(shop(), RENAME, 3), makes_one] {
        for error in [ENOSPC, EACCES] {
            assert!(scene.strike(anywhere, Verdict::Fail(error), false) > 10);
        }
        assert!(scene.strike(needs_space, Verdict::Fail(ENOSPC), true) > 5);
        assert!(scene.strike(anywhere, Verdict::Fail(EROFS), true) > 10);
    }
}

/// A catalogue whose edit was killed when some of its files had been replaced.
fn torn() -> Scratch {
    let scratch = shop();
    let mut renamed = 0;
    let program = [&[PROGRAM], RENAME, &["--catalogue", "catalogue"]].concat();
    let end = tracer::run(&scratch.root, &program, &mut |call| {
        renamed += usize::from(call.number == SYS_rename);
        if renamed == 3 { Verdict::Kill } else { Verdict::Pass }
    });
    assert_eq!(end.code, None);
    assert!(scratch.path(JOURNAL).exists());
    scratch
}

#[test]
fn the_recovery_is_killed_anywhere() {
    let torn = torn();
    let whole = Scene::new(shop(), RENAME, 3).new;
    for verdict in [Verdict::Kill, Verdict::Tear, Verdict::Fail(ENOSPC)] {
        let hits = if verdict == Verdict::Tear { writes } else { anywhere };
        let strike = |at: usize| {
            let copy = copy(&torn.root);
            let (mut seen, mut struck) = (0, false);
            let end = tracer::run(&copy.root, &[&[PROGRAM], GEN].concat(), &mut |call| {
                seen += usize::from(call.touches_disk() && hits(call));
                let hit = !struck && seen == at + 1;
                struck |= hit;
                if hit { verdict } else { Verdict::Pass }
            });
            let output = copy.errcat(GEN);
            assert_eq!(output.status.code(), Some(0), "{at}: {}\n{}", end.said, said(&output));
            assert!(tree(&copy.path("catalogue")) == whole, "{verdict:?}, struck at {at}");
            struck
        };
        let count = (0..10_000).take_while(|at| strike(*at)).count();
        assert!(count > 5, "{count}");
    }
}

#[test]
fn readers_tell_of_it_and_writers_finish_it() {
    let torn = torn();
    let readers: &[&[&str]] = &[
        &["lint"],
        &["lint", "--format", "sarif"],
        &["lint", "--format", "github"],
        &["lint", "--format", "short"],
        &["gen", "--check", "--out", "out"],
        &["list"],
        &["show", "A"],
        &["search", "A"],
        &["stats"],
        &["diff", "--base", "base"],
        &["changelog", "--base", "base"],
        &["fmt", "--check"],
        &["rename", "A", "Z", "--dry-run"],
        &["openapi", "merge", "openapi.json", "--api", "shop"],
    ];
    write(&torn.path("openapi.json"), b"{\"openapi\": \"3.1.0\", \"paths\": {}}\n");
    let before = everything(&torn.root);
    for command in readers {
        let output = torn.errcat(&[command, &["--catalogue", "catalogue"][..]].concat());
        assert_eq!(output.status.code(), Some(2), "{command:?}: {}", said(&output));
        assert!(said(&output).contains("E0110"), "{command:?}: {}", said(&output));
        assert!(everything(&torn.root) == before, "{command:?}");
    }
    let base = torn.errcat(&["diff", "--base", "catalogue", "--catalogue", "base"]);
    assert_eq!(base.status.code(), Some(2), "{}", said(&base));
    let writers: &[&[&str]] = &[
        GEN,
        &["lint", "--fix"],
        &["fmt"],
        &["add", "D"],
        &["rename", "B", "Y"],
        &["deprecate", "B"],
        &["retire", "B"],
        &["mv", "B", "--group", "carts"],
        &["changelog", "--write", "--base", "base"],
    ];
    for command in writers {
        let copy = copy(&torn.root);
        let own: &[&str] = if command == &GEN { &[] } else { &["--catalogue", "catalogue"] };
        let output = copy.errcat(&[command, own].concat());
        let text = said(&output);
        assert!(
            text.contains("finished an edit of catalogue that was interrupted:\n  shop/"),
            "{text}"
        );
        assert!(!copy.path(JOURNAL).exists(), "{command:?}: {text}");
        let orders = fs_err::read_to_string(copy.path("catalogue/shop/orders.toml")).unwrap();
        assert!(orders.contains("[codes.Z]"), "{command:?}: {orders}");
        let lint = copy.errcat(&["lint", "--catalogue", "catalogue"]);
        assert_eq!(lint.status.code(), Some(0), "{command:?}: {}", said(&lint));
    }
}
