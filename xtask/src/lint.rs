//! `cargo xtask lint`

use errcat::pipeline;

use crate::Outcome;
use crate::generate::counted;
use crate::paths::Folders;
use crate::terminal::{findings, print};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    let reading = pipeline::read(&dir)?;
    findings(&reading.diagnostics, &reading.sources);
    let Some(catalogue) = reading.catalogue else { return Ok(Outcome::Findings) };
    if reading.diagnostics.is_empty() {
        print(&format!(
            "{dir}: {}: nothing to complain about\n",
            counted(&catalogue, reading.sources.len())
        ));
    }
    Ok(Outcome::Clean)
}
