//! `components.headers`: those of envelopes, and `Retry-After`.

use serde::Serialize;

use super::keys;
use super::schema::Schema;
use super::style::Style;
use super::text::Writer;
use crate::public_view;
use errcat_catalogue::model::{Api, Envelope, HeaderValue, Place};

/// The key of `Retry-After`; those of envelopes' headers hold a `_`.
const RETRY_AFTER: &str = "Retry-After";

/// A header object.
#[derive(Serialize)]
pub(super) struct Header<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    schema: Schema<'a>,
    #[serde(rename = "x-errcat", skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
}

/// A reference to a header.
#[derive(Serialize)]
pub(super) struct Reference {
    #[serde(rename = "$ref")]
    reference: String,
}

/// The headers of a response: those of its envelope, and `Retry-After` where codes list it.
pub(super) fn of_response<'a>(
    style: Style<'a>,
    envelope: &'a Envelope,
    retry_after: bool,
) -> impl Iterator<Item = (&'a str, Reference)> {
    let own =
        envelope.headers.iter().map(|(name, _)| (name.as_str(), keys::header(envelope, name)));
    let retry_after = retry_after.then(|| (RETRY_AFTER, RETRY_AFTER.to_owned()));
    own.chain(retry_after)
        .map(move |(name, key)| (name, Reference { reference: style.reference("headers", &key) }))
}

/// All headers by key.
pub(super) fn all<'a>(writer: Writer<'a>) -> impl Iterator<Item = (String, Header<'a>)> {
    let retry_after = lists_header(writer.api).then(|| (RETRY_AFTER.to_owned(), retry_after()));
    public_view::envelopes(writer.api)
        .flat_map(move |(_, envelope)| {
            let header = move |(name, value): &'a (String, HeaderValue)| {
                (keys::header(envelope, name), header(writer, envelope, value))
            };
            envelope.headers.iter().map(header)
        })
        .chain(retry_after)
        .map(move |(key, header)| {
            let schema = writer.style.schema(header.schema);
            let key = writer.style.key(&key);
            (key, Header { schema, mark: writer.style.among, ..header })
        })
}

fn lists_header(api: &Api) -> bool {
    api.public_codes().any(|(_, code)| code.retry_after.contains(&Place::Header))
}

fn header<'a>(writer: Writer<'a>, envelope: &'a Envelope, value: &'a HeaderValue) -> Header<'a> {
    match value {
        HeaderValue::Constant(text) => Header {
            description: None,
            required: true,
            schema: Schema::values(vec![text.as_str().into()]),
            mark: None,
        },
        HeaderValue::Slot { slot, optional } => {
            let slot = &envelope.slots[*slot];
            Header {
                description: slot.description.as_ref().map(|text| writer.inline(text)),
                required: !optional,
                schema: Schema {
                    examples: slot.example.iter().collect(),
                    ..writer.base(&slot.ty.base)
                },
                mark: None,
            }
        }
    }
}

fn retry_after<'a>() -> Header<'a> {
    let seconds = Schema { minimum: Some(0), ..Schema::kind("integer") };
    Header {
        description: Some(
            "How long to wait before the next attempt: seconds, or a date (RFC 9110, section \
             10.2.3)"
                .to_owned(),
        ),
        required: false,
        schema: Schema::any_of(vec![seconds, Schema::kind("string")]),
        mark: None,
    }
}
