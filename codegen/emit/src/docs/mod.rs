//! The Markdown docs: an mdBook that also reads well on a code host.
//!
//! ```text
//! docs/book.toml             the book's settings
//! docs/src/SUMMARY.md        its table of contents
//! docs/theme/                the looks of the site, and its scripts
//! docs/src/index.md          the APIs, and how to handle their errors
//! docs/src/404.md            what a site shows where there is no page
//! docs/src/codes.md          all codes of all APIs, with a search for whole bodies on the site
//! docs/src/codes-index.js    what that search knows
//! docs/src/<api>/index.md    an API: its envelopes, tables of codes, an entry for each code
//! docs/src/<api>/decision.svg    the way from a status to what to do
//! docs/src/<api>/handling.md  how a client handles its errors: in Rust, in TypeScript
//! docs/src/<api>/operations.md  which codes its operations answer with, if the catalogue says so
//! docs/src/<api>/openapi.md  its OpenAPI document, rendered
//! docs/src/<api>/errors.json  the same for programs
//! docs/src/llms.txt          what is where, for language models
//! docs/src/statuses.md       the HTTP statuses of all APIs, each with its codes
//! docs/src/actions.md        the actions of all APIs, each with its codes
//! docs/src/conversions.md    the tables between APIs, if there are any
//! docs/src/conversions.svg   the same as a picture
//! docs/src/changes.md        the releases, if there are notes of any
//! docs/src/changes-<version>.md  the notes of a release
//! ```
//!
//! An API has a single page, so that a code's permalink (`<api>/#<anchor>`) survives its move to
//! another group. Internal codes are on none.

mod annotated;
mod api;
mod book;
mod changes;
mod conversions;
mod entry;
mod envelope;
mod fields;
mod finder;
mod handling;
mod headings;
mod links;
mod llms;
mod message;
mod openapi;
mod operations;
mod page;
mod paths;
mod pictures;
mod records;
mod related;
mod retry;
mod shared;
mod theme;
mod types;

use std::sync::Arc;

use super::{Job, job, json};
use errcat_catalogue::model::Catalogue;

/// Writes the docs.
pub fn emit(catalogue: &Catalogue) -> Vec<Job<'_>> {
    let mut jobs = Vec::new();
    let related = Arc::new(related::Related::new(catalogue));
    for (at, api) in catalogue.apis.iter().enumerate() {
        let related = Arc::clone(&related);
        jobs.push(job(move || [api::page(catalogue, at, &related)]));
        jobs.push(job(move || pictures::decision::picture(catalogue, api)));
        jobs.push(job(move || handling::page(catalogue, at)));
        jobs.push(job(move || operations::page(catalogue, at)));
        if catalogue.outputs.is_enabled("openapi") {
            jobs.push(job(move || [openapi::page(catalogue, at)]));
        }
        jobs.push(job(move || [json::of_api(catalogue, at)]));
    }
    jobs.push(job(|| [finder::page(catalogue)]));
    jobs.push(job(|| [finder::index(catalogue)]));
    jobs.push(job(|| [shared::statuses(catalogue), shared::actions(catalogue)]));
    jobs.push(job(|| conversions::files(catalogue)));
    jobs.push(job(|| changes::pages(catalogue)));
    jobs.push(job(|| [book::settings(catalogue), book::summary(catalogue)]));
    jobs.push(job(|| [book::index(catalogue), book::not_found(catalogue), llms::file(catalogue)]));
    jobs.push(job(|| theme::files(catalogue)));
    jobs
}
