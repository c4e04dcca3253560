//! The phases in order, one call each.

use std::io;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use camino::Utf8Path;

use crate::catalogue::{self, Catalogue};
use crate::check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::emit::Target;
use crate::load::{self, LoadError};
use crate::output::Artifact;
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

/// Makes the files of `targets`: catalogue → emit → output. All of it is in memory; nothing is
/// written. Each target has a thread, since none needs another; files come in the order of
/// `targets` all the same.
pub fn emit(catalogue: &Catalogue, targets: &[&'static Target]) -> Vec<Artifact> {
    thread::scope(|scope| {
        let start = |target: &'static Target| {
            let thread = thread::Builder::new().name(target.name.to_owned()).stack_size(STACK);
            thread.spawn_scoped(scope, || (target.emit)(catalogue))
        };
        let threads: Vec<_> = targets.iter().map(|target| (*target, start(target))).collect();
        let finish = |(target, thread): (&Target, io::Result<ScopedJoinHandle<'_, _>>)| match thread
        {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            // The system gives no more threads: this one will do.
            Err(_) => (target.emit)(catalogue),
        };
        threads.into_iter().flat_map(finish).collect()
    })
}

/// As much as the main thread has, in bytes: what an emitter can do must not depend on where it runs.
const STACK: usize = 8 << 20;

/// Compares the files with the output folder `out`: output → plan.
///
/// # Errors
/// Where the disk does not let the folder be read.
pub fn plan(out: &Utf8Path, artifacts: Vec<Artifact>, targets: &[&Target]) -> io::Result<Plan> {
    plan::plan(out, artifacts, targets)
}
