//! Where the catalogue and the outputs are.

use anyhow::Context;
use camino::{Utf8Path, Utf8PathBuf};

/// The folders of a command.
#[derive(Debug, clap::Args)]
pub struct Folders {
    /// The catalogue's folder [default: catalogue, in the workspace]
    #[arg(long, value_name = "DIR")]
    catalogue: Option<Utf8PathBuf>,
}

/// The folder of a command that writes.
#[derive(Debug, clap::Args)]
pub struct OutFolder {
    /// The folder of the outputs [default: generated, in the workspace]
    #[arg(long, value_name = "DIR")]
    out: Option<Utf8PathBuf>,
}

impl Folders {
    /// The argument as it was given: ` --catalogue DIR`, or nothing.
    pub fn argument(&self) -> String {
        argument("--catalogue", self.catalogue.as_deref())
    }

    /// The catalogue's folder.
    pub fn catalogue(&self) -> anyhow::Result<Utf8PathBuf> {
        resolve(self.catalogue.as_deref(), "catalogue")
    }
}

impl OutFolder {
    /// The argument as it was given: ` --out DIR`, or nothing.
    pub fn argument(&self) -> String {
        argument("--out", self.out.as_deref())
    }

    /// The folder of the outputs.
    pub fn out(&self) -> anyhow::Result<Utf8PathBuf> {
        resolve(self.out.as_deref(), "generated")
    }
}

/// The workspace's root, as a path from the current folder where that is shorter.
pub fn workspace() -> anyhow::Result<Utf8PathBuf> {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .context("the workspace has no folder")?;
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    let here = Utf8PathBuf::try_from(here).context("the current folder's path is not UTF-8")?;
    Ok(match root.strip_prefix(&here) {
        Ok(shorter) => shorter.to_owned(),
        Err(_) => root.to_owned(),
    })
}

/// The argument that names the catalogue in `dir`, or nothing where a command takes that anyway.
pub fn argument_for(dir: &Utf8Path) -> String {
    let usual = resolve(None, "catalogue").is_ok_and(|usual| usual == dir);
    argument("--catalogue", Some(dir).filter(|_| !usual))
}

fn argument(name: &str, given: Option<&Utf8Path>) -> String {
    given.map(|path| format!(" {name} {path}")).unwrap_or_default()
}

/// What was given is meant from the current folder; what was not, from the workspace.
fn resolve(given: Option<&Utf8Path>, default: &str) -> anyhow::Result<Utf8PathBuf> {
    match given {
        Some(path) => Ok(path.to_owned()),
        None => Ok(workspace()?.join(default)),
    }
}
