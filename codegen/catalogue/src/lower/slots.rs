//! Fixed and filled slots: what codes say about slots.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value as Json;

use super::api::ApiParts;
use super::code::inherited;
use super::envelope::EnvelopeSummary;
use super::lowering::Lowering;
use super::types::is_scalar;
use super::value::typed_json;
use crate::model::{Envelope, Field};
use crate::name::BUILT_IN_SLOTS;
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Finds out which slots codes fix and which they fill, before any code is lowered.
pub(super) fn find_roles<'a>(
    lowering: &mut Lowering<'a, '_>,
    envelopes: &mut [Envelope],
    summaries: &[EnvelopeSummary],
) {
    let symbols = lowering.symbols;
    let Some(draft) = lowering.api().map(|api| &symbols.drafts[api]) else { return };
    for code in &draft.codes {
        let group = draft.groups[code.group].root;
        let Some(at) = envelope_of(lowering, code.table, group, envelopes.len(), false) else {
            continue;
        };
        let (Some(envelope), Some(summary)) = (envelopes.get_mut(at), summaries.get(at)) else {
            continue;
        };
        let sets = group.into_iter().chain([code.table]).flat_map(|table| table.entries_of("set"));
        for (key, _) in sets {
            if let Some(slot) = summary.slots.get(key.text) {
                envelope.slots[*slot].fixed = true;
            }
        }
        for text in code.table.items_of("fills").filter_map(Node::text) {
            if let Some(slot) = summary.slots.get(text) {
                envelope.slots[*slot].filled = true;
            }
        }
    }
}

/// The index of a code's envelope: its own, its file's, or the API's only one.
pub(super) fn envelope_of<'a>(
    lowering: &mut Lowering<'a, '_>,
    code: Table<'a>,
    group: Option<Table<'a>>,
    count: usize,
    report: bool,
) -> Option<usize> {
    let symbols = lowering.symbols;
    let draft = lowering.api().map(|api| &symbols.drafts[api])?;
    let named = inherited(code, group, "envelope");
    match named {
        // The default envelope is there without a declaration.
        Some(node)
            if draft.root.is_some_and(|root| root.entries_of("envelopes").next().is_none())
                && node.text() == Some("error") =>
        {
            Some(0)
        }
        Some(node) if report => {
            draft.envelopes.resolve(node.text()?, node.span(), lowering.findings)
        }
        Some(node) => draft.envelopes.get(node.text()?),
        None => (count == 1).then_some(0),
    }
}

/// A code's envelope with what is known of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Carrier<'e> {
    pub envelope: &'e Envelope,
    pub summary: &'e EnvelopeSummary,
}

/// The values that a code and its file fix.
pub(super) fn set<'a>(
    lowering: &mut Lowering<'a, '_>,
    code: Table<'a>,
    group: Option<Table<'a>>,
    carrier: Carrier<'_>,
    parts: &ApiParts,
) -> Vec<(usize, Json)> {
    let mut values: BTreeMap<usize, Json> = BTreeMap::new();
    if let Some(node) = group.and_then(|group| group.get("set")) {
        let key = (node.span(), carrier.envelope.span, lowering.vague.envelope);
        if !lowering.sets.contains_key(&key) {
            let of_file = set_at(lowering, node, carrier, parts);
            lowering.sets.insert(key, of_file);
        }
        values.extend(lowering.sets.get(&key).into_iter().flatten().cloned());
    }
    // The code's own come last, so that they win.
    if let Some(node) = code.get("set") {
        values.extend(set_at(lowering, node, carrier, parts));
    }
    values.into_iter().collect()
}

fn set_at(
    lowering: &mut Lowering<'_, '_>,
    node: Node<'_>,
    carrier: Carrier<'_>,
    parts: &ApiParts,
) -> Vec<(usize, Json)> {
    let mut values = Vec::new();
    for (key, node) in node.table().into_iter().flat_map(Table::entries) {
        let Some(at) = slot_named(lowering, key.text, key.span, carrier) else { continue };
        let slot = &carrier.envelope.slots[at];
        if lowering.broken.contains(&slot.span) {
            continue;
        }
        if !is_scalar(lowering, &slot.ty.base, &parts.types) {
            lowering.error(
                &rules::SLOT_USE,
                key.span,
                format!("the slot `{}` is not a single value, so a code cannot set it", key.text),
                "use a slot whose type is an enum or a scalar other than `json`",
            );
            continue;
        }
        if !slot.per_error && carrier.summary.has_list {
            lowering.error(
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
        if let Some(value) = typed_json(lowering, &rules::SLOT_USE, node, &slot.ty, &parts.types) {
            values.push((at, value));
        }
    }
    values
}

/// The slots that a code always fills.
pub(super) fn fills<'a>(
    lowering: &mut Lowering<'a, '_>,
    code: Table<'a>,
    carrier: Carrier<'_>,
    fields: Option<&[Field]>,
) -> Vec<usize> {
    let names: HashSet<&str> =
        fields.unwrap_or_default().iter().map(|field| field.name.snake()).collect();
    let mut fills: HashMap<usize, Span> = HashMap::new();
    for node in code.items_of("fills") {
        let Some(text) = node.text() else { continue };
        let Some(at) = slot_named(lowering, text, node.span(), carrier) else { continue };
        let slot = &carrier.envelope.slots[at];
        let (fault, help) = if slot.required {
            ("is already required of every code", "delete it here")
        } else if slot.fixed {
            ("is fixed by `set`", "delete it here, or delete it from every `set`")
        } else if !slot.per_error && carrier.summary.has_list {
            (
                "belongs to the response, not to one of its errors",
                "move it into the list of errors in the envelope's body",
            )
        } else if names.contains(slot.name.snake()) {
            ("has the name of a field of the details", "rename one of the two")
        } else if let Some(first) = fills.insert(at, node.span()) {
            lowering.findings.push(
                Diagnostic::new(
                    &rules::SLOT_USE,
                    node.span(),
                    format!("the slot `{text}` is listed twice"),
                )
                .secondary(first, "first used here")
                .help("delete one of the two"),
            );
            continue;
        } else {
            continue;
        };
        if !lowering.broken.contains(&slot.span) {
            lowering.error(
                &rules::SLOT_USE,
                node.span(),
                format!("the slot `{text}` {fault}"),
                help,
            );
        }
    }
    let mut fills: Vec<(Span, usize)> = fills.into_iter().map(|(at, span)| (span, at)).collect();
    fills.sort_unstable();
    fills.into_iter().map(|(_, at)| at).collect()
}

/// The slot called `text` of a code's envelope.
pub(super) fn slot_named(
    lowering: &mut Lowering<'_, '_>,
    text: &str,
    span: Span,
    carrier: Carrier<'_>,
) -> Option<usize> {
    let found = carrier.summary.slots.get(text).copied();
    if found.is_none() && !lowering.vague.envelope {
        let envelope = carrier.envelope.name.as_str();
        let names = carrier.envelope.slots.iter().map(|slot| slot.name.as_str());
        let help = if BUILT_IN_SLOTS.contains(&text) {
            "delete it: built-in slots get their values from the catalogue".to_owned()
        } else {
            let declare = format!("declare it in `[envelopes.{envelope}.slots]`");
            lowering.instead(text, names).unwrap_or(declare)
        };
        let message = format!("the envelope `{envelope}` has no slot `{text}` of its own");
        let finding = Diagnostic::new(&rules::UNKNOWN_NAME, span, message).help(help);
        lowering.findings.push(finding.fold());
    }
    found
}
