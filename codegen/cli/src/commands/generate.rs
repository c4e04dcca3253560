//! `gen`

use std::collections::BTreeMap;
use std::time::Instant;

use crate::apply::{self, STAGING, Staging};
use crate::load::{self, Existing};
use crate::pipeline;
use crate::plan::{Change, Content, GEN, LIST, NewFile, Plan};
use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use clap::builder::PossibleValuesParser;
use errcat_catalogue::model::Catalogue;
use errcat_emit::{TARGETS, Target};
use similar::TextDiff;

use crate::Outcome;
use crate::apart;
use crate::commands::edit::recover;
use crate::commands::watch;
use crate::paths;
use crate::paths::{Folders, OutFolder};
use crate::program::typed;
use crate::root::Root;
use crate::roots::{MEMORY, Roots, roots};
use crate::terminal::{FormatArg, choices_help, error, formats_help};
use errcat_findings::wording::printable;

#[derive(Debug, clap::Args)]
#[command(after_help = targets_help())]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    #[command(flatten)]
    out: OutFolder,
    #[command(flatten)]
    format: FormatArg,
    /// Write nothing, show what would change, and fail if anything would change
    #[arg(long)]
    check: bool,
    /// Generate only these targets, separated by commas
    #[arg(long, value_name = "TARGETS", value_delimiter = ',', value_parser = PossibleValuesParser::new(TARGETS.iter().map(|target| target.name)))]
    only: Vec<String>,
    /// Run again whenever a file of the catalogue changes; outputs stay as they are while the catalogue has errors
    #[arg(long, conflicts_with = "check")]
    watch: bool,
    /// Whether files are counted alone.
    #[arg(skip)]
    brief: bool,
}

impl Args {
    /// All outputs of the catalogue in `dir`, where they usually lie; its files are counted alone.
    pub(crate) fn of(dir: &Utf8Path) -> Self {
        Self {
            folders: Folders::of(dir),
            out: OutFolder::default(),
            format: FormatArg::default(),
            check: false,
            only: Vec::new(),
            watch: false,
            brief: true,
        }
    }
}

fn targets_help() -> String {
    let targets = TARGETS.iter().map(|target| (target.name, target.about));
    format!("{}\n{}", choices_help("Targets", targets), formats_help())
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    if args.watch {
        return watch::run(&args.folders.catalogue()?, || once(args));
    }
    once(args)
}

fn once(args: &Args) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    let dir = args.folders.catalogue()?;
    let out = args.out.out(&dir);
    let below = apart::check(&dir, &out)?;
    if !args.check {
        recover(&dir, |text| args.format.result(text))?;
    }
    let reading = pipeline::read(&dir)?;
    args.format.findings(&reading.diagnostics, &reading.sources, &dir);
    let Some(catalogue) = reading.catalogue else {
        error("nothing was written\n");
        return Ok(Outcome::of(&reading.diagnostics));
    };
    let selected: Vec<&'static Target> = match args.only.as_slice() {
        [] => TARGETS.iter().collect(),
        names => TARGETS.iter().filter(|one| names.iter().any(|name| name == one.name)).collect(),
    };
    if out.symlink_metadata().is_ok() && !out.is_dir() {
        bail!("{out} is not a folder: move or delete it, or name another one with --out DIR");
    }
    let base = paths::base(&dir);
    let roots = roots(&catalogue, &selected, (&dir, &base, &out), below)?;
    if args.check {
        return check_all(args, &dir, &catalogue, &roots);
    }
    let mut ready = Vec::new();
    for root in &roots.all {
        ready.push(prepare(args, &dir, &catalogue, root)?);
    }
    // What is remembered grows before the first file is moved, and shrinks when the last has its place:
    // whatever is interrupted, the next run finds what is its own.
    let [old, during, new] = &roots.memory;
    let mut remembered = old;
    let mut remember = |text| {
        if remembered == text {
            return Ok(());
        }
        remembered = text;
        let memory = dir.join(MEMORY);
        apply::keep(&memory, text).with_context(|| format!("cannot write {memory}"))
    };
    remember(during)?;
    let print = |text: &str| args.format.result(text);
    print(&format!("read  {dir}: {}\n", counted(&catalogue, reading.sources.len())));
    for (root, (plan, staging)) in roots.all.iter().zip(ready) {
        let out = &root.folder;
        let again = || format!("fix the following problem, and run `{}` again", command(args));
        apply::apply(out, &plan, &staging)
            .with_context(|| format!("{out} is only partly written: {}", again()))?;
        staging
            .end()
            .with_context(|| format!("{out} is written, but some old files remain: {}", again()))?;
        if let (true, Ok(path)) = (root.targets.is_empty(), out.strip_prefix(&base)) {
            apply::clear_away(&base, path)
                .with_context(|| format!("some old files remain in {out}: {}", again()))?;
        }
        print(&format!("wrote {out}: {} ({:.0?})\n", summary(&plan), start.elapsed()));
        if !args.brief {
            print(&listed(&plan));
        }
        // The process ends soon: to take all of this apart first would only take time.
        std::mem::forget(plan);
    }
    remember(new)?;
    std::mem::forget(catalogue);
    Ok(Outcome::Clean)
}

/// Makes all files of a folder of outputs, and lets what is new wait beside their places.
fn prepare(
    args: &Args,
    dir: &Utf8Path,
    catalogue: &Catalogue,
    root: &Root,
) -> anyhow::Result<(Plan, Staging)> {
    let out = &root.folder;
    let again = || format!("fix the following problem, and run `{}` again", command(args));
    let staging =
        Staging::begin(out).with_context(|| format!("cannot write to {out}: {}", again()))?;
    let plan = pipeline::plan(catalogue, root, Some(&staging))
        .with_context(|| format!("nothing in {out} was changed: {}", again()))?;
    root.check(dir, &plan)?;
    refuse_conflicts(out, &plan)?;
    Ok((plan, staging))
}

/// Tells what `gen` would change, in any of its folders.
fn check_all(
    args: &Args,
    dir: &Utf8Path,
    catalogue: &Catalogue,
    roots: &Roots,
) -> anyhow::Result<Outcome> {
    let mut outcome = Outcome::Clean;
    for root in &roots.all {
        let out = &root.folder;
        let plan =
            pipeline::plan(catalogue, root, None).with_context(|| format!("cannot read {out}"))?;
        root.check(dir, &plan)?;
        refuse_conflicts(out, &plan)?;
        if check(args, out, &plan)? == Outcome::Findings {
            outcome = Outcome::Findings;
        }
    }
    let [old, _, new] = &roots.memory;
    if old != new {
        let memory = dir.join(MEMORY);
        error(&format!("{memory} is out of date; run `{}`\n", command(args)));
        outcome = Outcome::Findings;
    }
    Ok(outcome)
}

/// `5 APIs, 71 codes in 23 files`
pub(crate) fn counted(catalogue: &Catalogue, files: usize) -> String {
    let codes = catalogue.apis.iter().map(|api| api.codes.len()).sum();
    let words = |number: usize, word: &str| match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    };
    format!(
        "{}, {} in {}",
        words(catalogue.apis.len(), "API"),
        words(codes, "code"),
        words(files, "file")
    )
}

fn refuse_conflicts(out: &Utf8Path, plan: &Plan) -> anyhow::Result<()> {
    if plan.conflicts.is_empty() {
        return Ok(());
    }
    let mut text = format!("{out} has files in the way that gen did not make:\n");
    for (path, what) in &plan.conflicts {
        text.push_str(&format!("  {} ({what})\n", out.join(path)));
    }
    bail!("{text}move or delete them, or name another folder with --out DIR; nothing was written")
}

fn summary(plan: &Plan) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for change in &plan.changes {
        *counts.entry(kind(change)).or_default() += 1;
    }
    let mut parts: Vec<String> =
        counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    parts.push(format!("{} unchanged", plan.unchanged));
    parts.join(", ")
}

fn kind(change: &Change) -> &'static str {
    match change {
        Change::Create(_) => "new",
        Change::Update(_) => "changed",
        Change::Delete { .. } => "deleted",
    }
}

/// So many files and lines of a difference are shown; the rest are counted.
const MOST_FILES: usize = 20;
const MOST_LINES: usize = 20;

fn listed(plan: &Plan) -> String {
    let mut text = String::new();
    for change in plan.changes.iter().take(MOST_FILES) {
        text.push_str(&format!("  {:7} {}\n", kind(change), change.path()));
    }
    if let Some(more) = plan.changes.len().checked_sub(MOST_FILES).filter(|more| *more > 0) {
        text.push_str(&format!("  … and {more} more\n"));
    }
    text
}

fn check(args: &Args, out: &Utf8Path, plan: &Plan) -> anyhow::Result<Outcome> {
    let print = |text: &str| args.format.result(text);
    let left = load::existing(out, STAGING)? != Existing::Absent;
    if plan.is_clean() && !left {
        print(&format!("{out} is up to date: {} files\n", plan.unchanged));
        return Ok(Outcome::Clean);
    }
    for change in &plan.changes {
        print(&difference(out, change)?);
    }
    if left {
        print(&format!("{}: left over from an interrupted run\n", out.join(STAGING)));
    }
    if plan.changes.is_empty() && plan.list_differs {
        print(&format!("{}: the list of generated files is out of date\n", out.join(LIST)));
    }
    error(&format!("{out} is out of date: {}; run `{}`\n", summary(plan), command(args)));
    Ok(Outcome::Findings)
}

/// The command that fixes what `--check` found: the same one without it.
fn command(args: &Args) -> String {
    let mut command =
        format!("{}{}{}", typed(GEN.command), args.folders.argument(), args.out.argument());
    if !args.only.is_empty() {
        command.push_str(&format!(" --only {}", args.only.join(",")));
    }
    command
}

fn difference(out: &Utf8Path, change: &Change) -> anyhow::Result<String> {
    let path: Utf8PathBuf = out.join(change.path());
    match change {
        Change::Create(_) => Ok(format!("{path}: missing\n")),
        Change::Delete { .. } => Ok(format!("{path}: no longer generated\n")),
        Change::Update(NewFile { content: Content::Text(new), .. }) => {
            let old = load::read_if_there(out, change.path())?.unwrap_or_default();
            Ok(format!(
                "{path}: differs (- as it is, + as it should be)\n{}",
                diff(&String::from_utf8_lossy(&old), new)
            ))
        }
        Change::Update(NewFile { content: Content::Staged(_), .. }) => {
            Ok(format!("{path}: differs\n"))
        }
    }
}

/// The first lines that differ.
pub(crate) fn diff(old: &str, new: &str) -> String {
    let unified = TextDiff::from_lines(old, new).unified_diff().context_radius(1).to_string();
    let lines: Vec<&str> = unified.lines().collect();
    let mut text = String::new();
    for line in lines.iter().take(MOST_LINES) {
        text.push_str(&format!("    {}\n", printable(line)));
    }
    if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        text.push_str(&format!("    … and {more} more lines\n"));
    }
    text
}
