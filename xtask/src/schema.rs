//! `cargo xtask schema`

use anyhow::Context;
use errcat::{apply, schema};

use crate::Outcome;
use crate::paths::Folders;
use crate::terminal::{error, print};

/// Where they lie in the catalogue's folder: its files find them from there, whatever its name, and
/// a folder whose name begins with a dot is no API.
const FOLDER: &str = ".schema";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    /// Write nothing, and fail if a schema is missing or not up to date
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let folder = args.folders.catalogue()?.join(FOLDER);
    let mut stale = false;
    for (name, text) in schema::schemas() {
        let path = folder.join(format!("{name}.json"));
        if fs_err::read(&path).is_ok_and(|found| found == text.as_bytes()) {
            continue;
        }
        if !args.check {
            fs_err::create_dir_all(&folder)?;
            apply::overwrite(&path, &text).with_context(|| format!("cannot write {path}"))?;
        }
        let done = if args.check { "not up to date:" } else { "wrote" };
        print(&format!("{done} {path}\n"));
        stale = true;
    }
    if args.check && stale {
        let again = args.folders.argument();
        error(&format!("run cargo xtask schema{again}\n"));
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}
