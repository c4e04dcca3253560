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
    let mut stale = Vec::new();
    for (name, text) in schema::schemas() {
        let path = folder.join(format!("{name}.json"));
        if fs_err::read(&path).is_ok_and(|found| found == text.as_bytes()) {
            continue;
        }
        if !args.check {
            fs_err::create_dir_all(&folder)?;
            apply::overwrite(&path, &text).with_context(|| format!("cannot write {path}"))?;
            print(&format!("wrote {path}\n"));
        }
        stale.push(path);
    }
    if args.check && !stale.is_empty() {
        let again = args.folders.argument();
        let stale: String = stale.iter().map(|path| format!("{path}: not up to date\n")).collect();
        print(&stale);
        error(&format!("run cargo xtask schema{again}\n"));
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}
