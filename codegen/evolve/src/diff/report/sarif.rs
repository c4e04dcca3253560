//! Changes as a log of the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0).

use serde_json::{Value as Json, json};

use super::{Cause, Extent, Report, words};
use crate::diff::{Class, rules};
use errcat_findings::render::sarif::{location, log};
use errcat_findings::wording::phrase;

/// A result for each cause, at all of its places.
pub(super) fn sarif(report: &Report<'_>) -> String {
    let rules = rules::ALL.iter().map(|rule| {
        json!({
            "id": rule.id,
            "name": rule.name,
            "shortDescription": { "text": rule.summary },
            "defaultConfiguration": { "level": level(rule.class()) },
        })
    });
    let rules: Vec<Json> = rules.collect();
    let results: Vec<Json> = report.causes.iter().map(|cause| result(report, cause)).collect();
    log(&rules, &results)
}

fn level(class: Class) -> &'static str {
    match class {
        Class::Breaking => "error",
        Class::Additive => "warning",
        Class::Editorial => "note",
    }
}

/// A finding (section 3.27). One that is accepted is suppressed (section 3.35).
fn result(report: &Report<'_>, cause: &Cause) -> Json {
    let first = cause.first(&report.changes);
    let rule = first.change.rule;
    let what = format!("{}: {}", words::whose(report, cause), words::what(report, cause));
    let mut lines = vec![what];
    lines.extend(words::things(report, cause, Extent::Whole));
    lines.extend(words::reached(cause, Extent::Brief));
    lines.push(first.change.reason().to_owned());
    lines.extend(words::helps(report, cause).into_iter().map(|help| format!("help: {help}")));
    let lines: Vec<String> = lines.iter().map(|line| phrase(line)).collect();
    let mut result = json!({
        "ruleId": rule.id,
        "ruleIndex": rules::ALL.iter().position(|it| it.id == rule.id),
        "level": level(first.class),
        "message": { "text": lines.join("\n") },
    });
    let places = report.places(cause);
    // A change without a place is one of a thing that is gone.
    result["locations"] = places.iter().map(|span| location(*span, "", report.sources)).collect();
    if let Some(reason) = report.accepted(first) {
        result["suppressions"] = json!([{ "kind": "external", "justification": phrase(reason) }]);
    }
    result
}
