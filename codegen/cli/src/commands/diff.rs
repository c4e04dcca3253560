//! `diff` and `changelog`

use crate::apply::edit::edit;
use crate::load::journal::Change;
use crate::pipeline::{self, Reading};
use anyhow::Context;
use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use errcat_evolve::diff::{Class, FORMATS, Notes, Report, Snapshot, Verdict, format};
use errcat_findings::source::Sources;

use crate::Outcome;
use crate::commands::baseline::{BaseArg, Baseline};
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
    /// Fail on changes of this kind; `version` fails if the catalogue's version is too low for the changes
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_enum)]
    deny: Vec<Deny>,
    /// The format of the report
    #[arg(long = "format", value_name = "FORMAT", default_value = "human", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Changes that break clients
    Breaking,
    /// Changes that are more than editorial
    Additive,
    /// A version that is too low for the changes
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
    compared(&args.folders, &args.base, |base, new, sources| {
        let report = Report::new(&base.name, &base.snapshot, &new, sources);
        let format = format(&args.format).unwrap_or(&FORMATS[0]);
        print_as(format.syntax, &(format.render)(&report));
        let denied = args.deny.iter().any(|deny| deny.holds_for(&report));
        Ok(if denied { Outcome::Findings } else { Outcome::Clean })
    })
}

#[derive(Debug, clap::Args)]
pub(crate) struct ChangelogArgs {
    #[command(flatten)]
    folders: Folders,
    #[command(flatten)]
    base: BaseArg,
    /// Write the notes to the catalogue's changelog.toml, from which `gen` makes pages of the docs; notes of
    /// the same version are replaced
    #[arg(long)]
    write: bool,
}

/// The file of the notes in the catalogue's folder.
const CHANGELOG: &str = "changelog.toml";

pub(crate) fn run_changelog(args: &ChangelogArgs) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    if args.write {
        recover(&dir, print)?;
    }
    compared(&args.folders, &args.base, |base, new, _| {
        let notes = Notes::new(base.snapshot, new);
        if !args.write {
            print(&notes.markdown());
            return Ok(Outcome::Clean);
        }
        let path = dir.join(CHANGELOG);
        let old = path.exists().then(|| fs_err::read_to_string(&path)).transpose()?;
        let old = old.map(|old| old.trim_start_matches('\u{feff}').to_owned());
        let new = notes
            .written_into(old.as_deref().unwrap_or_default())
            .with_context(|| format!("cannot read {path}"))?;
        if old.as_ref() != Some(&new) {
            edit(&dir, vec![Change { path: CHANGELOG.to_owned(), old, new }])?;
        }
        print(&format!("wrote {path}: the notes of {}\n", notes.version()));
        Ok(Outcome::Clean)
    })
}

/// Reads the catalogue and its baseline.
fn compared(
    folders: &Folders,
    base: &BaseArg,
    end: impl FnOnce(Baseline, Snapshot, &Sources) -> anyhow::Result<Outcome>,
) -> anyhow::Result<Outcome> {
    let dir = folders.catalogue()?;
    let Reading { sources, diagnostics, catalogue } = pipeline::read(&dir)?;
    let Some(catalogue) = catalogue else {
        findings(&diagnostics, &sources, &dir);
        return Ok(Outcome::of(&diagnostics));
    };
    let base = base.read(&dir)?;
    end(base, Snapshot::with_outputs(&catalogue), &sources)
}
