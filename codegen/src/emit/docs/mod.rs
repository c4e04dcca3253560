//! The Markdown docs: an mdBook that also reads well on a code host.
//!
//! ```text
//! docs/book.toml             the book's settings
//! docs/src/SUMMARY.md        its table of contents
//! docs/src/index.md          the APIs, and how to handle their errors
//! docs/src/<api>/index.md    an API: its envelopes, tables of codes, an entry for each code
//! docs/src/<api>/operations.md  which codes its operations answer with, if the catalogue says so
//! docs/src/<api>/openapi.md     its OpenAPI document, rendered, with openapi.json beside it
//! docs/src/statuses.md       the HTTP statuses of all APIs
//! docs/src/actions.md        the actions of all APIs
//! docs/src/conversions.md    the tables between APIs, if there are any
//! ```
//!
//! An API has a single page, so that a code's permalink (`<api>/#<anchor>`) survives its move to
//! another group. Internal codes are on none.

mod api;
mod book;
mod conversions;
mod entry;
mod envelope;
mod fields;
mod links;
mod message;
mod openapi;
mod operations;
mod page;
mod paths;
mod records;
mod retry;
mod shared;
mod types;

use crate::catalogue::Catalogue;
use crate::output::Artifact;

/// Writes the docs.
pub fn emit(catalogue: &Catalogue) -> Vec<Artifact> {
    let mut files = vec![book::settings(catalogue), book::summary(catalogue)];
    files.push(book::index(catalogue));
    files.extend((0..catalogue.apis.len()).map(|api| api::page(catalogue, api)));
    files.extend((0..catalogue.apis.len()).filter_map(|api| operations::page(catalogue, api)));
    files.extend((0..catalogue.apis.len()).flat_map(|api| openapi::page(catalogue, api)));
    files.push(shared::statuses(catalogue));
    files.push(shared::actions(catalogue));
    files.extend(conversions::page(catalogue));
    files
}
