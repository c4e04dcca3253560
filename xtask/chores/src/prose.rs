//! `cargo chores prose`: lints every text that people read, in sources and outputs, with textlint. The rules of this
//! project are `xtask/chores/prose/rules.json`; textlint is pinned there, and installed under `target/`.

use std::process::Command;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};

use errcat::Outcome;

use crate::root;
use crate::tools::{self, NEEDS_NODE};

const PACKAGE: &str = include_str!("../prose/package.json");
const PACKAGE_LOCK: &str = include_str!("../prose/package-lock.json");

const NEEDS_GIT: &str = "install git: https://git-scm.com";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Lint only these files [default: all files that git knows]
    #[arg(value_name = "FILE")]
    files: Vec<Utf8PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let root = root()?;
    let work = Utf8PathBuf::try_from(std::path::absolute(root.join("target/prose"))?)?;
    let files = [("package.json", PACKAGE), ("package-lock.json", PACKAGE_LOCK)];
    let pins = [PACKAGE, PACKAGE_LOCK].concat();
    tools::installed(&work, &files, &pins, true, || tools::npm(&work))?;
    let files = if args.files.is_empty() { tracked(&root)? } else { args.files.clone() };
    let status = Command::new("node")
        .arg(root.join("xtask/chores/prose/run.mjs"))
        .arg(work.join("node_modules"))
        .args(files)
        .status()
        .with_context(|| format!("cannot start node ({NEEDS_NODE})"))?;
    match status.code() {
        Some(0) => Ok(Outcome::Clean),
        Some(1) => Ok(Outcome::Findings),
        _ => bail!("the linter stopped: {status}"),
    }
}

/// All files under version control, outputs among them.
fn tracked(root: &Utf8Path) -> anyhow::Result<Vec<Utf8PathBuf>> {
    // An empty path is not a folder to run anything in.
    let root = Utf8Path::new(".").join(root);
    let mut git = Command::new("git");
    git.args(["ls-files", "-z"]).current_dir(&root);
    let output = tools::start(&mut git, NEEDS_GIT)?;
    if !output.status.success() {
        bail!("git cannot list the files: {}", tools::said(&output));
    }
    let text = String::from_utf8(output.stdout).context("a path is not UTF-8")?;
    Ok(text
        .split_terminator('\0')
        .map(|path| root.join(path))
        .filter(|path| path.is_file())
        .collect())
}
