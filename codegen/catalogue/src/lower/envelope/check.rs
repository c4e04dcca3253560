//! Codes that do not fit their envelope.

use std::collections::HashSet;

use crate::lower::api::ApiParts;
use crate::lower::lowering::{Lowering, Vague};
use crate::lower::types::record;
use crate::model::{Absent, BuiltIn, Code, DetailsShape, Envelope, SlotRef, SlotUse};
use crate::raw::Node;
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;

/// Reports codes that do not fit their envelope: where the body requires a value, each has one.
pub fn check_codes(lowering: &mut Lowering<'_, '_>, parts: &ApiParts, codes: &[(Code, Vague)]) {
    for (at, (code, vague)) in codes.iter().enumerate().filter(|(_, (code, _))| code.is_public()) {
        let (Some(envelope), Some(summary)) =
            (parts.envelopes.get(code.envelope), parts.summaries.get(code.envelope))
        else {
            continue;
        };
        if vague.envelope {
            continue;
        }
        for used in &summary.built_ins {
            check_built_in(lowering, code, *vague, envelope, *used);
        }
        if let Some(siblings) = summary.siblings.as_ref().filter(|_| !vague.details) {
            check_spread(lowering, parts, (at, code), envelope, siblings);
        }
    }
}

fn check_built_in(
    lowering: &mut Lowering<'_, '_>,
    code: &Code,
    vague: Vague,
    envelope: &Envelope,
    used: SlotUse,
) {
    let SlotRef::BuiltIn(slot) = used.slot else { return };
    let (missing, what, help) = match slot {
        BuiltIn::Status => (
            code.statuses.is_empty() && !vague.statuses,
            "a status",
            "add `status = 400` or another",
        ),
        BuiltIn::Grpc => (
            code.grpc.is_none() && !vague.statuses,
            "a gRPC code",
            "add `grpc = \"…\"` to the code or to its status",
        ),
        BuiltIn::Details => (
            code.details.as_ref().is_none_or(|details| details.optional) && !vague.details,
            "details",
            "give each code or its file `details` that are not optional",
        ),
        _ => return,
    };
    if missing && used.absent == Absent::Never {
        let (envelope, slot) = (envelope.name.as_str(), slot.as_str());
        // Many codes with one fault are one fault of the envelope.
        let message = format!("the envelope `{envelope}` requires {what} from every code");
        let finding = Diagnostic::new(&rules::BODY, code.span, message)
            .label("this code does not always have one")
            .help(format!("{help}, or write `\"${slot}?\"` in the envelope's body"));
        lowering.findings.push(finding.fold());
    }
}

fn check_spread(
    lowering: &mut Lowering<'_, '_>,
    parts: &ApiParts,
    (at, code): (usize, &Code),
    envelope: &Envelope,
    siblings: &HashSet<String>,
) {
    let Some(details) = &code.details else { return };
    let envelope = envelope.name.as_str();
    let fields = match &details.shape {
        DetailsShape::Record(fields) => Some(fields.as_slice()),
        DetailsShape::Type(ty) if lowering.is_vague(&ty.base, &parts.types) => return,
        DetailsShape::Type(ty) => record(&ty.base, &parts.types),
    };
    let Some(fields) = fields else {
        let span = lowering.code_value(at, "details").map_or(code.span, Node::span);
        lowering.error(
            &rules::DETAILS,
            span,
            format!(
                "these details are not a record, so the envelope `{envelope}` cannot spread \
                them"
            ),
            "make them a record, or write `details = \"$details?\"` in the body instead of \
                `\"...\"`",
        );
        return;
    };
    for field in fields.iter().filter(|field| siblings.contains(&field.wire)) {
        lowering.error(
            &rules::DETAILS,
            field.span,
            format!(
                "the envelope `{envelope}` already has a key `{}` beside the details",
                field.wire
            ),
            "give the field another `wire`",
        );
    }
}
