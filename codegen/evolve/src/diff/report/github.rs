//! Changes as workflow commands, which GitHub shows at their lines in a pull request.

use super::{Extent, Report, words};
use crate::diff::Class;
use errcat_findings::render::github::{data, property};
use errcat_findings::wording::phrase;

/// `::error file=…,line=…,col=…,title=…::message` for each cause, a warning for what is additive, a
/// notice for the rest.
pub(super) fn github(report: &Report<'_>) -> String {
    let mut text = String::new();
    for cause in &report.causes {
        let first = cause.first(&report.changes);
        let rule = first.change.rule;
        let command = match first.class {
            Class::Breaking => "error",
            Class::Additive => "warning",
            Class::Editorial => "notice",
        };
        let place = report.places(cause).first().map(|span| {
            let position = report.sources.position(*span);
            let file = property(&report.sources.get(span.file).display);
            format!("file={file},line={},col={},", position.line, position.column)
        });
        let weight = Report::weight(cause, &report.changes);
        let title = property(&format!("{} {} ({weight})", rule.id, rule.name));
        let what = format!("{}: {}", words::whose(report, cause), words::what(report, cause));
        let mut lines = vec![phrase(&what)];
        lines.extend(words::things(report, cause, Extent::Whole));
        lines.extend(words::reached(cause, Extent::Brief));
        lines.push(phrase(first.change.reason()));
        lines.extend(report.accepted(first).map(|reason| format!("accepted: {}", phrase(reason))));
        let helps = words::helps(report, cause);
        lines.extend(helps.into_iter().map(|help| format!("help: {}", phrase(help))));
        text.push_str(&format!(
            "::{command} {}title={title}::{}\n",
            place.unwrap_or_default(),
            data(&lines.join("\n"))
        ));
    }
    text
}
