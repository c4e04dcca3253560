//! `components.responses`: one per envelope and status.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::body;
use super::followed::is_body_followed;
use super::headers;
use super::keys;
use super::schema::Schema;
use super::text::Writer;
use crate::streamed::{Map, Single};
use errcat_catalogue::model::{Code, Envelope, Example, Place, Status};
use errcat_findings::json;

/// A response of an envelope, with a status or with any.
#[derive(Clone, Copy)]
struct Of<'a> {
    writer: Writer<'a>,
    index: usize,
    envelope: &'a Envelope,
    status: Option<Status>,
    /// Of its codes these alone; `None` for all.
    only: Option<&'a [usize]>,
}

/// A response object.
#[derive(Serialize)]
pub(super) struct Response<'a, H, C> {
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<H>,
    content: C,
    #[serde(rename = "x-error-codes", skip_serializing_if = "Vec::is_empty")]
    codes: Vec<Json>,
    #[serde(rename = "x-errcat", skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
}

#[derive(Serialize)]
struct Media<'a, E, T> {
    schema: Schema<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    examples: Option<E>,
    #[serde(rename = "x-error-examples", skip_serializing_if = "Option::is_none")]
    texts: Option<T>,
}

#[derive(Serialize)]
struct NamedExample {
    summary: String,
    value: Json,
}

/// An example whose value is JSON in a string.
#[derive(Serialize)]
struct TextExample {
    summary: String,
    text: String,
}

/// The responses of an envelope: per status of its codes, and one for any status.
///
/// Where the transport's status is fixed, it is the only one.
pub(super) fn all<'a>(
    writer: Writer<'a>,
    index: usize,
    envelope: &'a Envelope,
) -> impl Iterator<Item = (String, impl Serialize + use<'a>)> {
    let statuses: Vec<Option<Status>> = match envelope.http_status {
        Some(status) => vec![Some(Status::Exact(status))],
        None => std::iter::once(None).chain(writer.travelling.statuses(index).map(Some)).collect(),
    };
    statuses.into_iter().map(move |status| {
        let of = Of { writer, index, envelope, status, only: None };
        (writer.style.key(&keys::response(envelope, status)), of.response())
    })
}

fn codes<'a>(writer: Writer<'a>, index: usize) -> impl Iterator<Item = &'a Code> {
    writer.travelling.codes(index).map(|(_, code)| code)
}

/// Unions that responses share, of codes that come with many statuses: any of a class, or any.
pub(super) fn shared<'a>(
    writer: Writer<'a>,
    index: usize,
    envelope: &'a Envelope,
) -> Vec<(String, Schema<'a>)> {
    let mut schemas = Vec::new();
    if envelope.http_status.is_some() {
        return schemas;
    }
    for status in writer.travelling.statuses(index) {
        if status.exact().is_none() {
            let codes = codes(writer, index).filter(|code| code.statuses.contains(&status));
            let union = union(codes, rest(writer, index, envelope));
            let key = keys::any_of_class(envelope, status.class());
            let text = format!("Codes that can have any status of the class {status}");
            schemas.push((key, union.describe(text)));
        }
    }
    if writer.travelling.has(index, None) {
        let codes = codes(writer, index).filter(|code| code.statuses.is_empty());
        let union = union(codes, keys::unknown(envelope));
        let key = keys::any_status(envelope);
        schemas.push((key, union.describe("Codes that can have any status")));
    }
    schemas
}

/// The key of the codes that can have any status.
fn rest(writer: Writer<'_>, index: usize, envelope: &Envelope) -> String {
    if writer.travelling.has(index, None) {
        keys::any_status(envelope)
    } else {
        keys::unknown(envelope)
    }
}

/// Errors of these codes, or `rest`.
fn union<'a>(codes: impl Iterator<Item = &'a Code>, rest: String) -> Schema<'a> {
    Schema::any_component(codes.map(keys::error).chain([rest]).collect())
}

impl<'a> Of<'a> {
    fn response(self) -> impl Serialize + use<'a> {
        let media_type = self.envelope.media_type.as_str();
        let has = |followed| self.shown(followed).next().is_some();
        let examples = has(false).then_some(Map(move || self.examples()));
        let texts = has(true).then_some(Map(move || self.texts()));
        let style = self.writer.style;
        let media = Media { schema: style.schema(self.schema()), examples, texts };
        let retry_after = self.codes().any(|code| code.retry_after.contains(&Place::Header));
        let headers = move || headers::of_response(style, self.envelope, retry_after);
        Response {
            description: self.description(),
            headers: headers().next().is_some().then_some(Map(headers)),
            content: Single(media_type, media),
            codes: if style.outline { Vec::new() } else { self.wires() },
            mark: style.among,
        }
    }

    fn wires(self) -> Vec<Json> {
        self.codes().map(|code| code.wire.json()).collect()
    }

    /// The codes that are known to come with this status; for any status, those without.
    fn codes(self) -> impl Iterator<Item = &'a Code> {
        let api = self.writer.api;
        let only = self.only.map(|only| only.iter().map(|at| &api.codes[*at]));
        let all = only.is_none().then(|| codes(self.writer, self.index));
        let codes = only.into_iter().flatten().chain(all.into_iter().flatten());
        codes.filter(move |code| match self.status {
            _ if code.envelope != self.index => false,
            _ if self.envelope.http_status.is_some() => true,
            Some(status) => code.statuses.contains(&status),
            None => code.statuses.is_empty(),
        })
    }

    /// The codes that may come with this status: those as well that come with any of its class, or
    /// any at all. In lists, errors of other statuses may be beside them.
    fn schema(self) -> Schema<'a> {
        let Self { writer, index, envelope, status, .. } = self;
        let status = match status {
            Some(status) if !body::is_list(envelope) && envelope.http_status.is_none() => status,
            _ => return Schema::component(&keys::body(envelope)),
        };
        let class = Status::Class(status.class());
        let rest = rest(writer, index, envelope);
        if status == class {
            let of_class =
                |code: &&Code| code.statuses.iter().any(|it| it.class() == class.class());
            return union(codes(writer, index).filter(of_class), rest);
        }
        let rest = if writer.travelling.has(index, Some(class)) {
            keys::any_of_class(envelope, class.class())
        } else {
            rest
        };
        union(self.codes(), rest)
    }

    fn description(self) -> String {
        let Some(status) = self.status else {
            return "Any error, with any status".to_owned();
        };
        let Writer { catalogue, api, .. } = self.writer;
        let common = || catalogue.statuses.iter().find(|info| info.status == status);
        match api.status(status).or_else(common) {
            Some(info) => self.writer.of_status(info),
            None => format!("Status {status}"),
        }
    }

    /// The examples of its codes, by key: those that tools would take for more than data, or all
    /// others. No tool reads an outline.
    fn shown(self, followed: bool) -> impl Iterator<Item = (String, &'a Code, &'a Example)> {
        let Self { writer, envelope, .. } = self;
        let examples = self.codes().flat_map(|code| {
            let examples = code.examples.iter().enumerate();
            examples.map(move |(index, example)| (code, index, example))
        });
        examples
            .filter(move |(_, _, example)| {
                followed == (!writer.style.outline && is_body_followed(envelope, example))
            })
            .map(|(code, index, example)| (keys::example(code, index), code, example))
    }

    fn examples(self) -> impl Iterator<Item = (String, Option<NamedExample>)> {
        let Writer { catalogue, api, style, .. } = self.writer;
        self.shown(false).enumerate().map(move |(at, (key, code, example))| {
            let named = (!style.outline || at == 0).then(|| NamedExample {
                summary: summary(code, example),
                value: catalogue.example_body(api, code, example),
            });
            (key, named)
        })
    }

    fn texts(self) -> impl Iterator<Item = (String, TextExample)> {
        let Writer { catalogue, api, .. } = self.writer;
        self.shown(true).map(move |(key, code, example)| {
            let body = catalogue.example_body(api, code, example);
            (key, TextExample { summary: summary(code, example), text: json::line(&body) })
        })
    }
}

/// The response with a status, or with any, that brings these codes alone, in whichever envelopes.
pub(super) fn of_codes(writer: Writer<'_>, status: Option<Status>, codes: &[usize]) -> Json {
    let api = writer.api;
    let mut envelopes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in codes {
        envelopes.entry(api.codes[*at].envelope).or_default().push(*at);
    }
    let parts = envelopes.iter().map(|(index, codes)| {
        let (index, envelope) = (*index, &api.envelopes[*index]);
        let of = Of { writer, index, envelope, status, only: Some(codes) };
        // What is written here are maps with keys that are strings: it cannot fail.
        serde_json::to_value(of.response()).unwrap_or_default()
    });
    parts.reduce(beside).unwrap_or_default()
}

/// Two envelopes in one response: each brings its headers and its kind of content.
fn beside(mut first: Json, second: Json) -> Json {
    let Json::Object(second) = second else { return first };
    for (key, value) in second {
        match (first.get_mut(&key), value) {
            (None, value) => first[key] = value,
            (Some(Json::Array(all)), Json::Array(more)) => all.extend(more),
            (Some(Json::Object(all)), Json::Object(more)) if key == "content" => {
                for (media_type, media) in more {
                    match all.get_mut(&media_type) {
                        Some(other) => union_of_media(other, media),
                        None => _ = all.insert(media_type, media),
                    }
                }
            }
            (Some(Json::Object(all)), Json::Object(more)) => all.extend(more),
            // The description is that of the status.
            _ => {}
        }
    }
    first
}

fn union_of_media(media: &mut Json, mut other: Json) {
    let schemas = vec![media["schema"].take(), other["schema"].take()];
    media["schema"] = serde_json::json!({ "anyOf": schemas });
    for key in ["examples", "x-error-examples"] {
        match (media.get_mut(key), other.get_mut(key)) {
            (Some(Json::Object(all)), Some(Json::Object(more))) => all.append(more),
            (None, Some(more)) => media[key] = more.take(),
            _ => {}
        }
    }
}

fn summary(code: &Code, example: &Example) -> String {
    example.title.as_ref().unwrap_or(&code.title).clone()
}
