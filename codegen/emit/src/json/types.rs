//! Types, envelopes and their slots.

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value as Json;

use super::maybe;
use crate::streamed::{List, Map};
use crate::{public_view, toml_names};
use errcat_catalogue::model::{Api, Envelope, Field, HeaderValue, TypeDef, TypeKind};

#[derive(Serialize)]
pub(super) struct FieldEntry<'a> {
    name: &'a str,
    wire: &'a str,
    r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a Json>,
}

pub(super) fn fields<'a>(api: &Api, fields: &'a [Field]) -> Vec<FieldEntry<'a>> {
    fields.iter().map(|it| field(api, it)).collect()
}

pub(super) fn field<'a>(api: &Api, field: &'a Field) -> FieldEntry<'a> {
    FieldEntry {
        name: field.name.as_str(),
        wire: &field.wire,
        r#type: toml_names::type_text(api, &field.ty),
        description: maybe(field.description.as_ref()),
        example: field.example.as_ref(),
    }
}

#[derive(Serialize)]
pub(super) struct TypeEntry<'a> {
    name: &'a str,
    #[serde(flatten)]
    kind: KindEntry<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum KindEntry<'a> {
    Fields(Vec<FieldEntry<'a>>),
    Enum(Vec<ValueEntry<'a>>),
    Type(String),
}

#[derive(Serialize)]
struct ValueEntry<'a> {
    name: &'a str,
    wire: &'a str,
}

pub(super) fn types(api: &Api) -> impl Iterator<Item = TypeEntry<'_>> {
    public_view::public_types(api).into_iter().map(move |def| entry(api, def))
}

/// The types that internal codes alone consist of.
pub(super) fn internal_types(api: &Api) -> impl Iterator<Item = TypeEntry<'_>> {
    let public = public_view::public_types(api);
    let public: HashSet<&str> = public.iter().map(|def| def.name.as_str()).collect();
    let internal = move |def: &&TypeDef| !public.contains(def.name.as_str());
    api.types.iter().filter(internal).map(move |def| entry(api, def))
}

fn entry<'a>(api: &Api, def: &'a TypeDef) -> TypeEntry<'a> {
    TypeEntry {
        name: def.name.as_str(),
        kind: match &def.kind {
            TypeKind::Record(record) => KindEntry::Fields(fields(api, record)),
            TypeKind::Enum(values) => KindEntry::Enum(
                values
                    .iter()
                    .map(|value| ValueEntry { name: value.name.as_str(), wire: &value.wire })
                    .collect(),
            ),
            TypeKind::Alias(ty) => KindEntry::Type(toml_names::type_text(api, ty)),
        },
    }
}

#[derive(Serialize)]
struct EnvelopeEntry<'a, H, S> {
    name: &'a str,
    media_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    http_status: Option<u16>,
    body: Json,
    headers: H,
    slots: S,
}

pub(super) fn envelope<'a>(api: &'a Api, envelope: &'a Envelope) -> impl Serialize + use<'a> {
    let header = |(name, value): &'a (String, HeaderValue)| {
        (name.as_str(), toml_names::header(envelope, value))
    };
    EnvelopeEntry {
        name: envelope.name.as_str(),
        media_type: &envelope.media_type,
        http_status: envelope.http_status,
        body: toml_names::template(envelope, &envelope.body),
        headers: Map(move || envelope.headers.iter().map(header)),
        slots: List(move || slots(api, envelope)),
    }
}

#[expect(clippy::struct_excessive_bools, reason = "they are the file's own, for people to read")]
#[derive(Serialize)]
struct SlotEntry<'a> {
    name: &'a str,
    r#type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a Json>,
    required: bool,
    fixed: bool,
    filled: bool,
    per_error: bool,
    in_body: bool,
}

fn slots<'a>(api: &'a Api, envelope: &'a Envelope) -> impl Iterator<Item = SlotEntry<'a>> {
    envelope.slots.iter().map(move |slot| SlotEntry {
        name: slot.name.as_str(),
        r#type: toml_names::type_text(api, &slot.ty),
        description: maybe(slot.description.as_ref()),
        example: slot.example.as_ref(),
        required: slot.required,
        fixed: slot.fixed,
        filled: slot.filled,
        per_error: slot.per_error,
        in_body: slot.in_body.is_some(),
    })
}
