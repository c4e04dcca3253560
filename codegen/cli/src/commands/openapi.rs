//! `openapi`

use crate::apply;
use crate::pipeline;
use anyhow::{Context, bail};
use camino::Utf8PathBuf;
use errcat_emit::document::prefix;
use errcat_evolve::merge::{Counts, Done, Format, Merged, Request, merge};
use errcat_findings::render::{Style, Syntax, human};
use errcat_findings::source::{Source, Sources};

use crate::Outcome;
use crate::paths::Folders;
use crate::terminal::{error, error_as, findings, print};

#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Add or update an API's components in a document, and refer to them from its operations
    Merge(Args),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document: OpenAPI 3.0 or 3.1, in JSON or YAML
    document: Utf8PathBuf,
    /// The API of the catalogue
    #[arg(long, value_name = "NAME")]
    api: String,
    #[command(flatten)]
    folders: Folders,
    /// Write the result to this file instead of the document
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    out: Option<Utf8PathBuf>,
    /// Write nothing, and fail if anything would change
    #[arg(long)]
    check: bool,
    /// The prefix of the components' keys [default: the API's name and `_`]
    #[arg(long, value_name = "PREFIX")]
    prefix: Option<String>,
    /// Replace responses of operations even if they were written by hand
    #[arg(long)]
    replace: bool,
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    let Command::Merge(args) = command;
    let format = Format::of(args.document.as_str())
        .with_context(|| format!("{} must end in .json, .yaml or .yml", args.document))?;
    let dir = args.folders.catalogue()?;
    let mut reading = pipeline::read(&dir)?;
    findings(&reading.diagnostics, &reading.sources, &dir);
    let Some(catalogue) = reading.catalogue else {
        error("nothing was written\n");
        return Ok(Outcome::of(&reading.diagnostics));
    };
    let Some(api) = catalogue.apis.iter().position(|api| api.name.as_str() == args.api) else {
        let names: Vec<&str> = catalogue.apis.iter().map(|api| api.name.as_str()).collect();
        bail!("the catalogue has no APIs `{}`: name one of {}", args.api, names.join(", "));
    };
    let usual = prefix(&catalogue.apis[api]);
    let prefix = match &args.prefix {
        Some(prefix) if prefix.is_empty() => bail!(
            "`--prefix` is empty, so errcat's components would look like the document's own: \
                write a prefix such as `{usual}`, which is the default"
        ),
        Some(prefix) if prefix.chars().all(is_of_a_key) => prefix.clone(),
        Some(prefix) => bail!(
            "a key cannot begin with `{prefix}`: write letters, digits, `.`, `_`, `-`, as in \
                `{usual}`"
        ),
        None => usual,
    };
    let file = fs_err::read_to_string(&args.document)?;
    let bom = if file.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let source = Source {
        display: args.document.to_string(),
        path: args.document.to_string(),
        text: file[bom.len()..].to_owned(),
        readable: true,
    };
    let file = reading.sources.add(source);
    let text = reading.sources.get(file).text.as_str();
    let request = Request {
        catalogue: &catalogue,
        api,
        prefix: &prefix,
        file,
        text,
        format,
        replace: args.replace,
    };
    let Merged { text: merged, done } = match merge(request) {
        Ok(merged) => merged,
        Err(diagnostics) => {
            let found = human(&diagnostics, &reading.sources, Style::Coloured);
            error_as(Syntax::Styled, &found);
            error(&format!("{} was not changed\n", args.document));
            return Ok(Outcome::Findings);
        }
    };
    let changed = merged != text;
    if args.check && changed {
        error(&format!(
            "{} is out of date: {}; run the same command without `--check`\n",
            args.document,
            summary(&done)
        ));
        return Ok(Outcome::Findings);
    }
    let target = args.out.as_ref().unwrap_or(&args.document);
    if !args.check && (changed || args.out.is_some()) {
        apply::overwrite(target, &[bom, &merged].concat())
            .with_context(|| format!("cannot write {target}"))?;
    }
    let word = if changed { "merged" } else { "up to date" };
    print(&format!("{target}: {word}: {}\n", summary(&done)));
    print(&kept(&done, &reading.sources));
    Ok(Outcome::Clean)
}

/// Whether a key of a component may hold a character (`OpenAPI` 3.1, section 4.8.7).
fn is_of_a_key(character: char) -> bool {
    character.is_ascii_alphanumeric() || "._-".contains(character)
}

/// `components: 12 new, 3 left alone; responses of operations: 4 new`
fn summary(done: &Done) -> String {
    let mut text = format!("components: {}", counted(&done.components));
    if done.responses != Counts::default() {
        text.push_str(&format!("; responses of operations: {}", counted(&done.responses)));
    }
    text
}

fn counted(counts: &Counts) -> String {
    let parts = [
        (counts.added, "new"),
        (counts.changed, "changed"),
        (counts.removed, "deleted"),
        (counts.unchanged, "unchanged"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

/// So many responses that stay are listed; the rest are counted.
const MOST_KEPT: usize = 20;

fn kept(done: &Done, sources: &Sources) -> String {
    let mut text = String::new();
    for (what, span) in done.kept.iter().take(MOST_KEPT) {
        let at = sources.position(*span);
        let file = &sources.get(span.file).display;
        text.push_str(&format!(
            "  kept {what}, which is written by hand at {file}:{}:{}\n",
            at.line, at.column
        ));
    }
    if let Some(more) = done.kept.len().checked_sub(MOST_KEPT).filter(|more| *more > 0) {
        text.push_str(&format!("  … and {more} more\n"));
    }
    if !done.kept.is_empty() {
        text.push_str("  `--replace` replaces them with the catalogue's responses\n");
    }
    text
}
