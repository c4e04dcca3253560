//! `cargo xtask docs`: started from here, done by a package of its own, so that `gen` is built
//! without mdBook.

use std::ffi::OsString;
use std::process::Command;

use anyhow::{Context, bail};

use crate::Outcome;
use crate::paths::workspace;

#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Args {
    /// What to build; `--help` lists it
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<OsString>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    build(&args.args)
}

/// Runs the site's package with `args`.
pub(crate) fn build<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> anyhow::Result<Outcome> {
    // Cargo names itself to what it runs.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--package", "xtask-site", "--manifest-path"])
        .arg(workspace()?.join("Cargo.toml"))
        .arg("--")
        .args(args)
        .status()
        .context("cannot start cargo")?;
    match status.code() {
        Some(0) => Ok(Outcome::Clean),
        Some(1) => Ok(Outcome::Findings),
        // It has told why.
        Some(2) => std::process::exit(2),
        _ => bail!("the site's package could not be built or run: {status}"),
    }
}
