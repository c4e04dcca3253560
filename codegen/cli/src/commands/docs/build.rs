//! From a catalogue to a site.

use std::time::Instant;

use crate::Outcome;
use crate::pipeline;
use crate::terminal::{error, findings, print};
use anyhow::Context;
use camino::{Utf8Path, Utf8PathBuf};
use errcat_catalogue::model::Catalogue;
use errcat_emit::output::Artifact;
use errcat_emit::{TARGETS, Target, target};
use fs_err as fs;
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

use super::folder;

/// Whether the site has the files of a target: its pages always, and beside them what programs read.
fn is_on_the_site(catalogue: &Catalogue, target: &Target) -> bool {
    target.on_site && (target.name == "docs" || catalogue.outputs.is_enabled(target.name))
}

/// The folder of the pages' sources among the outputs.
const BOOK: &str = "docs";

/// Builds the site of the catalogue in `dir` in the folder `dest`, which holds the old site until
/// the new one is complete.
pub(crate) fn build(dir: &Utf8Path, dest: &Utf8Path) -> anyhow::Result<Outcome> {
    let start = Instant::now();
    folder::check(dest)?;
    let reading = pipeline::read(dir)?;
    findings(&reading.diagnostics, &reading.sources, dir);
    let Some(catalogue) = reading.catalogue else {
        error("the site was not built\n");
        return Ok(Outcome::of(&reading.diagnostics));
    };
    let targets: Vec<&Target> =
        TARGETS.iter().filter(|target| is_on_the_site(&catalogue, target)).collect();
    let artifacts = pipeline::emit(&catalogue, &targets);
    let work = folder::beside(dest)?;
    let root = Utf8Path::from_path(work.path()).context("the site's path is not UTF-8")?;
    let (sources, site) = (root.join("sources"), root.join("site"));
    for artifact in &artifacts {
        write(&sources, artifact.path(), &text(artifact, &catalogue))?;
    }
    pages(&sources.join(BOOK), &site)?;
    for artifact in artifacts.iter().filter(|one| !one.path().starts_with("docs/")) {
        write(&site, artifact.path(), artifact.text())?;
    }
    // GitHub Pages would take files apart that begin with `_`, and braces for its own.
    write(&site, ".nojekyll", "")?;
    folder::replace(dest, &site)?;
    print(&format!("read  {dir}: {} APIs\n", catalogue.apis.len()));
    print(&format!("built {dest}: {} ({:.1?})\n", size(dest)?, start.elapsed()));
    Ok(Outcome::Clean)
}

/// The text of a file on the site. Outputs next to the docs are next to the pages there, and the first page
/// links to them.
fn text(artifact: &Artifact, catalogue: &Catalogue) -> String {
    if artifact.path() != "docs/src/index.md" {
        return artifact.text().replace("](../../../openapi/", "](../openapi/");
    }
    let mut text = artifact.text().to_owned();
    let has = |name: &str| target(name).is_some_and(|target| is_on_the_site(catalogue, target));
    let mut items = Vec::new();
    if has("json") {
        items.push(
            "[`catalogue.json`](catalogue.json): the whole catalogue, with all defaults filled in"
                .to_owned(),
        );
    }
    for api in &catalogue.apis {
        let name = api.name.as_str();
        let title = errcat_emit::prose::plain(&api.title);
        let files = [
            ("openapi", format!("[OpenAPI](openapi/{name}.json)")),
            ("tables", format!("[codes as CSV](tables/codes/{name}.csv)")),
        ];
        let files: Vec<_> =
            files.into_iter().filter(|(target, _)| has(target)).map(|(_, link)| link).collect();
        if !files.is_empty() {
            items.push(format!("{title}: {}", files.join(", ")));
        }
    }
    if !items.is_empty() {
        text.push_str("\n## For programs\n\n");
        for item in items {
            text.push_str(&format!("- {item}\n"));
        }
    }
    text
}

/// The book in `root` as pages in `site`.
fn pages(root: &Utf8Path, site: &Utf8Path) -> anyhow::Result<()> {
    let mut config = Config::from_disk(root.join("book.toml"))?;
    // Paths are meant from the book's folder, unless they are whole.
    config.build.build_dir = std::path::absolute(site)?;
    MDBook::load_with_config(root.as_std_path(), config)
        .and_then(|book| book.build())
        .context("mdBook could not build the pages")
}

fn write(folder: &Utf8Path, path: &str, text: &str) -> anyhow::Result<()> {
    let path: Utf8PathBuf = folder.join(path);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(path, text)?)
}

/// `120 files`
fn size(folder: &Utf8Path) -> anyhow::Result<String> {
    let mut files = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir_utf8()? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.into_path());
            } else {
                files += 1;
            }
        }
    }
    Ok(format!("{files} files"))
}
