//! Lookups: a program that has every contender linked in and asks them in turns.

use std::fmt::Write;
use std::io;
use std::process::Command;

use camino::Utf8Path;

use super::competitors::{Competitor, OF_INTEGERS, OF_TEXTS};
use super::subject::{Subject, Wires, read, synthetic};
use super::table::{Figure, print};
use super::workspace::{Workspace, output};

/// Keys of a turn, as in `runner/timing.rs`.
pub const KEYS: u32 = 16_384;

pub const SIZES: [usize; 3] = [30, 300, 3_000];

/// Builds the program and prints its figures.
pub fn run() -> io::Result<()> {
    let (workspace, _) = build()?;
    print(&figures(&output(&mut Command::new(workspace.program("runner")))?));
    Ok(())
}

/// Builds the program that asks every contender.
pub fn build() -> io::Result<(Workspace, Vec<Subject>)> {
    let workspace = Workspace::new("lookups")?;
    let subjects = subjects(&workspace)?;
    let mut main = include_str!("runner/head.rs").to_owned();
    let mut dependencies = "serde = \"=1.0.229\"\nserde_json = \"=1.0.154\"\n".to_owned();
    let mut depend = |name: &str| writeln!(dependencies, "{name} = {{ path = \"../{name}\" }}");
    for subject in &subjects {
        let ours = workspace.ours(subject)?;
        let _ = depend(&ours);
        let competitors = if subject.is_integer() { OF_INTEGERS } else { OF_TEXTS };
        for competitor in competitors {
            let _ = depend(&workspace.competitor(competitor, subject)?);
        }
        main.push_str(&group(subject, competitors));
    }
    main.push_str("}\n");
    let files =
        [("src/main.rs", main.as_str()), ("src/timing.rs", include_str!("runner/timing.rs"))];
    workspace.package("runner", &dependencies, &files)?;
    workspace.cargo(&["build", "--release", "--package", "runner"])?;
    Ok((workspace, subjects))
}

fn subjects(workspace: &Workspace) -> io::Result<Vec<Subject>> {
    let real = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let mut subjects = Vec::new();
    for (kind, wires) in [("", Wires::Texts), ("dense_", Wires::Dense), ("sparse_", Wires::Sparse)]
    {
        for size in SIZES {
            let key = format!("{kind}{size}");
            subjects.push(synthetic(&workspace.catalogue(&key), &key, wires, size)?);
        }
    }
    subjects.extend(read(&real, "")?);
    Ok(subjects)
}

/// The part of the program that asks about one API.
fn group(subject: &Subject, competitors: &[Competitor]) -> String {
    let key = &subject.key;
    let others: Vec<String> = competitors.iter().map(|it| format!("{}_{key}", it.name)).collect();
    let ours = format!("errcat_{key}::{}", subject.api().name.snake());
    let list = |names: &[&String]| {
        let pairs =
            names.iter().map(|it| format!("{:?}: {it}, ", it.trim_end_matches(&format!("_{key}"))));
        pairs.collect::<String>()
    };
    if subject.is_integer() {
        let (all, by_match) = (list(&others.iter().collect::<Vec<_>>()), &others[0]);
        return format!("    integers!(bench, {key:?}, {ours}, {by_match}, [{all}]);\n");
    }
    let all = list(&others.iter().collect::<Vec<_>>());
    let (by_match, derives) = (&others[0], &others[1]);
    format!("    texts!(bench, {key:?}, {ours}, {by_match}, {derives}, [{all}]);\n")
}

/// The lines that the program prints.
pub fn figures(printed: &str) -> Vec<Figure> {
    let line = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        Some(Figure {
            group: cells.next()?,
            question: format!("{} (ns)", cells.next()?),
            contender: cells.next()?,
            value: cells.next()?.parse().ok()?,
        })
    };
    printed.lines().filter_map(line).collect()
}
