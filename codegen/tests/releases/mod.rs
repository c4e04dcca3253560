//! The releases of the cases in `codegen/tests/diff`.

#![allow(dead_code, reason = "each test uses some of it")]

use std::sync::Arc;

use camino::Utf8Path;
use errcat_catalogue::model::Catalogue;
use errcat_evolve::diff::Snapshot;
use errcat_findings::source::{Source, Sources};
use errcat_tests::{Case, cases, tests, write};

/// A release of a case.
pub struct Release {
    pub snapshot: Snapshot,
    pub sources: Sources,
    /// `None` where the case has a `catalogue.json`.
    pub catalogue: Option<Arc<Catalogue>>,
}

impl Release {
    pub fn parts(self) -> (Snapshot, Sources) {
        (self.snapshot, self.sources)
    }
}

/// All cases. They are named after the rules, with `_` for `-`.
pub fn fixtures() -> Vec<Case> {
    cases(&tests().join("diff")).unwrap()
}

/// The release in the section `side` of a case.
pub fn release(case: &Case, side: &str) -> Release {
    let files = case.files(side).unwrap();
    if let Some(json) = files.get("catalogue.json") {
        let snapshot = Snapshot::parse(std::str::from_utf8(json).unwrap()).unwrap();
        return Release { snapshot, sources: Sources::default(), catalogue: None };
    }
    let temporary = tempfile::tempdir().unwrap();
    let dir = Utf8Path::from_path(temporary.path()).unwrap();
    write(&files, dir).unwrap();
    let reading = errcat::pipeline::read(dir).unwrap();
    let found = errcat_findings::render::human(
        &reading.diagnostics,
        &reading.sources,
        errcat_findings::render::Style::Plain,
    );
    let Some(catalogue) = reading.catalogue else { panic!("{}, {side}\n{found}", case.name) };
    let mut sources = Sources::default();
    for (_, source) in reading.sources.iter() {
        sources.add(Source {
            display: source.path.clone(),
            path: source.path.clone(),
            text: source.text.clone(),
            readable: true,
        });
    }
    Release { snapshot: Snapshot::with_outputs(&catalogue), sources, catalogue: Some(catalogue) }
}
