//! Internal codes, and the public ones that mask them.

use super::inherit::inherited;
use crate::lower::api::ApiParts;
use crate::lower::details;
use crate::lower::lowering::{CodeName, Lowering, Vague};
use crate::model::{Code, Visibility};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;

/// Who sees the code with the index `at`, and its mask.
pub(super) fn visibility<'a>(
    lowering: &mut Lowering<'a, '_>,
    at: usize,
    table: Table<'a>,
    group: Option<Table<'a>>,
) -> Visibility {
    let symbols = lowering.symbols;
    let draft = &symbols.drafts[lowering.api().unwrap_or_default()];
    let code = &draft.codes[at];
    if !code.internal {
        if let Some(node) = table.get("masked_as").filter(|_| code.visibility_known && code.whole) {
            lowering.error(
                &rules::MASK,
                node.span(),
                format!("`{}` is public, so it cannot have a mask", code.name),
                "delete `masked_as`, or add `visibility = \"internal\"`",
            );
        }
        return Visibility::Public;
    }
    let Some(node) = inherited(table, group, "masked_as") else {
        if code.whole {
            lowering.error(
                &rules::MASK,
                code.span,
                format!("`{}` is internal, but it has no mask", code.name),
                "add `masked_as = \"…\"`: the public code that clients see instead",
            );
        }
        return Visibility::Internal { masked_as: at };
    };
    let name = node.text().unwrap_or_default();
    let found = match draft.names.resolve(name, node.span(), lowering.findings) {
        Some(CodeName::Code(mask)) if !draft.codes[mask].internal => Some(mask),
        Some(found) => {
            let what = match found {
                CodeName::Code(_) => "internal itself",
                CodeName::Retired(_) => "retired",
            };
            let message = format!("`{name}` is {what}, so it cannot mask a code");
            lowering.error(
                &rules::MASK,
                node.span(),
                message,
                "name a public code of the same envelope",
            );
            None
        }
        None => None,
    };
    Visibility::Internal { masked_as: found.unwrap_or(at) }
}

/// Reports internal codes whose mask cannot stand for them: it is of the same envelope, and needs
/// nothing that they might not have.
pub fn check_masks(lowering: &mut Lowering<'_, '_>, codes: &[(Code, Vague)], parts: &ApiParts) {
    for (at, (code, vague)) in codes.iter().enumerate() {
        let Visibility::Internal { masked_as } = code.visibility else { continue };
        let (mask, mask_vague) = &codes[masked_as];
        if !mask.is_public() {
            continue;
        }
        let demanding = details::are_required(mask.details.as_ref(), &parts.types);
        let name = mask.name.as_str();
        let fault = if mask.envelope != code.envelope && !vague.envelope && !mask_vague.envelope {
            format!("`{name}` uses another envelope, so it cannot mask this code")
        } else if demanding && !mask_vague.details {
            format!("`{name}` requires details, and this code has no values for them")
        } else if !mask.fills.is_empty() {
            format!("`{name}` fills slots, and this code has no values for them")
        } else {
            continue;
        };
        let node = lowering.code_value(at, "masked_as");
        let span = node.map_or(code.span, Node::span);
        lowering.findings.push(
            Diagnostic::new(&rules::MASK, span, fault).secondary(mask.span, "the mask").help(
                "name a public code of the same envelope without required details and filled slots",
            ),
        );
    }
}
