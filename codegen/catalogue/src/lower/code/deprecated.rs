//! Deprecated codes, and what replaces them.

use crate::lower::api::code_at;
use crate::lower::lowering::Lowering;
use crate::lower::prose::prose_at;
use crate::lower::value::is_date;
use crate::model::Deprecated;
use crate::raw::{Node, Table};
use errcat_findings::rules;

/// Reads `deprecated` of the code with the index `at`.
pub(super) fn deprecated<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    at: usize,
) -> Option<Deprecated> {
    let table = table.table("deprecated")?;
    let sunset = table.get("sunset").and_then(|node| sunset(lowering, node));
    Some(Deprecated {
        sunset,
        since: table.text("since").map(str::to_owned),
        // One that replaces itself is reported with the other circles.
        replaced_by: code_at(lowering, table, "replaced_by").filter(|code| *code != at),
        note: prose_at(lowering, table, "note"),
    })
}

/// Reads a day.
fn sunset<'a>(lowering: &mut Lowering<'a, '_>, node: Node<'a>) -> Option<String> {
    let text = node.text()?;
    if !is_date(text) {
        lowering.error(
            &rules::BAD_VALUE,
            node.span(),
            format!("`{text}` is not a day"),
            "write one in quotes, such as \"2027-01-31\": the day on which the code may go",
        );
        return None;
    }
    Some(text.to_owned())
}
