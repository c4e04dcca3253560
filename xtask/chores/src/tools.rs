//! Tools that other people wrote, from npm and the system: pinned, and installed under `target/`.

use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use camino::Utf8Path;
use fs_err as fs;

/// What to do where Node.js is missing.
pub const NEEDS_NODE: &str = "install Node.js 20.19 or later, which brings npm: https://nodejs.org";

/// Where Cargo comes from.
pub const NEEDS_RUST: &str = "it comes with Rust: https://www.rust-lang.org";

/// Holds the pins of a complete installation.
const STAMP: &str = "installed";

/// Installs into the folder `work`, by `steps`, unless what `pins` say is there, and is `whole` as
/// far as the caller can see; `files` (name and text) are written first in any case.
pub fn installed(
    work: &Utf8Path,
    files: &[(&str, &str)],
    pins: &str,
    whole: bool,
    steps: impl FnOnce() -> Result<()>,
) -> Result<()> {
    fs::create_dir_all(work)?;
    for (name, text) in files {
        fs::write(work.join(name), text)?;
    }
    let stamp = work.join(STAMP);
    if whole && fs::read(&stamp).is_ok_and(|found| found == pins.as_bytes()) {
        return Ok(());
    }
    // An installation that breaks off must not look complete.
    if stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    steps()?;
    fs::write(&stamp, pins)?;
    Ok(())
}

/// Installs what `package-lock.json` in `work` pins. Only this uses the network.
pub fn npm(work: &Utf8Path) -> Result<()> {
    step(
        Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .env("npm_config_update_notifier", "false")
            .current_dir(work),
        NEEDS_NODE,
    )
}

/// Runs a step of an installation, which must succeed.
pub fn step(command: &mut Command, needs: &str) -> Result<()> {
    let output = start(command, needs)?;
    if !output.status.success() {
        bail!("{command:?}: {}\n{}", output.status, said(&output));
    }
    Ok(())
}

/// Runs Cargo, or what Rust brings along, which must succeed.
pub fn done(command: &mut Command) -> Result<()> {
    step(command, NEEDS_RUST)
}

/// The Cargo that runs this.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program to its end; `needs` says how to get it where it is missing.
pub fn start(command: &mut Command, needs: &str) -> Result<Output> {
    command.output().with_context(|| {
        format!("cannot start {} ({needs})", command.get_program().to_string_lossy())
    })
}

/// All that a program said.
pub fn said(output: &Output) -> String {
    let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&said).trim_end().to_owned()
}
