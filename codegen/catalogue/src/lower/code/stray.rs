//! Codes that a slip in a header has made.

use std::iter;

use crate::lower::lowering::Lowering;
use crate::name::Grammar;
use errcat_findings::rules;
use errcat_findings::wording::nearest;

/// A code that begins with a table of one of its parts, and whose name is nearly that of the code
/// before: probably that one's, misspelt.
pub(super) fn check_stray(lowering: &mut Lowering<'_, '_>, at: usize) {
    let symbols = lowering.symbols;
    let codes = &symbols.drafts[lowering.api().unwrap_or_default()].codes;
    let Some([before, code]) = at.checked_sub(1).and_then(|first| codes.get(first..=at)) else {
        return;
    };
    // A table without a header of its own is where its key does.
    if before.group != code.group
        || code.table.span != code.span
        || before.table.span == before.span
    {
        return;
    }
    // What is not a name is found fault with already, and may be of any length.
    if Grammar::Code.check(code.name).is_err() {
        return;
    }
    // Names that are numbered are near each other by intention.
    let letters = |name: &str| name.replace(|it: char| it.is_ascii_digit(), "");
    if letters(code.name) == letters(before.name) {
        return;
    }
    let name = code.name;
    if let Some(near) = nearest(name, iter::once(before.name)) {
        lowering.lint(
            &rules::STRAY_TABLE,
            code.span,
            format!("this header defines a code `{name}` that has no table of its own"),
            format!("did you mean `{near}`? If not, write `[codes.{name}]` above it"),
        );
    }
}
