//! A program without what a command needs has Cargo build and run one with it: itself, with one feature
//! more.

use std::env;
use std::process::Command;

use anyhow::{Context, bail};

use crate::Outcome;
use crate::program::program;

/// Runs the command line in a program that has errcat's feature `feature`.
pub(crate) fn run(feature: &str) -> anyhow::Result<Outcome> {
    // `cargo run` names itself and the package to what it runs.
    let (Some(cargo), Some(package)) = (env::var_os("CARGO"), env::var_os("CARGO_MANIFEST_DIR"))
    else {
        bail!(
            "this program was built without errcat's feature `{feature}`: build it with \
             `--features errcat/{feature}`, or use `cargo errcat {feature}`"
        );
    };
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--features"])
        .arg(format!("errcat/{feature}"))
        .arg("--manifest-path")
        .arg(std::path::Path::new(&package).join("Cargo.toml"))
        .arg("--")
        .args(env::args_os().skip(1 + program().leading))
        .status()
        .context("cannot start cargo")?;
    match status.code() {
        Some(0) => Ok(Outcome::Clean),
        Some(1) => Ok(Outcome::Findings),
        // It has told why.
        Some(2) => std::process::exit(2),
        _ => bail!(
            "the program could not be built or run with errcat's feature `{feature}`: {status}"
        ),
    }
}
