//! Types of the catalogue in TypeScript.

use super::literal;
use crate::public_view;
use errcat_catalogue::model::{
    Api, Base, Details, DetailsShape, Field, Presence, Scalar, TypeKind, TypeRef,
};

/// What the module calls something itself, or takes from the language. A type of that name gets an
/// underscore behind it, which no name of the catalogue has.
const TAKEN: &[&str] = &[
    "Advice",
    "ApiFailure",
    "Array",
    "Date",
    "Error",
    "Extract",
    "Headers",
    "JSON",
    "Known",
    "Math",
    "Number",
    "Object",
    "Promise",
    "ReceivedError",
    "Response",
    "String",
];

/// Deeper than this an unnamed type is not written out; the format allows less.
const MOST_LEVELS: usize = 64;

/// The API's types that travel, as interfaces and types.
pub(super) fn types(api: &Api) -> String {
    let mut out = String::new();
    for def in public_view::wire_types(api) {
        let name = name(def.name.as_str());
        let text = match &def.kind {
            TypeKind::Record(record) => {
                format!("export interface {name} {{\n{}}}\n\n", fields(api, record, "  "))
            }
            TypeKind::Enum(values) => {
                // Other strings may come; written like this, editors still propose these.
                let values = values.iter().map(|value| format!("\n  | {}", literal(&value.wire)));
                let values: String = values.collect();
                format!("export type {name} ={values}\n  | (string & {{}});\n\n")
            }
            TypeKind::Alias(ty) => format!("export type {name} = {};\n\n", of(api, ty, 0)),
        };
        out.push_str(&text);
    }
    out
}

/// The type of a code's details.
pub(super) fn details(api: &Api, details: &Details) -> String {
    let ty = match &details.shape {
        DetailsShape::Record(record) => {
            format!("{{\n{}      }}", fields(api, record, "        "))
        }
        DetailsShape::Type(ty) => of(api, ty, 0),
    };
    if details.optional && ty != "unknown" { format!("{ty} | undefined") } else { ty }
}

/// A type, without its being optional.
pub(super) fn of(api: &Api, ty: &TypeRef, depth: usize) -> String {
    let null = if ty.presence == Presence::Null { " | null" } else { "" };
    let base = match &ty.base {
        _ if depth > MOST_LEVELS => "unknown".to_owned(),
        Base::Scalar(scalar) => scalar_name(*scalar).to_owned(),
        Base::List(item) => {
            let text = of(api, item, depth + 1);
            if text.contains(['|', ' ']) {
                format!("readonly ({text})[]")
            } else {
                format!("readonly {text}[]")
            }
        }
        Base::Map(item) => {
            // A key may be missing.
            format!("{{ readonly [key: string]: {} | undefined }}", of(api, item, depth + 1))
        }
        Base::Named(id) => name(api.types[*id].name.as_str()),
    };
    base + null
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::String | Scalar::Datetime | Scalar::Date | Scalar::Uuid | Scalar::Uri => "string",
        Scalar::Integer | Scalar::Number | Scalar::Duration => "number",
        Scalar::Boolean => "boolean",
        Scalar::Json => "unknown",
    }
}

fn fields(api: &Api, fields: &[Field], indent: &str) -> String {
    let line = |field: &Field| {
        let optional = if field.ty.presence == Presence::Omitted { "?" } else { "" };
        let note = match api.scalar(&field.ty.base) {
            Some(Scalar::Duration) => " // seconds",
            Some(Scalar::Datetime) => " // RFC 3339",
            _ => "",
        };
        let (key, ty) = (key(&field.wire), of(api, &field.ty, 0));
        format!("{indent}readonly {key}{optional}: {ty};{note}\n")
    };
    fields.iter().map(line).collect()
}

/// A key of an object type: in quotes where it has to be.
fn key(key: &str) -> String {
    let start = |c: char| c.is_ascii_alphabetic() || c == '_';
    let plain = key.starts_with(start) && key.chars().all(|c| start(c) || c.is_ascii_digit());
    if plain { key.to_owned() } else { literal(key) }
}

fn name(name: &str) -> String {
    let end = if TAKEN.contains(&name) { "_" } else { "" };
    format!("{name}{end}")
}
