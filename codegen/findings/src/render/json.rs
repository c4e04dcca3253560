//! Findings as JSON, for scripts and editors.

use serde::Serialize;

use super::{Style, number, weight};
use crate::diagnostic::{Diagnostic, Severity};
use crate::json::pretty;
use crate::source::{Sources, Span};

/// All findings, however many.
#[derive(Serialize)]
struct Report<'a> {
    errors: usize,
    warnings: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    id: &'static str,
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    help: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<Edit<'a>>,
}

/// Lines and columns are counted from 1, columns in characters; the end lies behind the last one.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    replacement: &'a str,
}

pub(super) fn json(diagnostics: &[Diagnostic], sources: &Sources, _: Style) -> String {
    let place = |span: Span| {
        let (start, end) = (sources.position(span), sources.end(span));
        Place {
            file: &sources.get(span.file).display,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    };
    let findings = diagnostics.iter().map(|one| Finding {
        id: one.rule.id,
        rule: one.rule.name,
        severity: weight(one),
        message: &one.message,
        place: place(one.primary.span),
        label: &one.primary.text,
        related: one
            .secondary
            .iter()
            .map(|label| Related { label: &label.text, place: place(label.span) })
            .collect(),
        help: &one.help,
        suggestion: one
            .suggestion
            .as_ref()
            .map(|edit| Edit { place: place(edit.span), replacement: &edit.replacement }),
    });
    let report = Report {
        errors: number(diagnostics, Severity::Error),
        warnings: number(diagnostics, Severity::Warning),
        findings: findings.collect(),
    };
    pretty(&report, 100) + "\n"
}
