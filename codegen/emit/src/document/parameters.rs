//! `components.parameters`: what a client may send, to refer to from operations.

use serde::Serialize;
use serde_json::Value as Json;

use super::schema::Schema;
use super::text::Writer;
use errcat_catalogue::model::{Parameter, ParameterPlace, Presence};

/// A parameter object.
#[derive(Serialize)]
pub(super) struct Object<'a> {
    name: &'a str,
    r#in: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    schema: Schema<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'a Json>,
    #[serde(rename = "x-errcat", skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
}

/// All of an API by key: `IdempotencyKey`.
pub(super) fn all<'a>(writer: Writer<'a>) -> impl Iterator<Item = (String, Object<'a>)> {
    let entry = move |parameter: &'a Parameter| {
        let key = writer.style.key(&parameter.field.name.upper_camel());
        (key, object(writer, parameter))
    };
    writer.api.parameters.iter().map(entry)
}

fn object<'a>(writer: Writer<'a>, parameter: &'a Parameter) -> Object<'a> {
    let Parameter { place, field } = parameter;
    let required = field.ty.presence != Presence::Omitted || *place == ParameterPlace::Path;
    Object {
        name: &field.wire,
        r#in: place.as_str(),
        description: field.description.as_ref().map(|text| writer.inline(text)),
        required,
        schema: writer.style.schema(writer.base(&field.ty.base)),
        example: field.example.as_ref(),
        mark: writer.style.among,
    }
}
