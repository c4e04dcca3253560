//! Findings as a log of the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0).

use serde_json::{Value as Json, json};

use super::{Style, advice, weight};
use crate::diagnostic::Diagnostic;
use crate::json::pretty;
use crate::rules::{self, Level, Rule};
use crate::source::{Sources, Span};
use crate::wording::phrase;

pub(super) fn sarif(diagnostics: &[Diagnostic], sources: &Sources, _: Style) -> String {
    let rules: Vec<Json> = rules::ALL.iter().map(|rule| descriptor(rule)).collect();
    let results: Vec<Json> = diagnostics.iter().map(|one| result(one, sources)).collect();
    log(&rules, &results)
}

/// A log of these rules (section 3.49) and results (section 3.27).
pub fn log(rules: &[Json], results: &[Json]) -> String {
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "errcat", "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    pretty(&log, 100) + "\n"
}

/// A rule (section 3.49).
fn descriptor(rule: &Rule) -> Json {
    let level = match rule.level {
        Level::Error | Level::Deny => "error",
        Level::Warn => "warning",
        Level::Allow => "none",
    };
    json!({
        "id": rule.id,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "defaultConfiguration": { "level": level },
    })
}

/// A finding (section 3.27).
fn result(one: &Diagnostic, sources: &Sources) -> Json {
    let mut text = phrase(&one.message);
    for advice in advice(one) {
        text.push_str(&format!("\nhelp: {advice}"));
    }
    let index = rules::ALL.iter().position(|rule| rule.id == one.rule.id);
    let mut result = json!({
        "ruleId": one.rule.id,
        "ruleIndex": index,
        "level": weight(one),
        "message": { "text": text },
        "locations": [location(one.primary.span, &one.primary.text, sources)],
    });
    if !one.secondary.is_empty() {
        let related = one.secondary.iter().map(|label| location(label.span, &label.text, sources));
        result["relatedLocations"] = related.collect();
    }
    if let Some(edit) = &one.suggestion {
        result["fixes"] = json!([{
            "artifactChanges": [{
                "artifactLocation": artifact(edit.span, sources),
                "replacements": [{
                    "deletedRegion": region(edit.span, sources),
                    "insertedContent": { "text": edit.replacement },
                }],
            }],
        }]);
    }
    result
}

/// A place, with a few words on it (section 3.28).
pub fn location(span: Span, text: &str, sources: &Sources) -> Json {
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": artifact(span, sources),
            "region": region(span, sources),
        },
    });
    if !text.is_empty() {
        location["message"] = json!({ "text": phrase(text) });
    }
    location
}

fn region(span: Span, sources: &Sources) -> Json {
    let (start, end) = (sources.position(span), sources.end(span));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// The file, as a URI reference (RFC 3986): other characters than those of a path are encoded.
fn artifact(span: Span, sources: &Sources) -> Json {
    let mut uri = String::new();
    for byte in sources.get(span.file).display.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    json!({ "uri": uri })
}
