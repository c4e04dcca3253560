//! Bodies: the JSON of an envelope, with slots in it.

mod list;
mod reader;
mod walk;

pub use walk::{built_ins, spread, walk};

use std::collections::HashMap;

use crate::lower::lowering::Lowering;
use crate::lower::scope::Scope;
use crate::model::{BodyPart, BuiltIn, Slot, SlotRef, TypeDef};
use crate::raw::Node;
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;
use list::{for_slots_in_list, mark_list};
use reader::Reader;

/// Reads a body, and tells its slots where they stand; and whether all that it names are slots.
pub(super) fn lower(
    lowering: &mut Lowering<'_, '_>,
    node: Node<'_>,
    slots: &mut [Slot],
    names: &Scope<'_, usize>,
    types: &[TypeDef],
) -> (BodyPart, bool) {
    let mut reader =
        Reader { slots, names, types, places: HashMap::new(), details: Vec::new(), vague: false };
    let raw = reader.shape(lowering, node);
    let (details, vague) = (reader.details, reader.vague);
    let rooted = match &raw {
        BodyPart::Object(_) => true,
        BodyPart::Array(items) => matches!(items.as_slice(), [BodyPart::Object(_)]),
        _ => false,
    };
    if !rooted {
        lowering.error(
            &rules::BODY,
            node.span(),
            "a body is an object, or an array of one object",
            "write a table, such as `{ code = \"$code\", message = \"$message\" }`",
        );
        return (raw, false);
    }
    if !vague {
        check_identity(lowering, &raw, node.span());
    }
    check_details(lowering, &details);
    let body = mark_list(raw);
    for_slots_in_list(&body, slots);
    (body, !vague)
}

/// A reader must be able to tell the code: by itself or by its permalink.
fn check_identity(lowering: &mut Lowering<'_, '_>, body: &BodyPart, span: Span) {
    let has = |built_in: BuiltIn| {
        built_ins(body).iter().any(|used| used.slot == SlotRef::BuiltIn(built_in))
    };
    if has(BuiltIn::Code) || (has(BuiltIn::Type) && lowering.has_docs_url) {
        return;
    }
    let help = if has(BuiltIn::Type) {
        "add `\"$code\"` to it, or set `docs_url` in catalogue.toml, so that `$type` identifies \
            the code"
    } else {
        "add `\"$code\"` to it"
    };
    lowering.error(&rules::BODY, span, "a client cannot tell the code from this body", help);
}

/// Details are in one place.
fn check_details(lowering: &mut Lowering<'_, '_>, details: &[Span]) {
    let Some((first, rest)) = details.split_first() else { return };
    for span in rest {
        lowering.findings.push(
            Diagnostic::new(&rules::BODY, *span, "the details appear twice in the body")
                .secondary(*first, "first used here")
                .help("keep them in one place"),
        );
    }
}
