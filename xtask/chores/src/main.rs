//! `cargo chores`: what those who work on this project need, and its users do not.

mod bundles;
mod conformance;
mod door;
mod editors;
mod everything;
mod handlers;
mod history;
mod merged;
mod prose;
mod sarif;
mod semver_checks;
mod site_test;
mod tools;
mod unpack;
mod validators;

use std::process::ExitCode;

use anyhow::Context;
use camino::{Utf8Path, Utf8PathBuf};
use clap::Parser;
use errcat::terminal;

/// Checks the outputs of errcat against programs of other people, and unpacks the cases of its tests.
#[derive(Debug, Parser)]
#[command(name = "cargo chores", bin_name = "cargo chores")]
enum Chore {
    /// Check the OpenAPI documents against three validators, and the TypeScript of the docs against
    /// its compiler and every example (installs all of it under target/)
    Conformance(conformance::Args),
    /// Install the program and build its packages elsewhere, and have both do their work there
    Door(door::Args),
    /// Run what is too slow for CI: all fixtures, servers, features, old compilers, the fuzzers
    Everything(everything::Args),
    /// Compare releases of other people's packages (gets them from `PyPI`)
    History(history::Args),
    /// Lint the texts in sources and outputs (installs textlint under target/)
    Prose(prose::Args),
    /// Check with cargo-semver-checks what `diff` says of Rust source (installs it under target/)
    SemverChecks(semver_checks::Args),
    /// Test the site in headless Chromium (installs what drives it under target/)
    SiteTest(site_test::Args),
    /// Write the files of test cases into folders, for `cargo xtask gen --catalogue` and the like
    Unpack(unpack::Args),
}

fn main() -> ExitCode {
    terminal::ended(Chore::try_parse(), |chore| match chore {
        Chore::Conformance(args) => conformance::run(&args),
        Chore::Door(args) => door::run(&args),
        Chore::Everything(args) => everything::run(&args),
        Chore::History(args) => history::run(&args),
        Chore::Prose(args) => prose::run(&args),
        Chore::SemverChecks(args) => semver_checks::run(&args),
        Chore::SiteTest(args) => site_test::run(&args),
        Chore::Unpack(args) => unpack::run(&args),
    })
}

/// The root of this checkout, as a path from the current folder where that is shorter.
fn root() -> anyhow::Result<Utf8PathBuf> {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let root = root.context("the checkout has no folder")?;
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    let here = Utf8PathBuf::try_from(here).context("the current folder's path is not UTF-8")?;
    Ok(root.strip_prefix(&here).unwrap_or(root).to_owned())
}
