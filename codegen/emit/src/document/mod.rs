//! The `OpenAPI` document of an API, a library of components: what the target `openapi` writes, what is merged
//! into somebody's own document, and what the docs have a page of.
//!
//! It has no paths. Documents that have some refer to its responses
//! (`izi.json#/components/responses/GraphqlError200`) and schemas.
//!
//! **Schemas**, in the order of precision:
//! - `Error_TokenExpired`: an error of one code, exactly. In an envelope with a list of errors, an
//!   entry of the list. `Details_TokenExpired`: its details, where they are a record of its own.
//! - `Body_Error`: a whole body in the envelope `error`: any of these, or `Unknown_Error`, for a code that
//!   this document does not know. So a known code must have its details, and a code that
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
//! example of the catalogue, as text where tools would take it for more than data (`followed`). Its schema
//! takes every code that may come with its status, those as well that come with any of a class (`4XX`), or
//! with any at all.
//!
//! `Error404_OrderNotFound` is a response with these codes alone: as operations answer, that
//! `x-error-operations` lists. The document has no paths all the same: it knows nothing about what
//! operations answer when all is well.
//!
//! **Parameters**: `IdempotencyKey`, for operations to refer to.
//!
//! Constants are enums of one value, and objects are open: see `schema` and `types`. What has
//! no place in `OpenAPI` is in `extensions`.

mod body;
mod extensions;
mod followed;
mod headers;
mod keys;
mod operations;
mod parameters;
mod responses;
mod schema;
mod schemas;
mod slots;
mod style;
mod tag;
mod text;
mod types;

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use self::operations::{Responses, Sets};
use self::schema::ExternalDocs;
use self::style::Style;
use self::text::Writer;
use crate::output::Artifact;
use crate::public_view;
use crate::streamed::Map;
use errcat_catalogue::model::{Api, Catalogue, Code, OpenapiVersion, Status};

/// The document of the API `at`, as it is alone.
pub fn alone(catalogue: &Catalogue, at: usize, version: OpenapiVersion) -> Artifact {
    let api = &catalogue.apis[at];
    let travelling = Travelling::new(api);
    let writer = Writer { catalogue, api, style: Style::alone(version), travelling: &travelling };
    let folder = match version {
        OpenapiVersion::V31 => "",
        OpenapiVersion::V30 => "3.0/",
    };
    let path = format!("openapi/{folder}{}.json", api.name.as_str());
    Artifact::json(path, &document(writer, at))
}

/// What keys of an API's components begin with among those of somebody's own document. It ends with
/// the only `_` in it, so no other API's begin with it.
pub fn prefix(api: &Api) -> String {
    format!("{}_", api.name.upper_camel())
}

/// The document of an API as it goes into somebody's own: each key begins with `prefix`, and each
/// component says in `x-errcat` whose it is.
pub fn to_merge(
    catalogue: &Catalogue,
    at: usize,
    version: OpenapiVersion,
    prefix: &str,
) -> serde_json::Value {
    let api = &catalogue.apis[at];
    let style = Style { version, among: Some(api.name.as_str()), prefix, outline: false };
    let travelling = Travelling::new(api);
    let writer = Writer { catalogue, api, style, travelling: &travelling };
    // Documents are maps with keys that are strings: this cannot fail.
    serde_json::to_value(document(writer, at)).unwrap_or_default()
}

/// What the document of an API, in version 3.1, says of bodies, parameters and headers: `take` gets the section of the
/// components, the key, and what is there, one after the other, since all of it together is large.
pub fn schemas(
    catalogue: &Catalogue,
    at: usize,
    mut take: impl FnMut(&'static str, String, serde_json::Value),
) {
    let api = &catalogue.apis[at];
    let travelling = Travelling::new(api);
    let style = Style::alone(OpenapiVersion::V31);
    let writer = Writer { catalogue, api, style, travelling: &travelling };
    for (key, schema) in schemas::all(writer, at) {
        take("schemas", key, serde_json::to_value(schema).unwrap_or_default());
    }
    for (key, parameter) in parameters::all(writer) {
        take("parameters", key, serde_json::to_value(parameter).unwrap_or_default());
    }
    for (key, header) in headers::all(writer) {
        take("headers", key, serde_json::to_value(header).unwrap_or_default());
    }
}

/// The document of an API, in version 3.1, as far as a page about it needs it: without schemas of
/// single codes, whose keys are those of [`error_key`], and without lists of all codes.
pub(crate) fn outline(catalogue: &Catalogue, at: usize) -> serde_json::Value {
    let api = &catalogue.apis[at];
    let style = Style { outline: true, ..Style::alone(OpenapiVersion::V31) };
    let travelling = Travelling::new(api);
    let writer = Writer { catalogue, api, style, travelling: &travelling };
    serde_json::to_value(document(writer, at)).unwrap_or_default()
}

/// The wire value in each envelope of an API. Whoever asked all codes for each response would take time
/// that grows with the square of their number.
struct Travelling<'a> {
    /// The public codes by the index of their envelope.
    codes: HashMap<usize, Vec<(usize, &'a Code)>>,
    /// Their statuses likewise; `None` is any.
    statuses: HashMap<usize, BTreeSet<Option<Status>>>,
}

impl<'a> Travelling<'a> {
    fn new(api: &'a Api) -> Self {
        let codes = public_view::codes_by(api, |code| [code.envelope]);
        let mut statuses: HashMap<usize, BTreeSet<Option<Status>>> = HashMap::new();
        for (_, code) in api.public_codes() {
            let known = statuses.entry(code.envelope).or_default();
            known.extend(code.statuses.iter().copied().map(Some));
            if code.statuses.is_empty() {
                known.insert(None);
            }
        }
        Self { codes, statuses }
    }

    /// The public codes of an envelope, with their indices.
    fn codes(&self, envelope: usize) -> impl Iterator<Item = (usize, &'a Code)> {
        self.codes.get(&envelope).into_iter().flatten().copied()
    }

    /// The statuses of an envelope's public codes: exact ones by number, then classes.
    fn statuses(&self, envelope: usize) -> impl Iterator<Item = Status> {
        self.statuses.get(&envelope).into_iter().flatten().filter_map(|status| *status)
    }

    /// Whether one of an envelope's public codes comes with this status; for `None`, with any.
    fn has(&self, envelope: usize, status: Option<Status>) -> bool {
        self.statuses.get(&envelope).is_some_and(|known| known.contains(&status))
    }
}

/// The key of the schema of a single code.
pub(crate) fn error_key(code: &Code) -> String {
    keys::error(code)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a, P, C, O, G, A, S> {
    openapi: &'static str,
    info: Info<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_docs: Option<ExternalDocs>,
    paths: P,
    components: C,
    #[serde(rename = "x-error-operations", skip_serializing_if = "Vec::is_empty")]
    operations: Vec<O>,
    #[serde(rename = "x-error-groups", skip_serializing_if = "Option::is_none")]
    groups: Option<G>,
    #[serde(rename = "x-error-actions", skip_serializing_if = "Option::is_none")]
    actions: Option<A>,
    #[serde(rename = "x-error-statuses", skip_serializing_if = "Option::is_none")]
    statuses: Option<S>,
}

#[derive(Serialize)]
struct Info<'a> {
    title: &'a str,
    version: String,
    description: String,
}

#[derive(Serialize)]
struct Components<S, R, P, H> {
    schemas: S,
    responses: R,
    #[serde(skip_serializing_if = "Option::is_none")]
    parameters: Option<P>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<H>,
}

fn document(writer: Writer<'_>, at: usize) -> impl Serialize + use<'_> {
    let Writer { catalogue, api, style, .. } = writer;
    let responses = Responses { writer, sets: Sets::new(api) };
    let operations = responses.sets.operations(writer);
    let headers = move || headers::all(writer);
    let whole = !style.outline;
    Document {
        openapi: style.version.as_str(),
        info: Info {
            title: &api.title,
            version: catalogue.version.to_string(),
            description: writer.of_api(),
        },
        external_docs: writer.page().map(|url| ExternalDocs { url }),
        paths: Map(std::iter::empty::<(&str, ())>),
        components: Components {
            schemas: Map(move || schemas::all(writer, at)),
            responses,
            parameters: (!api.parameters.is_empty())
                .then_some(Map(move || parameters::all(writer))),
            headers: headers().next().is_some().then_some(Map(headers)),
        },
        operations,
        groups: whole.then_some(Map(move || writer.groups())),
        actions: whole.then_some(Map(move || writer.actions())),
        statuses: whole.then_some(Map(move || writer.statuses())),
    }
}
