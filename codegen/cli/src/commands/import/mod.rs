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
    /// The files to import codes from, all of one format
    #[arg(value_name = "FILE", required = true)]
    files: Vec<Utf8PathBuf>,
    /// The API that gets the codes: an existing API of the catalogue, or a new one
    #[arg(long, value_name = "NAME")]
    api: String,
    /// The format of the files [default: from their names]
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// A JSON body that the API sends, from which errcat guesses the envelope of a new API
    #[arg(long, value_name = "FILE")]
    body: Option<Utf8PathBuf>,
    /// The map from fields of records to facts of codes [default: .import/NAME.toml in the catalogue's
    /// folder, which the first import writes]
    #[arg(long, value_name = "FILE")]
    map: Option<Utf8PathBuf>,
    /// Write the changes instead of only showing them
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
