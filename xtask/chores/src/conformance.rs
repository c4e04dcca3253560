//! `cargo chores conformance`

use std::sync::Arc;

use anyhow::{Context, bail};
use camino::Utf8PathBuf;
use errcat::pipeline;
use errcat_catalogue::model::OpenapiVersion;
use errcat_catalogue::parallel;
use errcat_emit::target;

use errcat::Outcome;
use errcat::terminal::{error, findings, print};

use crate::validators::{self, VALIDATORS};
use crate::{bundles, editors, handlers, merged, root, sarif};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// More catalogues: documents are made of each, under target/, and validated too
    #[arg(value_name = "CATALOGUE")]
    catalogues: Vec<Utf8PathBuf>,
    /// A folder of cases with mistakes: what is found in each is validated as SARIF
    #[arg(long, value_name = "DIR")]
    faulty: Option<Utf8PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let work = root()?.join("target/conformance");
    let mut documents = Vec::new();
    let out = root()?.join("generated");
    let folder = out.join("openapi");
    for entry in folder.read_dir_utf8().with_context(|| format!("cannot read {folder}"))? {
        let path = entry?.into_path();
        if path.is_file() {
            documents.push(path);
        }
    }
    let mut own = documents.clone();
    let mut outputs = vec![("real".to_owned(), out)];
    for dir in &args.catalogues {
        let name = dir.file_name().with_context(|| format!("{dir} has no name"))?;
        let folder = work.join("documents").join(name);
        documents.extend(made_of(dir, &folder)?);
        outputs.push((name.to_owned(), folder));
    }
    documents.sort();
    own.sort();
    let catalogue = root()?.join("catalogue");
    // What they install is used by all.
    validators::install(&work)?;
    // What takes longest begins first.
    let mut checks: Vec<Box<Check<'_>>> = vec![Box::new(|| merged::run(&own, &work))];
    for validator in VALIDATORS {
        checks.push(Box::new(|| validators::run(*validator, &documents, &work)));
    }
    checks.push(Box::new(|| bundles::run(&documents, &args.catalogues, &work)));
    checks.push(Box::new(|| handlers::run(&outputs, &work)));
    checks.push(Box::new(|| editors::run(&catalogue, &args.catalogues, &work)));
    if let Some(faulty) = &args.faulty {
        checks.push(Box::new(|| sarif::run(faulty, &work)));
    }
    let mut outcome = Outcome::Clean;
    for made in parallel::map(&checks, |check| check()) {
        match made {
            Ok(lines) => print(&lines),
            Err(failure) => {
                error(&format!("{failure:#}\n"));
                outcome = Outcome::Findings;
            }
        }
    }
    Ok(outcome)
}

/// Checks something against what other people wrote, and returns lines on what was done.
type Check<'a> = dyn Fn() -> anyhow::Result<String> + Sync + 'a;

/// Writes the outputs of the catalogue in `dir` that are checked against something to `folder`, and
/// tells the OpenAPI documents among them.
fn made_of(dir: &Utf8PathBuf, folder: &Utf8PathBuf) -> anyhow::Result<Vec<Utf8PathBuf>> {
    let reading = pipeline::read(dir)?;
    let Some(mut catalogue) = reading.catalogue.and_then(Arc::into_inner) else {
        findings(&reading.diagnostics, &reading.sources, dir);
        bail!("{dir} has errors");
    };
    // All that OpenAPI 3.0 has other words for is validated, too.
    catalogue.openapi = vec![OpenapiVersion::V31, OpenapiVersion::V30];
    let targets: Vec<_> = ["docs", "json", "openapi"].into_iter().filter_map(target).collect();
    let mut documents = Vec::new();
    for artifact in pipeline::emit(&catalogue, &targets) {
        let path = folder.join(artifact.path());
        if let Some(parent) = path.parent() {
            fs_err::create_dir_all(parent)?;
        }
        fs_err::write(&path, artifact.text())?;
        if artifact.path().starts_with("openapi/") {
            documents.push(path);
        }
    }
    Ok(documents)
}
