//! Findings as workflow commands, which GitHub shows at their lines in a pull request.

use super::{Style, advice, weight};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::wording::phrase;

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`
pub(super) fn github(diagnostics: &[Diagnostic], sources: &Sources, _: Style) -> String {
    let mut text = String::new();
    for one in diagnostics {
        let span = one.primary.span;
        let (start, end) = (sources.position(span), sources.end(span));
        let mut lines = vec![phrase(&one.message)];
        lines.extend(advice(one).into_iter().map(|advice| format!("help: {advice}")));
        text.push_str(&format!(
            "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
            weight(one),
            property(&sources.get(span.file).display),
            start.line,
            start.column,
            end.line,
            end.column,
            property(&format!("{} {}", one.rule.id, one.rule.name)),
            data(&lines.join("\n")),
        ));
    }
    text
}

/// A message: what would end it is escaped, as the runner's own toolkit does.
pub fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a colon or comma would end too.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
