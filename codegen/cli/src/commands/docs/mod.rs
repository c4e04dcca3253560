//! `docs`: what `gen` would write, as a site. Nothing of the outputs is read, so the site is never older
//! than the catalogue.
//!
//! What builds and serves it is heavy, and this command's alone: it is behind the feature `docs`. A program
//! without the feature has Cargo build it with it.

#[cfg(feature = "docs")]
mod answer;
#[cfg(feature = "docs")]
mod build;
#[cfg(feature = "docs")]
mod folder;
#[cfg(feature = "docs")]
mod serve;

use camino::Utf8PathBuf;

use crate::Outcome;
use crate::paths::Folders;

#[derive(Debug, clap::Args)]
#[cfg_attr(
    not(feature = "docs"),
    allow(dead_code, reason = "a program with the feature reads them")
)]
pub(crate) struct Args {
    #[command(flatten)]
    folders: Folders,
    /// The site's folder [default: target/site, next to the catalogue]
    #[arg(long, value_name = "DIR")]
    dest: Option<Utf8PathBuf>,
    /// Serve the site on this machine, and rebuild it whenever the catalogue changes
    #[arg(long)]
    serve: bool,
    /// The port to serve on; 0 chooses a free port
    #[arg(long, value_name = "N", default_value_t = 3000, requires = "serve")]
    port: u16,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

#[cfg(not(feature = "docs"))]
pub(crate) fn run(_: &Args) -> anyhow::Result<Outcome> {
    crate::commands::elsewhere::run("docs")
}

#[cfg(feature = "docs")]
pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let catalogue = args.folders.catalogue()?;
    let dest = match &args.dest {
        Some(dest) => dest.clone(),
        None => args.folders.base()?.join("target/site"),
    };
    let outcome = build::build(&catalogue, &dest)?;
    if args.serve {
        // Also a site that could not be built: it is, as soon as the catalogue allows.
        return serve::serve(&catalogue, &dest, args.port, args.open);
    }
    if outcome == Outcome::Clean && args.open {
        let page = dest.join("index.html");
        opener::open(&page).map_err(anyhow::Error::from)?;
        crate::terminal::print(&format!("open  {page}\n"));
    }
    Ok(outcome)
}
