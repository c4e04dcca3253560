//! `fmt`

use crate::load::journal::Change;
use crate::{apply, load};
use errcat_catalogue::raw;
use errcat_catalogue::raw::File;
use errcat_catalogue::raw::format::file;
use errcat_evolve::layout;
use errcat_findings::diagnostic::Findings;
use errcat_findings::rules;
use errcat_findings::source::Edited;

use crate::Outcome;
use crate::commands::edit::recover;
use crate::commands::generate;
use crate::paths::Folders;
use crate::program::typed;
use crate::terminal::{error, findings, print};
use errcat_findings::wording::printable;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    /// Write nothing, show what would change, and fail if anything would change
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    if !args.check {
        recover(&dir, print)?;
    }
    let mut found = Findings::default();
    let sources = load::catalogue(&dir, &mut found)?;
    let mut refused: Vec<_> = found.into_sorted();
    if Outcome::of(&refused) == Outcome::Unfinished {
        findings(&refused, &sources, &dir);
        return Ok(Outcome::Unfinished);
    }
    // Of all that is wrong in a file only what is not TOML matters here.
    let mut syntax = Findings::default();
    if let File::Foreign(_) = raw::read(&sources, &mut syntax).catalogue {
        findings(&syntax.into_sorted(), &sources, &dir);
        return Ok(Outcome::Findings);
    }
    refused.extend(syntax.into_sorted());
    refused.retain(|it| [&rules::TOML, &rules::ENCODING].contains(&it.rule));
    let (mut edited, mut seen) = (Vec::new(), 0);
    for (id, source) in sources.iter() {
        let Some(kind) = file(&source.path).filter(|_| source.readable) else { continue };
        seen += 1;
        if refused.iter().any(|it| it.primary.span.file == id) {
            continue;
        }
        let Some(new) = layout::format(&source.text, &kind.shape) else { continue };
        if new == source.text {
            continue;
        }
        if args.check {
            print(&format!(
                "{}: not formatted (- as it is, + as it should be)\n{}",
                printable(&source.display),
                generate::diff(&source.text, &new)
            ));
        }
        edited.push(Edited { file: id, text: new });
    }
    if !args.check {
        apply::edit::edit(&dir, Change::of(&edited, &sources))?;
        for it in &edited {
            print(&format!("formatted {}\n", printable(&sources.get(it.file).display)));
        }
    }
    if !refused.is_empty() {
        findings(&refused, &sources, &dir);
        return Ok(Outcome::Findings);
    }
    if args.check && !edited.is_empty() {
        let (changed, again) = (edited.len(), args.folders.argument());
        error(&format!(
            "{changed} of {seen} files are not formatted: run `{}{again}`\n",
            typed("fmt")
        ));
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}
