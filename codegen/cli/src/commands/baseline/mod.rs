//! The release that a catalogue is compared with: a git revision, a folder, or a `catalogue.json`.
//!
//! If nobody names one, it is the newest release before the catalogue's own version, as the tags of
//! the repository have it; where there is none, the commit at which the branch left the main branch.
//! It is never the commit that is at hand: that would say that nothing has changed, whatever has.

mod git;
mod tags;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat_evolve::diff::Snapshot;
use errcat_findings::render::{Style, human};
use semver::Version;

use self::git::Repository;
use self::tags::Pattern;
use crate::pipeline;

/// The option that names it.
#[derive(Debug, clap::Args)]
pub(crate) struct BaseArg {
    /// What to compare with: a git revision, a catalogue's folder or a catalogue.json [default: the
    /// newest version tag below the catalogue's version, else where the branch left the main branch]
    #[arg(long, value_name = "REV|DIR|FILE")]
    base: Option<String>,
    /// Which tags are versions of the catalogue: `*` stands for the version [default: `v*` or `*`,
    /// else the same behind a name, such as `shop-v*` or `shop/v*`]
    #[arg(long, value_name = "PATTERN", value_parser = Pattern::parse, conflicts_with = "base")]
    tag_pattern: Option<Pattern>,
}

/// A release, and what it is called.
#[derive(Debug)]
pub(crate) struct Baseline {
    pub(crate) name: String,
    pub(crate) snapshot: Snapshot,
}

/// A catalogue that is to be compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Current<'a> {
    /// Its folder.
    pub dir: &'a Utf8Path,
    /// What it says.
    pub snapshot: &'a Snapshot,
    /// What its generated crate is called.
    pub package: &'a str,
}

impl BaseArg {
    /// Reads the baseline of a catalogue; `None` if nobody names one, and there is no release and
    /// no other branch yet. One that cannot be read is an error: it is never taken for one without
    /// changes.
    pub(crate) fn find(&self, current: Current<'_>) -> anyhow::Result<Option<Baseline>> {
        let Some(base) = &self.base else {
            return usual(current, self.tag_pattern.as_ref());
        };
        let path = Utf8Path::new(base);
        let snapshot = if path.is_dir() {
            folder(path, path.as_str())
        } else if path.exists() {
            file(path)
        } else {
            return named(current.dir, base).map(Some);
        };
        Ok(Some(Baseline { name: base.clone(), snapshot: snapshot? }))
    }

    /// The same for those who need one.
    pub(crate) fn read(&self, current: Current<'_>) -> anyhow::Result<Baseline> {
        self.find(current)?.with_context(|| {
            let version = current.snapshot.version();
            let tags = match &self.tag_pattern {
                Some(_) => "that fits --tag-pattern",
                None => "of a version, such as `v1.2.3`,",
            };
            format!(
                "there is no release to compare {dir} with: no tag {tags} up to {version} has a \
                 catalogue, and this commit is not on a branch that left another one; tag the commit \
                 of the last release, or name a baseline with --base REV|DIR|FILE",
                dir = current.dir
            )
        })
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

/// Branches that others start from, the likeliest first.
const MAIN: &[&str] = &["origin/HEAD", "origin/main", "origin/master", "main", "master"];

/// The usual baseline of a catalogue.
fn usual(current: Current<'_>, pattern: Option<&Pattern>) -> anyhow::Result<Option<Baseline>> {
    let Some(repository) = Repository::of(current.dir)? else {
        bail!("{} is not in a git repository: name a baseline with --base DIR|FILE", current.dir);
    };
    let head = repository.commit("HEAD")?;
    let version = Version::parse(current.snapshot.version())?;
    let tags = repository.tags()?;
    let tags = tags::of_versions(tags.iter().map(String::as_str), pattern, current.package)?;
    for tag in tags::before(&version, tags) {
        let commit = repository.commit(&format!("refs/tags/{}", tag.name))?;
        let Some(commit) = commit else { continue };
        let Some(base) = at(&repository, &commit, &tag.name, current.dir)? else { continue };
        // The tag of this very release: what it changes is what has changed since the one before.
        if head.as_ref() == Some(&commit) && base.snapshot.is_same(current.snapshot) {
            continue;
        }
        return Ok(Some(base));
    }
    if repository.is_shallow()? {
        bail!(
            "this clone of the repository is shallow, and does not have the release to compare {} \
             with: run `git fetch --unshallow --tags` first (in a GitHub workflow, give \
             actions/checkout `fetch-depth: 0`), or name a baseline with --base",
            current.dir
        );
    }
    let Some(head) = head else { return Ok(None) };
    for branch in MAIN {
        let Some(fork) = repository.fork(branch)? else { continue };
        let short: String = fork.chars().take(12).collect();
        let name = if fork == head { format!("{short}, the last commit") } else { short };
        let base = at(&repository, &fork, &name, current.dir)?;
        // If the main branch is all there is, no release came before.
        return Ok(base.filter(|base| fork != head || !base.snapshot.is_same(current.snapshot)));
    }
    Ok(None)
}

/// The catalogue of a git revision that somebody named.
fn named(dir: &Utf8Path, revision: &str) -> anyhow::Result<Baseline> {
    let repository = Repository::of(dir)?;
    let commit = match &repository {
        Some(repository) => repository.commit(revision)?,
        None => None,
    };
    let (Some(repository), Some(commit)) = (&repository, commit) else {
        let shallow = repository.as_ref().map(Repository::is_shallow).transpose()?;
        let fetch = match shallow {
            Some(true) => format!(
                "; this clone is shallow: `git fetch --depth 1 origin tag {revision}` gets a tag, and \
                 `git fetch --unshallow` all there is"
            ),
            _ => String::new(),
        };
        bail!(
            "cannot compare with `{revision}`: it is neither a folder nor a file nor a git revision{fetch}"
        );
    };
    at(repository, &commit, revision, dir)?
        .with_context(|| format!("cannot compare with `{revision}`: it has no catalogue at {dir}"))
}

/// The catalogue in `dir` as a commit has it, there or where it was before it was moved. `None` where
/// that commit has none.
fn at(
    repository: &Repository<'_>,
    commit: &str,
    name: &str,
    dir: &Utf8Path,
) -> anyhow::Result<Option<Baseline>> {
    let folder_there = repository.catalogue(commit);
    let Some(there) = folder_there.with_context(|| format!("cannot compare with `{name}`"))? else {
        return Ok(None);
    };
    let temporary = tempfile::tempdir().context("cannot make a temporary folder")?;
    let root = Utf8PathBuf::try_from(temporary.path().to_owned())?;
    repository.write(commit, &there, &root)?;
    let (name, shown) = if repository.is_elsewhere(&there) {
        let place = Repository::shown(&there);
        (format!("{name}, where it was in {place}"), format!("{name}:{there}"))
    } else {
        (name.to_owned(), format!("{name}:{dir}"))
    };
    Ok(Some(Baseline { name, snapshot: folder(&root, &shown)? }))
}
