//! From a valid catalogue to the texts of its outputs: the registry of targets, and a module for each.
//!
//! To add a target: write a module beside the others with a
//! `pub fn emit(&Catalogue) -> Vec<Job>`, and add its line to [`TARGETS`].
//!
//! An emitter is pure and infallible: the catalogue that it gets is valid, and it touches neither
//! the disk nor anything of `raw`.

use crate::output::Artifact;
use errcat_catalogue::model::Catalogue;

mod clients;
pub mod docs;
pub mod document;
pub mod json;
pub mod openapi;
pub mod output;
pub mod prose;
mod public_view;
pub mod rust;
mod streamed;
pub mod tables;
mod toml_names;

/// One kind of output.
#[derive(Debug)]
pub struct Target {
    /// Its name, for `--only`.
    pub name: &'static str,
    /// What it writes, in a few words.
    pub about: &'static str,
    /// The files (`catalogue.json`) and folders (`docs/`) of the output folder that are its own:
    /// all that it writes lies there, and no other target's does.
    pub owns: &'static [&'static str],
    /// The folder of the output folder that all of them lie in, such as `docs/`, or `""`. A target that
    /// has a folder to itself has its files there without it.
    pub home: fn(&Catalogue) -> &'static str,
    /// Whether its files are on the site that `docs` builds.
    pub on_site: bool,
    /// What there is to do for its files.
    pub emit: for<'a> fn(&'a Catalogue) -> Vec<Job<'a>>,
}

/// A part of a target's work: it makes some of its files, whatever other jobs do. So the files of a
/// large API are made side by side, and each is gone from memory before the next of its kind comes.
pub type Job<'a> = Box<dyn Fn() -> Vec<Artifact> + Send + Sync + 'a>;

/// The job that makes these files.
fn job<'a, I>(make: impl Fn() -> I + Send + Sync + 'a) -> Job<'a>
where
    I: IntoIterator<Item = Artifact>,
{
    Box::new(move || make().into_iter().collect())
}

/// All targets, by name.
pub static TARGETS: &[Target] = &[
    Target {
        name: "docs",
        about: "Markdown docs, as an mdBook",
        owns: &["docs/book.toml", "docs/src/", "docs/theme/"],
        home: |_| "docs/",
        on_site: true,
        emit: docs::emit,
    },
    Target {
        name: "json",
        about: "the catalogue as JSON, with all defaults filled in",
        owns: &["catalogue.json"],
        home: |_| "",
        on_site: true,
        emit: json::emit,
    },
    Target {
        name: "openapi",
        about: "OpenAPI 3.1 documents",
        owns: &["openapi/"],
        home: |_| "openapi/",
        on_site: true,
        emit: openapi::emit,
    },
    Target {
        name: "rust",
        about: "a Rust crate or module",
        owns: &["Cargo.toml", "src/"],
        home: rust::home,
        on_site: false,
        emit: rust::emit,
    },
    Target {
        name: "tables",
        about: "CSV tables of codes and conversions",
        owns: &["tables/"],
        home: |_| "tables/",
        on_site: true,
        emit: tables::emit,
    },
];

/// The target called `name`.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

impl Target {
    /// Its files, all in memory.
    pub fn files(&self, catalogue: &Catalogue) -> Vec<Artifact> {
        (self.emit)(catalogue).iter().flat_map(|job| job()).collect()
    }

    /// Whether the file at `path` below the output folder is this target's.
    pub fn owns(&self, path: &str) -> bool {
        self.owns
            .iter()
            .any(|own| if own.ends_with('/') { path.starts_with(own) } else { path == *own })
    }
}
