//! Where outputs go, and what a team says of them.

use std::collections::BTreeMap;

use crate::vocabulary::Integration;
use errcat_findings::source::Span;

/// The folder of the outputs that have none to themselves, where a command is not told another.
pub const GENERATED: &str = "generated";

/// The command that generates outputs, where the catalogue names no other.
pub const COMMAND: &str = "cargo errcat gen";

/// What `[outputs]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outputs {
    /// The command that generates them, which their headers name.
    pub command: String,
    /// Whether no cell of prose in the CSV tables begins a formula.
    pub escape_formulas: bool,
    /// What the generated crate's manifest says of it.
    pub manifest: PackageManifest,
    /// The module that the Rust is, where it is not a crate of its own.
    pub module: Option<RustModule>,
    /// The targets that have a table.
    pub targets: BTreeMap<String, Output>,
}

/// What `[outputs.NAME]` says of every target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Whether it is made.
    pub enabled: bool,
    /// The folder that it has to itself, as a path with `/` from the folder that holds the catalogue's.
    pub path: Option<OutputPath>,
}

/// The folder of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputPath {
    /// Its path.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What a manifest says of a package that is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageManifest {
    /// An SPDX expression.
    pub license: Option<String>,
    /// Whether it may be published.
    pub publish: bool,
    /// The address of its sources.
    pub repository: Option<String>,
    /// The edition of Rust.
    pub edition: String,
    /// The oldest Rust that is to compile it.
    pub rust_version: String,
}

/// A module of somebody's crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustModule {
    /// Its path in that crate, such as `crate::errors`.
    pub path: String,
    /// What it can be used with.
    pub integrations: Vec<Integration>,
}

impl Outputs {
    /// The folder of the target `name`, if it has one to itself.
    pub fn path(&self, name: &str) -> Option<&OutputPath> {
        self.targets.get(name)?.path.as_ref()
    }

    /// Whether the target `name` is made.
    pub fn is_enabled(&self, name: &str) -> bool {
        self.targets.get(name).is_none_or(|target| target.enabled)
    }

    /// Whether errcat writes the target `name`, and writes it to the default folder.
    pub fn is_in_place(&self, name: &str) -> bool {
        self.is_enabled(name) && self.path(name).is_none()
    }

    /// Whether a link can lead from the docs to the files of the target `name`: both are made, and lie where
    /// targets are in their default folders.
    pub fn is_beside_docs(&self, name: &str) -> bool {
        self.is_in_place("docs") && self.is_in_place(name)
    }

    /// Another command of the same program: `cargo errcat lint` beside `cargo errcat gen`.
    pub fn typed(&self, command: &str) -> String {
        let generate = [self.command.as_str(), COMMAND];
        let program = generate.iter().find_map(|it| it.strip_suffix(" gen"));
        format!("{} {command}", program.unwrap_or_default())
    }
}
