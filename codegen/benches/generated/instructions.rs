//! The same lookups, counted instead of timed: the figures do not depend on how busy the machine
//! is. valgrind's callgrind counts the instructions of some turns and of some more; the difference
//! is the lookups' own.

use std::io;
use std::process::Command;

use super::lookups::{KEYS, SIZES, build};
use super::table::{Figure, print};
use super::workspace::{Workspace, output};

const QUESTIONS: &[&str] = &["text, known", "text, unknown"];

const CONTENDERS: &[&str] = &["floor", "errcat", "match", "derives", "strum_phf", "phf"];

/// How many turns are counted.
const TURNS: u32 = 4;

pub fn run() -> io::Result<()> {
    if output(Command::new("valgrind").arg("--version")).is_err() {
        println!("instructions: valgrind is not installed, so nothing is counted");
        return Ok(());
    }
    let (workspace, subjects) = build()?;
    let mut figures = Vec::new();
    let sizes = SIZES.map(|size| size.to_string());
    for subject in subjects.iter().filter(|subject| sizes.contains(&subject.key)) {
        for question in QUESTIONS {
            for contender in CONTENDERS {
                let path = format!("{}/{question}/{contender}", subject.key);
                let turns = count(&workspace, &path, TURNS)? - count(&workspace, &path, 0)?;
                figures.push(Figure {
                    group: subject.key.clone(),
                    question: format!("{question} (instructions)"),
                    contender: (*contender).to_owned(),
                    value: turns / f64::from(TURNS) / f64::from(KEYS),
                });
            }
        }
    }
    print(&figures);
    Ok(())
}

/// The instructions of the whole program with so many turns.
fn count(workspace: &Workspace, path: &str, turns: u32) -> io::Result<f64> {
    let text = output(
        Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(workspace.program("runner"))
            .args([path, &turns.to_string()]),
    )?;
    let number = text.lines().find_map(|line| line.split_once("Collected : "));
    let number = number.and_then(|(_, number)| number.trim().parse().ok());
    number.ok_or_else(|| io::Error::other(format!("callgrind says nothing of {path}: {text}")))
}
