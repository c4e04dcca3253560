//! The commands that read the catalogue: `list`, `show`, `search` and `stats`.

mod list;
mod search;
mod show;
mod stats;
mod table;

use crate::pipeline::{self, Reading};
use errcat_catalogue::model::{Catalogue, CodeRef};
use errcat_emit::json::one;
use errcat_findings::render::Syntax;
use serde_json::Value as Json;

use crate::Outcome;
use crate::paths::Folders;
use crate::terminal::{findings, print_as};

pub(crate) use list::{Args as ListArgs, run as run_list};
pub(crate) use search::{Args as SearchArgs, run as run_search};
pub(crate) use show::{Args as ShowArgs, run as run_show};
pub(crate) use stats::{Args as StatsArgs, run as run_stats};

/// What all of them take.
#[derive(Debug, clap::Args)]
struct Common {
    #[command(flatten)]
    folders: Folders,
    /// Write JSON, for scripts
    #[arg(long)]
    json: bool,
}

/// Reads the catalogue; only where there are errors in it, these are printed.
fn read(
    common: &Common,
    run: impl FnOnce(&Catalogue, &Reading) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let dir = common.folders.catalogue()?;
    let mut reading = pipeline::read(&dir)?;
    if let Some(catalogue) = reading.catalogue.take() {
        return run(&catalogue, &reading);
    }
    findings(&reading.diagnostics, &reading.sources, &dir);
    Ok(Outcome::of(&reading.diagnostics))
}

/// Codes as a JSON array of the objects that `catalogue.json` has, each with its `api`.
fn print_json(catalogue: &Catalogue, codes: &[CodeRef]) {
    let codes: Vec<Json> = codes.iter().map(|code| one(catalogue, *code)).collect();
    print_value(&codes.into());
}

fn print_value(value: &Json) {
    // A value always has a text.
    print_as(
        Syntax::Json,
        &format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default()),
    );
}
