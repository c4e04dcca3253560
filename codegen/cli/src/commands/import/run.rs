//! Reads the sources, shows the result, and writes it.

use std::sync::Arc;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat_catalogue::model::Catalogue;
use errcat_evolve::import::source::FORMATS;
use errcat_evolve::import::{self, File, Import, Outcome as Imported, Request};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::source::{Edited, Source, Sources};
use errcat_findings::wording::printable;

use super::Args;
use crate::Outcome;
use crate::apply;
use crate::commands::edit::{difference, recover};
use crate::load::journal::Change;
use crate::load::{self, A_FOLDER, Existing};
use crate::pipeline::{self, Reading};
use crate::program::typed;
use crate::terminal::{choices_help, error, findings, print};

/// Where maps and locks lie in the catalogue's folder: a folder whose name begins with a dot is not an API.
const FOLDER: &str = ".import";

/// No source is larger than this, in bytes.
const MOST_BYTES: u64 = 64 << 20;

/// So many times facts in which there are errors are left out, and the rest is read again.
const MOST_ROUNDS: usize = 100;

pub(super) fn help() -> String {
    let formats = choices_help("Formats", FORMATS.iter().map(|format| (format.name, format.about)));
    format!(
        "{formats}\nThe command asks no questions: it guesses what is not certain, and marks \
        its guesses in the map."
    )
}

/// Where a map and its lock lie, and what they hold.
struct Kept {
    map: Utf8PathBuf,
    lock: Utf8PathBuf,
    map_text: Option<String>,
    lock_text: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let dir = args.folders.catalogue()?;
    if args.write {
        recover(&dir, print)?;
    }
    let files: Vec<(String, String)> = args
        .files
        .iter()
        .map(|path| Ok((path.to_string(), text(path)?)))
        .collect::<anyhow::Result<_>>()?;
    let body = match &args.body {
        Some(path) => Some((path.to_string(), text(path)?)),
        None => None,
    };
    let kept = kept(args, &dir)?;
    let Reading { sources, diagnostics, .. } = pipeline::read(&dir)?;
    let request = Request {
        api: &args.api,
        files: &files,
        format: args.format.as_deref(),
        body: body.as_ref().map(|(name, text)| (name.as_str(), text.as_str())),
        map: kept.map_text.as_deref().map(|text| (kept.map.as_str(), text)),
        lock: kept.lock_text.as_deref().map(|text| (kept.lock.as_str(), text)),
    };
    let mut import = import::read(&request, &sources)?;
    let Some((made, catalogue)) = settled(&mut import, &sources, &diagnostics, &dir)? else {
        return Ok(Outcome::of(&diagnostics));
    };
    if let Some(text) = &import.guessed {
        print(&format!("guessed {}\n{}\n", kept.map, indented(text)));
    }
    show(&made, &sources, &dir);
    if let (Some(_), Some(catalogue)) = (&body, &catalogue) {
        print(&filled(catalogue, &args.api));
    }
    print(&summary(args, &made));
    if !made.report.is_empty() {
        print(&format!("\nto know:\n{}", made.report));
    }
    let is_kept = import.guessed.is_none() && kept.lock_text.as_deref() == Some(&made.lock);
    if made.files.is_empty() && is_kept {
        return Ok(Outcome::Clean);
    }
    if !args.write {
        print("\nnothing was written: run it again with `--write` to write this\n");
        return Ok(Outcome::Clean);
    }
    write(&made, &import, &kept, &dir)?;
    if args.says_next {
        let (lint, argument) = (typed("lint"), args.folders.argument());
        print(&format!(
            "\nnext: `{lint}{argument}` lists the texts that are still missing, `{}{argument}` writes \
                the outputs again\n",
            typed("gen")
        ));
    }
    Ok(Outcome::Clean)
}

/// The result of an import, and the catalogue after it. It leaves out facts with errors.
/// `None` where the catalogue would not be valid anyway, which is told.
fn settled(
    import: &mut Import<'_>,
    sources: &Sources,
    before: &[Diagnostic],
    dir: &Utf8Path,
) -> anyhow::Result<Option<(Imported, Option<Arc<Catalogue>>)>> {
    for _ in 0..MOST_ROUNDS {
        let made = import.outcome()?;
        let after = pipeline::understand(with(sources, &made.files, dir), Findings::default());
        // A catalogue without any API stays as it is.
        if after.catalogue.is_some() || made.files.is_empty() {
            return Ok(Some((made, after.catalogue)));
        }
        if import.drop_faulty(&made, &after.diagnostics, &after.sources) {
            continue;
        }
        let is_error = |one: &Diagnostic| one.severity == Severity::Error;
        let errors: Vec<Diagnostic> = after.diagnostics.into_iter().filter(is_error).collect();
        findings(&errors, &after.sources, dir);
        let again = if before.iter().any(is_error) { ": fix these errors first" } else { "" };
        error(&format!(
            "nothing was written{again}; the line numbers are those after the import\n"
        ));
        return Ok(None);
    }
    bail!("the imported codes still have errors after {MOST_ROUNDS} rounds; nothing was written")
}

/// A body of the API's first code, as its envelope makes it.
fn filled(catalogue: &Catalogue, api: &str) -> String {
    let api = catalogue.apis.iter().find(|it| it.name.as_str() == api);
    let example = api.and_then(|api| {
        let code = api.codes.first()?;
        Some(catalogue.example_body(api, code, code.examples.first()?))
    });
    example.map_or_else(String::new, |body| {
        format!("an example body:\n{}", indented(&errcat_findings::json::pretty(&body, 100)))
    })
}

/// The catalogue's files as they are then.
fn with(sources: &Sources, files: &[File], dir: &Utf8Path) -> Sources {
    let id = |path: &str| sources.iter().find(|(_, source)| source.path == path).map(|(id, _)| id);
    let edited: Vec<Edited> = files
        .iter()
        .filter_map(|file| Some(Edited { file: id(&file.path)?, text: file.new.clone() }))
        .collect();
    let mut after = sources.edited(&edited);
    for file in files.iter().filter(|file| id(&file.path).is_none()) {
        let (path, text) = (file.path.clone(), file.new.clone());
        after.add(Source { display: dir.join(&path).into_string(), path, text, readable: true });
    }
    after
}

/// So many lines of a file that is new are shown; the rest are counted.
const MOST_LINES: usize = 40;

fn show(made: &Imported, sources: &Sources, dir: &Utf8Path) {
    for file in &made.files {
        let path = dir.join(&file.path);
        let Some((id, _)) = sources.iter().find(|(_, source)| source.path == file.path) else {
            print(&format!("{} (new)\n{}", printable(path.as_str()), indented(&file.new)));
            continue;
        };
        print(&difference(&[Edited { file: id, text: file.new.clone() }], sources));
    }
}

fn indented(text: &str) -> String {
    let mut shown = String::new();
    for line in text.lines().take(MOST_LINES) {
        shown.push_str(format!("  {}", printable(line)).trim_end());
        shown.push('\n');
    }
    if let Some(more) = text.lines().count().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        shown.push_str(&format!("  … and {more} more lines\n"));
    }
    shown
}

fn summary(args: &Args, made: &Imported) -> String {
    let (api, new, changed) = (printable(&args.api), made.new, made.changed);
    match (new, changed) {
        (0, 0) => format!("`{api}` already has everything in the source\n"),
        (_, 0) => format!("\n`{api}`: {new} new codes\n"),
        (0, _) => format!("\n`{api}`: {changed} facts change\n"),
        _ => format!("\n`{api}`: {new} new codes, and {changed} facts of others change\n"),
    }
}

/// The catalogue first: if the lock is older than the catalogue, the next import keeps what the catalogue already has.
fn write(made: &Imported, import: &Import<'_>, kept: &Kept, dir: &Utf8Path) -> anyhow::Result<()> {
    let changes = made.files.iter().map(|file| Change {
        path: file.path.clone(),
        old: file.old.clone(),
        new: file.new.clone(),
    });
    apply::edit::edit(dir, changes.collect())?;
    let folder = kept.map.parent().unwrap_or(dir);
    if !folder.as_str().is_empty() {
        fs_err::create_dir_all(folder)?;
    }
    let again = "the catalogue is written; run the command again to write the rest";
    if let Some(text) = &import.guessed {
        apply::keep(&kept.map, text).context(again)?;
    }
    apply::keep(&kept.lock, &made.lock).context(again)?;
    Ok(())
}

fn kept(args: &Args, dir: &Utf8Path) -> anyhow::Result<Kept> {
    let map = if let Some(map) = &args.map {
        map.clone()
    } else {
        if !matches!(load::existing(dir, FOLDER)?, Existing::Absent | Existing::Other(A_FOLDER)) {
            let folder = dir.join(FOLDER);
            bail!("{folder} is not a folder, but import keeps its maps there: move or delete it");
        }
        dir.join(FOLDER).join(format!("{}.toml", args.api))
    };
    let lock = map.with_extension("lock.json");
    let read = |path: &Utf8Path| match path.symlink_metadata() {
        Ok(_) => text(path).map(Some),
        Err(_) => Ok(None),
    };
    Ok(Kept { map_text: read(&map)?, lock_text: read(&lock)?, map, lock })
}

/// The text of a file that somebody names.
fn text(path: &Utf8Path) -> anyhow::Result<String> {
    let metadata = fs_err::metadata(path)?;
    if !metadata.is_file() {
        bail!("{path} is not a file");
    }
    if metadata.len() > MOST_BYTES {
        bail!("{path} is larger than 64 MiB: import it in parts");
    }
    let bytes = fs_err::read(path)?;
    let is_wide = matches!(bytes.as_slice(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let text = String::from_utf8(bytes).map_err(|failure| {
        let at = failure.utf8_error().valid_up_to();
        let line = failure.as_bytes()[..at].split(|byte| *byte == b'\n').count();
        let seems = if is_wide { ": it seems to be UTF-16" } else { "" };
        anyhow::anyhow!("{path}:{line}: the file is not UTF-8\n  = help: save it as UTF-8{seems}")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
