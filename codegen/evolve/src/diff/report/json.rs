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
    /// The entries of accepted.toml that accept nothing.
    unused_waivers: Vec<String>,
    /// The changes by what one text tells of, the gravest first.
    causes: Vec<CauseEntry<'a>>,
    changes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct CauseEntry<'a> {
    rule: &'static str,
    /// `accepted`, or the class.
    class: &'static str,
    /// Indices of `changes`.
    changes: &'a [usize],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    reaches: &'a [String],
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'static str,
    rule: &'static str,
    /// What it counts as.
    class: &'static str,
    /// Why it counts as additive although it breaks somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<&'a str>,
    wire: &'static str,
    source: &'static str,
    meaning: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<&'a str>,
    kind: &'static str,
    name: &'a str,
    /// What accepted.toml calls it.
    subject: String,
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
    let changes = report.changes.iter().map(|one| (one, &one.change)).map(|(one, change)| Entry {
        id: change.rule.id,
        rule: change.rule.name,
        class: one.class.as_str(),
        accepted: report.accepted(one),
        wire: change.wire.as_str(),
        source: change.source.as_str(),
        meaning: change.meaning.as_str(),
        api: change.subject.api.as_deref(),
        kind: change.subject.kind.as_str(),
        name: &change.subject.name,
        subject: change.subject.path(),
        key: &change.key,
        old: change.old.as_ref(),
        new: change.new.as_ref(),
        summary: change.rule.summary,
        reason: change.reason(),
        per: change.rule.per,
        help: change.help.as_deref(),
        place: one.place.map(|span| {
            let position = report.sources.position(span);
            let file = &report.sources.get(span.file).display;
            Place { file, line: position.line, column: position.column }
        }),
    });
    let causes = report.causes.iter().map(|cause| CauseEntry {
        rule: cause.rule(&report.changes).name,
        class: Report::weight(cause, &report.changes),
        changes: &cause.changes,
        reaches: &cause.reaches,
    });
    let document = Document {
        base: report.base,
        old_version: report.old.version(),
        new_version: report.new.version(),
        verdict: report.verdict.as_str(),
        least_version: report.least().map(|version| version.to_string()),
        version_is_too_low: report.version_is_too_low(),
        unused_waivers: report.unused().into_iter().map(|it| it.message).collect(),
        causes: causes.collect(),
        changes: changes.collect(),
    };
    pretty(&document, 100) + "\n"
}
