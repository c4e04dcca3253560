//! The phases in order, one call each.

use std::io;

use camino::Utf8Path;

use crate::catalogue::{self, Catalogue};
use crate::check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::emit::Target;
use crate::load::{self, LoadError};
use crate::output::Artifact;
use crate::parallel;
use crate::plan::{self, Plan};
use crate::raw;
use crate::source::Sources;

/// A catalogue that has been read, and everything that was found in it.
#[derive(Debug)]
pub struct Reading {
    /// Its files.
    pub sources: Sources,
    /// Errors and lints, in order of file and position.
    pub diagnostics: Vec<Diagnostic>,
    /// The catalogue; `None` where there are errors.
    pub catalogue: Option<Catalogue>,
}

/// Reads the catalogue in `dir`: source → raw → catalogue → check.
///
/// # Errors
/// Where there is no catalogue, or the disk does not let it be read. What is wrong in it is no
/// error here: that is in [`Reading::diagnostics`].
pub fn read(dir: &Utf8Path) -> Result<Reading, LoadError> {
    let mut findings = Findings::default();
    let sources = load::catalogue(dir, &mut findings)?;
    let tree = raw::read(&sources, &mut findings);
    let catalogue = catalogue::build(&tree, &mut findings);
    drop(tree);
    if let Some(catalogue) = &catalogue {
        check::check(catalogue, &mut findings);
    }
    let catalogue = catalogue.filter(|_| !findings.has_errors());
    Ok(Reading { sources, diagnostics: findings.into_sorted(), catalogue })
}

/// Makes the files of `targets`, in their order: catalogue → emit → output. All of it is in memory;
/// nothing is written.
pub fn emit(catalogue: &Catalogue, targets: &[&Target]) -> Vec<Artifact> {
    let artifacts = parallel::map(targets, |target| (target.emit)(catalogue));
    artifacts.into_iter().flatten().collect()
}

/// Compares the files with the output folder `out`: output → plan.
///
/// # Errors
/// Where the disk does not let the folder be read.
pub fn plan(out: &Utf8Path, artifacts: Vec<Artifact>, targets: &[&Target]) -> io::Result<Plan> {
    plan::plan(out, artifacts, targets)
}
