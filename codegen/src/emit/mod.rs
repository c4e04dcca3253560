//! The registry of targets.
//!
//! To add a target: write a module beside the others with a
//! `pub fn emit(&Catalogue) -> Vec<Artifact>`, and add its line to [`TARGETS`].
//!
//! An emitter is pure and infallible: the catalogue that it gets is valid, and it touches neither
//! the disk nor anything of `raw`.

use crate::catalogue::Catalogue;
use crate::output::Artifact;

pub mod docs;
pub mod json;
mod lazy;
mod notation;
pub mod openapi;
pub mod prose;
mod reach;
pub mod rust;
pub mod tables;

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
    /// Makes its files.
    pub emit: fn(&Catalogue) -> Vec<Artifact>,
}

/// All targets, by name.
pub static TARGETS: &[Target] = &[
    Target {
        name: "docs",
        about: "the Markdown docs, an mdBook",
        owns: &["docs/book.toml", "docs/src/", "docs/theme/"],
        emit: docs::emit,
    },
    Target {
        name: "json",
        about: "the resolved catalogue as JSON",
        owns: &["catalogue.json"],
        emit: json::emit,
    },
    Target {
        name: "openapi",
        about: "OpenAPI 3.1 documents",
        owns: &["openapi/"],
        emit: openapi::emit,
    },
    Target {
        name: "rust",
        about: "the Rust crate",
        owns: &["Cargo.toml", "src/"],
        emit: rust::emit,
    },
    Target {
        name: "tables",
        about: "CSV tables of codes and conversions",
        owns: &["tables/"],
        emit: tables::emit,
    },
];

/// The target called `name`.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

impl Target {
    /// Whether the file at `path` below the output folder is this target's.
    pub fn owns(&self, path: &str) -> bool {
        self.owns
            .iter()
            .any(|own| if own.ends_with('/') { path.starts_with(own) } else { path == *own })
    }
}
