//! `components.schemas`: what tells errors apart, types, codes, envelopes.

use super::body::{self, Body, Of};
use super::keys;
use super::responses;
use super::schema::{ExternalDocs, Schema};
use super::tag::Tag;
use super::text::Writer;
use crate::public_view;
use errcat_catalogue::model::{Code, DetailsShape, Envelope};

type Entry<'a> = (String, Schema<'a>);

/// All of them, one at a time: those of ten thousand codes are never in memory together.
pub(super) fn all(writer: Writer<'_>, at: usize) -> impl Iterator<Item = Entry<'_>> {
    let api = writer.api;
    let tags = Tag::all(public_view::envelopes(api).map(|(_, envelope)| envelope)).into_iter();
    let tags = tags.flat_map(move |tag| {
        let name = tag.as_str();
        [(keys::known(name), tag.known(writer)), (keys::open(name), tag.open(api))]
    });
    let types = public_view::wire_types(api).into_iter();
    let types = types.map(move |def| (def.name.as_str().to_owned(), writer.type_def(def)));
    let codes = api.public_codes().flat_map(move |(_, code)| {
        let error = (!writer.style.outline).then(|| (keys::error(code), error(writer, at, code)));
        [error, details(writer, code)].into_iter().flatten()
    });
    let envelopes = public_view::envelopes(api);
    let envelopes = envelopes.flat_map(move |(index, envelope)| of(writer, index, envelope));
    let all = tags.chain(envelopes).chain(codes).chain(types);
    all.map(move |(key, schema)| (writer.style.key(&key), writer.style.component(schema)))
}

/// An error of one code.
fn error<'a>(writer: Writer<'a>, at: usize, code: &'a Code) -> Schema<'a> {
    let bare = writer.style.bare;
    let url = writer.catalogue.permalink(writer.api, &code.wire).filter(|_| !bare);
    let body = Body { writer, envelope: writer.api.envelope(code), of: Of::Code(code) };
    Schema {
        // No `title`: some generators name their classes after it.
        description: (!bare).then(|| writer.of_code(code).into()),
        deprecated: code.deprecated.is_some(),
        external_docs: url.map(|url| ExternalDocs { url }),
        facts: Some(Box::new(writer.facts(at, code))),
        ..body.error()
    }
}

/// The details of a code that are a record of its own, where its body has them as such.
fn details<'a>(writer: Writer<'a>, code: &'a Code) -> Option<Entry<'a>> {
    match &code.details.as_ref()?.shape {
        DetailsShape::Record(fields) => Some((keys::details(code), writer.record(fields))),
        DetailsShape::Type(_) => None,
    }
}

/// The schemas of an envelope.
fn of<'a>(writer: Writer<'a>, index: usize, envelope: &'a Envelope) -> Vec<Entry<'a>> {
    let any = Body { writer, envelope, of: Of::Any };
    let codes = writer.travelling.codes(index);
    let errors = codes.map(|(_, code)| keys::error(code));
    let errors: Vec<_> = errors.chain([keys::unknown(envelope)]).collect();

    let mut schemas = Vec::new();
    if body::is_list(envelope) {
        let entry = keys::plain_entry(envelope);
        let plain = any.whole(vec![entry.clone()]);
        schemas.push((keys::body(envelope), any.whole(errors).describe(EXACT)));
        schemas.push((keys::plain_body(envelope), plain.describe(PLAIN)));
        schemas.push((entry, any.error().describe("An entry of the list, whatever its code")));
    } else {
        schemas.push((keys::body(envelope), Schema::any_component(errors).describe(EXACT)));
        schemas.push((keys::plain_body(envelope), any.whole(Vec::new()).describe(PLAIN)));
        schemas.extend(responses::shared(writer, index, envelope));
    }
    let unknown = Body { of: Of::Unknown, ..any }.error();
    schemas.push((keys::unknown(envelope), unknown.describe(UNKNOWN)));
    schemas
}

const EXACT: &str = "Any error in this envelope, exactly: each known code with what it carries, \
and codes of later versions";

const UNKNOWN: &str = "An error whose code a later version of this document may add";

const PLAIN: &str = "Any error in this envelope as one object for all codes, for generators that \
do not handle `anyOf` well";
