//! Lints of single codes.

use super::{codes, finding};
use crate::catalogue::Catalogue;
use crate::diagnostic::Findings;
use crate::rules;

/// A code that nobody can act on.
pub(super) fn no_action(catalogue: &Catalogue, findings: &mut Findings) {
    for (_, code) in codes(catalogue, &rules::NO_ACTION).filter(|(_, code)| code.action.is_none()) {
        findings.push(finding(
            &rules::NO_ACTION,
            code.span,
            format!("`{}` has no action", code.name.as_str()),
            "add `action = \"…\"` to the code, to its file, or to its status in statuses.toml",
        ));
    }
}

/// A public code that only its name explains.
pub(super) fn undocumented(catalogue: &Catalogue, findings: &mut Findings) {
    let silent = codes(catalogue, &rules::UNDOCUMENTED)
        .filter(|(_, code)| code.is_public() && code.description.is_none());
    for (_, code) in silent {
        findings.push(finding(
            &rules::UNDOCUMENTED,
            code.span,
            format!("`{}` has no description", code.name.as_str()),
            "add `description = \"\"\"…\"\"\"`: what happened, and what a caller should know about it",
        ));
    }
}
