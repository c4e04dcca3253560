//! `diff` and `changelog`

use crate::apply::edit::edit;
use crate::load::journal::Change;
use crate::pipeline::{self, Reading};
use anyhow::Context;
use camino::{Utf8Path, Utf8PathBuf};
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use errcat_evolve::diff::{
    Class, Extent, FORMATS, Notes, Policy, Report, Snapshot, Verdict, Written, format,
};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};

use crate::Outcome;
use crate::commands::baseline::{BaseArg, Baseline, Current};
use crate::commands::edit::recover;
use crate::paths::Folders;
use crate::terminal::{choices_help, findings, print, print_as};

#[derive(Debug, clap::Args)]
#[command(after_help = formats_help())]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    #[command(flatten)]
    base: BaseArg,
    /// Fail if there is such a change; `version` fails if the catalogue's version is too low for
    /// what has changed
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_enum)]
    deny: Vec<Deny>,
    /// The form of the changes
    #[arg(long = "format", value_name = "FORMAT", default_value = "human", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    /// Tell all of it: every name and place, and what is editorial
    #[arg(long, short)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// A change that breaks somebody
    Breaking,
    /// A change that is more than editorial
    Additive,
    /// A version that is too low for what has changed
    Version,
}

impl Deny {
    fn holds_for(self, report: &Report<'_>) -> bool {
        match self {
            Self::Breaking => report.verdict >= Verdict::Changed(Class::Breaking),
            Self::Additive => report.verdict >= Verdict::Changed(Class::Additive),
            Self::Version => report.version_is_too_low(),
        }
    }
}

fn formats_help() -> String {
    choices_help("Formats", FORMATS.iter().map(|format| (format.name, format.about)))
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    compared(&args.folders, &args.base, |of| {
        let Compared { base, new, policy, reading, dir } = of;
        let report = Report::new(&base.name, &base.snapshot, &new, &reading.sources, &policy);
        let format = format(&args.format).unwrap_or(&FORMATS[0]);
        let extent = if args.verbose { Extent::Whole } else { Extent::Brief };
        print_as(format.syntax, &(format.render)(&report, extent));
        let unused = unused(&report, &reading);
        findings(&unused, &reading.sources, &dir);
        let denied = args.deny.iter().any(|deny| deny.holds_for(&report));
        let fails = denied || unused.iter().any(|it| it.severity == Severity::Error);
        Ok(if fails { Outcome::Findings } else { Outcome::Clean })
    })
}

/// The accepted changes that are not there, as the catalogue's lints weigh them.
pub(crate) fn unused(report: &Report<'_>, reading: &Reading) -> Vec<Diagnostic> {
    let mut found = Findings::default();
    for (rule, level) in reading.catalogue.iter().flat_map(|it| &it.lints) {
        found.set_level(rule, *level);
    }
    found.extend(report.unused());
    found.into_sorted()
}

#[derive(Debug, clap::Args)]
pub(crate) struct ChangelogArgs {
    #[command(flatten)]
    folders: Folders,
    #[command(flatten)]
    base: BaseArg,
    /// Put them into the catalogue's changelog.toml, of which `gen` makes pages of the docs; notes of
    /// the same version that a person wrote or reworded stay
    #[arg(long)]
    write: bool,
}

/// The file of the notes in the catalogue's folder.
pub(crate) const CHANGELOG: &str = "changelog.toml";

pub(crate) fn run_changelog(args: &ChangelogArgs) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    if args.write {
        recover(&dir, print)?;
    }
    compared(&args.folders, &args.base, |Compared { base, new, .. }| {
        let notes = Notes::new(base.snapshot, new);
        if !args.write {
            print(&notes.markdown());
            return Ok(Outcome::Clean);
        }
        let path = dir.join(CHANGELOG);
        let (version, old) = (notes.version(), changelog(&dir)?);
        match written(&notes, &path, old.as_deref())? {
            Written::Kept => {
                print(&format!("{path} has notes of {version} that a person wrote: they stay\n"));
            }
            Written::Text(new) => {
                if old.as_ref() != Some(&new) {
                    edit(&dir, vec![Change { path: CHANGELOG.to_owned(), old, new }])?;
                }
                print(&format!("wrote {path}: the notes of {version}\n"));
            }
        }
        Ok(Outcome::Clean)
    })
}

/// The text of the changelog in the catalogue's folder, where there is one.
pub(crate) fn changelog(dir: &Utf8Path) -> anyhow::Result<Option<String>> {
    let path = dir.join(CHANGELOG);
    let old = path.exists().then(|| fs_err::read_to_string(&path)).transpose()?;
    Ok(old.map(|old| old.trim_start_matches('\u{feff}').to_owned()))
}

/// What becomes of a changelog at `path` whose text is `old`.
pub(crate) fn written(
    notes: &Notes,
    path: &Utf8Path,
    old: Option<&str>,
) -> anyhow::Result<Written> {
    let written = notes.written_into(old.unwrap_or_default());
    written.with_context(|| format!("cannot read {path}"))
}

/// A catalogue and the release before it.
struct Compared {
    base: Baseline,
    new: Snapshot,
    policy: Policy,
    /// What was read of the new one.
    reading: Reading,
    dir: Utf8PathBuf,
}

/// Reads the catalogue and its baseline.
fn compared(
    folders: &Folders,
    base: &BaseArg,
    end: impl FnOnce(Compared) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let dir = folders.catalogue()?;
    let reading = pipeline::read(&dir)?;
    let Some(catalogue) = &reading.catalogue else {
        findings(&reading.diagnostics, &reading.sources, &dir);
        return Ok(Outcome::of(&reading.diagnostics));
    };
    let new = Snapshot::with_outputs(catalogue);
    let package = catalogue.package.as_str();
    let base = base.read(Current { dir: &dir, snapshot: &new, package })?;
    let policy = Policy::of(catalogue);
    end(Compared { base, new, policy, reading, dir })
}
