//! Bundles `OpenAPI` documents with the programs that people bundle with: json-schema-ref-parser,
//! swagger-parser and Redocly. None of them may find anything to follow in data of the catalogue.

use std::process::Command;

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_catalogue::model::{Catalogue, OperationKey};
use errcat_emit::document::prefix;
use errcat_evolve::merge::{Format, Request, merge};
use errcat_findings::source::Source;
use fs_err as fs;
use serde_json::{Value as Json, json};

use crate::tools::{NEEDS_NODE, said, start};

const SCRIPT: &str = include_str!("../conformance/bundle.mjs");

/// Bundles `documents`, and one with the APIs of each of `catalogues` merged into it, in the folder
/// `work`, where the programs are installed.
///
/// Returns a line on what was done.
pub(crate) fn run(
    documents: &[Utf8PathBuf],
    catalogues: &[Utf8PathBuf],
    work: &Utf8Path,
) -> Result<String> {
    let folder = work.join("bundles");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut count = 0;
    let mut add = |text: &str| {
        count += 1;
        fs::write(folder.join(format!("{count}.json")), text)
    };
    for document in documents {
        add(&fs::read_to_string(document)?)?;
    }
    for catalogue in catalogues {
        add(&merged(catalogue)?)?;
    }
    // Beside the packages, which it is to find.
    let script = work.join("bundle.mjs");
    fs::write(&script, SCRIPT)?;
    let mut command = Command::new("node");
    command.arg(&script).arg(work).arg(&folder);
    let output = start(&mut command, NEEDS_NODE)?;
    if output.status.success() {
        return Ok(format!("bundles: nothing is followed in {count} documents by 3 programs\n"));
    }
    bail!("bundles: {}\n{}", output.status, said(&output))
}

/// A document with the APIs of a catalogue merged into it.
fn merged(catalogue: &Utf8Path) -> Result<String> {
    let mut reading = pipeline::read(catalogue)?;
    let catalogue = reading.catalogue.context("the catalogue has errors")?;
    let mut text = own(&catalogue).to_string();
    let name = "own.json".to_owned();
    let source = Source { path: name.clone(), display: name, text: text.clone(), readable: true };
    let file = reading.sources.add(source);
    for (api, of) in catalogue.apis.iter().enumerate() {
        let prefix = &prefix(of);
        let (catalogue, format) = (&catalogue, Format::Json);
        let request = Request { catalogue, api, prefix, file, text: &text, format, replace: false };
        let Ok(merged) = merge(request) else { bail!("`{prefix}` cannot be merged") };
        text = merged.text;
    }
    Ok(text)
}

/// A document of somebody's own, with the operations that a catalogue names.
fn own(catalogue: &Catalogue) -> Json {
    let mut paths = json!({});
    for operation in catalogue.apis.iter().flat_map(|api| &api.operations) {
        let responses = json!({ "200": { "description": "What was asked for" } });
        match &operation.key {
            OperationKey::Path { method, path } => {
                paths[path][method.to_lowercase()] = json!({ "responses": responses });
            }
            OperationKey::Id(id) => {
                paths[format!("/{id}")]["get"] =
                    json!({ "operationId": id, "responses": responses });
            }
        }
    }
    json!({ "openapi": "3.1.0", "info": { "title": "Own", "version": "1" }, "paths": paths })
}
