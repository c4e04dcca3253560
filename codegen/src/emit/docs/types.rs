//! Types in words, and the fields of records as rows of tables.

use std::fmt::Write as _;

use std::collections::BTreeSet;

use super::links::Site;
use super::page::Page;
use super::paths::join;
use crate::catalogue::{
    Api, Base, DetailsShape, Field, Presence, Scalar, TypeDef, TypeKind, TypeRef,
};
use crate::emit::prose::{Embed, code, link};

/// Names of types lead to others; more than so many steps are a circle.
const MOST_NAMES: usize = 32;

/// Enums with more values have them in a table of their own.
const MOST_VALUES: usize = 12;

/// A row: field, type, meaning.
pub(super) type Row = [String; 3];

/// What is left of a type without lists, maps and names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Core {
    Scalar,
    Record(usize),
    Enum(usize),
}

/// The core of a type, and what leads from a value to it: `[]` for an item, `.*` for a key.
fn core(api: &Api, base: &Base) -> (String, Core) {
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

/// The built-in type that a type is, through any number of names.
pub(super) fn scalar(api: &Api, base: &Base) -> Option<Scalar> {
    let mut base = base;
    for _ in 0..MOST_NAMES {
        match base {
            Base::Scalar(scalar) => return Some(*scalar),
            Base::Named(id) => match &api.types[*id].kind {
                TypeKind::Alias(ty) => base = &ty.base,
                _ => return None,
            },
            _ => return None,
        }
    }
    None
}

/// The fields of a record.
fn fields(api: &Api, id: usize) -> &[Field] {
    match &api.types[id].kind {
        TypeKind::Record(fields) => fields,
        _ => &[],
    }
}

/// Whether a record's fields hold no records: it is shown in place then, and not in a table of
/// its own.
fn is_flat(api: &Api, id: usize) -> bool {
    !fields(api, id).iter().any(|field| matches!(core(api, &field.ty.base).1, Core::Record(_)))
}

/// A type in words, as Markdown for a cell.
pub(super) fn words(api: &Api, ty: &TypeRef) -> String {
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
            let _ = write!(out, ": {}; others may come", values.join(", "));
        }
    }
    out.push_str(presence(ty.presence));
    out
}

/// What a type's suffix adds to its words.
pub(super) fn presence(presence: Presence) -> &'static str {
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
        let null = if item.presence == Presence::Null { " or null" } else { "" };
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

/// The rows of a value called `path`: its own and, where it leads to a flat record, those of the
/// record's fields.
pub(super) fn rows_of(site: &Site<'_>, api: &Api, path: &str, field: &Field, out: &mut Vec<Row>) {
    let meaning = field.description.as_ref().map(|prose| site.cell(prose)).unwrap_or_default();
    out.push([code(path, Embed::Cell), words(api, &field.ty), meaning]);
    rows_within(site, api, path, &field.ty, out);
}

/// The rows of the fields of the flat record that `ty`, a value called `path`, leads to.
pub(super) fn rows_within(
    site: &Site<'_>,
    api: &Api,
    path: &str,
    ty: &TypeRef,
    out: &mut Vec<Row>,
) {
    if let (steps, Core::Record(id)) = core(api, &ty.base)
        && is_flat(api, id)
    {
        for inner in fields(api, id) {
            let path = join(&format!("{path}{steps}"), &inner.wire);
            let meaning =
                inner.description.as_ref().map(|prose| site.cell(prose)).unwrap_or_default();
            out.push([code(&path, Embed::Cell), words(api, &inner.ty), meaning]);
        }
    }
}

/// The rows of a record's fields.
pub(super) fn rows(site: &Site<'_>, api: &Api, fields: &[Field]) -> Vec<Row> {
    let mut out = Vec::new();
    for field in fields {
        rows_of(site, api, &field.wire, field, &mut out);
    }
    out
}

/// The fields of the record that a value leads to, and whether it is one itself and not a list or
/// map.
pub(super) fn record<'a>(api: &'a Api, ty: &TypeRef) -> Option<(bool, &'a [Field])> {
    match core(api, &ty.base) {
        (steps, Core::Record(id)) if is_flat(api, id) || steps.is_empty() => {
            Some((steps.is_empty(), fields(api, id)))
        }
        _ => None,
    }
}

fn address(name: &str) -> String {
    format!("#type:{name}")
}

/// The types that tables link to: records that hold records, and enums of many values.
pub(super) fn section(site: &Site<'_>, api: &Api, page: &mut Page) {
    let types: Vec<&TypeDef> = linked(api).into_iter().map(|id| &api.types[id]).collect();
    if types.is_empty() {
        return;
    }
    page.heading(2, "Types of fields");
    for ty in types {
        page.anchor(&format!("type:{}", ty.name.as_str()));
        page.heading(3, code(ty.name.as_str(), Embed::Inline));
        match &ty.kind {
            TypeKind::Record(fields) => {
                page.table(["Field", "Type", "Meaning"], &rows(site, api, fields));
            }
            TypeKind::Enum(values) => {
                page.block("Others may come.");
                page.bullets(values.iter().map(|value| code(&value.wire, Embed::Inline)));
            }
            TypeKind::Alias(_) => {}
        }
    }
}

/// The types that the world gets to see and that have a table of their own.
fn linked(api: &Api) -> BTreeSet<usize> {
    let mut open: Vec<&Base> = Vec::new();
    for (_, code) in api.public_codes() {
        open.extend(api.envelope(code).slots.iter().map(|slot| &slot.ty.base));
        match code.details.as_ref().map(|details| &details.shape) {
            Some(DetailsShape::Record(fields)) => {
                open.extend(fields.iter().map(|field| &field.ty.base));
            }
            Some(DetailsShape::Type(ty)) => open.push(&ty.base),
            None => {}
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(base) = open.pop() {
        match core(api, base).1 {
            Core::Record(id) if seen.insert(id) => {
                open.extend(fields(api, id).iter().map(|field| &field.ty.base));
            }
            Core::Enum(id) => {
                seen.insert(id);
            }
            _ => {}
        }
    }
    seen.retain(|id| match &api.types[*id].kind {
        TypeKind::Record(_) => !is_flat(api, *id),
        TypeKind::Enum(values) => values.len() > MOST_VALUES,
        TypeKind::Alias(_) => false,
    });
    seen
}
