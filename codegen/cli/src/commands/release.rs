//! `release`: the verdict, and in one edit what it asks for: the version, the notes, and tombstones of
//! codes that have vanished.

use crate::apply;
use crate::load::journal::Change;
use crate::pipeline::{self, Reading};
use camino::Utf8Path;
use errcat_evolve::diff::{Class, Extent, Notes, Policy, Report, Snapshot, Verdict, Written};
use errcat_evolve::edit::{self, Edited, Opened};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::source::{Source, Sources};
use errcat_findings::wording::printable;
use semver::Version;

use crate::Outcome;
use crate::commands::baseline::{BaseArg, Baseline, Current};
use crate::commands::diff::{CHANGELOG, unused, written};
use crate::commands::edit::{difference, recover};
use crate::paths::Folders;
use crate::program::typed;
use crate::terminal::{error, findings, print};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    #[command(flatten)]
    base: BaseArg,
    /// Write the version, the notes and the tombstones into the catalogue; without it they are shown.
    /// Notes of the version that a person wrote or reworded stay
    #[arg(long)]
    write: bool,
}

/// The planned release.
struct Planned {
    version: Version,
    /// How many codes get a tombstone.
    buried: usize,
    edited: Vec<Edited>,
    /// The catalogue after these edits.
    after: Reading,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    if args.write {
        recover(&dir, print)?;
    }
    let reading = pipeline::read(&dir)?;
    let Some(catalogue) = &reading.catalogue else {
        findings(&reading.diagnostics, &reading.sources, &dir);
        return Ok(Outcome::of(&reading.diagnostics));
    };
    let new = Snapshot::with_outputs(catalogue);
    let package = catalogue.package.as_str();
    let current = Current { dir: &dir, snapshot: &new, package };
    let Some(base) = args.base.find(current)? else {
        print(&format!(
            "{}: the first release, as there is no tag of an earlier one\n\
             next: commit it, and `git tag v{0}`; the next release is compared with that\n",
            catalogue.version
        ));
        return Ok(Outcome::Clean);
    };
    // The changelog may be a new file: an edit of it is shown and checked like those of the others.
    let (sources, is_new) = with_changelog(&reading.sources, &dir);
    let opened = Opened::new(catalogue, &sources);
    let planned = match plan(&opened, &base, &new)? {
        Ok(planned) => planned,
        Err(after) => return Ok(invalid(&after, &dir)),
    };
    let Some(after) = &planned.after.catalogue else { return Ok(Outcome::Findings) };
    let then = Snapshot::with_outputs(after);
    let policy = Policy::of(after);
    let report = Report::new(&base.name, &base.snapshot, &then, &planned.after.sources, &policy);
    print(&verdict(&report, &planned.version));
    let notes = Notes::new(base.snapshot.facts(), then.facts());
    let mut edited = planned.edited;
    let changelog = sources.iter().find(|(_, it)| it.path == CHANGELOG);
    let Some((file, source)) = changelog else { return Ok(Outcome::Findings) };
    let kept = match written(&notes, Utf8Path::new(&source.display), Some(&source.text))? {
        Written::Text(text) => {
            if text != source.text && report.verdict != Verdict::None {
                edited.push(Edited { file, text });
            }
            false
        }
        Written::Kept => true,
    };
    let whole = pipeline::understand(sources.edited(&edited), Findings::default());
    if whole.catalogue.is_none() {
        return Ok(invalid(&whole, &dir));
    }
    let shown = difference(&edited, &sources);
    if !shown.is_empty() {
        print(&format!("\n{shown}"));
    }
    if kept {
        let path = printable(&source.display);
        print(&format!(
            "\n{path} has notes of {} that a person wrote: they stay\n",
            notes.version()
        ));
    }
    findings(&unused(&report, &planned.after), &planned.after.sources, &dir);
    if !args.write {
        let argument = args.folders.argument();
        if !edited.is_empty() {
            let command = typed("release");
            print(&format!("\nnothing was written: `{command}{argument} --write` writes it\n"));
        }
        return Ok(Outcome::Clean);
    }
    let mut changes = Change::of(&edited, &sources);
    for change in changes.iter_mut().filter(|change| is_new && change.path == CHANGELOG) {
        change.old = None;
    }
    apply::edit::edit(&dir, changes)?;
    print(&done(&edited, &planned.version, planned.buried, &base, &args.folders.argument()));
    Ok(Outcome::Clean)
}

/// The catalogue's files with the changelog among them, and whether that is a new one.
fn with_changelog(sources: &Sources, dir: &Utf8Path) -> (Sources, bool) {
    let mut all = sources.edited(&[]);
    let is_new = all.iter().all(|(_, it)| it.path != CHANGELOG);
    if is_new {
        all.add(Source {
            display: dir.join(CHANGELOG).into_string(),
            path: CHANGELOG.to_owned(),
            text: String::new(),
            readable: true,
        });
    }
    (all, is_new)
}

/// Finds the version that the release needs, with tombstones for what has vanished. The catalogue as it
/// would be, where that is not valid.
fn plan(
    opened: &Opened<'_>,
    base: &Baseline,
    new: &Snapshot,
) -> anyhow::Result<Result<Planned, Reading>> {
    let policy = Policy::of(opened.catalogue);
    let now = Report::new(&base.name, &base.snapshot, new, opened.sources, &policy);
    let gone = now.vanished();
    let mut version = opened.catalogue.version.clone();
    loop {
        let edited = edit::release(opened, &version, &gone)?;
        let after = pipeline::understand(opened.sources.edited(&edited), Findings::default());
        let Some(catalogue) = &after.catalogue else { return Ok(Err(after)) };
        let then = Snapshot::with_outputs(catalogue);
        // What an entry of accepted.toml lets pass depends on the version.
        let policy = Policy::of(catalogue);
        let report = Report::new(&base.name, &base.snapshot, &then, &after.sources, &policy);
        let least = report.least().filter(|least| report.version_is_too_low() && *least > version);
        let Some(least) = least else {
            let buried = gone.len().saturating_sub(report.vanished().len());
            return Ok(Ok(Planned { version, buried, edited, after }));
        };
        version = least;
    }
}

/// What the release is to those who use the APIs.
fn verdict(report: &Report<'_>, version: &Version) -> String {
    let base = printable(report.base);
    if report.verdict == Verdict::None {
        return format!(
            "none: nothing has changed since {base}, and there is nothing to release\n"
        );
    }
    let mut text = format!(
        "{}: {} since {base} (version {}), so this release is {version}\n",
        report.verdict.as_str(),
        report.counts(),
        report.old.version(),
    );
    text.push_str(&report.listed(Class::Additive, Extent::Brief));
    text
}

/// Says why the catalogue would not be valid.
fn invalid(after: &Reading, dir: &Utf8Path) -> Outcome {
    let errors: Vec<Diagnostic> =
        after.diagnostics.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
    findings(&errors, &after.sources, dir);
    error(
        "nothing was written: the catalogue would not be valid; lines are those of the files as they would be\n",
    );
    Outcome::Findings
}

/// What was written, and what is left to do.
fn done(
    edited: &[Edited],
    version: &Version,
    buried: usize,
    base: &Baseline,
    argument: &str,
) -> String {
    let stones = match buried {
        0 => String::new(),
        1 => ", and a tombstone for the code that is gone".to_owned(),
        many => format!(", and tombstones for the {many} codes that are gone"),
    };
    let wrote = if edited.is_empty() {
        format!("\nthe catalogue says all that the release {version} needs")
    } else {
        format!("\nwrote the release {version}{stones}")
    };
    // Tags go on as they were.
    let old = base.snapshot.version();
    let tag = Some(base.name.as_str()).filter(|name| !old.is_empty() && name.ends_with(old));
    let tag = tag.map_or_else(
        || format!("v{version}"),
        |name| [&name[..name.len() - old.len()], &version.to_string()].concat(),
    );
    let generate = typed("gen");
    format!(
        "{wrote}\nnext: read the notes in {CHANGELOG}; `{generate}{argument}` writes the outputs again; commit, and `git tag {}`\n",
        printable(&tag)
    )
}
