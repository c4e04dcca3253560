//! Lints for unused things.

use std::collections::HashSet;

use super::finding;
use crate::model::{Api, Base, Catalogue, DetailsShape, TypeKind};
use errcat_findings::diagnostic::Findings;
use errcat_findings::rules;

/// An action that no code and no status has.
pub(super) fn action(catalogue: &Catalogue, findings: &mut Findings) {
    let codes =
        catalogue.apis.iter().flat_map(|api| api.codes.iter().filter_map(|code| code.action));
    let used: HashSet<usize> = codes.map(|action| action.0).collect();
    for (_, action) in catalogue.actions.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
        findings.push(finding(
            &rules::UNUSED_ACTION,
            action.span,
            format!("no code uses the action `{}`", action.name.as_str()),
            "give it to a code, or delete it",
        ));
    }
}

/// An envelope that no code has.
pub(super) fn envelope(catalogue: &Catalogue, findings: &mut Findings) {
    for api in &catalogue.apis {
        let used: HashSet<usize> = api.codes.iter().map(|code| code.envelope).collect();
        for (_, envelope) in api.envelopes.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            findings.push(finding(
                &rules::UNUSED_ENVELOPE,
                envelope.span,
                format!("no code uses the envelope `{}`", envelope.name.as_str()),
                "name it in a code or file, or delete it",
            ));
        }
    }
}

/// A type that nothing has.
pub(super) fn r#type(catalogue: &Catalogue, findings: &mut Findings) {
    for api in &catalogue.apis {
        let used = used_types(api);
        for (_, ty) in api.types.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            findings.push(finding(
                &rules::UNUSED_TYPE,
                ty.span,
                format!("nothing uses the type `{}`", ty.name.as_str()),
                "give it to a field or slot, or delete it",
            ));
        }
    }
}

/// The types that slots, facts, parameters and details have, and those that these contain.
fn used_types(api: &Api) -> HashSet<usize> {
    let slots =
        api.envelopes.iter().flat_map(|envelope| envelope.slots.iter().map(|slot| &slot.ty.base));
    let meta = api.meta.iter().map(|field| &field.ty.base);
    let parameters = api.parameters.iter().map(|parameter| &parameter.field.ty.base);
    let mut bases: Vec<&Base> = slots.chain(meta).chain(parameters).collect();
    for details in api.codes.iter().filter_map(|code| code.details.as_ref()) {
        match &details.shape {
            DetailsShape::Record(fields) => bases.extend(fields.iter().map(|field| &field.ty.base)),
            DetailsShape::Type(ty) => bases.push(&ty.base),
        }
    }
    let mut used = HashSet::new();
    while let Some(base) = bases.pop() {
        match base {
            Base::List(item) | Base::Map(item) => bases.push(&item.base),
            Base::Named(at) if used.insert(*at) => match &api.types[*at].kind {
                TypeKind::Record(fields) => bases.extend(fields.iter().map(|field| &field.ty.base)),
                TypeKind::Alias(ty) => bases.push(&ty.base),
                TypeKind::Enum(_) => {}
            },
            Base::Named(_) | Base::Scalar(_) => {}
        }
    }
    used
}
