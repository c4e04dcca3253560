//! Lints of `accepted.toml`.

use super::finding;
use crate::model::Catalogue;
use errcat_findings::diagnostic::Findings;
use errcat_findings::rules;

/// A change that was accepted for releases that are out.
pub(super) fn outlived(catalogue: &Catalogue, findings: &mut Findings) {
    let version = &catalogue.version;
    for waiver in catalogue.accepted.iter().filter(|it| it.until < *version) {
        findings.push(finding(
            &rules::STALE_WAIVER,
            waiver.span,
            format!(
                "`{}` of `{}` is accepted until {}, and the catalogue's version is {version}",
                waiver.rule, waiver.subject, waiver.until
            ),
            "delete the entry, or raise its `until` if the change is still to come",
        ));
    }
}
