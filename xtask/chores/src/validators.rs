//! Checks `OpenAPI` documents against validators that other people wrote: Redocly
//! and Spectral (npm), openapi-spec-validator (`PyPI`).
//!
//! Each finds what another overlooks (a dangling discriminator mapping, a wrong
//! header example, a wrong `examples` of a schema), so a document is valid when
//! all three say so. Versions are pinned, with all they depend on, by the files
//! in `xtask/chores/conformance`. Only the installation uses the network.

use std::process::Command;

use anyhow::{Result, bail};
use camino::{Utf8Path, Utf8PathBuf};

use crate::tools::{self, NEEDS_NODE, said};

const PACKAGE: &str = include_str!("../conformance/package.json");
const PACKAGE_LOCK: &str = include_str!("../conformance/package-lock.json");
const REQUIREMENTS: &str = include_str!("../conformance/requirements.txt");
const REDOCLY: &str = include_str!("../conformance/redocly.yaml");
const SPECTRAL: &str = include_str!("../conformance/spectral.yaml");

pub(crate) const NEEDS_PYTHON: &str =
    "install Python 3.11 or later with its venv module: https://www.python.org";

/// A validator: its name, its command, and how to get what runs it.
pub(crate) type Validator = (&'static str, fn(&Utf8Path) -> Command, &'static str);

/// All of them.
pub(crate) const VALIDATORS: &[Validator] = &[
    ("spectral", |work| spectral(work, "text"), NEEDS_NODE),
    ("redocly", |work| redocly(work, "stylish"), NEEDS_NODE),
    ("openapi-spec-validator", spec_validator, NEEDS_PYTHON),
];

/// Validates `documents`, `OpenAPI` files, with a validator installed in the folder `work`.
///
/// Spectral takes paths for glob patterns; paths from the caller's directory keep brackets in the
/// names of folders above it out of them.
///
/// Returns a line on what was done.
///
/// # Errors
///
/// If the validator finds something, cannot be started, or has nothing to validate.
pub(crate) fn run(
    (name, command, needs): Validator,
    documents: &[Utf8PathBuf],
    work: &Utf8Path,
) -> Result<String> {
    if documents.is_empty() {
        bail!("there are no OpenAPI documents to validate");
    }
    let output = tools::start(command(work).args(documents), needs)?;
    if output.status.success() {
        let plural = if documents.len() == 1 { "" } else { "s" };
        return Ok(format!("{name}: {} document{plural} valid\n", documents.len()));
    }
    bail!("{name}: {}\n{}", output.status, said(&output))
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

/// Writes the configuration to the folder `work`, which is the validators' alone, and installs them
/// unless the pinned ones are there.
pub(crate) fn install(work: &Utf8Path) -> Result<()> {
    let files = [
        ("redocly.yaml", REDOCLY),
        ("spectral.yaml", SPECTRAL),
        ("package.json", PACKAGE),
        ("package-lock.json", PACKAGE_LOCK),
        ("requirements.txt", REQUIREMENTS),
    ];
    let pins = [PACKAGE, PACKAGE_LOCK, REQUIREMENTS].concat();
    // A newer Python elsewhere leaves the link to it dangling.
    let whole = python(work).exists();
    tools::installed(work, &files, &pins, whole, || {
        tools::npm(work)?;
        venv(work)?;
        tools::step(
            Command::new(python(work))
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .arg("--requirement")
                .arg(work.join("requirements.txt")),
            NEEDS_PYTHON,
        )
    })
}

/// Makes a virtual environment in the folder `work`.
pub(crate) fn venv(work: &Utf8Path) -> Result<()> {
    tools::step(
        Command::new(if cfg!(windows) { "python" } else { "python3" })
            .args(["-m", "venv", "--clear"])
            .arg(work.join("venv")),
        NEEDS_PYTHON,
    )
}

/// The interpreter of the virtual environment.
pub(crate) fn python(work: &Utf8Path) -> Utf8PathBuf {
    work.join(if cfg!(windows) { "venv/Scripts/python.exe" } else { "venv/bin/python" })
}
