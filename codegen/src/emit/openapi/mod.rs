//! `openapi/<api>.json`: one `OpenAPI` 3.1 document per API, a library of components.
//!
//! It has no paths. Documents that have some refer to its responses
//! (`izi.json#/components/responses/GraphqlError200`) and schemas.
//!
//! **Schemas**, in the order of precision:
//! - `Error_TokenExpired`: an error of one code, exactly. In an envelope with a list of errors, an
//!   entry of the list. `Details_TokenExpired`: its details, where they are a record of its own.
//! - `Body_Error`: a whole body in the envelope `error`: any of these, or `Unknown_Error`, whose
//!   code is none that the document knows. So a known code is held to its details, and a code that
//!   comes later is valid. `anyOf`, not `oneOf`: many generators pass over `not`, and would find
//!   two that match. No `discriminator` either: in 3.1 it has no place for values to come.
//! - `Envelope_Error`: the same as one object with open details, for generators that cope badly
//!   with unions. `Entry_Error`: the same for an entry of a list.
//! - `Code_Known`: the codes, closed. `Code_Open`: those and any other.
//! - `AnyStatus_Error`, `Any4XX_Error`: codes that responses share.
//! - An API's own types keep their names.
//!
//! **Responses**: `Error404` for the envelope `error` and status 404, `GraphqlError200` for
//! `graphql`; `Error` for any status, for instance as a `default`. A response has an example per
//! example of the catalogue. Its schema takes every code that may come with its status, those as
//! well that come with any of a class (`4XX`), or with any at all.
//!
//! Constants are enums of one value, and objects are open: see `schema` and `types`. What has
//! no place in `OpenAPI` is in `extensions`.

mod body;
mod extensions;
mod headers;
mod keys;
mod responses;
mod schema;
mod schemas;
mod slots;
mod tag;
mod text;
mod types;

use serde::Serialize;

use self::schema::ExternalDocs;
use self::text::Writer;
use crate::catalogue::Catalogue;
use crate::emit::lazy::Map;
use crate::emit::reach;
use crate::output::Artifact;

/// One document per API.
pub fn emit(catalogue: &Catalogue) -> Vec<Artifact> {
    let apis = catalogue.apis.iter().enumerate();
    apis.map(|(at, api)| {
        let writer = Writer { catalogue, api };
        Artifact::json(format!("openapi/{}.json", api.name.as_str()), &document(writer, at))
    })
    .collect()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a, P, C, G, A, S> {
    openapi: &'static str,
    info: Info<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_docs: Option<ExternalDocs>,
    paths: P,
    components: C,
    #[serde(rename = "x-error-groups")]
    groups: G,
    #[serde(rename = "x-error-actions")]
    actions: A,
    #[serde(rename = "x-error-statuses")]
    statuses: S,
}

#[derive(Serialize)]
struct Info<'a> {
    title: &'a str,
    version: String,
    description: String,
}

#[derive(Serialize)]
struct Components<S, R, H> {
    schemas: S,
    responses: R,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<H>,
}

fn document(writer: Writer<'_>, at: usize) -> impl Serialize + use<'_> {
    let Writer { catalogue, api } = writer;
    let responses = move || {
        reach::envelopes(api)
            .flat_map(move |(index, envelope)| responses::all(writer, index, envelope))
    };
    let headers = move || headers::all(writer);
    Document {
        openapi: "3.1.0",
        info: Info {
            title: &api.title,
            version: catalogue.version.to_string(),
            description: writer.of_api(),
        },
        external_docs: writer.page().map(|url| ExternalDocs { url }),
        paths: Map(std::iter::empty::<(&str, ())>),
        components: Components {
            schemas: Map(move || schemas::all(writer, at)),
            responses: Map(responses),
            headers: headers().next().is_some().then_some(Map(headers)),
        },
        groups: Map(move || writer.groups()),
        actions: Map(move || writer.actions()),
        statuses: Map(move || writer.statuses()),
    }
}
