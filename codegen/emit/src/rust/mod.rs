//! The Rust crate or module: types, tables and lookups, so that a server or a client cannot misspell a code.
//!
//! ```text
//! Cargo.toml              root; not of a module
//! src/lib.rs              root; mod.rs of a module
//! src/runtime_/           the runtime's sources; action, status
//! src/<api>/mod.rs        api
//! src/<api>/code.rs       code: the codes
//! src/<api>/details.rs    details: a struct for each code that tells more than its name
//! src/<api>/envelopes/    envelope: for each envelope
//!                         error, typed: its errors, a variant for each code
//!                         failure: what becomes a failure
//!                         slots: what a response says beside its errors
//!                         shape: a table that the crate's own reader and writer follow
//! src/<api>/columns.rs    columns: what is told of codes, a column for each question
//! src/<api>/group.rs      group
//! src/<api>/lookup.rs     lookup: from wire values, names and statuses to codes
//! src/<api>/to_<api>.rs   conversion
//! src/<api>/types.rs      types
//! src/<api>/wording.rs    wording: statuses and actions in the API's own words
//! ```
//!
//! Details, types and slots are structs (`record`) with builders (`builder`) that say what
//! their fields stand for in JSON (`value`). `payload` says what the variant of a code holds, and `imports`
//! what things from elsewhere are called where the catalogue's own names may be in the way. `place` knows what a
//! module has otherwise than a crate, and `integrations` what either needs of other crates.
//!
//! Names of the catalogue become variants and modules; all else of it becomes string literals and
//! doc comments (`docs`). Modules of the crate's own have names that no API can have.

mod action;
mod api;
mod builder;
mod code;
mod columns;
mod conversion;
mod details;
mod docs;
mod envelope;
mod error;
mod example;
mod failure;
mod former;
mod from_code;
mod group;
mod http_date;
mod ident;
mod imports;
mod integrations;
mod lookup;
mod payload;
mod pieces;
mod place;
mod record;
mod root;
mod rustdoc;
mod scope;
mod shape;
mod slots;
mod source_text;
mod spacing;
mod status;
mod steps;
mod typed;
mod types;
mod value;
mod wording;

pub use former::{Renamed, renamed};

pub(crate) use ident::{camel, snake};

use std::borrow::Cow;
use std::sync::Arc;

use crate::output::Artifact;
use crate::{Job, job};
use errcat_catalogue::model::{Catalogue, Code};
use errcat_runtime::SOURCES;
use place::Place;
use scope::CrateScope;

/// Where files come from that come from the whole catalogue.
const SOURCE: &str = "catalogue";

/// Whether the variant of a code holds something.
pub(crate) fn holds_something(code: &Code) -> bool {
    !matches!(payload::Payload::of(code), payload::Payload::Nothing)
}

/// The path of the crate or the module, as those write it who use it.
pub(crate) fn root_for_users(catalogue: &Catalogue) -> String {
    match &catalogue.outputs.module {
        None => catalogue.package.as_str().replace('-', "_"),
        Some(module) => module.path.clone(),
    }
}

/// The folder that all files lie in: those of a module lie beside no manifest.
pub(crate) fn home(catalogue: &Catalogue) -> &'static str {
    if catalogue.outputs.module.is_some() { "src/" } else { "" }
}

/// The files of the crate, or of the module.
pub fn emit(catalogue: &Catalogue) -> Vec<Job<'_>> {
    let scope = Arc::new(CrateScope::new(catalogue));
    let mut jobs = Vec::new();
    for at in 0..catalogue.apis.len() {
        jobs.extend(api::jobs(&scope, at));
    }
    jobs.push(job(move || root(&scope)));
    jobs
}

/// The files of no API alone.
fn root(scope: &CrateScope<'_>) -> Vec<Artifact> {
    let catalogue = scope.catalogue;
    let mut files = Vec::new();
    let root = match scope.place {
        Place::Crate => {
            let manifest = root::manifest(scope);
            let source = "catalogue/catalogue.toml";
            files.push(Artifact::toml(catalogue, "Cargo.toml", source, &manifest));
            "src/lib.rs"
        }
        Place::Module(_) => "src/mod.rs",
    };
    files.push(Artifact::rust(catalogue, root, SOURCE, root::expand(scope)));
    let mut runtime = |path: &str, text: Cow<'_, str>| {
        files.push(Artifact::rust(catalogue, format!("src/runtime_/{path}"), SOURCE, text));
    };
    runtime("action.rs", action::expand(scope).into());
    runtime("status.rs", status::expand(scope).into());
    for (path, text) in SOURCES.iter().filter(|(path, _)| scope.place.has_file(path)) {
        runtime(path, scope.place.source(text));
    }
    files
}
