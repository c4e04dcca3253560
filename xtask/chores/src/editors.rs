//! Checks the JSON Schemas of the format against an editor's checker: Tombi (`PyPI`), pinned in
//! `xtask/chores/conformance/requirements.txt`.

use std::process::Command;

use anyhow::{Context, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat::load;
use errcat_catalogue::raw::format::file;
use errcat_evolve::schema;
use errcat_findings::diagnostic::Findings;

use crate::tools::{self, said};
use crate::validators::{NEEDS_PYTHON, python};

/// No schema is asked for but those that the files name.
const SETTINGS: &str = "[schema]\ncatalog = { paths = [] }\n";

/// Rules of `codegen/tests/fail` whose cases a schema refuses: those about the shape of a file.
const SHAPE: &[&str] = &["unknown_key", "wrong_kind", "missing_key"];

/// Those of them in which another file decides: there is no `api.toml`, or it has two envelopes.
const ELSEWHERE: &[&str] = &["missing_key__api_toml", "missing_key__envelope"];

/// Checks the project's catalogue and `catalogues`, which are valid, and the fixtures that are not.
///
/// # Errors
///
/// If one is not judged as the parser judges it, or Tombi cannot be started.
pub(crate) fn run(own: &Utf8Path, catalogues: &[Utf8PathBuf], work: &Utf8Path) -> Result<String> {
    let folder = work.join("editors");
    if folder.exists() {
        fs_err::remove_dir_all(&folder)?;
    }
    fs_err::create_dir_all(folder.join(".schema"))?;
    fs_err::write(folder.join("tombi.toml"), SETTINGS)?;
    for (name, text) in schema::schemas() {
        fs_err::write(folder.join(format!(".schema/{name}.json")), text)?;
    }
    let mut valid = 0;
    for dir in std::iter::once(own).chain(catalogues.iter().map(Utf8PathBuf::as_path)) {
        if let Some(report) = refused(dir, &folder, work)? {
            bail!("the schemas refuse {dir}, which is valid\n{report}");
        }
        valid += 1;
    }
    let mut invalid = 0;
    let cases = folder.join("cases");
    for dir in errcat_tests::unpack(&errcat_tests::tests().join("fail"), &cases)? {
        let name = dir.file_name().unwrap_or_default();
        let rule = name.split("__").next().unwrap_or_default();
        if !SHAPE.contains(&rule) || ELSEWHERE.contains(&name) {
            continue;
        }
        if refused(&dir, &folder, work)?.is_none() {
            bail!("the schemas accept {dir}, which has a file of a wrong shape");
        }
        invalid += 1;
    }
    if invalid < 5 {
        bail!("only {invalid} catalogues with files of a wrong shape were found");
    }
    Ok(format!("tombi: {valid} catalogues accepted, {invalid} refused, as the parser does\n"))
}

/// What Tombi says of a catalogue that it refuses.
fn refused(dir: &Utf8Path, folder: &Utf8Path, work: &Utf8Path) -> Result<Option<String>> {
    let name = dir.file_name().with_context(|| format!("{dir} has no name"))?;
    let copy = folder.join(name);
    let sources = load::catalogue(dir, &mut Findings::default())?;
    for (_, source) in sources.iter() {
        let Some(kind) = file(&source.path) else { continue };
        let up = "../".repeat(1 + source.path.matches('/').count());
        let schema = kind.name.replace(".toml", ".json");
        let own = source.text.lines().filter(|line| !line.starts_with("#:schema "));
        let text = own.collect::<Vec<_>>().join("\n");
        let path = copy.join(&source.path);
        if let Some(parent) = path.parent() {
            fs_err::create_dir_all(parent)?;
        }
        fs_err::write(path, format!("#:schema {up}.schema/{schema}\n{text}\n"))?;
    }
    let tombi = python(work).with_file_name(if cfg!(windows) { "tombi.exe" } else { "tombi" });
    let mut command = Command::new(tombi.canonicalize_utf8()?);
    command.args(["lint", "--offline", "--quiet", name]).current_dir(folder);
    let output = tools::start(&mut command, NEEDS_PYTHON)?;
    Ok((!output.status.success()).then(|| said(&output)))
}
