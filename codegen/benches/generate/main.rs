//! Time and peak memory of every stage and target, at growing numbers of codes.
//!
//! `cargo bench -p errcat` prints, for each size, microseconds per code and how much memory a stage
//! takes at most beyond what was there when it began. `cargo bench -p errcat -- 1000 10000` takes other
//! sizes. Nothing here passes or fails: the figures are for people.
//!
//! `cargo bench --bench generate -- sweep` tells whether the work grows with the catalogue,
//! for everything of which there can be many; `sweep envelopes` for what is called so.
//!
//! `cargo bench --bench generate -- write DIR 10000` writes the catalogue of that size to
//! a folder and measures nothing: for figures of the whole process.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]
#![allow(clippy::cast_precision_loss, reason = "codes are few enough for a float")]

#[path = "../../tests/countable/mod.rs"]
mod countable;
mod stages;
mod sweep;
mod synthetic;

use std::time::Duration;

use camino::Utf8Path;
use mimalloc::MiMalloc;
use peakmem_alloc::PeakMemAlloc;
use stages::{Figure, generate};

/// The allocator of `cargo xtask`, counted.
#[global_allocator]
static MEMORY: PeakMemAlloc<MiMalloc> = PeakMemAlloc::new(MiMalloc);

/// Without arguments: three decades, and one more to see that it stays linear.
const SIZES: &[usize] = &[100, 1_000, 10_000, 100_000];

/// Each size is run so often; the fastest run counts, since noise only ever adds.
const RUNS: usize = 3;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let dir = tempfile::tempdir()?;
    let dir = Utf8Path::from_path(dir.path()).unwrap_or(Utf8Path::new("."));
    match arguments.as_slice() {
        [write, dir, size, ..] if write == "write" => {
            return synthetic::write(Utf8Path::new(dir), size.parse().unwrap_or(1_000));
        }
        [sweep, names @ ..] if sweep == "sweep" => {
            let names: Vec<String> =
                names.iter().filter(|name| !name.starts_with("--")).cloned().collect();
            return sweep::sweep(dir, &names);
        }
        _ => {}
    }
    let given: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if given.is_empty() { SIZES } else { &given };
    let mut table: Vec<(String, Vec<Figure>)> = Vec::new();
    for &size in sizes {
        let source = dir.join(size.to_string());
        synthetic::write(&source, size)?;
        let runs: Vec<_> = (0..RUNS).map(|_| generate(&source).0).collect();
        for (row, (name, _)) in runs[0].iter().enumerate() {
            let time = runs.iter().map(|run| run[row].1.time).min().unwrap_or(Duration::ZERO);
            let figure = Figure { count: size, time, ..runs[0][row].1 };
            match table.iter_mut().find(|(known, _)| known == name) {
                Some((_, figures)) => figures.push(figure),
                None => table.push((name.clone(), vec![figure])),
            }
        }
    }
    print(sizes, &table);
    Ok(())
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
            let each = figure.time.as_secs_f64() * 1e6 / figure.count as f64;
            print!("{each:>12.2}{:>10.1}", figure.peak);
        }
        println!();
    }
}
