//! Holds `OpenAPI` documents against validators that other people wrote: Redocly
//! and Spectral (npm), openapi-spec-validator (`PyPI`).
//!
//! Each finds what another overlooks (a dangling discriminator mapping, a wrong
//! header example, a wrong `examples` of a schema), so a document is valid when
//! all three say so. Versions are pinned, with all they depend on, by the files
//! in `xtask/conformance`. Only the installation uses the network.

use std::fmt;
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;

const PACKAGE: &str = include_str!("../conformance/package.json");
const PACKAGE_LOCK: &str = include_str!("../conformance/package-lock.json");
const REQUIREMENTS: &str = include_str!("../conformance/requirements.txt");
const REDOCLY: &str = include_str!("../conformance/redocly.yaml");
const SPECTRAL: &str = include_str!("../conformance/spectral.yaml");

/// Holds the installed pins, once the installation is complete.
const STAMP: &str = "installed";

pub(crate) const NEEDS_NODE: &str =
    "install Node.js 20.19 or later, which brings npm: https://nodejs.org";
pub(crate) const NEEDS_PYTHON: &str =
    "install Python 3.11 or later with its venv module: https://www.python.org";

/// The error of [`run`] when the validators worked and found something; any
/// other error means that they could not be installed or started.
#[derive(Debug)]
pub(crate) struct Invalid {
    /// What every validator said.
    pub(crate) report: String,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report)
    }
}

impl std::error::Error for Invalid {}

/// Validates `documents`, `OpenAPI` files, with validators installed in the
/// folder `work`, which is theirs alone; a second run finds them there.
///
/// Spectral takes paths for glob patterns; paths from the caller's directory
/// keep brackets in the names of folders above it out of them.
///
/// Returns a line per validator.
///
/// # Errors
///
/// [`Invalid`], if a validator finds something; others, if there is nothing to
/// validate, or a validator can't be installed or started.
pub(crate) fn run(documents: &[Utf8PathBuf], work: &Utf8Path) -> Result<String> {
    if documents.is_empty() {
        bail!("there are no OpenAPI documents to validate");
    }
    install(work)?;

    let mut redocly = redocly(work, "stylish");
    redocly.args(documents);
    let mut spectral = spectral(work, "text");
    spectral.args(documents);
    let mut spec_validator = spec_validator(work);
    spec_validator.args(documents);

    let mut report = String::new();
    let mut valid = true;
    for (name, command, needs) in [
        ("redocly", &mut redocly, NEEDS_NODE),
        ("spectral", &mut spectral, NEEDS_NODE),
        ("openapi-spec-validator", &mut spec_validator, NEEDS_PYTHON),
    ] {
        let output = start(command, needs)?;
        if output.status.success() {
            let plural = if documents.len() == 1 { "" } else { "s" };
            report.push_str(&format!("{name}: {} document{plural} valid\n", documents.len()));
        } else {
            valid = false;
            report.push_str(&format!("{name}: {}\n{}\n", output.status, text(&output)));
        }
    }
    if valid { Ok(report) } else { Err(Invalid { report }.into()) }
}

/// Redocly, which says what it finds in `format`; documents are to be added.
pub(crate) fn redocly(work: &Utf8Path, format: &str) -> Command {
    let mut command = Command::new("node");
    command
        .arg(work.join("node_modules/@redocly/cli/bin/cli.js"))
        .args(["lint", "--format", format, "--config"])
        .arg(work.join("redocly.yaml"))
        .env("REDOCLY_TELEMETRY", "off")
        .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
    command
}

/// Spectral, likewise.
pub(crate) fn spectral(work: &Utf8Path, format: &str) -> Command {
    let mut command = Command::new("node");
    command
        .arg(work.join("node_modules/@stoplight/spectral-cli/dist/index.js"))
        .args(["lint", "--quiet", "--format", format, "--fail-severity", "warn"])
        .args(["--fail-on-unmatched-globs", "--ruleset"])
        .arg(work.join("spectral.yaml"));
    command
}

/// openapi-spec-validator, likewise.
pub(crate) fn spec_validator(work: &Utf8Path) -> Command {
    let mut command = Command::new(python(work));
    command.args(["-m", "openapi_spec_validator", "--validation-errors", "all"]);
    command
}

/// Writes the configuration, and installs the validators unless the pinned
/// ones are there.
fn install(work: &Utf8Path) -> Result<()> {
    fs::create_dir_all(work)?;
    fs::write(work.join("redocly.yaml"), REDOCLY)?;
    fs::write(work.join("spectral.yaml"), SPECTRAL)?;

    let stamp = work.join(STAMP);
    let pins = [PACKAGE, PACKAGE_LOCK, REQUIREMENTS].concat();
    let complete = fs::read(&stamp).is_ok_and(|found| found == pins.as_bytes());
    // A newer Python elsewhere leaves the link to it dangling.
    if complete && python(work).exists() {
        return Ok(());
    }
    // An installation that breaks off must not look complete.
    if stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    fs::write(work.join("package.json"), PACKAGE)?;
    fs::write(work.join("package-lock.json"), PACKAGE_LOCK)?;
    let requirements = work.join("requirements.txt");
    fs::write(&requirements, REQUIREMENTS)?;

    step(
        Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .env("npm_config_update_notifier", "false")
            .current_dir(work),
        NEEDS_NODE,
    )?;
    step(
        Command::new(if cfg!(windows) { "python" } else { "python3" })
            .args(["-m", "venv", "--clear"])
            .arg(work.join("venv")),
        NEEDS_PYTHON,
    )?;
    step(
        Command::new(python(work))
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .arg("--requirement")
            .arg(&requirements),
        NEEDS_PYTHON,
    )?;
    fs::write(&stamp, pins)?;
    Ok(())
}

/// The interpreter of the virtual environment.
fn python(work: &Utf8Path) -> Utf8PathBuf {
    work.join(if cfg!(windows) { "venv/Scripts/python.exe" } else { "venv/bin/python" })
}

/// Runs a step of the installation, which must succeed.
fn step(command: &mut Command, needs: &str) -> Result<()> {
    let output = start(command, needs)?;
    if !output.status.success() {
        bail!("{command:?}: {}\n{}", output.status, text(&output));
    }
    Ok(())
}

/// Runs a program to its end; `needs` says how to get it where it is missing.
pub(crate) fn start(command: &mut Command, needs: &str) -> Result<Output> {
    command.output().with_context(|| {
        format!("cannot start {} ({needs})", command.get_program().to_string_lossy())
    })
}

/// All that a program said.
pub(crate) fn text(output: &Output) -> String {
    let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    String::from_utf8_lossy(&said).trim_end().to_owned()
}
