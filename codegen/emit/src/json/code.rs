//! Codes and their examples.

use serde::Serialize;
use serde_json::Value as Json;

use super::api::{LinkEntry, links};
use super::types::{FieldEntry, fields};
use super::{maybe, names, source};
use crate::lazy::{List, Map};
use crate::{notation, reach};
use errcat_catalogue::model::{Api, Catalogue, Code, Details, DetailsShape, Example, Grpc, Prose};

#[derive(Serialize)]
struct CodeEntry<'a, X> {
    name: &'a str,
    wire: Json,
    group: &'a str,
    envelope: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Json>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statuses: Vec<Json>,
    title: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actor: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry: Option<RetryEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grpc: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    troubleshooting: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<DetailsEntry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fills: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<Json>,
    examples: X,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    see_also: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkEntry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<DeprecatedEntry<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    meta: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    permalink: Option<String>,
}

#[derive(Serialize)]
struct RetryEntry {
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    after: Vec<Json>,
}

#[derive(Serialize)]
struct DeprecatedEntry<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

pub(super) fn code<'a>(
    catalogue: &'a Catalogue,
    at: usize,
    code: &'a Code,
    extent: Extent,
) -> impl Serialize + use<'a> {
    let api = &catalogue.apis[at];
    let envelope = api.envelope(code);
    let slot = |index: usize| envelope.slots[index].name.as_str();
    let action = code.action.map(|id| catalogue.action(id));
    let whole = extent == Extent::Whole;
    // What the action says anyway is not said again.
    let is_own = |advice: &Prose| {
        let own = code.action.and_then(|id| api.own_action(id)).map(|own| &own.advice);
        let common = own.or_else(|| action.map(|action| &action.advice));
        common.is_none_or(|common| common.source != advice.source)
    };
    CodeEntry {
        name: code.name.as_str(),
        wire: code.wire.json(),
        group: api.groups[code.group].name.as_str(),
        envelope: envelope.name.as_str(),
        status: code.status().map(notation::status),
        statuses: code.statuses.iter().copied().map(notation::status).collect(),
        title: &code.title,
        message: &code.message.source,
        description: maybe(code.description.as_ref().filter(|_| whole)),
        action: action.map(|action| action.name.as_str()),
        advice: maybe(code.advice.as_ref().filter(|advice| whole || is_own(advice))),
        actor: action.map(|action| action.actor.as_str()),
        retry: action.map(|action| RetryEntry {
            kind: action.retry.as_str(),
            after: notation::places(api, code),
        }),
        grpc: code.grpc.map(Grpc::as_str),
        causes: code.causes.iter().filter(|_| whole).map(source).collect(),
        troubleshooting: code.troubleshooting.iter().filter(|_| whole).map(source).collect(),
        details: code.details.as_ref().map(|it| details(api, it)),
        fills: code.fills.iter().map(|index| slot(*index)).collect(),
        set: object(code.set.iter().map(|(index, value)| (slot(*index), value))),
        examples: List(move || {
            code.examples.iter().map(move |it| example(catalogue, api, code, it, extent))
        }),
        see_also: reach::see_also(catalogue, code)
            .map(|other| notation::code_text(&catalogue.apis, at, other))
            .collect(),
        links: links(&code.links),
        aliases: names(&code.aliases),
        since: code.since.as_deref(),
        deprecated: code.deprecated.as_ref().map(|deprecated| DeprecatedEntry {
            since: deprecated.since.as_deref(),
            replaced_by: reach::successor(api, deprecated.replaced_by),
            note: maybe(deprecated.note.as_ref()),
        }),
        tags: &code.tags,
        meta: object(
            code.meta.iter().map(|(index, value)| (api.meta[*index].name.as_str(), value)),
        ),
        permalink: catalogue.permalink(api, &code.wire),
    }
}

/// An object, if it has any keys.
fn object<'a>(entries: impl Iterator<Item = (&'a str, &'a Json)>) -> Option<Json> {
    let map: serde_json::Map<_, _> =
        entries.map(|(key, value)| (key.to_owned(), value.clone())).collect();
    (!map.is_empty()).then_some(Json::Object(map))
}

#[derive(Serialize)]
struct DetailsEntry<'a> {
    optional: bool,
    #[serde(flatten)]
    shape: ShapeEntry<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum ShapeEntry<'a> {
    Fields(Vec<FieldEntry<'a>>),
    Type(String),
}

fn details<'a>(api: &Api, details: &'a Details) -> DetailsEntry<'a> {
    DetailsEntry {
        optional: details.optional,
        shape: match &details.shape {
            DetailsShape::Record(record) => ShapeEntry::Fields(fields(api, record)),
            DetailsShape::Type(ty) => ShapeEntry::Type(notation::type_text(api, ty)),
        },
    }
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All.
    Whole,
    /// What a program acts on: not the longer texts for people, and of examples the response alone.
    Lean,
}

#[derive(Serialize)]
struct ExampleEntry<'a, S, H> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<&'a Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slots: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    headers: H,
    body: Json,
}

fn example<'a>(
    catalogue: &'a Catalogue,
    api: &'a Api,
    code: &'a Code,
    example: &'a Example,
    extent: Extent,
) -> impl Serialize + use<'a> {
    let envelope = api.envelope(code);
    let whole = extent == Extent::Whole;
    let slot = |(index, value): &'a (usize, Json)| (envelope.slots[*index].name.as_str(), value);
    ExampleEntry {
        title: example.title.as_deref(),
        message: whole.then_some(&example.message),
        details: example.details.as_ref().filter(|_| whole),
        slots: whole.then_some(Map(move || example.slots.iter().map(slot))),
        status: code.transport_status(envelope),
        headers: Map(move || catalogue.example_headers(api, code, example).into_iter()),
        body: catalogue.example_body(api, code, example),
    }
}
