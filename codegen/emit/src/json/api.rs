//! APIs, their envelopes, types and groups.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::code::Extent;
use super::types::{FieldEntry, envelope, field, fields, internal_types, types};
use super::{ActionEntry, code, maybe, source, status};
use crate::public_view;
use crate::streamed::List;
use errcat_catalogue::model::{
    Api, Catalogue, Link, Operation, Parameter, Retired, StandIn, Unexpected, Visibility, WireType,
};

#[derive(Serialize)]
struct ApiEntry<'a, E, T, S, A, G, C, R, O, Q> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    docs: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkEntry<'a>>,
    code: CodeType,
    envelopes: E,
    types: T,
    meta: Vec<FieldEntry<'a>>,
    statuses: S,
    actions: A,
    groups: G,
    codes: C,
    retired: R,
    #[serde(skip_serializing_if = "Option::is_none")]
    operations: Option<O>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<ParameterEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unexpected: Option<Map<String, Json>>,
    faq: Q,
}

#[derive(Serialize)]
struct CodeType {
    r#type: &'static str,
}

/// An API as `catalogue.json` has it.
pub(super) fn api(catalogue: &Catalogue, at: usize) -> impl Serialize + use<'_> {
    let api = &catalogue.apis[at];
    entry(catalogue, at, List(move || actions(catalogue, api)), Extent::Whole)
}

/// An API as a file of its own has it.
pub(super) fn alone(catalogue: &Catalogue, at: usize) -> impl Serialize + use<'_> {
    let api = &catalogue.apis[at];
    let used = move || {
        let used = public_view::actions(catalogue, api);
        used.map(move |(id, action)| {
            let own = api.own_action(id);
            ActionEntry {
                title: own.map_or(&action.title, |own| &own.title),
                advice: source(own.map_or(&action.advice, |own| &own.advice)),
                ..ActionEntry::of(catalogue, action)
            }
        })
    };
    entry(catalogue, at, List(used), Extent::Lean)
}

fn entry<'a, A: Serialize + 'a>(
    catalogue: &'a Catalogue,
    at: usize,
    actions: A,
    extent: Extent,
) -> impl Serialize + use<'a, A> {
    let api = &catalogue.apis[at];
    ApiEntry {
        id: api.name.as_str(),
        title: &api.title,
        summary: maybe(api.summary.as_ref()),
        docs: maybe(api.docs.as_ref()),
        links: links(&api.links),
        code: CodeType {
            r#type: match api.wire {
                WireType::String => "string",
                WireType::Integer => "integer",
            },
        },
        envelopes: List(move || public_view::envelopes(api).map(|(_, it)| envelope(api, it))),
        types: List(move || types(api)),
        meta: fields(api, &api.meta),
        statuses: List(move || api.statuses.iter().map(|info| status(catalogue, info))),
        actions,
        groups: List(move || groups(api)),
        codes: List(move || {
            api.public_codes().map(move |(_, code)| code::code(catalogue, at, code, extent))
        }),
        retired: List(move || public_view::retired(api).map(|code| retired(catalogue, api, code))),
        operations: (!api.operations.is_empty())
            .then_some(List(move || api.operations.iter().map(|it| operation(api, it)))),
        parameters: api.parameters.iter().map(|it| parameter(api, it)).collect(),
        unexpected: api.unexpected.as_ref().map(|it| unexpected(api, it)),
        faq: List(move || {
            api.faq
                .iter()
                .map(|it| FaqEntry { question: source(&it.question), answer: source(&it.answer) })
        }),
    }
}

/// What an API has that the world may not know: internal codes, each with its mask, and the types
/// that they alone consist of.
pub(super) fn internal(catalogue: &Catalogue, at: usize) -> impl Serialize + use<'_> {
    let api = &catalogue.apis[at];
    let codes = move || {
        api.codes.iter().filter_map(move |code| match code.visibility {
            Visibility::Public => None,
            Visibility::Internal { masked_as } => Some(InternalCode {
                masked_as: api.codes[masked_as].name.as_str(),
                code: code::code(catalogue, at, code, Extent::Whole),
            }),
        })
    };
    Internal { codes: List(codes), types: List(move || internal_types(api)) }
}

#[derive(Serialize)]
struct Internal<C, T> {
    codes: C,
    types: T,
}

#[derive(Serialize)]
struct InternalCode<'a, C> {
    #[serde(flatten)]
    code: C,
    masked_as: &'a str,
}

#[derive(Serialize)]
struct ParameterEntry<'a> {
    r#in: &'static str,
    #[serde(flatten)]
    field: FieldEntry<'a>,
}

fn parameter<'a>(api: &Api, parameter: &'a Parameter) -> ParameterEntry<'a> {
    ParameterEntry { r#in: parameter.place.as_str(), field: field(api, &parameter.field) }
}

/// Each entry of `[unexpected]` as a client meets it: an internal code is its mask, without details.
fn unexpected(api: &Api, unexpected: &Unexpected) -> Map<String, Json> {
    let entry = |it: &StandIn| {
        let code = &api.codes[it.code];
        let (code, details) = match code.visibility {
            Visibility::Public => (code, it.details.clone()),
            Visibility::Internal { masked_as } => (&api.codes[masked_as], None),
        };
        let code = [("code".to_owned(), code.name.as_str().into())];
        let details = details.map(|details| ("details".to_owned(), details));
        Json::Object(code.into_iter().chain(details).collect())
    };
    let error = [("error".to_owned(), entry(&unexpected.error))];
    let statuses = unexpected.statuses.iter().map(|(at, it)| (at.to_string(), entry(it)));
    error.into_iter().chain(statuses).collect()
}

#[derive(Serialize)]
struct OperationEntry<'a> {
    operation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    codes: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<OperationEnd<'a>>,
}

/// Since when an operation is deprecated, and when it may go.
#[derive(Serialize)]
pub(crate) struct OperationEnd<'a> {
    on: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sunset: Option<&'a str>,
}

impl<'a> OperationEnd<'a> {
    pub(crate) fn of(operation: &'a Operation) -> Option<Self> {
        let end = operation.deprecated.as_ref()?;
        Some(Self { on: &end.on, sunset: end.sunset.as_deref() })
    }
}

fn operation<'a>(api: &'a Api, operation: &'a Operation) -> OperationEntry<'a> {
    OperationEntry {
        operation: operation.key.to_string(),
        summary: maybe(operation.summary.as_ref()),
        codes: operation.codes.iter().map(|at| api.codes[*at].name.as_str()).collect(),
        deprecated: OperationEnd::of(operation),
    }
}

#[derive(Serialize)]
struct FaqEntry<'a> {
    question: &'a str,
    answer: &'a str,
}

#[derive(Serialize)]
pub(crate) struct LinkEntry<'a> {
    title: &'a str,
    url: &'a str,
}

pub(super) fn links(links: &[Link]) -> Vec<LinkEntry<'_>> {
    links.iter().map(|link| LinkEntry { title: &link.title, url: &link.url }).collect()
}

#[derive(Serialize)]
struct ActionWords<'a> {
    name: &'a str,
    title: &'a str,
    advice: &'a str,
}

fn actions<'a>(catalogue: &'a Catalogue, api: &'a Api) -> impl Iterator<Item = ActionWords<'a>> {
    api.actions.iter().map(|own| ActionWords {
        name: catalogue.action(own.action).name.as_str(),
        title: &own.title,
        advice: source(&own.advice),
    })
}

#[derive(Serialize)]
struct GroupEntry<'a> {
    name: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkEntry<'a>>,
}

fn groups(api: &Api) -> impl Iterator<Item = GroupEntry<'_>> {
    api.groups.iter().filter(|group| public_view::is_public(api, group)).map(|group| GroupEntry {
        name: group.name.as_str(),
        title: &group.title,
        summary: maybe(group.summary.as_ref()),
        links: links(&group.links),
    })
}

#[derive(Serialize)]
struct RetiredEntry<'a> {
    name: &'a str,
    wire: Json,
    group: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    permalink: Option<String>,
}

fn retired<'a>(catalogue: &Catalogue, api: &'a Api, retired: &'a Retired) -> RetiredEntry<'a> {
    RetiredEntry {
        name: retired.name.as_str(),
        wire: retired.wire.json(),
        group: api.groups[retired.group].name.as_str(),
        since: retired.since.as_deref(),
        replaced_by: public_view::successor(api, retired.replaced_by),
        note: maybe(retired.note.as_ref()),
        permalink: catalogue.permalink(api, &retired.wire),
    }
}
