//! `schema`

use crate::apply::{self, STAGING, Staging};
use crate::load::{self, A_FOLDER, Existing};
use crate::pipeline;
use crate::plan::{Change, LIST, Plan, SCHEMA};
use anyhow::{Context, bail};
use camino::Utf8Path;

use crate::Outcome;
use crate::paths::Folders;
use crate::program::typed;
use crate::terminal::{error, print};

/// Where they lie in the catalogue's folder: its files find them from there, whatever its name, and
/// a folder whose name begins with a dot is not an API.
const FOLDER: &str = ".schema";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    /// Write nothing, and fail if a schema is missing or out of date
    #[arg(long)]
    check: bool,
}

/// Schemas are written as `gen` writes outputs: by a plan, with a list of the command's own files.
pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    let out = dir.join(FOLDER);
    match load::existing(&dir, FOLDER)? {
        Existing::Absent | Existing::Other(A_FOLDER) => {}
        Existing::File => refuse(&out, "a file")?,
        Existing::Other(what) => refuse(&out, what)?,
    }
    if args.check {
        return check(args, &out);
    }
    let again = || format!("run `{}{}` again", typed(SCHEMA.command), args.folders.argument());
    let staging =
        Staging::begin(&out).with_context(|| format!("cannot write to {out}: {}", again()))?;
    let plan = pipeline::plan_schemas(&out, Some(&staging))
        .with_context(|| format!("nothing in {out} was changed: {}", again()))?;
    refuse_conflicts(&out, &plan)?;
    apply::apply(&out, &plan, &staging)
        .with_context(|| format!("{out} is only partly written: {}", again()))?;
    staging
        .end()
        .with_context(|| format!("{out} is written, but some old files remain: {}", again()))?;
    for change in &plan.changes {
        let done = if matches!(change, Change::Delete { .. }) { "deleted" } else { "wrote" };
        print(&format!("{done} {}\n", out.join(change.path())));
    }
    Ok(Outcome::Clean)
}

fn check(args: &Args, out: &Utf8Path) -> anyhow::Result<Outcome> {
    let plan = pipeline::plan_schemas(out, None).with_context(|| format!("cannot read {out}"))?;
    refuse_conflicts(out, &plan)?;
    let left = load::existing(out, STAGING)? != Existing::Absent;
    if plan.is_clean() && !left {
        return Ok(Outcome::Clean);
    }
    for change in &plan.changes {
        let what = match change {
            Change::Delete { .. } => "no longer generated",
            _ => "out of date",
        };
        print(&format!("{what}: {}\n", out.join(change.path())));
    }
    if left {
        print(&format!("left over from an interrupted run: {}\n", out.join(STAGING)));
    }
    if plan.changes.is_empty() && plan.list_differs {
        print(&format!("out of date: {}\n", out.join(LIST)));
    }
    error(&format!("run `{}{}`\n", typed(SCHEMA.command), args.folders.argument()));
    Ok(Outcome::Findings)
}

fn refuse(out: &Utf8Path, what: &str) -> anyhow::Result<()> {
    bail!(
        "{out} is {what}, but schema needs a folder there: move or delete it; nothing was \
    written"
    )
}

fn refuse_conflicts(out: &Utf8Path, plan: &Plan) -> anyhow::Result<()> {
    if plan.conflicts.is_empty() {
        return Ok(());
    }
    let mut text = format!("{out} has files in the way that schema did not make:\n");
    for (path, what) in &plan.conflicts {
        text.push_str(&format!("  {} ({what})\n", out.join(path)));
    }
    bail!("{text}move or delete them; nothing was written")
}
