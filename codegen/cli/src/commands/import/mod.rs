//! `import`
//!
//! Its readers are heavy, and this command's alone: they are behind the feature `import`. A program without
//! the feature has Cargo build it with it.

#[cfg(feature = "import")]
mod run;

use camino::{Utf8Path, Utf8PathBuf};

use crate::paths::Folders;

#[derive(Debug, clap::Args)]
#[cfg_attr(
    not(feature = "import"),
    allow(dead_code, reason = "a program with the feature reads them")
)]
#[cfg_attr(feature = "import", command(after_help = run::help()))]
pub(crate) struct Args {
    /// What codes are taken from: a file, or several of one kind
    #[arg(value_name = "FILE", required = true)]
    files: Vec<Utf8PathBuf>,
    /// The API that gets them: one of the catalogue, or a new one
    #[arg(long, value_name = "NAME")]
    api: String,
    /// What the files are, whatever their names say
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// A body that the API sends, in JSON: the envelope of a new API is guessed from it
    #[arg(long, value_name = "FILE")]
    body: Option<Utf8PathBuf>,
    /// The map: what of a record is what of a code [default: .import/NAME.toml in the catalogue's folder,
    /// which the first import writes]
    #[arg(long, value_name = "FILE")]
    map: Option<Utf8PathBuf>,
    /// Write what is shown otherwise
    #[arg(long)]
    write: bool,
    /// Whether it says what to do next, which `init` says itself
    #[arg(skip = true)]
    says_next: bool,
    #[command(flatten)]
    folders: Folders,
}

impl Args {
    /// Writes the codes of these files to the catalogue in `dir`.
    pub(crate) fn of(
        dir: &Utf8Path,
        files: &[Utf8PathBuf],
        body: Option<Utf8PathBuf>,
        api: &str,
    ) -> Self {
        Self {
            files: files.to_vec(),
            api: api.to_owned(),
            format: None,
            body,
            map: None,
            write: true,
            says_next: false,
            folders: Folders::of(dir),
        }
    }
}

#[cfg(not(feature = "import"))]
pub(crate) fn run(_: &Args) -> anyhow::Result<crate::Outcome> {
    crate::commands::elsewhere::run("import")
}

#[cfg(feature = "import")]
pub(crate) use run::run;
