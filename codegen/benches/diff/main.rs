//! Time of every stage of `cargo xtask diff`, at growing numbers of codes, of which a tenth has
//! changed.
//!
//! `cargo bench --bench diff` prints milliseconds for each size, the fastest of some runs, and for the whole the
//! processor's time as well;
//! `cargo bench --bench diff -- 1000` takes another size. Nothing here passes or fails.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

#[path = "../generate/synthetic.rs"]
mod synthetic;

use std::hint::black_box;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use cpu_time::ProcessTime;
use errcat::pipeline::{self, Reading};
use errcat_emit::target;
use errcat_evolve::diff::{Extent, FORMATS, Notes, Policy, Report, Snapshot, diff};

/// The allocator of `cargo xtask`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Without arguments: two decades, and the double of it to see that it stays linear.
const SIZES: &[usize] = &[1_000, 10_000, 20_000];

/// Each size is run so often.
const RUNS: usize = 5;

fn main() -> std::io::Result<()> {
    let given: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if given.is_empty() { SIZES } else { &given };
    let temporary = tempfile::tempdir()?;
    let dir = Utf8Path::from_path(temporary.path()).unwrap_or(Utf8Path::new("."));
    let mut table: Vec<(&str, Vec<Duration>)> = Vec::new();
    for &size in sizes {
        let (old, new) = (dir.join(format!("{size}/old")), dir.join(format!("{size}/new")));
        synthetic::write(&old, size)?;
        synthetic::write(&new, size)?;
        change(&new)?;
        for run in 0..RUNS {
            for (row, (name, time)) in stages(&old, &new).into_iter().enumerate() {
                match table.get_mut(row) {
                    None => table.push((name, vec![time])),
                    Some((_, times)) if run == 0 => times.push(time),
                    Some((_, times)) => {
                        if let Some(last) = times.last_mut() {
                            *last = time.min(*last);
                        }
                    }
                }
            }
        }
    }
    print!("{:32}", "milliseconds, codes");
    for size in sizes {
        print!("{size:>10}");
    }
    println!();
    for (name, times) in table {
        print!("{name:32}");
        for time in times {
            print!("{:>10.1}", time.as_secs_f64() * 1e3);
        }
        println!();
    }
    Ok(())
}

/// Changes a tenth of all codes: one status in each file, and every tenth message.
fn change(dir: &Utf8Path) -> std::io::Result<()> {
    for entry in fs_err::read_dir(dir.join("shop"))? {
        let path = entry?.path();
        let text = fs_err::read_to_string(&path)?;
        let text = text.replacen("status = 404", "status = 409", 1);
        let mut message = 0;
        let lines = text.lines().map(|line| {
            message += usize::from(line.starts_with("message = "));
            let hit = line.starts_with("message = ") && message % 10 == 0;
            if hit { line.replacen("cannot be used", "can't be used", 1) } else { line.to_owned() }
        });
        let text = lines.collect::<Vec<_>>().join("\n") + "\n";
        fs_err::write(&path, text)?;
    }
    Ok(())
}

fn stages(old: &Utf8Path, new: &Utf8Path) -> Vec<(&'static str, Duration)> {
    let mut times = Vec::new();
    let mut of = |name, start: Instant| times.push((name, start.elapsed()));
    let (whole, processor) = (Instant::now(), ProcessTime::now());
    let (Ok(before), Ok(now)) = (pipeline::read(old), pipeline::read(new)) else { return times };
    let (Some(first), Reading { sources, catalogue: Some(second), .. }) = (before.catalogue, now)
    else {
        return times;
    };
    of("both catalogues read", whole);
    let start = Instant::now();
    let snapshots = (Snapshot::with_outputs(&first), Snapshot::with_outputs(&second));
    of("snapshots of both", start);
    let start = Instant::now();
    let policy = Policy::default();
    let report = Report::new("old", &snapshots.0, &snapshots.1, &sources, &policy);
    black_box((FORMATS[0].render)(&report, Extent::Brief));
    of("diff, with places and as text", start);
    of("whole, of two folders", whole);
    times.push(("of the processor's time", processor.elapsed()));
    let mut of = |name, start: Instant| times.push((name, start.elapsed()));
    let start = Instant::now();
    black_box(diff(&snapshots.0, &snapshots.1));
    of("the diff alone", start);
    let start = Instant::now();
    black_box(Notes::new(snapshots.0, snapshots.1).markdown());
    of("changelog", start);
    let json = target("json").map(|it| it.files(&first)).unwrap_or_default();
    let start = Instant::now();
    let read = json.first().map(|artifact| Snapshot::parse(artifact.text()));
    black_box(&read);
    of("a catalogue.json read", start);
    times
}
