//! `cargo xtask conformance`

use anyhow::{Context, bail};
use camino::Utf8PathBuf;
use errcat::catalogue::OpenapiVersion;
use errcat::emit::target;
use errcat::pipeline;

use crate::paths::{OutFolder, workspace};
use crate::terminal::{error, findings, print};
use crate::validators::{self, Invalid};
use crate::{Outcome, editors, handlers, history, merged, sarif};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    out: OutFolder,
    /// More catalogues: documents are made of each, under target/, and validated too
    #[arg(value_name = "CATALOGUE")]
    catalogues: Vec<Utf8PathBuf>,
    /// A folder of catalogues with mistakes: what is found in each is validated as SARIF
    #[arg(long, value_name = "DIR")]
    faulty: Option<Utf8PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let work = workspace()?.join("target/conformance");
    let mut documents = Vec::new();
    let out = args.out.out()?;
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
    let validated = validators::run(&documents, &work);
    // The validators' installation brings the compiler.
    let all = validated.and_then(|lines| {
        let handled = handlers::run(&outputs, &work)?;
        let faulty = args.faulty.as_ref();
        let logged = faulty.map_or(Ok(String::new()), |faulty| sarif::run(faulty, &work))?;
        Ok(lines + &handled + &logged)
    });
    match all {
        Ok(lines) => {
            print(&lines);
            own.sort();
            let rest = merged::run(&own, &work).and_then(|()| {
                Ok(history::run(&work)?
                    + &editors::run(&workspace()?.join("catalogue"), &args.catalogues, &work)?)
            });
            match rest.map(|line| print(&line)) {
                Ok(()) => Ok(Outcome::Clean),
                Err(failure) => {
                    error(&format!("{failure:#}\n"));
                    Ok(Outcome::Findings)
                }
            }
        }
        Err(failure) => match failure.downcast::<Invalid>() {
            Ok(invalid) => {
                error(&format!("{}\n", invalid.report));
                Ok(Outcome::Findings)
            }
            Err(failure) => Err(failure),
        },
    }
}

/// Writes the outputs of the catalogue in `dir` that are held against something to `folder`, and
/// tells the OpenAPI documents among them.
fn made_of(dir: &Utf8PathBuf, folder: &Utf8PathBuf) -> anyhow::Result<Vec<Utf8PathBuf>> {
    let reading = pipeline::read(dir)?;
    let Some(mut catalogue) = reading.catalogue else {
        findings(&reading.diagnostics, &reading.sources);
        bail!("{dir} has errors");
    };
    // All that OpenAPI 3.0 has other words for is validated, too.
    catalogue.openapi = vec![OpenapiVersion::V31, OpenapiVersion::V30];
    let targets: Vec<_> = ["docs", "json", "openapi"].into_iter().filter_map(target).collect();
    let mut documents = Vec::new();
    for artifact in pipeline::emit(&catalogue, &targets) {
        let path = folder.join(&artifact.path);
        if let Some(parent) = path.parent() {
            fs_err::create_dir_all(parent)?;
        }
        fs_err::write(&path, &artifact.text)?;
        if artifact.path.starts_with("openapi/") {
            documents.push(path);
        }
    }
    Ok(documents)
}
