//! The releases of the fixtures in `codegen/tests/diff`.

#![allow(dead_code, reason = "each test uses some of it")]

use camino::{Utf8Path, Utf8PathBuf};
use errcat_catalogue::model::Catalogue;
use errcat_evolve::diff::Snapshot;
use errcat_findings::source::{Source, Sources};

/// A release of a fixture.
pub struct Release {
    pub snapshot: Snapshot,
    pub sources: Sources,
    /// `None` where the fixture is a `catalogue.json`.
    pub catalogue: Option<Catalogue>,
}

impl Release {
    pub fn parts(self) -> (Snapshot, Sources) {
        (self.snapshot, self.sources)
    }
}

pub fn folder() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff")
}

/// The names of all fixtures: those of the rules, with `_` for `-`.
pub fn fixtures() -> Vec<String> {
    let entries = folder().read_dir_utf8().unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_owned());
    let mut names: Vec<_> = names.filter(|name| name != "base").collect();
    names.sort();
    names
}

/// Copies the files of a folder over those of another.
fn lay(from: &Utf8Path, onto: &Utf8Path) {
    fs_err::create_dir_all(onto).unwrap();
    for entry in from.read_dir_utf8().unwrap() {
        let entry = entry.unwrap();
        let to = onto.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            lay(entry.path(), &to);
        } else {
            fs_err::copy(entry.path(), to).unwrap();
        }
    }
}

/// The `old` or `new` of a fixture.
pub fn release(fixture: &str, side: &str) -> Release {
    let own = folder().join(fixture).join(side);
    let json = own.join("catalogue.json");
    if json.exists() {
        let text = fs_err::read_to_string(json).unwrap();
        let snapshot = Snapshot::parse(&text).unwrap();
        return Release { snapshot, sources: Sources::default(), catalogue: None };
    }
    let temporary = tempfile::tempdir().unwrap();
    let dir = Utf8Path::from_path(temporary.path()).unwrap();
    lay(&folder().join("base"), dir);
    lay(&own, dir);
    let reading = errcat::pipeline::read(dir).unwrap();
    let found = errcat_findings::render::human(
        &reading.diagnostics,
        &reading.sources,
        errcat_findings::render::Style::Plain,
    );
    let Some(catalogue) = reading.catalogue else { panic!("{fixture}/{side}\n{found}") };
    let mut sources = Sources::default();
    for (_, source) in reading.sources.iter() {
        sources.add(Source {
            display: source.path.clone(),
            path: source.path.clone(),
            text: source.text.clone(),
            readable: true,
        });
    }
    Release { snapshot: Snapshot::of(&catalogue), sources, catalogue: Some(catalogue) }
}
