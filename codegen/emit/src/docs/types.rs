//! Types in words.

use std::fmt::Write as _;

use crate::prose::{Embed, code, link};
use errcat_catalogue::model::{Api, Base, Field, Presence, Scalar, TypeKind, TypeRef};

/// Names of types lead to others; more steps than this are a circle.
const MOST_NAMES: usize = 32;

/// Enums with more values have them in a table of their own.
pub(super) const MOST_VALUES: usize = 12;

/// What is left of a type without lists, maps and names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Core {
    Scalar,
    Record(usize),
    Enum(usize),
}

/// The core of a type, and what leads from a value to it: `[]` for an item, `.*` for a key.
pub(super) fn core(api: &Api, base: &Base) -> (String, Core) {
    let mut steps = String::new();
    let mut base = base;
    for _ in 0..MOST_NAMES {
        base = match base {
            Base::Scalar(_) => break,
            Base::List(item) => {
                steps.push_str("[]");
                &item.base
            }
            Base::Map(item) => {
                steps.push_str(".*");
                &item.base
            }
            Base::Named(id) => match &api.types[*id].kind {
                TypeKind::Record(_) => return (steps, Core::Record(*id)),
                TypeKind::Enum(_) => return (steps, Core::Enum(*id)),
                TypeKind::Alias(ty) => &ty.base,
            },
        };
    }
    (steps, Core::Scalar)
}

/// The fields of a record.
pub(super) fn fields(api: &Api, id: usize) -> &[Field] {
    match &api.types[id].kind {
        TypeKind::Record(fields) => fields,
        _ => &[],
    }
}

/// Whether a record's fields hold no records: it is shown in place then, and not in a table of
/// its own.
pub(super) fn is_flat(api: &Api, id: usize) -> bool {
    !fields(api, id).iter().any(|field| matches!(core(api, &field.ty.base).1, Core::Record(_)))
}

/// A type in words, as Markdown for a cell.
pub(super) fn words(api: &Api, ty: &TypeRef) -> String {
    words_with(api, ty, presence(ty.presence))
}

/// A type in words, with others on whether there is a value.
pub(super) fn words_with(api: &Api, ty: &TypeRef, presence: &str) -> String {
    let mut out = base_words(api, &ty.base, false, 0);
    if let (_, Core::Enum(id)) = core(api, &ty.base)
        && let TypeKind::Enum(values) = &api.types[id].kind
    {
        if values.len() > MOST_VALUES {
            let name = api.types[id].name.as_str();
            let _ = write!(out, ", see {}", link(&code(name, Embed::Cell), &address(name)));
        } else {
            let values: Vec<String> =
                values.iter().map(|value| code(&value.wire, Embed::Cell)).collect();
            let _ = write!(out, ": {}; later versions may add more", values.join(", "));
        }
    }
    out.push_str(presence);
    out
}

/// What a type's suffix adds to its words.
fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "",
        Presence::Omitted => ", optional",
        Presence::Null => ", or null",
    }
}

fn base_words(api: &Api, base: &Base, many: bool, depth: usize) -> String {
    if depth > MOST_NAMES {
        return "and so on".to_owned();
    }
    let word = |one: &str| if many { format!("{one}s") } else { one.to_owned() };
    let item = |item: &TypeRef, many| {
        let null = if item.presence == Presence::Null { " (or null)" } else { "" };
        format!("{}{null}", base_words(api, &item.base, many, depth + 1))
    };
    match base {
        Base::Scalar(scalar) => scalar_words(*scalar, many).to_owned(),
        Base::List(inner) => format!("{} of {}", word("list"), item(inner, true)),
        Base::Map(inner) => format!("{} from string to {}", word("map"), item(inner, false)),
        Base::Named(id) => match &api.types[*id].kind {
            TypeKind::Enum(_) => word("string"),
            TypeKind::Record(_) if is_flat(api, *id) => word("object"),
            TypeKind::Record(_) => {
                let name = api.types[*id].name.as_str();
                format!("{} {}", word("object"), link(&code(name, Embed::Cell), &address(name)))
            }
            TypeKind::Alias(ty) => base_words(api, &ty.base, many, depth + 1),
        },
    }
}

fn scalar_words(scalar: Scalar, many: bool) -> &'static str {
    match (scalar, many) {
        (Scalar::String, false) => "string",
        (Scalar::String, true) => "strings",
        (Scalar::Integer, false) => "integer",
        (Scalar::Integer, true) => "integers",
        (Scalar::Number, false) => "number",
        (Scalar::Number, true) => "numbers",
        (Scalar::Boolean, false) => "boolean",
        (Scalar::Boolean, true) => "booleans",
        (Scalar::Datetime, false) => "string: date and time (RFC 3339)",
        (Scalar::Datetime, true) => "strings: dates and times (RFC 3339)",
        (Scalar::Date, false) => "string: date (`YYYY-MM-DD`)",
        (Scalar::Date, true) => "strings: dates (`YYYY-MM-DD`)",
        (Scalar::Uuid, false) => "string: UUID",
        (Scalar::Uuid, true) => "strings: UUIDs",
        (Scalar::Uri, false) => "string: URI",
        (Scalar::Uri, true) => "strings: URIs",
        (Scalar::Duration, false) => "integer: whole seconds",
        (Scalar::Duration, true) => "integers: whole seconds",
        (Scalar::Json, false) => "any JSON value",
        (Scalar::Json, true) => "any JSON values",
    }
}

fn address(name: &str) -> String {
    format!("#type:{name}")
}
