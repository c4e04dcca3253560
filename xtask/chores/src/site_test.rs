//! `cargo chores site-test`: sites in a real browser. The tests are `xtask/chores/site-test`; what drives
//! the browser is pinned there, and installed under `target/`.

use std::process::Command;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};

use errcat::Outcome;

use crate::root;
use crate::tools::{self, NEEDS_NODE};

const PACKAGE: &str = include_str!("../site-test/package.json");
const PACKAGE_LOCK: &str = include_str!("../site-test/package-lock.json");

/// The names under which systems have Chromium, or its kin.
const BROWSERS: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// More catalogues whose sites are built, under target/, and tested too
    #[arg(value_name = "CATALOGUE")]
    catalogues: Vec<Utf8PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let work = absolute(&root()?.join("target/site-test"))?;
    let browser = browser()?;
    let files = [("package.json", PACKAGE), ("package-lock.json", PACKAGE_LOCK)];
    let pins = [PACKAGE, PACKAGE_LOCK].concat();
    tools::installed(&work, &files, &pins, true, || tools::npm(&work))?;
    let mut sites = Vec::new();
    for dir in std::iter::once(&root()?.join("catalogue")).chain(&args.catalogues) {
        let name = dir.file_name().with_context(|| format!("{dir} has no name"))?;
        let site = work.join("sites").join(name);
        build(dir, &site)?;
        sites.push(site);
    }
    let tests = absolute(&root()?.join("xtask/chores/site-test/run.mjs"))?;
    let status = Command::new("node")
        .arg(tests)
        .arg(work.join("node_modules"))
        .arg(browser)
        .args(&sites)
        .status()
        .with_context(|| format!("cannot start node ({NEEDS_NODE})"))?;
    match status.code() {
        Some(0) => Ok(Outcome::Clean),
        Some(1) => Ok(Outcome::Findings),
        _ => bail!("the tests did not come to their end: {status}"),
    }
}

/// Builds a site by the program that people install.
fn build(dir: &Utf8Path, site: &Utf8Path) -> anyhow::Result<()> {
    let mut cargo = tools::cargo();
    cargo.args(["run", "--locked", "--quiet", "--package", "errcat", "--manifest-path"]);
    cargo.arg(root()?.join("Cargo.toml"));
    cargo.args(["--", "docs", "--catalogue", dir.as_str(), "--dest", site.as_str()]);
    tools::done(&mut cargo).with_context(|| format!("the site of {dir} could not be built"))
}

/// The browser, from `PATH`.
fn browser() -> anyhow::Result<Utf8PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let found = BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file());
    let found = found.with_context(|| {
        format!("there is no Chromium on the PATH (looked for {}): install it", BROWSERS.join(", "))
    })?;
    Ok(Utf8PathBuf::try_from(found)?)
}

fn absolute(path: &Utf8Path) -> anyhow::Result<Utf8PathBuf> {
    Ok(Utf8PathBuf::try_from(std::path::absolute(path)?)?)
}
