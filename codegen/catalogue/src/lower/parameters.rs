//! What clients may send with their requests.

use std::collections::HashMap;

use super::lowering::Lowering;
use super::scope::Scope;
use super::types;
use crate::model::{
    Base, Field, Parameter, ParameterPlace, Presence, Scalar, TypeDef, TypeKind, TypeRef,
};
use crate::name::Grammar;
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Headers that `OpenAPI` describes elsewhere, and passes over as parameters (3.1, section 4.8.12).
const ELSEWHERE: &[&str] = &["Accept", "Content-Type", "Authorization"];

/// Reads `[parameters]`.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    defs: &[TypeDef],
) -> Vec<Parameter> {
    let symbols = lowering.symbols;
    let draft = lowering.api().map(|api| &symbols.drafts[api]);
    let table = root.and_then(|root| root.table("parameters"));
    let (Some(draft), Some(table)) = (draft, table) else { return Vec::new() };
    let mut known: HashMap<(ParameterPlace, String), Span> = HashMap::new();
    let mut read: Vec<(ParameterPlace, Field)> = Vec::new();
    let mut names = Scope::new(
        "a parameter",
        Grammar::Parameter,
        "add it",
        "rename or delete one of them; to keep a name in requests, set `wire`",
    );
    for (key, node) in table.entries() {
        names.declare(key.text, key.span, (), lowering.findings);
        let place = node.table().and_then(|table| ParameterPlace::parse(table.text("in")?));
        let field = types::field(lowering, key, node, &draft.types);
        let (Some(place), Some(field)) = (place, field) else { continue };
        let span_of = |key_of: &str| {
            let node = node.table().and_then(|table| table.get(key_of));
            node.map_or(key.span, Node::span)
        };
        check(lowering, place, &field, defs, &span_of);
        // Names of header fields are the same in small letters (RFC 9110, section 5.1).
        let name = match place {
            ParameterPlace::Header => field.wire.to_ascii_lowercase(),
            _ => field.wire.clone(),
        };
        match known.get(&(place, name.clone())) {
            Some(first) => lowering.findings.push(
                Diagnostic::new(
                    &rules::PARAMETER,
                    span_of("wire"),
                    format!("two {} parameters are called `{}`", place.as_str(), field.wire),
                )
                .secondary(*first, "the other one")
                .help("delete one of them, or give it another `wire`"),
            ),
            None => _ = known.insert((place, name), span_of("wire")),
        }
        read.push((place, field));
    }
    let (places, mut fields): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    types::examples(lowering, table, &mut fields, defs);
    places.into_iter().zip(fields).map(|(place, field)| Parameter { place, field }).collect()
}

fn check(
    lowering: &mut Lowering<'_, '_>,
    place: ParameterPlace,
    field: &Field,
    defs: &[TypeDef],
    span_of: &dyn Fn(&str) -> Span,
) {
    let (name, wire) = (field.name.as_str(), field.wire.as_str());
    let mut error = |key: &str, message: String, help: &str| {
        lowering.error(&rules::PARAMETER, span_of(key), message, help);
    };
    if place == ParameterPlace::Header {
        let elsewhere = ELSEWHERE.iter().any(|header| wire.eq_ignore_ascii_case(header));
        if Grammar::Header.check(wire).is_err() {
            let message = format!("`{wire}` is not an HTTP header name");
            error("wire", message, "write letters, digits and `-`");
        } else if elsewhere {
            let message = format!("the header `{wire}` cannot be a parameter in OpenAPI");
            error(
                "wire",
                message,
                "delete it: OpenAPI describes it by bodies and security schemes",
            );
        }
    }
    match field.ty.presence {
        Presence::Omitted if place == ParameterPlace::Path => {
            let message = format!("`{name}` is part of the path, and cannot be left out");
            error("type", message, "delete the `?` of its type");
        }
        Presence::Null => {
            let message = format!("the type of the parameter `{name}` ends in `|null`");
            error(
                "type",
                message,
                "a request cannot hold null: end the type in `?` if the parameter may be left out",
            );
        }
        _ => {}
    }
    if !is_text(&field.ty, defs, true) {
        let message = format!("the parameter `{name}` cannot be written as text");
        error(
            "type",
            message,
            "give it a scalar type other than `json`, an enum, or a list of these",
        );
    }
}

/// Whether values of the type are texts, or lists of texts where that is allowed.
fn is_text(ty: &TypeRef, defs: &[TypeDef], list: bool) -> bool {
    match &ty.base {
        Base::Scalar(scalar) => *scalar != Scalar::Json,
        Base::List(item) => list && is_text(item, defs, false),
        Base::Map(_) => false,
        Base::Named(id) => match defs.get(*id).map(|def| &def.kind) {
            Some(TypeKind::Enum(_)) | None => true,
            Some(TypeKind::Alias(ty)) => is_text(ty, defs, list),
            Some(TypeKind::Record(_)) => false,
        },
    }
}
