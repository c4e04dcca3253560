//! The site's folder: only what `docs` made itself is ever replaced.

use anyhow::{Context, bail};
use camino::Utf8Path;
use fs_err as fs;
use tempfile::TempDir;

/// The file by which a site is known as one that `docs` built.
const MARK: &str = ".errcat-site";

/// Refuses a folder that holds something other than a site of ours.
pub(crate) fn check(dest: &Utf8Path) -> anyhow::Result<()> {
    let free = match dest.symlink_metadata() {
        Err(_) => true,
        Ok(found) if !found.is_dir() => false,
        Ok(_) => dest.join(MARK).is_file() || dest.read_dir_utf8()?.next().is_none(),
    };
    if !free {
        bail!(
            "{dest} holds files that docs did not make: name an empty or new folder with --dest \
                DIR; \
             nothing was written"
        );
    }
    Ok(())
}

/// A folder for the work, on the same disk as `dest`. It goes when it is dropped.
pub(crate) fn beside(dest: &Utf8Path) -> anyhow::Result<TempDir> {
    let parent = match dest.parent() {
        Some(parent) if !parent.as_str().is_empty() => parent,
        _ => Utf8Path::new("."),
    };
    fs::create_dir_all(parent)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".errcat-site-");
    builder.tempdir_in(parent).with_context(|| format!("cannot write in {parent}"))
}

/// Puts `site`, which lies in a folder of [`beside`], in the place of `dest`.
pub(crate) fn replace(dest: &Utf8Path, site: &Utf8Path) -> anyhow::Result<()> {
    let mark = "Built by errcat's `docs`, which may replace this folder.\n";
    fs::write(site.join(MARK), mark)?;
    let work = site.parent().context("the site lies in no folder")?;
    if dest.exists() {
        fs::rename(dest, work.join("old"))?;
    }
    fs::rename(site, dest)?;
    Ok(())
}
