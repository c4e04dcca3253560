//! Fixed and filled slots: what codes say about slots.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::api::ApiParts;
use super::cx::Cx;
use super::envelope::is_scalar;
use super::json::typed_json;
use crate::catalogue::{Envelope, Field, Shape};
use crate::raw::{Node, Table};
use crate::rules;

/// Finds out which slots codes fix and which they fill, before any code is lowered.
pub(super) fn find_roles<'a>(cx: &mut Cx<'a, '_>, envelopes: &mut [Envelope]) {
    let symbols = cx.symbols;
    let Some(draft) = cx.api.map(|api| &symbols.drafts[api]) else { return };
    for code in &draft.codes {
        let group = draft.groups[code.group].root;
        let Some(envelope) = envelope_of(cx, code.table, group, envelopes.len(), false) else {
            continue;
        };
        let Some(envelope) = envelopes.get_mut(envelope) else { continue };
        let sets = group.into_iter().chain([code.table]).flat_map(|table| table.entries_of("set"));
        for (key, _) in sets {
            if let Some(slot) =
                envelope.slots.iter_mut().find(|slot| slot.name.as_str() == key.text)
            {
                slot.fixed = true;
            }
        }
        for text in code.table.items_of("fills").filter_map(Node::text) {
            if let Some(slot) = envelope.slots.iter_mut().find(|slot| slot.name.as_str() == text) {
                slot.filled = true;
            }
        }
    }
}

/// The index of a code's envelope: its own, its file's, or the API's only one.
pub(super) fn envelope_of<'a>(
    cx: &mut Cx<'a, '_>,
    code: Table<'a>,
    group: Option<Table<'a>>,
    count: usize,
    report: bool,
) -> Option<usize> {
    let symbols = cx.symbols;
    let draft = cx.api.map(|api| &symbols.drafts[api])?;
    let named = code.get("envelope").or_else(|| group.and_then(|group| group.get("envelope")));
    match named {
        // The default envelope is there without a declaration.
        Some(node)
            if draft.root.is_some_and(|root| root.get("envelopes").is_none())
                && node.text() == Some("error") =>
        {
            Some(0)
        }
        Some(node) if report => draft.envelopes.resolve(node.text()?, node.span(), cx.findings),
        Some(node) => draft.envelopes.get(node.text()?),
        None => (count == 1).then_some(0),
    }
}

/// The values that a code and its file fix.
pub(super) fn set<'a>(
    cx: &mut Cx<'a, '_>,
    code: Table<'a>,
    group: Option<Table<'a>>,
    envelope: &Envelope,
    parts: &ApiParts,
) -> Vec<(usize, Json)> {
    let mut values: BTreeMap<usize, Json> = BTreeMap::new();
    // The code's own come last, so that they win.
    for (key, node) in group.into_iter().chain([code]).flat_map(|table| table.entries_of("set")) {
        let Some(at) = slot_named(cx, key.text, key.span, envelope) else { continue };
        let slot = &envelope.slots[at];
        if !is_scalar(&slot.ty.base, &parts.types) {
            cx.error(
                &rules::SLOT_USE,
                key.span,
                format!("the slot `{}` is no single value, so no code can fix it", key.text),
                "take a slot whose type is a scalar or an enum",
            );
            continue;
        }
        if !slot.per_error && has_list(envelope) {
            cx.error(
                &rules::SLOT_USE,
                key.span,
                format!(
                    "the slot `{}` belongs to the response, not to one of its errors",
                    key.text
                ),
                "move it into the list of errors in the envelope's body",
            );
            continue;
        }
        if let Some(value) = typed_json(cx, &rules::SLOT_USE, node, &slot.ty, &parts.types) {
            values.insert(at, value);
        }
    }
    values.into_iter().collect()
}

/// The slots that a code always fills.
pub(super) fn fills<'a>(
    cx: &mut Cx<'a, '_>,
    code: Table<'a>,
    envelope: &Envelope,
    fields: Option<&[Field]>,
) -> Vec<usize> {
    let mut fills = Vec::new();
    for node in code.items_of("fills") {
        let Some(text) = node.text() else { continue };
        let Some(at) = slot_named(cx, text, node.span(), envelope) else { continue };
        let slot = &envelope.slots[at];
        let fault = if slot.required {
            Some(("is required of every code anyway", "delete it here"))
        } else if slot.fixed {
            Some(("is fixed by `set`", "leave it to `set`, or take it out of every `set`"))
        } else if !slot.per_error && has_list(envelope) {
            Some((
                "belongs to the response, not to one of its errors",
                "move it into the list of errors in the envelope's body",
            ))
        } else if fields.is_some_and(|fields| {
            fields.iter().any(|field| field.name.snake() == slot.name.snake())
        }) {
            Some(("has the name of a field of the details", "rename one of the two"))
        } else if fills.contains(&at) {
            Some(("is there twice", "delete one of the two"))
        } else {
            None
        };
        match fault {
            Some((fault, help)) => {
                cx.error(&rules::SLOT_USE, node.span(), format!("the slot `{text}` {fault}"), help);
            }
            None => fills.push(at),
        }
    }
    fills
}

/// Whether an envelope carries a list of errors.
fn has_list(envelope: &Envelope) -> bool {
    let mut found = false;
    super::envelope::walk(&envelope.body, &mut |shape| found |= matches!(shape, Shape::Errors(_)));
    found
}

/// The slot called `text` of a code's envelope.
pub(super) fn slot_named(
    cx: &mut Cx<'_, '_>,
    text: &str,
    span: crate::source::Span,
    envelope: &Envelope,
) -> Option<usize> {
    let found = envelope.slots.iter().position(|slot| slot.name.as_str() == text);
    if found.is_none() {
        let names: Vec<&str> = envelope.slots.iter().map(|slot| slot.name.as_str()).collect();
        let help = match crate::raw::shape::nearest(text, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => {
                format!("declare it in `[envelopes.{}.slots]`", envelope.name.as_str())
            }
            None => format!("its slots are {}", crate::raw::shape::list(&names)),
        };
        cx.error(
            &rules::UNKNOWN_NAME,
            span,
            format!("the envelope `{}` has no slot `{text}`", envelope.name.as_str()),
            help,
        );
    }
    found
}
