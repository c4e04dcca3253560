//! Lints of statuses.

use std::collections::HashSet;

use super::finding;
use crate::model::{Catalogue, Status, StatusInfo};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// A reason phrase of the team's own for a status that has one.
pub(super) fn reason(catalogue: &Catalogue, findings: &mut Findings) {
    let own = catalogue.apis.iter().flat_map(|api| &api.statuses);
    let mut seen = HashSet::new();
    for info in catalogue.statuses.iter().chain(own) {
        let Some(span) = info.reason_span.filter(|span| seen.insert(*span)) else { continue };
        let Some(reason) = info.status.reason().filter(|reason| *reason != info.reason) else {
            continue;
        };
        findings.push(
            Diagnostic::new(
                &rules::STATUS_REASON,
                span,
                format!("the registered reason phrase of {} is `{reason}`", info.status),
            )
            .suggest(Some(toml::Value::from(reason).to_string())),
        );
    }
}

/// A status that no code has.
pub(super) fn unused(catalogue: &Catalogue, findings: &mut Findings) {
    let codes = catalogue.apis.iter().flat_map(|api| &api.codes);
    let envelopes = catalogue.apis.iter().flat_map(|api| &api.envelopes);
    let mut used: HashSet<Status> = codes.flat_map(|code| code.statuses.iter().copied()).collect();
    used.extend(envelopes.filter_map(|envelope| envelope.http_status).map(Status::Exact));
    // What an API describes in its own words is for its readers, such as the statuses of success.
    let described = catalogue.apis.iter().flat_map(|api| &api.statuses);
    used.extend(described.map(|info| info.status));
    // The entry of a class holds for each status of the class that says less.
    let classes: Vec<_> = used.iter().map(|status| Status::Class(status.class())).collect();
    used.extend(classes);
    // A status that is not an error's, such as 200, is there for readers too.
    let unused = |info: &&StatusInfo| info.status.is_error() && !used.contains(&info.status);
    for info in catalogue.statuses.iter().filter(unused) {
        findings.push(finding(
            &rules::UNUSED_STATUS,
            info.span,
            format!("no code uses the status {}", info.status),
            "give it to a code, or delete it",
        ));
    }
}

/// A status that its reason phrase alone explains.
pub(super) fn no_meaning(catalogue: &Catalogue, findings: &mut Findings) {
    for info in catalogue.statuses.iter().filter(|info| info.meaning.is_none()) {
        findings.push(finding(
            &rules::NO_MEANING,
            info.span,
            format!("the status {} has no meaning", info.status),
            "add `meaning = \"…\"`: what the status says about a request to these APIs",
        ));
    }
}
