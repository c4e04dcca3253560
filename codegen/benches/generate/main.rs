//! Time and peak memory of every stage and target, at growing numbers of codes.
//!
//! `cargo bench -p errcat` prints, for each size, microseconds per code and how much memory a stage
//! takes at most beyond what was there when it began. `cargo bench -p errcat -- 1000 10000` takes other sizes. Nothing here passes or fails:
//! the figures are for people.
//!
//! `cargo bench -p errcat --bench generate -- write DIR 10000` writes the catalogue of that size to
//! a folder and measures nothing: for figures of the whole process.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]
#![allow(clippy::cast_precision_loss, reason = "codes are few enough for a float")]

mod synthetic;

use std::hint::black_box;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use errcat::diagnostic::Findings;
use errcat::emit::{Job, TARGETS};
use errcat::{catalogue, check, load, raw};
use mimalloc::MiMalloc;
use peakmem_alloc::{PeakMemAlloc, PeakMemAllocTrait};

/// The allocator of `cargo xtask`, counted.
#[global_allocator]
static MEMORY: PeakMemAlloc<MiMalloc> = PeakMemAlloc::new(MiMalloc);

/// Without arguments: three decades, and one more to see that it stays linear.
const SIZES: &[usize] = &[100, 1_000, 10_000, 100_000];

/// Each size is run so often; the fastest run counts, since noise only ever adds.
const RUNS: usize = 3;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, write, dir, size, ..] = arguments.as_slice()
        && write == "write"
    {
        return synthetic::write(Utf8Path::new(dir), size.parse().unwrap_or(1_000));
    }
    let given: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if given.is_empty() { SIZES } else { &given };
    let dir = tempfile::tempdir()?;
    let dir = Utf8Path::from_path(dir.path()).unwrap_or(Utf8Path::new("."));
    let mut table: Vec<(String, Vec<Figure>)> = Vec::new();
    for &size in sizes {
        let source = dir.join(size.to_string());
        synthetic::write(&source, size)?;
        let runs: Vec<_> = (0..RUNS).map(|_| stages(&source)).collect();
        for (row, (name, _)) in runs[0].iter().enumerate() {
            let time = runs.iter().map(|run| run[row].1.time).min().unwrap_or_default();
            let figure = Figure { codes: size, time, ..runs[0][row].1 };
            match table.iter_mut().find(|(known, _)| known == name) {
                Some((_, figures)) => figures.push(figure),
                None => table.push((name.clone(), vec![figure])),
            }
        }
    }
    print(sizes, &table);
    Ok(())
}

/// What a stage cost.
#[derive(Clone, Copy)]
struct Figure {
    codes: usize,
    time: Duration,
    /// The most memory that the stage held at once, in megabytes, beyond what it found.
    peak: f32,
}

fn stages(source: &Utf8Path) -> Vec<(String, Figure)> {
    let mut figures = Vec::new();
    let mut findings = Findings::default();
    let whole = Instant::now();
    let mut most = 0.0_f32;
    let sources = measured("load", &mut figures, || load::catalogue(source, &mut findings));
    let Ok(sources) = sources else { return figures };
    let tree = measured("raw", &mut figures, || raw::read(&sources, &mut findings));
    let built = measured("catalogue", &mut figures, || catalogue::build(&tree, &mut findings));
    drop(tree);
    let Some(catalogue) = built else { return figures };
    measured("check", &mut figures, || check::check(&catalogue, &mut findings));
    let mut bytes = 0;
    for target in TARGETS {
        let name = format!("emit {}", target.name);
        // As in a run: the texts of a job are gone when the next one begins.
        bytes += measured(&name, &mut figures, || {
            let texts =
                |job: &Job<'_>| job().iter().map(|artifact| artifact.text.len()).sum::<usize>();
            (target.emit)(&catalogue).iter().map(texts).sum::<usize>()
        });
    }
    let time = whole.elapsed();
    for (_, figure) in &figures {
        most = most.max(figure.peak);
    }
    figures.push(("whole, nothing written".to_owned(), Figure { codes: 0, time, peak: most }));
    figures.push((
        "output".to_owned(),
        Figure { codes: 0, time: Duration::ZERO, peak: bytes as f32 / 1e6 },
    ));
    figures
}

fn measured<T>(name: &str, figures: &mut Vec<(String, Figure)>, stage: impl FnOnce() -> T) -> T {
    MEMORY.reset_peak_memory();
    let start = Instant::now();
    let result = black_box(stage());
    let figure =
        Figure { codes: 0, time: start.elapsed(), peak: MEMORY.get_peak_memory() as f32 / 1e6 };
    figures.push((name.to_owned(), figure));
    result
}

fn print(sizes: &[usize], table: &[(String, Vec<Figure>)]) {
    print!("{:24}", "codes");
    for size in sizes {
        print!("{size:>22}");
    }
    println!("\n{:24}{}", "", format!("{:>12}{:>10}", "µs/code", "peak MB").repeat(sizes.len()));
    for (name, figures) in table {
        print!("{name:24}");
        for figure in figures {
            let each = figure.time.as_secs_f64() * 1e6 / figure.codes as f64;
            print!("{each:>12.2}{:>10.1}", figure.peak);
        }
        println!();
    }
}
