//! `cargo chores history`: releases of real lists of errors, each in two versions, and a judgement of each change that `diff` finds.
//!
//! The packages are pinned here, and are in no way part of the project: `read.py` makes catalogues of them below
//! `target/`. Beside it are, for each package, the judgements, a line each, and the first screen of `diff`.

use std::process::Command;

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat::Outcome;
use errcat::pipeline::{self, Reading};
use errcat::terminal::{error, print};
use errcat_evolve::diff::{Extent, FORMATS, Policy, Report, Snapshot};
use fs_err as fs;

use crate::validators::{NEEDS_PYTHON, python, venv};
use crate::{root, tools};

const SCRIPT: &str = include_str!("../conformance/history/read.py");

/// A package of which two releases are compared.
struct History {
    package: &'static str,
    old: Pin,
    new: Pin,
}

/// A release: its version, and the digest of its wheel for `CPython` 3.9 on Linux.
struct Pin(&'static str, &'static str);

const HISTORIES: &[History] = &[
    // AWS services, before and after SQS changed its protocol.
    History {
        package: "botocore",
        old: Pin("1.27.0", "40823d9c3e2e707e74112aa0b1073e9eeb6c7f6a7d123518b5f768fc11b250f7"),
        new: Pin("1.40.0", "2063e6d035a6a382b2ae37e40f5144044e55d4e091910d0c9f1be3121ad3e4e6"),
    },
    // PostgreSQL 13 and 17.
    History {
        package: "asyncpg",
        old: Pin("0.22.0", "2cb730241dfe650b9626eae00490cca4cfeb00871ed8b8f389f3a4507b328683"),
        new: Pin("0.30.0", "26683d3b9a62836fad771a18ecf4659a30f348a561279d6227dab96182f46144"),
    },
    // The codes and fields of a failed payment.
    History {
        package: "stripe",
        old: Pin("8.0.0", "0c6c7ded4ae98340107a9d61f2d029ea0802ee88580c9bebb3693230557e766c"),
        new: Pin("12.5.1", "39b47b331dfe933ce6cf6bd654e0ae9ba082caa9d1dd8d0ae9ae48293975f115"),
    },
];

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> Result<Outcome> {
    let work = root()?.join("target/history");
    let pins: Vec<String> = HISTORIES
        .iter()
        .flat_map(|it| [&it.old, &it.new].map(|Pin(version, digest)| (it.package, version, digest)))
        .map(|(package, version, digest)| format!("{package}=={version} --hash=sha256:{digest}\n"))
        .collect();
    // A newer Python elsewhere leaves the link to it dangling.
    let whole = python(&work).exists();
    tools::installed(&work, &[("read.py", SCRIPT)], &pins.concat(), whole, || {
        venv(&work)?;
        pins.iter().try_for_each(|pin| download(&work, pin))
    })?;
    let mut outcome = Outcome::Clean;
    for history in HISTORIES {
        let (count, wrong) = compare(&work, history)?;
        let package = history.package;
        if wrong.is_empty() {
            print(&format!("diff: {count} changes between two releases of {package} as judged\n"));
        } else {
            error(&format!("{package} is not as it was judged\n{wrong}"));
            outcome = Outcome::Findings;
        }
    }
    Ok(outcome)
}

/// Compares a history: the number of its changes, and how they differ from what was judged.
fn compare(work: &Utf8Path, history: &History) -> Result<(usize, String)> {
    let package = history.package;
    let old = release(work, package, &history.old)?;
    let new = release(work, package, &history.new)?;
    let snapshot = |reading: &Reading| {
        let catalogue = reading.catalogue.as_ref().context("a release has errors")?;
        Ok::<_, anyhow::Error>(Snapshot::with_outputs(catalogue))
    };
    let (before, now) = (snapshot(&old)?, snapshot(&new)?);
    let policy = Policy::default();
    let report = Report::new("the older release", &before, &now, &new.sources, &policy);
    let found: Vec<String> = report
        .changes
        .iter()
        .map(|it| {
            let (class, subject) = (it.change.class().as_str(), it.change.subject.path());
            let what = format!("{class} {subject} {}", it.change.rule.name);
            [&[what], it.change.key.as_slice()].concat().join(" ")
        })
        .collect();
    let texts = root()?.join("xtask/chores/conformance/history");
    let judged = fs::read_to_string(texts.join(format!("{package}.txt")))?;
    let judged: Vec<&str> =
        judged.lines().map(|line| line.split_once(": ").map_or(line, |(what, _)| what)).collect();
    let mut wrong = String::new();
    for lone in found.iter().filter(|it| !judged.contains(&it.as_str())) {
        wrong.push_str(&format!("{package}, found and not judged: {lone}\n"));
    }
    for lone in judged.iter().filter(|it| found.iter().all(|one| one != *it)) {
        wrong.push_str(&format!("{package}, judged and not found: {lone}\n"));
    }
    let screen = (FORMATS[0].render)(&report, Extent::Brief);
    let screen = screen.replace(&format!("{}/", catalogue(work, package, &history.new)), "");
    let path = texts.join(format!("{package}.screen.txt"));
    if std::env::var_os("ERRCAT_BLESS").is_some() {
        fs::write(&path, &screen)?;
    }
    if fs::read_to_string(&path).unwrap_or_default() != screen {
        wrong.push_str(&format!("{package}, the first screen is not {path}:\n{screen}\n"));
    }
    Ok((found.len(), wrong))
}

/// Where the wheel of a release is.
fn downloads(work: &Utf8Path, package: &str, version: &str) -> Utf8PathBuf {
    work.join(format!("{package}-{version}"))
}

/// Where the catalogue of a release is.
fn catalogue(work: &Utf8Path, package: &str, Pin(version, _): &Pin) -> Utf8PathBuf {
    downloads(work, package, version).join("catalogue")
}

/// Gets the wheel that a line pins. Only this uses the network.
fn download(work: &Utf8Path, pin: &str) -> Result<()> {
    let name = pin.split_once(' ').map_or(pin, |(name, _)| name);
    let (package, version) = name.split_once("==").context("the pin has no version")?;
    let into = downloads(work, package, version);
    fs::create_dir_all(&into)?;
    let requirement = into.join("requirement.txt");
    fs::write(&requirement, pin)?;
    // The same wheel, whatever runs this.
    tools::step(
        Command::new(python(work))
            .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
            .args(["--no-deps", "--require-hashes", "--only-binary=:all:"])
            .args(["--python-version=39", "--implementation=cp", "--abi=cp39", "--abi=none"])
            .args(["--platform=manylinux1_x86_64", "--platform=manylinux2014_x86_64"])
            .args(["--platform=any", "--dest"])
            .arg(&into)
            .arg("--requirement")
            .arg(&requirement),
        NEEDS_PYTHON,
    )
}

/// Reads a release.
fn release(work: &Utf8Path, package: &str, pin: &Pin) -> Result<Reading> {
    let version = pin.0;
    let wheels = downloads(work, package, version).read_dir_utf8()?;
    let wheels = wheels.collect::<std::io::Result<Vec<_>>>()?;
    let wheel = wheels.iter().find(|it| it.path().extension() == Some("whl"));
    let wheel = wheel.with_context(|| format!("there is no wheel of {package} {version}"))?;
    let catalogue = catalogue(work, package, pin);
    tools::step(
        Command::new(python(work)).arg(work.join("read.py")).args([
            package,
            wheel.path().as_str(),
            catalogue.as_str(),
            version,
        ]),
        NEEDS_PYTHON,
    )?;
    let reading = pipeline::read(&catalogue)?;
    if reading.catalogue.is_none() {
        let style = errcat_findings::render::Style::Plain;
        bail!(errcat_findings::render::human(&reading.diagnostics, &reading.sources, style));
    }
    Ok(reading)
}
