//! `cargo chores semver-checks`: what cargo-semver-checks says of the crates of releases of which `diff` says
//! that no source breaks.
//!
//! It compares no types, so `codegen/tests/users` does that with the compiler.

use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat::Outcome;
use errcat::pipeline;
use errcat::terminal::print;
use errcat_catalogue::{model::Catalogue, parallel};
use errcat_emit::target;
use errcat_evolve::diff::{Change, Class, Snapshot, diff};
use errcat_tests::{Case, cases, tests, write};
use fs_err as fs;

use crate::{root, tools};

const VERSION: &str = "0.51.0";

/// The list of pairs, in the folder of the tests.
const LIST: &str = "diff-semver-checks.txt";

const HEAD: &str = "\
# Releases of codegen/tests/diff, forward and backward, of which `diff` says that no source breaks: what it says,
# and what cargo-semver-checks says. `cargo chores semver-checks` compares, and writes this with ERRCAT_BLESS=1.
";

/// Fewer pairs would prove little.
const LEAST: usize = 100;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Compare only the releases of cases whose names hold this
    #[arg(value_name = "PART")]
    parts: Vec<String>,
}

/// Two releases.
struct Pair {
    name: String,
    old: Arc<Catalogue>,
    new: Arc<Catalogue>,
    /// What `diff` says.
    class: Class,
}

pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let tool = install()?;
    let mut pairs = Vec::new();
    for case in cases(&tests().join("diff"))? {
        if args.parts.is_empty() || args.parts.iter().any(|part| case.name.contains(part.as_str()))
        {
            pairs.extend(of(&case)?);
        }
    }
    let temporary = tempfile::tempdir()?;
    let folder = Utf8Path::from_path(temporary.path()).context("the folder's path is not UTF-8")?;
    let said = parallel::map(&pairs, |pair| check(&tool, folder, pair));
    let (mut lines, mut breaks) = (String::from(HEAD), String::new());
    for (pair, said) in pairs.iter().zip(said) {
        let verdict = match said? {
            None => "nothing breaks",
            Some(what) => {
                breaks.push_str(&format!("{}: {what}\n", pair.name));
                "something breaks"
            }
        };
        lines.push_str(&format!("{}: {}, {verdict}\n", pair.name, pair.class.as_str()));
    }
    if !breaks.is_empty() {
        bail!("cargo-semver-checks finds what `diff` does not\n{breaks}");
    }
    if args.parts.is_empty() {
        compare(&lines, pairs.len())?;
    }
    print(&format!("cargo-semver-checks: nothing breaks in {} pairs of releases\n", pairs.len()));
    Ok(Outcome::Clean)
}

fn compare(lines: &str, count: usize) -> Result<()> {
    let path = tests().join(LIST);
    if std::env::var_os("ERRCAT_BLESS").is_some() {
        fs::write(&path, lines)?;
    }
    if fs::read_to_string(&path)? != lines {
        bail!("{path} is not what is found: ERRCAT_BLESS=1 cargo chores semver-checks writes it");
    }
    if count < LEAST {
        bail!("there are only {count} pairs of releases");
    }
    Ok(())
}

fn install() -> Result<Utf8PathBuf> {
    let folder = root()?.join("target/tools/semver-checks");
    let tool = folder.join("bin/cargo-semver-checks");
    tools::installed(&folder, &[], VERSION, tool.exists(), || {
        tools::done(
            tools::cargo()
                .args(["install", "--locked", "--force", "--version", VERSION, "--root"])
                .arg(&folder)
                .arg("cargo-semver-checks"),
        )
    })?;
    // It is run in other folders.
    Ok(tool.canonicalize_utf8()?)
}

/// Both releases of a case, forward and backward, where source is not said to break and the crates differ.
fn of(case: &Case) -> Result<Vec<Pair>> {
    let (Some(old), Some(new)) = (release(case, "Old")?, release(case, "New")?) else {
        return Ok(Vec::new());
    };
    let mut pairs = Vec::new();
    for (direction, old, new) in [("forward", &old, &new), ("backward", &new, &old)] {
        let changes = diff(&Snapshot::with_outputs(old), &Snapshot::with_outputs(new));
        let breaks = changes.iter().any(|it: &Change| it.source == Class::Breaking);
        let class = changes.iter().map(|it| it.source).max().unwrap_or(Class::Editorial);
        let is_crate = [old, new].iter().all(|it| it.outputs.module.is_none());
        if !breaks && is_crate && files(old) != files(new) {
            let name = format!("{} {direction}", case.name);
            pairs.push(Pair { name, old: Arc::clone(old), new: Arc::clone(new), class });
        }
    }
    Ok(pairs)
}

/// The catalogue in a section of a case; `None` where the case has a `catalogue.json`.
fn release(case: &Case, side: &str) -> Result<Option<Arc<Catalogue>>> {
    let files = case.files(side)?;
    if files.contains_key("catalogue.json") {
        return Ok(None);
    }
    let temporary = tempfile::tempdir()?;
    let folder = Utf8Path::from_path(temporary.path()).context("the folder's path is not UTF-8")?;
    write(&files, folder)?;
    let reading = pipeline::read(folder)?;
    Ok(Some(reading.catalogue.with_context(|| format!("{} has errors", case.path))?))
}

fn files(catalogue: &Catalogue) -> Vec<(String, String)> {
    let files = target("rust").map(|target| target.files(catalogue)).unwrap_or_default();
    files.into_iter().map(errcat_emit::output::Artifact::into_parts).collect()
}

/// What cargo-semver-checks says against a new release, whatever its version.
fn check(tool: &Utf8Path, folder: &Utf8Path, pair: &Pair) -> Result<Option<String>> {
    let folder = folder.join(pair.name.replace(' ', "-"));
    for (side, catalogue) in [("old", &pair.old), ("new", &pair.new)] {
        for (path, text) in files(catalogue) {
            let path = folder.join(side).join(path);
            fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
            fs::write(path, text)?;
        }
    }
    let mut command = Command::new(tool);
    command
        .args(["semver-checks", "--release-type", "minor", "--default-features"])
        .arg("--manifest-path")
        .arg(folder.join("new/Cargo.toml"))
        .arg("--baseline-root")
        .arg(folder.join("old"))
        .env("CARGO_TERM_COLOR", "never");
    let output = tools::start(&mut command, tools::NEEDS_RUST)?;
    let said = tools::said(&output);
    fs::remove_dir_all(&folder)?;
    match output.status.success() {
        true => Ok(None),
        // It says how many checks it made where it made them.
        false if said.contains("Checked [") => Ok(Some(said)),
        false => bail!("{}: {}\n{said}", pair.name, output.status),
    }
}
