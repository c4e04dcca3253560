//! The fields of records as rows of tables, and the tables of types.

use std::collections::BTreeSet;

use super::links::Site;
use super::page::Page;
use super::paths::join;
use super::types::{Core, MOST_VALUES, core, fields, is_flat, words};
use crate::prose::{Embed, code};
use errcat_catalogue::model::{Api, Base, DetailsShape, Field, TypeDef, TypeKind, TypeRef};

/// A row: field, type, meaning.
pub(super) type Row = [String; 3];

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
                page.block("Later versions may add more.");
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
    open.extend(api.parameters.iter().map(|parameter| &parameter.field.ty.base));
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
