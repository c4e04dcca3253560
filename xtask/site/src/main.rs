//! `cargo xtask docs`: what `gen` would write, as a site. Nothing of `generated/` is read, so the
//! site is never older than the catalogue.
//!
//! Exit status: 0 clean, 1 errors in the catalogue, 2 usage or input/output failure.

mod answer;
mod build;
mod folder;
mod serve;

use std::process::ExitCode;

use camino::Utf8PathBuf;
use clap::Parser;
use xtask::Outcome;
use xtask::paths::{Folders, workspace};
use xtask::terminal::{Color, print};

/// Build the docs as a site that any static host serves, or serve it while one edits.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask docs", bin_name = "cargo xtask docs")]
struct Args {
    #[command(flatten)]
    folders: Folders,
    /// The site's folder [default: target/site, in the workspace]
    #[arg(long, value_name = "DIR")]
    dest: Option<Utf8PathBuf>,
    /// Serve the site on this machine alone, and build it anew whenever the catalogue changes
    #[arg(long)]
    serve: bool,
    /// The port to serve at; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 3000, requires = "serve")]
    port: u16,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Colours in what is printed
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

fn main() -> ExitCode {
    xtask::main(|args: Args| {
        args.color.set();
        run(&args)
    })
}

fn run(args: &Args) -> anyhow::Result<Outcome> {
    let catalogue = args.folders.catalogue()?;
    let dest = match &args.dest {
        Some(dest) => dest.clone(),
        None => workspace()?.join("target/site"),
    };
    let outcome = build::build(&catalogue, &dest)?;
    if args.serve {
        // Also a site that could not be built: it is, as soon as the catalogue allows.
        return serve::serve(&catalogue, &dest, args.port, args.open);
    }
    if outcome == Outcome::Clean && args.open {
        let page = dest.join("index.html");
        opener::open(&page).map_err(anyhow::Error::from)?;
        print(&format!("open  {page}\n"));
    }
    Ok(outcome)
}
