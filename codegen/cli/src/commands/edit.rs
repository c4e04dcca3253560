//! The commands that edit the catalogue: `add`, `rename`, `deprecate`, `retire` and `mv`.
//!
//! Each makes its edits in memory, reads the result as `gen` would, and writes only a valid
//! catalogue. What it prints is the change, and what that is to those who use the APIs.

use std::collections::HashSet;

use crate::apply::{self, edit::Recovered};
use crate::load::journal::Change;
use crate::pipeline::{self, Reading};
use camino::Utf8Path;
use errcat_catalogue::model::{Catalogue, CodeRef};
use errcat_emit::rust::{Renamed, renamed};
use errcat_evolve::diff::{Class, Extent, Policy, Report, Snapshot, Verdict};
use errcat_evolve::edit::{self, Edited, End, Opened, Refused, Rename};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::source::Sources;
use similar::TextDiff;

use crate::Outcome;
use crate::paths::Folders;
use crate::program::typed;
use crate::terminal::{error, findings, print};
use errcat_findings::wording::printable;

/// What all of them take.
#[derive(Debug, clap::Args)]
pub(crate) struct Common {
    #[command(flatten)]
    folders: Folders,
    /// Write nothing, and show what would be written
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RenameArgs {
    /// The code: `NAME`, or `API/NAME`
    #[arg(value_name = "CODE")]
    code: String,
    /// Its new name
    #[arg(value_name = "NEW")]
    name: String,
    /// Its new wire value [default: the old wire value]
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    wire: Option<String>,
    /// Do not keep the old name as an alias
    #[arg(long)]
    no_alias: bool,
    #[command(flatten)]
    common: Common,
}

/// A code that goes.
#[derive(Debug, clap::Args)]
pub(crate) struct EndArgs {
    /// The code: `NAME`, or `API/NAME`
    #[arg(value_name = "CODE")]
    code: String,
    /// The version in which this happens
    #[arg(long, value_name = "VERSION")]
    since: Option<String>,
    /// The code of the same API that replaces it
    #[arg(long, value_name = "CODE")]
    replaced_by: Option<String>,
    /// A note for readers
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// A code that will go.
#[derive(Debug, clap::Args)]
pub(crate) struct DeprecateArgs {
    /// The day on which it may go, such as 2027-01-31
    #[arg(long, value_name = "DATE")]
    sunset: Option<String>,
    #[command(flatten)]
    end: EndArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct MvArgs {
    /// The code: `NAME`, or `API/NAME`
    #[arg(value_name = "CODE")]
    code: String,
    /// The group to move it to: the name of a file without `.toml`
    #[arg(long, value_name = "GROUP")]
    group: String,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run_rename(args: &RenameArgs) -> anyhow::Result<Outcome> {
    run_gone(&args.common, |opened| {
        let code = edit::code(opened.catalogue, &args.code)?;
        let to = Rename { name: &args.name, wire: args.wire.as_deref(), alias: !args.no_alias };
        Ok((edit::rename(opened, code, &to)?, Some(code)))
    })
}

pub(crate) fn run_deprecate(args: &DeprecateArgs) -> anyhow::Result<Outcome> {
    let DeprecateArgs { sunset, end } = args;
    run(&end.common, |opened| {
        let code = edit::code(opened.catalogue, &end.code)?;
        let end = end.end(opened.catalogue, code)?;
        Ok(edit::deprecate(opened, code, End { sunset: sunset.as_deref(), ..end })?)
    })
}

pub(crate) fn run_retire(args: &EndArgs) -> anyhow::Result<Outcome> {
    run_gone(&args.common, |opened| {
        let code = edit::code(opened.catalogue, &args.code)?;
        Ok((edit::retire(opened, code, args.end(opened.catalogue, code)?)?, Some(code)))
    })
}

pub(crate) fn run_mv(args: &MvArgs) -> anyhow::Result<Outcome> {
    run(&args.common, |opened| {
        let code = edit::code(opened.catalogue, &args.code)?;
        let group = edit::group(opened.catalogue, code.api, &args.group)?;
        Ok(edit::mv(opened, code, group)?)
    })
}

impl EndArgs {
    fn end<'c>(&'c self, catalogue: &'c Catalogue, code: CodeRef) -> Result<End<'c>, Refused> {
        Ok(End {
            since: self.since.as_deref(),
            sunset: None,
            replaced_by: self.replacement(catalogue, code)?,
            note: self.note.as_deref(),
        })
    }

    /// The code that comes in its place: one of the same API, which need not be named.
    fn replacement<'c>(
        &self,
        catalogue: &'c Catalogue,
        code: CodeRef,
    ) -> Result<Option<&'c str>, Refused> {
        let Some(text) = &self.replaced_by else { return Ok(None) };
        let api = catalogue.apis[code.api].name.as_str();
        let full = if text.contains('/') { text.clone() } else { format!("{api}/{text}") };
        let found = edit::code(catalogue, &full)?;
        let name = catalogue.code(found).1.name.as_str();
        if found.api != code.api {
            let message = format!("`{}` is a code of another API", printable(text));
            return Err(Refused::new(message, format!("name a code of `{api}`")));
        }
        Ok(Some(name))
    }
}

/// Reads the catalogue, edits it, and writes the result if it is valid.
pub(crate) fn run(
    common: &Common,
    edit: impl FnOnce(&Opened<'_>) -> anyhow::Result<Vec<Edited>>,
) -> anyhow::Result<Outcome> {
    run_gone(common, |opened| Ok((edit(opened)?, None)))
}

/// The same for edits that leave a code's name behind: where it still stands is told.
fn run_gone(
    common: &Common,
    edit: impl FnOnce(&Opened<'_>) -> anyhow::Result<(Vec<Edited>, Option<CodeRef>)>,
) -> anyhow::Result<Outcome> {
    let dir = common.folders.catalogue()?;
    if !common.dry_run {
        recover(&dir, print)?;
    }
    let Reading { sources, diagnostics, catalogue } = pipeline::read(&dir)?;
    let Some(old) = catalogue else {
        findings(&diagnostics, &sources, &dir);
        error("nothing was written: fix these errors first\n");
        return Ok(Outcome::of(&diagnostics));
    };
    let (edited, gone) = edit(&Opened::new(&old, &sources))?;
    let after = pipeline::understand(sources.edited(&edited), Findings::default());
    let shown = difference(&edited, &sources);
    let Some(new) = after.catalogue else {
        print(&shown);
        let errors: Vec<Diagnostic> =
            after.diagnostics.into_iter().filter(|one| one.severity == Severity::Error).collect();
        findings(&errors, &after.sources, &dir);
        error(
            "nothing was written: the catalogue would not be valid; the line numbers are those \
                after the edit\n",
        );
        return Ok(Outcome::Findings);
    };
    print(&shown);
    let (before, then) = (Snapshot::of(&old), Snapshot::of(&new));
    let policy = Policy::of(&new);
    let report = Report::new("now", &before, &then, &after.sources, &policy);
    print(&effect(&report));
    if let Some(code) = gone {
        print(&in_rust(&old, &new, code));
        print(&left(&old, code, &after.sources));
    }
    findings(&news(&diagnostics, after.diagnostics), &after.sources, &dir);
    if common.dry_run {
        print("\nnothing was written: this is a dry run\n");
        return Ok(Outcome::Clean);
    }
    apply::edit::edit(&dir, Change::of(&edited, &sources))?;
    let argument = common.folders.argument();
    print(&format!("\nnext: run `{}{argument}` to update the outputs\n", typed("gen")));
    Ok(Outcome::Clean)
}

/// What the edit is to those who use the APIs. Changes of words are listed where there is nothing else.
fn effect(report: &Report<'_>) -> String {
    let words = report.count(Class::Editorial);
    let least = match report.verdict {
        Verdict::None => return "\nnothing changes for users of the API\n".to_owned(),
        Verdict::Changed(Class::Editorial) => Class::Editorial,
        Verdict::Changed(_) => Class::Additive,
    };
    let mut text = format!("\nwhat it means for users of the API: {}\n", report.verdict.as_str());
    text.push_str(&report.listed(least, Extent::Whole));
    if least != Class::Editorial && words > 0 {
        let changes = if words == 1 { "change" } else { "changes" };
        text.push_str(&format!(
            "  and {words} editorial {changes}: `{}` lists them\n",
            typed("diff")
        ));
    }
    text
}

/// What a renamed code is to those who use the generated crate: which of its items have its old name.
fn in_rust(old: &Catalogue, new: &Catalogue, at: CodeRef) -> String {
    let (api, code) = old.code(at);
    // A code keeps its place in its file. A retired code is no longer a code.
    let same_codes = |of: &Catalogue| of.apis[at.api].codes.len() == api.codes.len();
    let Some(now) = new.apis[at.api].codes.get(at.code).filter(|_| same_codes(new)) else {
        return String::new();
    };
    let alias = now.aliases.contains(&code.name);
    let Renamed { kept, gone } = renamed(code, now.name.as_str(), alias);
    let module = api.name.snake();
    let mut text = String::new();
    if !kept.is_empty() {
        text.push_str(&format!(
            "\nthese names remain in the Rust module `{module}`, but are deprecated:\n"
        ));
        for name in kept {
            text.push_str(&format!("  {name}\n"));
        }
    }
    if !gone.is_empty() {
        text.push_str(&format!(
            "\nthese names are gone from the Rust module `{module}`, and code that uses them does \
                not compile:\n"
        ));
        for (name, new) in gone {
            text.push_str(&format!("  {name}, now {new}\n"));
        }
    }
    text
}

/// At most this many places are listed; the rest are counted.
const MOST_PLACES: usize = 10;

/// Where comments and code in prose still have the old name: whether it is meant, a person knows.
fn left(old: &Catalogue, code: CodeRef, after: &Sources) -> String {
    let (api, code) = old.code(code);
    let places = edit::mentions(after, api.name.as_str(), code.name.as_str());
    if places.is_empty() {
        return String::new();
    }
    let mut text = format!("\ncomments and texts that still name `{}`:\n", code.name.as_str());
    for span in places.iter().take(MOST_PLACES) {
        let line = after.position(*span).line;
        text.push_str(&format!("  {}:{line}\n", printable(&after.get(span.file).display)));
    }
    if let Some(more) = places.len().checked_sub(MOST_PLACES).filter(|more| *more > 0) {
        text.push_str(&format!("  … and {more} more\n"));
    }
    text
}

/// Findings that were not there before, wherever they stand now.
fn news(before: &[Diagnostic], after: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let known: HashSet<(&str, &str)> =
        before.iter().map(|one| (one.rule.id, one.message.as_str())).collect();
    after.into_iter().filter(|one| !known.contains(&(one.rule.id, one.message.as_str()))).collect()
}

/// So many lines of a file's difference are shown; the rest are counted.
const MOST_LINES: usize = 200;

pub(crate) fn difference(edited: &[Edited], sources: &Sources) -> String {
    let mut text = String::new();
    for Edited { file, text: new } in edited {
        let source = sources.get(*file);
        let difference = TextDiff::from_lines(source.text.as_str(), new.as_str());
        let unified = difference.unified_diff().context_radius(2).to_string();
        text.push_str(&format!("{}\n", printable(&source.display)));
        let lines: Vec<&str> = unified.lines().filter(|line| !line.starts_with('\\')).collect();
        for line in lines.iter().take(MOST_LINES) {
            text.push_str(&format!("  {}\n", printable(line)));
        }
        if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
            text.push_str(&format!("  … and {more} more lines\n"));
        }
    }
    text
}

/// Finishes an edit that was interrupted, and says so.
pub(crate) fn recover(dir: &Utf8Path, say: impl FnOnce(&str)) -> anyhow::Result<()> {
    match pipeline::recover(dir)? {
        None => {}
        Some(Recovered::Undone) => say(&format!(
            "dropped an edit of {dir} that was interrupted before it changed anything\n"
        )),
        Some(Recovered::Finished(paths)) => {
            let mut text = format!("finished an edit of {dir} that was interrupted:\n");
            for path in paths {
                text.push_str(&format!("  {}\n", printable(&path)));
            }
            say(&text);
        }
    }
    Ok(())
}
