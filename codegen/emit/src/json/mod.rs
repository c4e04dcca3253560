//! `catalogue.json`: the resolved catalogue, for scripts, agents and other generators.
//!
//! Format 1. Defaults are filled in and inheritance is applied; what a thing does not have is left
//! out. Things refer to each other by name. Prose is as the catalogue writes it, references
//! (`[[action:wait]]`) included; types, refs and places are in the catalogue's own notation. Later
//! versions of format 1 may add keys: ignore those that you don't know.
//!
//! ```text
//! format        1
//! title, version, docs_url
//! statuses      [{ status, reason, meaning, action, advice, grpc }]
//! actions       [{ name, api, title, advice, actor, retry }]
//!               `api`: the only API that has it
//! apis          [{ id, title, summary, docs, links, code, envelopes, types, meta, statuses,
//!                  actions, groups, codes, retired, operations, parameters, faq }]
//!   code        { type }: "string" or "integer"
//!   envelopes   [{ name, media_type, http_status, body, headers, slots }]
//!               `body`, `headers`: as the TOML writes them
//!     slots     [{ name, type, description, example, required, fixed, filled, per_error, in_body }]
//!               `fixed`: by codes' `set`; `filled`: by codes' `fills`; `per_error`: inside the
//!               list of errors; `in_body`: or else in headers alone
//!   types       [{ name, fields } | { name, enum } | { name, type }]
//!     fields    [{ name, wire, type, description, example }]; `wire` is the JSON key
//!     enum      [{ name, wire }]
//!   meta        fields, as above: the team's own facts
//!   statuses    as above, in the API's own words
//!   actions     [{ name, title, advice }]: those that the API rewords or adds
//!   groups      [{ name, title, summary, links }]
//!   codes       [{ what [`facts`] lists }]
//!     status    the default; `statuses` are all: numbers, or classes such as "4XX"
//!     retry     { kind, after }: `after` are places of the delay, in order
//!     details   { optional, fields } or { optional, type }
//!     examples  [{ title, message, details, slots, status, headers, body }]
//!               `status`, `headers`, `body`: the complete response
//!     see_also  names, of other APIs as "api/NAME"
//!     deprecated  { since, replaced_by, note }
//!     permalink its page, if there is a `docs_url`
//!   retired     [{ name, wire, group, since, replaced_by, note, permalink }]
//!   operations  [{ operation, summary, codes, deprecated }], if there are any: "POST /v1/orders", or an
//!               `operationId`; `codes` are all names of codes that it answers with; `deprecated`
//!               is { on, sunset }, two days
//!   parameters  [{ in, and as fields }], if there are any: what a client may send; `in` is
//!               "header", "query", "path" or "cookie"
//!   faq         [{ question, answer }]
//! conversions   [{ from, to, description, total, codes, otherwise }]
//!     codes     { from: to, … } by names; null where there is no counterpart
//!     otherwise what an unknown received code becomes
//! ```
//!
//! Internal codes are in Rust alone, and so is what they alone use.

mod api;
mod code;
pub mod facts;
mod types;

use serde::Serialize;
use serde_json::Value as Json;

pub(crate) use self::api::OperationEnd;
use crate::output::Artifact;
use crate::streamed::{List, Map};
use crate::{Job, job, toml_names};
pub(crate) use code::Extent;
use errcat_catalogue::model::{
    Action, Catalogue, CodeRef, Conversion, Grpc, Prose, StatusInfo, Visibility,
};

/// The file.
pub fn emit(catalogue: &Catalogue) -> Vec<Job<'_>> {
    vec![job(|| [Artifact::json("catalogue.json", &document(catalogue))])]
}

/// The document of `catalogue.json` with what the generated crate alone has: its name (`package`)
/// and, per API, `internal` codes with what they alone use.
pub fn with_internal(catalogue: &Catalogue) -> Json {
    let mut root = json(&document(catalogue));
    root["package"] = catalogue.package.as_str().into();
    root["internal"] = true.into();
    for at in 0..catalogue.apis.len() {
        root["apis"][at]["internal"] = json(&api::internal(catalogue, at));
    }
    root
}

/// A code as `catalogue.json` has it, with its API (`api`) before all else. An internal code, which that
/// file does not have, tells its mask (`masked_as`) as well.
pub fn one(catalogue: &Catalogue, code: CodeRef) -> Json {
    let (api, entry) = catalogue.code(code);
    let mut map = serde_json::Map::new();
    map.insert("api".to_owned(), api.name.as_str().into());
    if let Json::Object(entry) = json(&code::code(catalogue, code.api, entry, Extent::Whole)) {
        map.extend(entry);
    }
    if let Visibility::Internal { masked_as } = entry.visibility {
        map.insert("masked_as".to_owned(), api.codes[masked_as].name.as_str().into());
    }
    Json::Object(map)
}

fn json(entry: &impl Serialize) -> Json {
    // It is made of strings, numbers and lists: nothing in it can fail.
    serde_json::to_value(entry).unwrap_or_default()
}

/// `errors.json` of the API `index`: what one needs who meets errors of that API alone. It is
/// described in `codegen/docs/errors-json.md`.
pub(super) fn of_api(catalogue: &Catalogue, index: usize) -> Artifact {
    let name = catalogue.apis[index].name.as_str();
    let errors = Errors {
        format: 1,
        version: catalogue.version.to_string(),
        page: catalogue.docs_url.as_ref().map(|base| format!("{base}/{name}/")),
        api: api::alone(catalogue, index),
    };
    Artifact::json(format!("docs/src/{name}/errors.json"), &errors)
}

#[derive(Serialize)]
struct Errors<A> {
    format: u8,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(flatten)]
    api: A,
}

#[derive(Serialize)]
struct Document<'a, S, A, P, C> {
    format: u8,
    title: &'a str,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    docs_url: Option<&'a str>,
    statuses: S,
    actions: A,
    apis: P,
    conversions: C,
}

fn document(catalogue: &Catalogue) -> impl Serialize + use<'_> {
    Document {
        format: 1,
        title: &catalogue.title,
        version: catalogue.version.to_string(),
        docs_url: catalogue.docs_url.as_deref(),
        statuses: List(|| catalogue.statuses.iter().map(|info| status(catalogue, info))),
        actions: List(|| actions(catalogue)),
        apis: List(|| (0..catalogue.apis.len()).map(|at| api::api(catalogue, at))),
        conversions: List(|| catalogue.conversions.iter().map(|it| conversion(catalogue, it))),
    }
}

/// The source of prose.
fn source(prose: &Prose) -> &str {
    &prose.source
}

/// The source of prose that may be missing.
fn maybe(prose: Option<&Prose>) -> Option<&str> {
    prose.map(source)
}

#[derive(Serialize)]
struct StatusEntry<'a> {
    status: Json,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grpc: Option<&'static str>,
}

fn status<'a>(catalogue: &'a Catalogue, info: &'a StatusInfo) -> impl Serialize + use<'a> {
    StatusEntry {
        status: toml_names::status(info.status),
        reason: &info.reason,
        meaning: maybe(info.meaning.as_ref()),
        action: info.action.map(|id| catalogue.action(id).name.as_str()),
        advice: maybe(info.advice.as_ref()),
        grpc: info.grpc.map(Grpc::as_str),
    }
}

#[derive(Serialize)]
struct ActionEntry<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<&'a str>,
    title: &'a str,
    advice: &'a str,
    actor: &'static str,
    retry: &'static str,
}

fn actions(catalogue: &Catalogue) -> impl Iterator<Item = ActionEntry<'_>> {
    catalogue.actions.iter().map(|action| ActionEntry::of(catalogue, action))
}

impl<'a> ActionEntry<'a> {
    fn of(catalogue: &'a Catalogue, action: &'a Action) -> Self {
        Self {
            name: action.name.as_str(),
            api: action.api.map(|at| catalogue.apis[at].name.as_str()),
            title: &action.title,
            advice: source(&action.advice),
            actor: action.actor.as_str(),
            retry: action.retry.as_str(),
        }
    }
}

#[derive(Serialize)]
struct Table<'a, C> {
    from: &'a str,
    to: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    total: bool,
    codes: C,
    #[serde(skip_serializing_if = "Option::is_none")]
    otherwise: Option<&'a str>,
}

fn conversion<'a>(
    catalogue: &'a Catalogue,
    conversion: &'a Conversion,
) -> impl Serialize + use<'a> {
    let from = &catalogue.apis[conversion.from];
    let to = &catalogue.apis[conversion.to];
    let name = |index: usize| to.codes[index].name.as_str();
    let pairs = move || {
        let codes = from.public_codes();
        codes.map(move |(at, code)| (code.name.as_str(), conversion.codes[at].map(name)))
    };
    Table {
        from: from.name.as_str(),
        to: to.name.as_str(),
        description: maybe(conversion.description.as_ref()),
        total: conversion.total,
        codes: Map(pairs),
        otherwise: conversion.otherwise.map(name),
    }
}
