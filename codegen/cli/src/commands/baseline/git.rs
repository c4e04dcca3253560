//! A repository's revisions, asked of git itself.

use std::process::Command;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};

/// The repository that a folder is in.
#[derive(Debug)]
pub(super) struct Repository<'d> {
    dir: &'d Utf8Path,
    /// The folder's path in it, with `/` behind it; empty for its root.
    prefix: String,
}

impl<'d> Repository<'d> {
    /// That of `dir`; `None` where there is none.
    pub(super) fn of(dir: &'d Utf8Path) -> anyhow::Result<Option<Self>> {
        let found = git(dir, &["rev-parse", "--show-prefix"])?;
        let Some(found) = found else { return Ok(None) };
        let prefix = String::from_utf8(found).context("the path of the catalogue is not UTF-8")?;
        Ok(Some(Self { dir, prefix: prefix.trim_end_matches(['\n', '\r']).to_owned() }))
    }

    fn git(&self, args: &[&str]) -> anyhow::Result<Option<Vec<u8>>> {
        git(self.dir, args)
    }

    fn line(&self, args: &[&str]) -> anyhow::Result<Option<String>> {
        let printed = self.git(args)?;
        let line = printed.map(|it| String::from_utf8_lossy(&it).trim().to_owned());
        Ok(line.filter(|it| !it.is_empty()))
    }

    /// Whether only a part of its history is here.
    pub(super) fn is_shallow(&self) -> anyhow::Result<bool> {
        let says = self.line(&["rev-parse", "--is-shallow-repository"])?;
        Ok(says.is_some_and(|it| it == "true"))
    }

    /// The names of all tags.
    pub(super) fn tags(&self) -> anyhow::Result<Vec<String>> {
        let listed = self.git(&["tag", "--list"])?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect())
    }

    /// The commit that a revision names.
    pub(super) fn commit(&self, revision: &str) -> anyhow::Result<Option<String>> {
        let wanted = format!("{revision}^{{commit}}");
        self.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])
    }

    /// Where this branch left another one.
    pub(super) fn fork(&self, branch: &str) -> anyhow::Result<Option<String>> {
        self.line(&["merge-base", "HEAD", branch])
    }

    /// The paths of a commit, from the root, below a folder: `""` for all.
    fn paths(&self, commit: &str, below: &str) -> anyhow::Result<Vec<String>> {
        let mut args = vec!["ls-tree", "-r", "-z", "--full-tree", "--name-only", commit];
        if !below.is_empty() {
            args.extend(["--", below]);
        }
        let listed = self.git(&args)?.with_context(|| format!("git cannot list {commit}"))?;
        let listed = String::from_utf8(listed).context("a path in git is not UTF-8")?;
        Ok(listed.split('\0').filter(|it| !it.is_empty()).map(str::to_owned).collect())
    }

    /// The folder of the catalogue in a commit: where it is now, or where it was before it was moved.
    /// `None` where that commit has none.
    pub(super) fn catalogue(&self, commit: &str) -> anyhow::Result<Option<String>> {
        let manifest = format!("{}{MANIFEST}", self.prefix);
        if self.paths(commit, &manifest)?.contains(&manifest) {
            return Ok(Some(self.prefix.clone()));
        }
        let there = self.paths(commit, "")?;
        let folders: Vec<&str> = there
            .iter()
            .filter_map(|path| path.strip_suffix(MANIFEST))
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .collect();
        if let Some(moved) = self.moved(commit)?.filter(|it| folders.contains(&it.as_str())) {
            return Ok(Some(moved));
        }
        // Where git sees no move, the one that is no longer in its place.
        let top = self.line(&["rev-parse", "--show-toplevel"])?.unwrap_or_default();
        let is_gone = |folder: &&str| !Utf8Path::new(&top).join(folder).join(MANIFEST).exists();
        let gone: Vec<&str> = folders.into_iter().filter(is_gone).collect();
        match gone.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some((*one).to_owned())),
            several => bail!(
                "it has no catalogue at {}, and several elsewhere: {}",
                Self::shown(&self.prefix),
                several.iter().map(|it| Self::shown(it)).collect::<Vec<_>>().join(", ")
            ),
        }
    }

    /// The folder from which most of the catalogue's files were moved, as git tells renames.
    fn moved(&self, commit: &str) -> anyhow::Result<Option<String>> {
        let range = [commit, "HEAD"];
        let args = ["diff", "--no-ext-diff", "--find-renames", "--diff-filter=R", "--name-status"];
        let found = self.git(&[&args[..], &["-z"], &range].concat())?.unwrap_or_default();
        let found = String::from_utf8_lossy(&found);
        let mut fields = found.split('\0');
        while let (Some(_), Some(old), Some(new)) = (fields.next(), fields.next(), fields.next()) {
            if new.strip_prefix(&self.prefix) == Some(MANIFEST) {
                return Ok(old.strip_suffix(MANIFEST).map(str::to_owned));
            }
        }
        Ok(None)
    }

    /// A folder of the repository, as a message names it.
    pub(super) fn shown(folder: &str) -> String {
        match folder.trim_end_matches('/') {
            "" => "the root of the repository".to_owned(),
            path => format!("`{path}`"),
        }
    }

    /// Whether the catalogue is elsewhere now.
    pub(super) fn is_elsewhere(&self, folder: &str) -> bool {
        folder != self.prefix
    }

    /// Writes the files that lie below `folder` in a commit below `root`.
    pub(super) fn write(&self, commit: &str, folder: &str, root: &Utf8Path) -> anyhow::Result<()> {
        for path in self.paths(commit, folder)? {
            let text = self.git(&["cat-file", "blob", &format!("{commit}:{path}")])?;
            let text = text.with_context(|| format!("git cannot show {path}"))?;
            let file: Utf8PathBuf = root.join(path.strip_prefix(folder).unwrap_or(&path));
            if let Some(parent) = file.parent() {
                fs_err::create_dir_all(parent)?;
            }
            fs_err::write(file, text)?;
        }
        Ok(())
    }
}

const MANIFEST: &str = "catalogue.toml";

/// What git prints; `None` where it fails.
fn git(dir: &Utf8Path, args: &[&str]) -> anyhow::Result<Option<Vec<u8>>> {
    let output = Command::new("git").arg("-C").arg(dir).args(args).output();
    let output = output.context("cannot run git: name a folder or a catalogue.json with --base")?;
    Ok(output.status.success().then_some(output.stdout))
}
