//! Lints of statuses.

use std::collections::HashSet;

use super::finding;
use crate::model::{Catalogue, Status, StatusInfo};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// The reason phrases of the IANA registry of HTTP status codes, as of RFC 9110.
const REASONS: &[(u16, &str)] = &[
    (100, "Continue"),
    (101, "Switching Protocols"),
    (102, "Processing"),
    (103, "Early Hints"),
    (200, "OK"),
    (201, "Created"),
    (202, "Accepted"),
    (203, "Non-Authoritative Information"),
    (204, "No Content"),
    (205, "Reset Content"),
    (206, "Partial Content"),
    (207, "Multi-Status"),
    (208, "Already Reported"),
    (226, "IM Used"),
    (300, "Multiple Choices"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (303, "See Other"),
    (304, "Not Modified"),
    (305, "Use Proxy"),
    (307, "Temporary Redirect"),
    (308, "Permanent Redirect"),
    (400, "Bad Request"),
    (401, "Unauthorized"),
    (402, "Payment Required"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (406, "Not Acceptable"),
    (407, "Proxy Authentication Required"),
    (408, "Request Timeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (411, "Length Required"),
    (412, "Precondition Failed"),
    (413, "Content Too Large"),
    (414, "URI Too Long"),
    (415, "Unsupported Media Type"),
    (416, "Range Not Satisfiable"),
    (417, "Expectation Failed"),
    (421, "Misdirected Request"),
    (422, "Unprocessable Content"),
    (423, "Locked"),
    (424, "Failed Dependency"),
    (425, "Too Early"),
    (426, "Upgrade Required"),
    (428, "Precondition Required"),
    (429, "Too Many Requests"),
    (431, "Request Header Fields Too Large"),
    (451, "Unavailable For Legal Reasons"),
    (500, "Internal Server Error"),
    (501, "Not Implemented"),
    (502, "Bad Gateway"),
    (503, "Service Unavailable"),
    (504, "Gateway Timeout"),
    (505, "HTTP Version Not Supported"),
    (506, "Variant Also Negotiates"),
    (507, "Insufficient Storage"),
    (508, "Loop Detected"),
    (511, "Network Authentication Required"),
];

/// A reason phrase of the team's own for a status that has one.
pub(super) fn reason(catalogue: &Catalogue, findings: &mut Findings) {
    let own = catalogue.apis.iter().flat_map(|api| &api.statuses);
    let mut seen = HashSet::new();
    for info in catalogue.statuses.iter().chain(own) {
        let Some(span) = info.reason_span.filter(|span| seen.insert(*span)) else { continue };
        let known = REASONS.iter().find(|(number, _)| info.status.exact() == Some(*number));
        let Some((_, reason)) = known.filter(|(_, reason)| *reason != info.reason) else {
            continue;
        };
        findings.push(
            Diagnostic::new(
                &rules::STATUS_REASON,
                span,
                format!("the registered reason phrase of {} is `{reason}`", info.status),
            )
            .suggest(Some(toml::Value::from(*reason).to_string())),
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
    // A status that is no error's, such as 200, is there for readers too.
    let unused = |info: &&StatusInfo| info.status.is_error() && !used.contains(&info.status);
    for info in catalogue.statuses.iter().filter(unused) {
        findings.push(finding(
            &rules::UNUSED_STATUS,
            info.span,
            format!("no code has the status {}", info.status),
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
            "add `meaning = \"…\"`: what it says about a request to these APIs",
        ));
    }
}
