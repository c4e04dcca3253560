//! The Markdown docs: an mdBook that also reads well on a code host.
//!
//! ```text
//! docs/book.toml             the book's settings
//! docs/src/SUMMARY.md        its table of contents
//! docs/src/index.md          the APIs, and how to handle their errors
//! docs/src/<api>/index.md    an API: its envelopes, tables of codes, an entry for each code
//! docs/src/<api>/handling.md  how a client handles its errors: in Rust, in TypeScript
//! docs/src/<api>/errors.json  the same for programs
//! docs/src/llms.txt          what is where, for language models
//! docs/src/statuses.md       the HTTP statuses of all APIs
//! docs/src/actions.md        the actions of all APIs
//! docs/src/conversions.md    the tables between APIs, if there are any
//! ```
//!
//! An API has a single page, so that a code's permalink (`<api>/#<anchor>`) survives its move to
//! another group. Internal codes are on none.

mod annotated;
mod api;
mod book;
mod conversions;
mod entry;
mod envelope;
mod fields;
mod handling;
mod links;
mod llms;
mod message;
mod page;
mod paths;
mod records;
mod related;
mod retry;
mod shared;
mod types;
mod typescript;

use super::json;
use crate::catalogue::Catalogue;
use crate::output::Artifact;

/// Writes the docs.
pub fn emit(catalogue: &Catalogue) -> Vec<Artifact> {
    let mut files = vec![book::settings(catalogue), book::summary(catalogue)];
    files.push(book::index(catalogue));
    let related = related::Related::new(catalogue);
    for api in 0..catalogue.apis.len() {
        files.push(api::page(catalogue, api, &related));
        files.extend(handling::page(catalogue, api));
        files.push(json::of_api(catalogue, api));
    }
    files.push(shared::statuses(catalogue));
    files.push(shared::actions(catalogue));
    files.extend(conversions::page(catalogue));
    files.push(llms::file(catalogue));
    files
}
