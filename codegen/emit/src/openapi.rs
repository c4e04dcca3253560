//! `openapi/<api>.json`: the document of each API; of version 3.0 on request, as `openapi/3.0/<api>.json`.

use crate::{Job, document, job};
use errcat_catalogue::model::Catalogue;

/// One document per API and version.
pub fn emit(catalogue: &Catalogue) -> Vec<Job<'_>> {
    let versions = catalogue.openapi.iter().copied();
    let documents = versions.flat_map(|version| {
        (0..catalogue.apis.len())
            .map(move |at| job(move || [document::alone(catalogue, at, version)]))
    });
    documents.collect()
}
