//! Lints of statuses.

use super::finding;
use crate::catalogue::Catalogue;
use crate::diagnostic::Findings;
use crate::rules;

/// A status that its reason phrase alone explains.
pub(super) fn no_meaning(catalogue: &Catalogue, findings: &mut Findings) {
    for info in catalogue.statuses.iter().filter(|info| info.meaning.is_none()) {
        findings.push(finding(
            &rules::NO_MEANING,
            info.span,
            format!("the status {} has no meaning", info.status),
            "add `meaning = \"…\"`: what it says about a request to these APIs",
        ));
    }
}
