//! An envelope's own slots, and where they stand.

use crate::lower::lowering::Lowering;
use crate::lower::scope::Scope;
use crate::lower::types;
use crate::lower::value::typed_json;
use crate::model::{Base, Field, HeaderValue, Presence, Scalar, Slot, TypeDef, TypeRef};
use crate::name::{BUILT_IN_SLOTS, Name};
use crate::raw::Table;
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Reads the slots that an envelope declares, and declares their names.
pub(super) fn slots<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    types: &[TypeDef],
    names: &mut Scope<'a, usize>,
) -> Vec<Slot> {
    let symbols = lowering.symbols;
    let mut slots: Vec<Slot> = Vec::new();
    for (key, node) in table.entries_of("slots") {
        let Some(draft) = lowering.api().map(|api| &symbols.drafts[api]) else { continue };
        names.declare(key.text, key.span, slots.len(), lowering.findings);
        let field = types::field(lowering, key, node, &draft.types).unwrap_or_else(|| {
            lowering.broken.insert(key.span);
            Field {
                name: Name::new(key.text),
                wire: key.text.to_owned(),
                ty: TypeRef { base: Base::Scalar(Scalar::String), presence: Presence::Required },
                description: None,
                example: None,
                span: key.span,
            }
        });
        if field.ty.presence == Presence::Null {
            let span = node.table().and_then(|table| table.get("type")).unwrap_or(node).span();
            lowering.error(
                &rules::SLOT,
                span,
                format!("the type of the slot `{}` ends in `|null`", key.text),
                format!("delete it here, and write `\"${}|null\"` in the body", key.text),
            );
        }
        if BUILT_IN_SLOTS.contains(&key.text) {
            lowering.broken.insert(key.span);
        }
        let example = node.table().and_then(|table| table.get("example"));
        let example = example.filter(|_| !lowering.broken.contains(&key.span));
        slots.push(Slot {
            name: field.name,
            example: example
                .and_then(|node| typed_json(lowering, &rules::EXAMPLE, node, &field.ty, types)),
            ty: field.ty,
            description: field.description,
            required: false,
            fixed: false,
            filled: false,
            per_error: false,
            in_body: None,
            span: key.span,
        });
    }
    slots
}

/// A reference without suffix: there is always a value.
pub fn demand(lowering: &mut Lowering<'_, '_>, slot: &mut Slot, span: Span) {
    let name = slot.name.as_str();
    if slot.ty.presence == Presence::Omitted {
        lowering.error(
            &rules::SLOT,
            span,
            format!("`${name}` requires a value, but the slot's type is optional"),
            format!("write `\"${name}?\"`, or delete the `?` of the type"),
        );
    }
    slot.required = true;
}

/// Reports slots that are nowhere, or in two headers.
pub(super) fn check_placed(
    lowering: &mut Lowering<'_, '_>,
    slots: &[Slot],
    headers: &[(String, HeaderValue)],
    table: Table<'_>,
) {
    let mut in_headers: Vec<Option<&str>> = vec![None; slots.len()];
    for (header, value) in headers {
        let HeaderValue::Slot { slot, .. } = value else { continue };
        let name = slots[*slot].name.as_str();
        if let Some(first) = in_headers[*slot].replace(header) {
            let span = |header: &str| {
                let entry = table.entries_of("headers").find(|(key, _)| key.text == header);
                entry.map_or(slots[*slot].span, |(_, node)| node.span())
            };
            let (span, first) = (span(header), span(first));
            lowering.findings.push(
                Diagnostic::new(
                    &rules::SLOT,
                    span,
                    format!("the slot `{name}` appears in two headers"),
                )
                .secondary(first, "first used here")
                .help("keep it in one of them"),
            );
        }
    }
    for (slot, in_header) in slots.iter().zip(in_headers) {
        let broken = lowering.broken.contains(&slot.span);
        if in_header.is_none() && slot.in_body.is_none() && !broken {
            let name = slot.name.as_str();
            lowering.error(
                &rules::SLOT,
                slot.span,
                format!("neither the body nor a header uses the slot `{name}`"),
                format!(
                    "write `\"${name}\"` or `\"${name}?\"` in the body or in a header, or \
                    delete the slot"
                ),
            );
        }
    }
}
