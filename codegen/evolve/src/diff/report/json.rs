//! Changes as JSON, for scripts.

use serde::Serialize;
use serde_json::Value as Json;

use super::Report;
use errcat_findings::json::pretty;

#[derive(Serialize)]
struct Document<'a> {
    base: &'a str,
    old_version: &'a str,
    new_version: &'a str,
    /// `breaking`, `additive`, `editorial` or `none`.
    verdict: &'static str,
    least_version: Option<String>,
    version_is_too_low: bool,
    changes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'static str,
    rule: &'static str,
    class: &'static str,
    wire: &'static str,
    source: &'static str,
    meaning: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<&'a str>,
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    key: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<&'a Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<&'a Json>,
    summary: &'static str,
    reason: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    per: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(flatten)]
    place: Option<Place<'a>>,
}

/// Lines and columns are counted from 1, columns in characters.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

/// All changes, however many.
pub(super) fn json(report: &Report<'_>) -> String {
    let changes = report.changes.iter().map(|(change, span)| Entry {
        id: change.rule.id,
        rule: change.rule.name,
        class: change.class().as_str(),
        wire: change.wire.as_str(),
        source: change.source.as_str(),
        meaning: change.meaning.as_str(),
        api: change.subject.api.as_deref(),
        kind: change.subject.kind.as_str(),
        name: &change.subject.name,
        key: &change.key,
        old: change.old.as_ref(),
        new: change.new.as_ref(),
        summary: change.rule.summary,
        reason: change.reason(),
        per: change.rule.per,
        help: change.help.as_deref(),
        place: span.map(|span| {
            let position = report.sources.position(span);
            let file = &report.sources.get(span.file).display;
            Place { file, line: position.line, column: position.column }
        }),
    });
    let document = Document {
        base: report.base,
        old_version: report.old.version(),
        new_version: report.new.version(),
        verdict: report.verdict.as_str(),
        least_version: report.least().map(|version| version.to_string()),
        version_is_too_low: report.version_is_too_low(),
        changes: changes.collect(),
    };
    pretty(&document, 100) + "\n"
}
