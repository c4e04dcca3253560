//! Deprecated codes, and what replaces them.

use crate::lower::api::code_at;
use crate::lower::lowering::Lowering;
use crate::lower::prose::prose_at;
use crate::lower::value::day;
use crate::model::Deprecated;
use crate::raw::Table;

/// Reads `deprecated` of the code with the index `at`.
pub(super) fn deprecated<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    at: usize,
) -> Option<Deprecated> {
    let table = table.table("deprecated")?;
    let sunset = table.get("sunset");
    let sunset = sunset.and_then(|node| day(lowering, node, "the day on which the code may go"));
    Some(Deprecated {
        sunset,
        since: table.text("since").map(str::to_owned),
        // One that replaces itself is reported with the other circles.
        replaced_by: code_at(lowering, table, "replaced_by").filter(|code| *code != at),
        note: prose_at(lowering, table, "note"),
    })
}
