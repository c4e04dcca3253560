//! Checks findings as SARIF against the standard's schema.
//!
//! The schema comes with a package of somebody else's, which `xtask/chores/conformance/sarif` pins; the
//! validator, Python's jsonschema, comes with the validators of `OpenAPI`.

use std::process::Command;

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_findings::render::{self, Style};
use fs_err as fs;
use serde_json::Value as Json;

use crate::tools::{self, said};
use crate::validators::{NEEDS_PYTHON, python};

const MANIFEST: &str = include_str!("../conformance/sarif/Cargo.toml");
const LOCK: &str = include_str!("../conformance/sarif/Cargo.lock");

/// Validates what is found in each case of the folder `faulty`; `work` is the folder of the
/// validators, which have been installed.
///
/// Returns a line on what was done.
///
/// # Errors
/// If a log is not as the schema says, there is nothing to validate, or a program cannot be started.
pub(crate) fn run(faulty: &Utf8Path, work: &Utf8Path) -> Result<String> {
    let home = work.join("sarif");
    let schema = schema(&home)?;
    let format = render::format("sarif").context("there is no such format")?;
    let mut validator = Command::new(python(work));
    // Its command line is to go in a later version than the one that is pinned.
    validator.args(["-W", "ignore", "-m", "jsonschema"]);
    let mut count = 0;
    let cases = tempfile::tempdir()?;
    let cases = Utf8Path::from_path(cases.path()).context("the temporary folder is not UTF-8")?;
    for dir in errcat_tests::unpack(faulty, cases)? {
        let reading = pipeline::read(&dir)?;
        let log = (format.render)(&reading.diagnostics, &reading.sources, Style::Plain);
        let path = home.join(format!("{}.sarif", dir.file_name().unwrap_or_default()));
        fs::write(&path, log)?;
        validator.arg("--instance").arg(path);
        count += 1;
    }
    let output = tools::start(validator.arg(schema), NEEDS_PYTHON)?;
    if output.status.success() {
        return Ok(format!("sarif: {count} logs valid\n"));
    }
    bail!("sarif: {}\n{}", output.status, said(&output))
}

/// The schema, where cargo keeps the package that brings it.
fn schema(home: &Utf8Path) -> Result<Utf8PathBuf> {
    for (name, text) in [("Cargo.toml", MANIFEST), ("Cargo.lock", LOCK), ("lib.rs", "")] {
        fs::create_dir_all(home)?;
        fs::write(home.join(name), text)?;
    }
    let mut cargo = tools::cargo();
    cargo.args(["metadata", "--quiet", "--locked", "--format-version", "1", "--manifest-path"]);
    let output = tools::start(cargo.arg(home.join("Cargo.toml")), tools::NEEDS_RUST)?;
    if !output.status.success() {
        bail!("{cargo:?}: {}\n{}", output.status, said(&output));
    }
    let metadata: Json = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages
        .filter(|package| package["name"] == "serde-sarif")
        .find_map(|package| package["manifest_path"].as_str())
        .context("cargo knows no package serde-sarif")?;
    Ok(Utf8Path::new(manifest).with_file_name("src").join("schema.json"))
}
