//! The release that a catalogue is compared with: a git revision, a folder, or a `catalogue.json`.

use std::process::Command;

use crate::pipeline;
use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat_evolve::diff::Snapshot;
use errcat_findings::render::{Style, human};

/// The option that names it.
#[derive(Debug, clap::Args)]
pub(crate) struct BaseArg {
    /// The baseline: a git revision, a catalogue's folder or a catalogue.json [default: the last tag, else
    /// the commit where this branch left the main branch]
    #[arg(long, value_name = "REV|DIR|FILE")]
    base: Option<String>,
}

/// A release, and what it is called.
#[derive(Debug)]
pub(crate) struct Baseline {
    pub(crate) name: String,
    pub(crate) snapshot: Snapshot,
}

impl BaseArg {
    /// Reads the baseline of the catalogue in `dir`. One that cannot be read is an error: it is
    /// never taken for one without changes.
    pub(crate) fn read(&self, dir: &Utf8Path) -> anyhow::Result<Baseline> {
        let Some(base) = &self.base else {
            let revision = default_revision(dir)?;
            return revision_of(dir, &revision);
        };
        let path = Utf8Path::new(base);
        let snapshot = if path.is_dir() {
            folder(path, path.as_str())
        } else if path.exists() {
            file(path)
        } else {
            return revision_of(dir, base);
        };
        Ok(Baseline { name: base.clone(), snapshot: snapshot? })
    }
}

fn file(path: &Utf8Path) -> anyhow::Result<Snapshot> {
    let text = fs_err::read_to_string(path)?;
    Snapshot::parse(&text).with_context(|| format!("cannot compare with {path}"))
}

/// Reads the catalogue in `dir`; messages call it `name`.
fn folder(dir: &Utf8Path, name: &str) -> anyhow::Result<Snapshot> {
    let reading = pipeline::read(dir).with_context(|| format!("cannot compare with {name}"))?;
    let Some(catalogue) = reading.catalogue else {
        let found = human(&reading.diagnostics, &reading.sources, Style::Plain);
        let found = found.replace(dir.as_str(), name);
        bail!(
            "cannot compare with {name}: there are errors in that catalogue\n\n{}",
            found.trim_end()
        );
    };
    Ok(Snapshot::with_outputs(&catalogue))
}

/// What git prints; `None` where it fails.
fn git(dir: &Utf8Path, args: &[&str]) -> anyhow::Result<Option<Vec<u8>>> {
    let output = Command::new("git").arg("-C").arg(dir).args(args).output();
    let output = output.context("cannot run git: name a folder or a catalogue.json with --base")?;
    Ok(output.status.success().then_some(output.stdout))
}

fn line(dir: &Utf8Path, args: &[&str]) -> anyhow::Result<Option<String>> {
    let printed = git(dir, args)?;
    Ok(printed.map(|it| String::from_utf8_lossy(&it).trim().to_owned()).filter(|it| !it.is_empty()))
}

/// Branches that others start from, the likeliest first.
const MAIN: &[&str] = &["origin/HEAD", "origin/main", "origin/master", "main", "master"];

fn default_revision(dir: &Utf8Path) -> anyhow::Result<String> {
    if let Some(tag) = line(dir, &["describe", "--tags", "--abbrev=0"])? {
        return Ok(tag);
    }
    for branch in MAIN {
        if let Some(base) = line(dir, &["merge-base", "HEAD", branch])? {
            return Ok(base.chars().take(12).collect());
        }
    }
    bail!(
        "there is neither a tag nor a main branch to compare {dir} with: name a baseline with \
            --base REV|DIR|FILE"
    )
}

/// The catalogue that stood at `dir` in a git revision.
fn revision_of(dir: &Utf8Path, revision: &str) -> anyhow::Result<Baseline> {
    let wanted = format!("{revision}^{{commit}}");
    let found = line(dir, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
    let Some(commit) = found else {
        bail!(
            "cannot compare with `{revision}`: it is neither a folder nor a file nor a git revision"
        );
    };
    let listed = git(dir, &["ls-tree", "-r", "-z", "--name-only", &commit, "--", "."])?;
    let listed =
        String::from_utf8(listed.unwrap_or_default()).context("a path in git is not UTF-8")?;
    if listed.is_empty() {
        bail!("cannot compare with `{revision}`: it has nothing at {dir}");
    }
    let temporary = tempfile::tempdir().context("cannot make a temporary folder")?;
    let root = Utf8PathBuf::try_from(temporary.path().to_owned())?;
    for path in listed.split('\0').filter(|path| !path.is_empty()) {
        let text = git(dir, &["show", &format!("{commit}:./{path}")])?;
        let text = text.with_context(|| format!("git cannot show {path} of `{revision}`"))?;
        let file = root.join(path);
        if let Some(parent) = file.parent() {
            fs_err::create_dir_all(parent)?;
        }
        fs_err::write(file, text)?;
    }
    let name = format!("{revision}:{dir}");
    Ok(Baseline { name: revision.to_owned(), snapshot: folder(&root, &name)? })
}
