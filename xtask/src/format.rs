//! `cargo xtask fmt`

use anyhow::Context;
use errcat::diagnostic::Findings;
use errcat::raw::File;
use errcat::raw::format::file;
use errcat::{apply, layout, load, raw, rules};

use crate::Outcome;
use crate::generate;
use crate::paths::Folders;
use crate::terminal::{error, findings, print, printable};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    /// Write nothing: show what would change, and fail if anything would
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    let mut found = Findings::default();
    let sources = load::catalogue(&dir, &mut found)?;
    // Of all that is wrong in a file only what is no TOML matters here.
    let mut syntax = Findings::default();
    if let File::Foreign(_) = raw::read(&sources, &mut syntax).catalogue {
        findings(&syntax.into_sorted(), &sources, &dir);
        return Ok(Outcome::Findings);
    }
    let mut refused: Vec<_> = found.into_sorted();
    refused.extend(syntax.into_sorted());
    refused.retain(|it| [&rules::TOML, &rules::ENCODING].contains(&it.rule));
    let (mut changed, mut seen) = (0, 0);
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
        changed += 1;
        if args.check {
            print(&format!(
                "{}: has another layout (- as it is, + as it should be)\n{}",
                printable(&source.display),
                generate::diff(&source.text, &new)
            ));
        } else {
            let path = dir.join(&source.path);
            apply::overwrite(&path, &new).with_context(|| format!("cannot write {path}"))?;
            print(&format!("formatted {}\n", printable(&source.display)));
        }
    }
    if !refused.is_empty() {
        findings(&refused, &sources, &dir);
        return Ok(Outcome::Findings);
    }
    if args.check && changed > 0 {
        let again = args.folders.argument();
        error(&format!(
            "{changed} of {seen} files have another layout: run cargo xtask fmt{again}\n"
        ));
        return Ok(Outcome::Findings);
    }
    Ok(Outcome::Clean)
}
