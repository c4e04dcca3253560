//! The Rust crate: types, tables and lookups, so that a server or a client cannot misspell a code.
//!
//! ```text
//! Cargo.toml
//! src/lib.rs              root
//! src/shared_/            support/ as it is; action, status
//! src/<api>/mod.rs        api
//! src/<api>/code.rs       code, accessors, traits: the codes and what can be asked of them
//! src/<api>/details.rs    details: a struct for each code that tells more than its name
//! src/<api>/envelopes/    envelope: for each envelope
//!                         error, typed: its errors, a variant for each code
//!                         slots: what a response says beside its errors
//!                         shape: a table that the crate's own reader and writer follow
//! src/<api>/facts.rs      facts: a column for each fact
//! src/<api>/group.rs      group
//! src/<api>/lookup.rs     lookup: from wire values, names and statuses to codes
//! src/<api>/to_<api>.rs   conversion
//! src/<api>/types.rs      types
//! src/<api>/words.rs      words: statuses and actions in the API's own words
//! ```
//!
//! Details, types and slots are structs (`record`) with builders (`builder`) that say what
//! their fields stand for in JSON (`value`). `payload` says what the variant of a code holds, and `imports`
//! what things from elsewhere are called where the catalogue's own names may be in the way.
//!
//! Names of the catalogue become variants and modules; all else of it becomes string literals and
//! doc comments (`docs`). Modules of the crate's own have names that no API can have.

mod accessors;
mod action;
mod api;
mod builder;
mod code;
mod conversion;
mod details;
mod docs;
mod envelope;
mod error;
mod example;
mod facts;
mod former;
mod from_code;
mod group;
mod handler;
mod ident;
mod imports;
mod lookup;
mod payload;
mod record;
mod root;
mod rustdoc;
mod scope;
mod shape;
mod slots;
mod source;
mod spacing;
mod status;
mod steps;
mod traits;
mod typed;
mod types;
mod value;
mod words;

pub use former::{Renamed, renamed};

pub(crate) use handler::handler;

use std::sync::Arc;

use crate::catalogue::Catalogue;
use crate::emit::{Job, job};
use crate::output::Artifact;
use scope::Scope;

/// Where files come from that come from the whole catalogue.
const SOURCE: &str = "catalogue";

/// Files of the crate that are the same for every catalogue.
const SUPPORT: &[(&str, &str)] = &[
    ("advice", include_str!("support/advice.rs")),
    ("date", include_str!("support/date.rs")),
    ("deprecation", include_str!("support/deprecation.rs")),
    ("found", include_str!("support/found.rs")),
    ("grpc", include_str!("support/grpc.rs")),
    ("hash", include_str!("support/hash.rs")),
    ("integrations/actix_web", include_str!("support/integrations/actix_web.rs")),
    ("integrations/async_graphql", include_str!("support/integrations/async_graphql.rs")),
    ("integrations/axum", include_str!("support/integrations/axum.rs")),
    ("integrations/http", include_str!("support/integrations/http.rs")),
    ("integrations/mod", include_str!("support/integrations/mod.rs")),
    ("integrations/outgoing", include_str!("support/integrations/outgoing.rs")),
    ("integrations/problem", include_str!("support/integrations/problem.rs")),
    ("integrations/reason", include_str!("support/integrations/reason.rs")),
    ("integrations/sent", include_str!("support/integrations/sent.rs")),
    ("integrations/tonic", include_str!("support/integrations/tonic.rs")),
    ("integrations/violations", include_str!("support/integrations/violations.rs")),
    ("json", include_str!("support/json.rs")),
    ("mod", include_str!("support/mod.rs")),
    ("number", include_str!("support/number.rs")),
    ("occurrence", include_str!("support/occurrence.rs")),
    ("open", include_str!("support/open.rs")),
    ("reader", include_str!("support/reader.rs")),
    ("received", include_str!("support/received.rs")),
    ("record", include_str!("support/record.rs")),
    ("response", include_str!("support/response.rs")),
    ("retry", include_str!("support/retry.rs")),
    ("shape", include_str!("support/shape.rs")),
    ("text", include_str!("support/text.rs")),
    ("typed", include_str!("support/typed.rs")),
    ("value", include_str!("support/value.rs")),
    ("wire", include_str!("support/wire.rs")),
    ("write", include_str!("support/write.rs")),
];

/// The crate's files.
pub fn emit(catalogue: &Catalogue) -> Vec<Job<'_>> {
    let scope = Arc::new(Scope::new(catalogue));
    let mut jobs = Vec::new();
    for at in 0..catalogue.apis.len() {
        jobs.extend(api::jobs(&scope, at));
    }
    jobs.push(job(move || root(&scope)));
    jobs
}

/// The files of no API alone.
fn root(scope: &Scope<'_>) -> Vec<Artifact> {
    let mut files = vec![
        Artifact::toml("Cargo.toml", "catalogue/catalogue.toml", &root::manifest(scope)),
        Artifact::rust("src/lib.rs", SOURCE, root::expand(scope)),
        Artifact::rust("src/shared_/action.rs", SOURCE, action::expand(scope)),
        Artifact::rust("src/shared_/status.rs", SOURCE, status::expand(scope)),
    ];
    files.extend(
        SUPPORT
            .iter()
            .map(|(name, text)| Artifact::rust(format!("src/shared_/{name}.rs"), SOURCE, *text)),
    );
    files
}
