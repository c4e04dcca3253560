//! Whether the work grows with the catalogue: many of one thing of the format, for each thing of which
//! there can be many.

use camino::Utf8Path;

use crate::countable::{THINGS, Thing};
use crate::stages::{Figure, generate, others};

/// Few and many of a thing, where the format takes so many and nobody asks for others.
const SIZES: [usize; 2] = [1_000, 8_000];

/// The fastest of so many runs counts.
const RUNS: usize = 2;

/// What took less is noise.
const LEAST_SECONDS: f64 = 0.002;

/// More than this many times the microseconds of a thing among few, for a thing among many, are
/// named at the end.
const NAMED: f64 = 2.0;

/// Prints for each thing whose name holds one of `names`, and for each stage, the microseconds that
/// processors work per thing among few and many, and how many times as long it takes among many.
pub fn sweep(dir: &Utf8Path, arguments: &[String]) -> std::io::Result<()> {
    let (sizes, names): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|it| it.parse::<usize>().is_ok());
    let sizes: Vec<usize> = sizes.into_iter().filter_map(|it| it.parse().ok()).collect();
    let sizes = <[usize; 2]>::try_from(sizes).unwrap_or(SIZES);
    let wanted =
        |thing: &&Thing| names.is_empty() || names.iter().any(|name| thing.name.contains(*name));
    let mut grown = Vec::new();
    for thing in THINGS.iter().filter(wanted) {
        let most = thing.at_most(sizes[1]);
        let counts = [most * sizes[0] / sizes[1], most];
        let [few, many] = [measured(dir, thing, counts[0])?, measured(dir, thing, counts[1])?];
        println!("{:32}{:>10}{:>10}{:>8}", thing.name, counts[0], counts[1], "ratio");
        if few.is_empty() || few.len() != many.len() {
            println!("    the catalogue cannot be read");
        }
        for ((stage, few), (_, many)) in few.iter().zip(&many) {
            let each = [few, many]
                .map(|figure| figure.work.as_secs_f64() * 1e6 / figure.count.max(1) as f64);
            let ratio = each[1] / each[0];
            println!("    {stage:28}{:>10.2}{:>10.2}{ratio:>8.2}", each[0], each[1]);
            if ratio > NAMED && many.work.as_secs_f64() > LEAST_SECONDS {
                grown.push(format!("{}: {stage}: {ratio:.2}", thing.name));
            }
        }
    }
    println!(
        "\n{} take more than {NAMED} times as long for each where there are many:",
        grown.len()
    );
    for line in grown {
        println!("    {line}");
    }
    Ok(())
}

/// The figures of a catalogue with `count` of a thing.
fn measured(dir: &Utf8Path, thing: &Thing, count: usize) -> std::io::Result<Vec<(String, Figure)>> {
    let (source, before) = (dir.join("source"), dir.join("before"));
    write(&source, thing, count)?;
    write(&before, thing, count - count / 10)?;
    let mut best: Vec<(String, Figure)> = Vec::new();
    for run in 0..RUNS {
        let stages = generate(&source).0.into_iter().chain(others(&source, &before).0);
        let stages = stages.filter(|(name, _)| name != "output");
        for (at, (name, figure)) in stages.enumerate() {
            if run == 0 {
                best.push((name, Figure { count, ..figure }));
            } else if let Some((_, known)) = best.get_mut(at) {
                known.work = known.work.min(figure.work);
            }
        }
    }
    fs_err::remove_dir_all(source)?;
    fs_err::remove_dir_all(before)?;
    Ok(best)
}

fn write(dir: &Utf8Path, thing: &Thing, count: usize) -> std::io::Result<()> {
    for (path, text) in thing.files(count) {
        let path = dir.join(path);
        fs_err::create_dir_all(path.parent().unwrap_or(dir))?;
        fs_err::write(path, text)?;
    }
    Ok(())
}
