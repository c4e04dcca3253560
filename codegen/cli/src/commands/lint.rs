//! `lint`

use crate::apply;
use crate::fix::{Fixes, fixes};
use crate::load::journal::Change;
use crate::pipeline::{self, Reading};
use camino::Utf8Path;
use errcat_catalogue::model::{Catalogue, Covered};
use errcat_evolve::edit::Edit;
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::render::count;
use errcat_findings::rules::Rule;
use errcat_findings::source::{Edited, Sources};

use crate::Outcome;
use crate::commands::edit::recover;
use crate::commands::generate::counted;
use crate::commands::watch;
use crate::paths::Folders;
use crate::terminal::{FormatArg, error};
use errcat_findings::wording::printable;

#[derive(Debug, clap::Args)]
#[command(after_help = crate::terminal::formats_help())]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    #[command(flatten)]
    format: FormatArg,
    /// Apply the suggestions of findings to the catalogue's files, and change nothing else
    #[arg(long)]
    fix: bool,
    /// List all findings of this rule only; repeatable
    #[arg(long = "rule", value_name = "RULE", value_parser = crate::commands::explain::rule, conflicts_with_all = ["fix", "stats"])]
    rules: Vec<&'static Rule>,
    /// Print how much of each API is documented
    #[arg(long)]
    stats: bool,
    /// Run again whenever a file of the catalogue changes
    #[arg(long, conflicts_with = "fix")]
    watch: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    if args.watch {
        return watch::run(&dir, || once(args, &dir));
    }
    once(args, &dir)
}

fn once(args: &Args, dir: &Utf8Path) -> anyhow::Result<Outcome> {
    if args.fix {
        recover(dir, |text| args.format.result(text))?;
    }
    let mut reading = pipeline::read(dir)?;
    if args.fix {
        reading = fix(args, dir, reading)?;
    }
    if !args.rules.is_empty() {
        return Ok(of_rules(args, dir, reading));
    }
    args.format.findings(&reading.diagnostics, &reading.sources, dir);
    let Some(catalogue) = reading.catalogue else {
        return Ok(Outcome::of(&reading.diagnostics));
    };
    if args.stats {
        args.format.result(&stats(&catalogue));
    } else if reading.diagnostics.is_empty() {
        args.format.result(&format!(
            "{dir}: {}: nothing to complain about\n",
            counted(&catalogue, reading.sources.len())
        ));
    }
    Ok(Outcome::Clean)
}

/// Lists what breaks the rules that were asked for, and tells how much else there is.
fn of_rules(args: &Args, dir: &Utf8Path, reading: Reading) -> Outcome {
    let outcome = match reading.catalogue {
        Some(_) => Outcome::Clean,
        None => Outcome::of(&reading.diagnostics),
    };
    let (found, others): (Vec<_>, Vec<_>) =
        reading.diagnostics.into_iter().partition(|one| args.rules.contains(&one.rule));
    args.format.all(&found, &reading.sources);
    if found.is_empty() {
        let names: Vec<_> = args.rules.iter().map(|rule| format!("`{}`", rule.name)).collect();
        args.format.result(&format!("{dir}: no finding of {}\n", names.join(", ")));
    }
    if !others.is_empty() {
        error(&format!("of other rules: {}\n", count(&others)));
    }
    outcome
}

/// One edit can make room for another; at most this many rounds run.
const ROUNDS: usize = 10;

/// Makes the edits that are suggested until nothing more is, and writes all of them at once. What
/// would make matters worse is left.
fn fix(args: &Args, dir: &Utf8Path, reading: Reading) -> anyhow::Result<Reading> {
    let mut told = String::new();
    let mut now = pipeline::understand(reading.sources.edited(&[]), Findings::default());
    for _ in 0..ROUNDS {
        let Fixes { files, edits } = fixes(&now);
        let after = pipeline::understand(now.sources.edited(&files), Findings::default());
        if weight(&after.diagnostics) >= weight(&now.diagnostics) {
            break;
        }
        told.push_str(&report(&edits, &now.sources));
        now = after;
    }
    if told.is_empty() {
        return Ok(reading);
    }
    let texts = reading.sources.iter().zip(now.sources.iter());
    let changed = texts.filter(|((_, old), (_, new))| old.text != new.text);
    let edited: Vec<Edited> =
        changed.map(|(_, (file, new))| Edited { file, text: new.text.clone() }).collect();
    apply::edit::edit(dir, Change::of(&edited, &reading.sources))?;
    args.format.result(&told);
    Ok(pipeline::read(dir)?)
}

/// Errors first, then all findings.
fn weight(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
    (errors, diagnostics.len())
}

fn report(edits: &[Edit], sources: &Sources) -> String {
    let mut text = String::new();
    for Edit { span, text: replacement } in edits {
        let source = sources.get(span.file);
        let line = sources.position(*span).line;
        let old = &source.text[span.range()];
        text.push_str(&format!(
            "fixed {}:{line}: {} -> {}\n",
            printable(&source.display),
            printable(old),
            printable(replacement)
        ));
    }
    text
}

/// A table: a line for each API, a column for each thing that its codes should have.
fn stats(catalogue: &Catalogue) -> String {
    let width = catalogue.apis.iter().map(|api| api.name.as_str().len()).max().unwrap_or(0).max(3);
    let mut text = format!("{:width$}  codes", "API");
    for what in Covered::ALL {
        text.push_str(&format!("  {}", what.as_str()));
    }
    text.push('\n');
    for api in &catalogue.apis {
        let all = api.public_codes().count();
        text.push_str(&format!("{:width$}  {all:>5}", api.name.as_str()));
        for what in Covered::ALL {
            let (have, _) = what.count(api);
            let share = match (have * 100).checked_div(all) {
                Some(percent) => format!("{percent} %"),
                None => "-".to_owned(),
            };
            text.push_str(&format!("  {share:>width$}", width = what.as_str().len()));
        }
        text.push('\n');
    }
    text
}
