//! The work grows with the catalogue, whatever there is much of: counted in bytes, those that are
//! allocated and those that come out, since no test can rely on time. What looks at the same things
//! over and over without allocating is seen in the benchmark's sweep alone.
//!
//! It is the only test of its program: what another one allocates beside it would be counted as well.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not as expected")]

mod countable;

use std::alloc::System;

use countable::{THINGS, Thing};
use errcat::pipeline::{Reading, understand};
use errcat_emit::TARGETS;
use errcat_evolve::diff::{Extent, FORMATS, Policy, Report, Snapshot};
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::{Source, Sources};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The bytes of everything that was ever allocated.
fn allocated() -> u64 {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated as u64
}

/// So many things. What the second step adds is four times what the first one does; it is sixteen times
/// as much where the work is quadratic.
const STEPS: [usize; 3] = [16, 64, 256];
const MOST: u64 = 6;

/// So much may come on top: buffers grow by leaps.
const LEAPS: u64 = 300_000;

fn read(thing: &Thing, count: usize) -> Reading {
    let mut sources = Sources::default();
    for (path, text) in thing.files(count) {
        sources.add(Source { display: path.clone(), path, text, readable: true });
    }
    understand(sources, Findings::default())
}

/// The bytes of each part of the work on a catalogue with so many of a thing.
fn work(thing: &Thing, count: usize) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    let mut before = allocated();
    let mut note = |name: String| {
        let now = allocated();
        found.push((name, now - before));
        before = allocated();
    };
    let reading = read(thing, count);
    note("read".to_owned());
    let catalogue = reading.catalogue.as_ref().unwrap();
    let mut sizes = Vec::new();
    for target in TARGETS {
        // One after the other, and gone before the next one comes, as in a run.
        let jobs = (target.emit)(catalogue);
        let texts = jobs.iter().flat_map(|job| job()).map(|it| it.text().len() as u64);
        sizes.push((format!("{}, output", target.name), texts.sum::<u64>()));
        note(target.name.to_owned());
    }
    let other = read(thing, count - count / 8);
    let (old, new) = (
        Snapshot::with_outputs(other.catalogue.as_ref().unwrap()),
        Snapshot::with_outputs(catalogue),
    );
    note("snapshots".to_owned());
    for (old, new) in [(&old, &new), (&new, &old)] {
        (FORMATS[0].render)(
            &Report::new("before", old, new, &reading.sources, &Policy::default()),
            Extent::Whole,
        );
    }
    note("diff".to_owned());
    found.extend(sizes);
    found
}

#[test]
fn work_grows_with_the_catalogue() {
    let mut grown = Vec::new();
    for thing in THINGS {
        let most = thing.at_most(STEPS[2]);
        let [few, some, many] = STEPS.map(|count| work(thing, count * most / STEPS[2]));
        for ((few, some), (name, many)) in few.iter().zip(&some).zip(&many) {
            let (first, second) = (some.1.saturating_sub(few.1), many.saturating_sub(some.1));
            if second > MOST * first + LEAPS {
                grown.push(format!("{}: {name}: {first} bytes more, then {second}", thing.name));
            }
        }
    }
    assert!(grown.is_empty(), "the work grows faster than the catalogue:\n{}", grown.join("\n"));
}
