//! The registry of targets.
//!
//! To add a target: write a module beside the others with a
//! `pub fn emit(&Catalogue) -> Vec<Artifact>`, and add its line to [`TARGETS`].
//!
//! An emitter is pure and infallible: the catalogue that it gets is valid, and it touches neither
//! the disk nor anything of `raw`.

use crate::catalogue::Catalogue;
use crate::output::Artifact;

pub mod prose;
pub mod rust;

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
pub static TARGETS: &[Target] = &[Target {
    name: "rust",
    about: "the Rust crate",
    owns: &["Cargo.toml", "src/"],
    emit: rust::emit,
}];

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
