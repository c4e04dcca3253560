//! Where the catalogue and the outputs are.

use std::env;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat_catalogue::model::GENERATED;

/// The default name of a catalogue's folder.
pub(crate) const CATALOGUE: &str = "catalogue";

/// The folders of a command.
#[derive(Debug, clap::Args)]
pub(crate) struct Folders {
    /// The catalogue's folder [default: catalogue, here or in the nearest folder above]
    #[arg(long, value_name = "DIR")]
    catalogue: Option<Utf8PathBuf>,
}

/// The folder of a command that writes.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct OutFolder {
    /// The folder of the outputs [default: generated, next to the catalogue]
    #[arg(long, value_name = "DIR")]
    out: Option<Utf8PathBuf>,
}

impl Folders {
    /// That of the catalogue in `dir`.
    pub(crate) fn of(dir: &Utf8Path) -> Self {
        Self { catalogue: Some(dir.to_owned()) }
    }

    /// The argument as it was given: ` --catalogue DIR`, or nothing.
    pub(crate) fn argument(&self) -> String {
        argument("--catalogue", self.catalogue.as_deref())
    }

    /// The catalogue's folder.
    pub(crate) fn catalogue(&self) -> anyhow::Result<Utf8PathBuf> {
        catalogue(self.catalogue.as_deref())
    }

    /// The folder that holds the catalogue's.
    #[cfg(feature = "docs")]
    pub(crate) fn base(&self) -> anyhow::Result<Utf8PathBuf> {
        Ok(base(&self.catalogue()?))
    }
}

impl OutFolder {
    /// The argument as it was given: ` --out DIR`, or nothing.
    pub(crate) fn argument(&self) -> String {
        argument("--out", self.out.as_deref())
    }

    /// The folder of the outputs of the catalogue in `dir`.
    pub(crate) fn out(&self, dir: &Utf8Path) -> Utf8PathBuf {
        self.out.clone().unwrap_or_else(|| base(dir).join(GENERATED))
    }
}

/// The folder that was given, or else the one of the folder that a command is called in.
pub(crate) fn catalogue(given: Option<&Utf8Path>) -> anyhow::Result<Utf8PathBuf> {
    match given {
        Some(dir) => Ok(dir.to_owned()),
        None => nearest(),
    }
}

/// The folder that holds the catalogue in `dir`.
pub(crate) fn base(dir: &Utf8Path) -> Utf8PathBuf {
    match dir.parent() {
        // `..` has a parent for its text alone.
        Some(parent) if dir.file_name().is_some() => parent.to_owned(),
        _ => dir.join(".."),
    }
}

/// The catalogue in the current folder, or in the nearest one above that has one.
fn nearest() -> anyhow::Result<Utf8PathBuf> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let here = Utf8PathBuf::try_from(here).context("the current folder's path is not UTF-8")?;
    for folder in here.ancestors() {
        let dir = folder.join(CATALOGUE);
        if dir.join("catalogue.toml").symlink_metadata().is_ok() {
            return Ok(if folder == here { CATALOGUE.into() } else { dir });
        }
    }
    bail!(
        "no catalogue found: neither {here} nor a folder above it has {CATALOGUE}/catalogue.toml; \
            name the catalogue's folder with --catalogue DIR"
    )
}

/// The argument that names the catalogue in `dir`, or nothing where a command takes that anyway.
pub(crate) fn argument_for(dir: &Utf8Path) -> String {
    let usual = nearest().is_ok_and(|usual| usual == dir);
    argument("--catalogue", Some(dir).filter(|_| !usual))
}

fn argument(name: &str, given: Option<&Utf8Path>) -> String {
    given.map(|path| format!(" {name} {path}")).unwrap_or_default()
}
