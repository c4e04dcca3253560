//! The phases in order, one call each.

use std::io;
use std::sync::Arc;

use camino::Utf8Path;

use crate::apply::edit::{EditError, Recovered};
use crate::apply::{self, Staging};
use crate::load::{self, Existing, LoadError};
use crate::plan::{self, Compared, Content, Plan};
use crate::root::Root;
use errcat_catalogue::check;
use errcat_catalogue::lower;
use errcat_catalogue::model::Catalogue;
use errcat_catalogue::parallel;
use errcat_catalogue::raw;
use errcat_emit::output::Artifact;
use errcat_emit::{Job, Target};
#[cfg(feature = "commands")]
use errcat_evolve::{diff::policy, schema};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::rules;
use errcat_findings::source::Sources;

/// A catalogue that has been read, and everything that was found in it.
#[derive(Debug)]
pub struct Reading {
    /// Its files.
    pub sources: Sources,
    /// Errors and lints, in order of file and position.
    pub diagnostics: Vec<Diagnostic>,
    /// The catalogue; `None` where there are errors.
    pub catalogue: Option<Arc<Catalogue>>,
}

/// Reads the catalogue in `dir`: source → raw → catalogue → check.
///
/// # Errors
/// Where there is no catalogue, or the disk does not let it be read. What is wrong in it is not an
/// error here: that is in [`Reading::diagnostics`].
pub fn read(dir: &Utf8Path) -> Result<Reading, LoadError> {
    let mut findings = Findings::default();
    let sources = load::catalogue(dir, &mut findings)?;
    if findings.found(&rules::UNFINISHED_EDIT) {
        return Ok(Reading { sources, diagnostics: findings.into_sorted(), catalogue: None });
    }
    Ok(understand(sources, findings))
}

/// Finishes the edit that an interrupted run left in the catalogue in `dir`. `None` if there is no such edit.
///
/// # Errors
/// Where the disk does not let it be finished, or what is left does not fit the catalogue: it names
/// files that are neither old nor new, or would add errors to them.
pub fn recover(dir: &Utf8Path) -> Result<Option<Recovered>, EditError> {
    apply::edit::recover(dir, |journal| {
        let sources = load::files(dir, &mut Findings::default());
        let sources = sources.map_err(|error| error.to_string())?;
        let errors = |after| {
            let reading = understand(journal.over(&sources, after), Findings::default());
            reading.diagnostics.iter().filter(|one| one.severity == Severity::Error).count()
        };
        let (before, then) = (errors(false), errors(true));
        if then > before {
            return Err(format!("the catalogue would have {} more errors", then - before));
        }
        Ok(())
    })
}

/// Reads the catalogue whose files are `sources`: raw → catalogue → check. `findings` are those of
/// their loading.
pub fn understand(sources: Sources, mut findings: Findings) -> Reading {
    let tree = raw::read(&sources, &mut findings);
    let catalogue = lower::catalogue(&tree, &mut findings);
    drop(tree);
    if let Some(catalogue) = &catalogue {
        check::check(catalogue, &mut findings);
        #[cfg(feature = "commands")]
        policy::check(catalogue, &mut findings);
    }
    let catalogue = catalogue.filter(|_| !findings.has_errors()).map(Arc::new);
    Reading { sources, diagnostics: findings.into_sorted(), catalogue }
}

/// Makes the files of `targets`, in their order: catalogue → emit → output. All of it is in memory;
/// nothing is written.
pub fn emit(catalogue: &Catalogue, targets: &[&Target]) -> Vec<Artifact> {
    let artifacts = parallel::map(&jobs(catalogue, targets), |job| job());
    artifacts.into_iter().flatten().collect()
}

/// What there is to do for `targets`.
fn jobs<'a>(catalogue: &'a Catalogue, targets: &[&Target]) -> Vec<Job<'a>> {
    let jobs = parallel::map(targets, |target| (target.emit)(catalogue));
    jobs.into_iter().flatten().collect()
}

/// Makes the files of the targets of a folder of outputs and checks them against it: catalogue → emit →
/// output → plan. With a `staging`, what is new waits there; without one, it is kept in the plan.
///
/// # Errors
/// Where the disk does not let the folder be read, or a file be written to `staging`.
pub fn plan(catalogue: &Catalogue, root: &Root, staging: Option<&Staging>) -> io::Result<Plan> {
    let out = root.folder.as_path();
    // A folder of its own has a target's files without the one that they lie in among others.
    let alone = root.targets.first().filter(|_| root.is_alone());
    let home = alone.map_or("", |it| (it.home)(catalogue));
    let compare = |artifact: Artifact| compare(artifact.out_of(home).into_parts(), out, staging);
    let compared = parallel::map(&jobs(catalogue, &root.targets), |job| {
        job().into_iter().map(compare).collect::<io::Result<Vec<_>>>()
    });
    let compared = compared.into_iter().collect::<io::Result<Vec<_>>>()?;
    let compared = compared.into_iter().flatten().collect();
    let judged = |path: &str| match &root.judged {
        Some(targets) => targets.iter().any(|target| target.owns(path)),
        None => true,
    };
    plan::plan(out, &plan::GEN, compared, judged)
}

/// Checks the schemas of the format against the folder `out`, as [`plan()`] does it with outputs.
///
/// # Errors
/// Where the disk does not let the folder be read, or a file be written to `staging`.
#[cfg(feature = "commands")]
pub fn plan_schemas(out: &Utf8Path, staging: Option<&Staging>) -> io::Result<Plan> {
    let files = schema::schemas()
        .into_iter()
        .map(|(name, text)| compare((format!("{name}.json"), text), out, staging));
    plan::plan(out, &plan::SCHEMA, files.collect::<io::Result<Vec<_>>>()?, |_| true)
}

/// Compares a file with the file in its place. A new file waits in the staging folder, or in memory.
fn compare(
    (path, text): (String, String),
    out: &Utf8Path,
    staging: Option<&Staging>,
) -> io::Result<Compared> {
    let found = load::existing(out, &path)?;
    if found == Existing::File && load::holds(out, &path, text.as_bytes())? {
        return Ok(Compared { path, found, content: None });
    }
    let content = match staging {
        Some(staging) => Content::Staged(staging.stage(text.as_bytes())?),
        None => Content::Text(text),
    };
    Ok(Compared { path, found, content: Some(content) })
}
