//! Changes as workflow commands, which GitHub shows at their lines in a pull request.

use super::{Report, words};
use crate::diff::Class;
use errcat_findings::render::github::{data, property};
use errcat_findings::wording::phrase;

/// `::error file=…,line=…,col=…,title=…::message`, a warning for what is additive, a notice for
/// the rest.
pub(super) fn github(report: &Report<'_>) -> String {
    let mut text = String::new();
    for (change, place) in &report.changes {
        let rule = change.rule;
        let command = match change.class() {
            Class::Breaking => "error",
            Class::Additive => "warning",
            Class::Editorial => "notice",
        };
        let place = place.map(|span| {
            let position = report.sources.position(span);
            let file = property(&report.sources.get(span.file).display);
            format!("file={file},line={},col={},", position.line, position.column)
        });
        let title = property(&format!("{} {} ({})", rule.id, rule.name, change.class().as_str()));
        let api = change.subject.api.as_ref().map(|api| format!("{api}: ")).unwrap_or_default();
        let what = [words::key(change), words::values(change)];
        let mut lines = vec![phrase(&format!("{api}{}: {}", change.subject, rule.summary))];
        lines.extend(what.into_iter().flatten());
        lines.push(phrase(change.reason()));
        lines.extend(change.help.as_ref().map(|help| format!("help: {}", phrase(help))));
        text.push_str(&format!(
            "::{command} {}title={title}::{}\n",
            place.unwrap_or_default(),
            data(&lines.join("\n"))
        ));
    }
    text
}
