//! Headers of an envelope: constants and slots.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::slots::demand;
use crate::lower::lowering::Lowering;
use crate::lower::scope::Scope;
use crate::lower::types::is_scalar;
use crate::model::{BuiltIn, HeaderValue, Slot, TypeDef};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Reads the headers of an envelope.
pub(super) fn headers<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    slots: &mut [Slot],
    names: &Scope<'a, usize>,
    types: &[TypeDef],
) -> Vec<(String, HeaderValue)> {
    let mut headers: Vec<(String, HeaderValue)> = Vec::new();
    let mut known: HashMap<String, Span> = HashMap::new();
    for (key, node) in table.entries_of("headers") {
        let Some(text) = node.text() else { continue };
        for (taken, help) in [
            (
                "Retry-After",
                "delete it, and list `\"header\"` in the `retry_after` of the codes that send it",
            ),
            ("Content-Type", "delete it, and write the media type as `media_type`"),
        ] {
            if key.text.eq_ignore_ascii_case(taken) {
                lowering.error(
                    &rules::HEADER,
                    key.span,
                    format!("an envelope cannot set the header `{taken}`"),
                    help,
                );
            }
        }
        match known.entry(key.text.to_ascii_lowercase()) {
            Entry::Vacant(free) => {
                free.insert(key.span);
            }
            Entry::Occupied(first) => lowering.findings.push(
                Diagnostic::new(
                    &rules::HEADER,
                    key.span,
                    format!("the header `{}` is listed twice", key.text),
                )
                .secondary(*first.get(), "first used here")
                .help("delete one of the two; upper and lower case make no difference"),
            ),
        }
        if let Some(value) = header(lowering, text, node, slots, names, types) {
            headers.push((key.text.to_owned(), value));
        }
    }
    headers
}

fn header(
    lowering: &mut Lowering<'_, '_>,
    text: &str,
    node: Node<'_>,
    slots: &mut [Slot],
    names: &Scope<'_, usize>,
    types: &[TypeDef],
) -> Option<HeaderValue> {
    let reference = match text.strip_prefix('$') {
        Some(reference) if !reference.starts_with('$') => reference,
        // `$$` stands for `$`.
        escaped => return Some(constant(lowering, escaped.unwrap_or(text), node)),
    };
    let (name, optional) =
        reference.strip_suffix('?').map_or((reference, false), |name| (name, true));
    if let Some((name, suffix)) = name.split_once('|') {
        lowering.error(
            &rules::HEADER,
            node.span(),
            format!("`|{suffix}` has no meaning in a header"),
            format!("write `\"${name}\"`, or `\"${name}?\"` for a header that may be left out"),
        );
        lowering.broken.extend(names.get(name).map(|slot| slots[slot].span));
        return None;
    }
    if BuiltIn::ALL.iter().any(|(_, built_in)| *built_in == name) {
        lowering.error(
            &rules::HEADER,
            node.span(),
            format!("`${name}` is a built-in slot, and built-in slots appear only in bodies"),
            "declare a slot in the envelope's `slots` for the header",
        );
        return None;
    }
    let slot = names.resolve(name, node.span(), lowering.findings)?;
    let broken = lowering.broken.contains(&slots[slot].span);
    if !broken && !is_scalar(lowering, &slots[slot].ty.base, types) {
        lowering.error(
            &rules::HEADER,
            node.span(),
            format!("the slot `{name}` is not a single value, so a header cannot hold it"),
            "use a slot with a scalar type other than `json`, such as `string`",
        );
        lowering.broken.insert(slots[slot].span);
        return None;
    }
    if !optional {
        demand(lowering, &mut slots[slot], node.span());
    }
    Some(HeaderValue::Slot { slot, optional })
}

fn constant(lowering: &mut Lowering<'_, '_>, text: &str, node: Node<'_>) -> HeaderValue {
    let visible = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if !visible || text.trim() != text {
        lowering.error(
            &rules::HEADER,
            node.span(),
            "a header's value must be ASCII, without a space at either end",
            "write only visible ASCII characters",
        );
    }
    HeaderValue::Constant(text.to_owned())
}
