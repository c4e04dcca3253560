//! A program without what builds the site has Cargo build and run one with it: itself, with one feature
//! more.

use std::env;
use std::process::Command;

use anyhow::{Context, bail};

use crate::Outcome;
use crate::program::program;

pub(crate) fn run() -> anyhow::Result<Outcome> {
    // `cargo run` names itself and the package to what it runs.
    let (Some(cargo), Some(package)) = (env::var_os("CARGO"), env::var_os("CARGO_MANIFEST_DIR"))
    else {
        bail!(
            "this program was built without errcat's feature `docs`: build it with \
             `--features errcat/docs`, or use `cargo errcat docs`"
        );
    };
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--features", "errcat/docs", "--manifest-path"])
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
        _ => bail!("the program could not be built or run with errcat's feature `docs`: {status}"),
    }
}
