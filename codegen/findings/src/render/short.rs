//! A line for each finding, as compilers write it and editors read it.

use super::{Style, advice, weight};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::wording::{phrase, printable};

/// `path:line:column: error[E0103]: message; help`
pub(super) fn short(diagnostics: &[Diagnostic], sources: &Sources, _: Style) -> String {
    let mut text = String::new();
    for one in diagnostics {
        text.push_str(&format!(
            "{}: {}[{}]: {}",
            place(one, sources),
            weight(one),
            one.rule.id,
            phrase(&one.message)
        ));
        for advice in advice(one) {
            text.push_str(&format!("; {advice}"));
        }
        text.push('\n');
    }
    text
}

/// `path:line:column`, where the finding is.
pub(super) fn place(one: &Diagnostic, sources: &Sources) -> String {
    let place = sources.position(one.primary.span);
    let path = printable(&sources.get(one.primary.span.file).display);
    format!("{path}:{}:{}", place.line, place.column)
}
