//! Deprecated codes, and what replaces them.

use crate::lower::api::replacement;
use crate::lower::cx::{CodeName, Cx};
use crate::lower::prose::prose_at;
use crate::model::Deprecated;
use crate::raw::{Node, Table};
use errcat_findings::rules;

/// Reads `deprecated` of the code with the index `at`.
pub(super) fn deprecated<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    at: usize,
) -> Option<Deprecated> {
    let table = table.table("deprecated")?;
    Some(Deprecated {
        since: table.text("since").map(str::to_owned),
        // One that replaces itself is reported with the other circles.
        replaced_by: replacement(cx, table).filter(|code| *code != at),
        note: prose_at(cx, table, "note"),
    })
}

/// Reports codes and tombstones that replace each other in a circle.
pub fn check_circles(cx: &mut Cx<'_, '_>) {
    let symbols = cx.symbols;
    let Some(draft) = cx.api.map(|api| &symbols.drafts[api]) else { return };
    // Tombstones come behind the codes.
    let count = draft.codes.len();
    let codes = draft.codes.iter().map(|code| (code.name, code.table.table("deprecated")));
    let retired = draft.retired.iter().map(|retired| (retired.name, Some(retired.table)));
    let next: Vec<(&str, Option<(usize, Node<'_>)>)> = codes
        .chain(retired)
        .map(|(name, table)| {
            let node = table.and_then(|table| table.get("replaced_by"));
            let found = node.and_then(|node| match draft.names.get(node.text()?)? {
                CodeName::Code(code) => Some((code, node)),
                CodeName::Retired(retired) => Some((count + retired, node)),
            });
            (name, found)
        })
        .collect();
    // Each is walked from once: what has been seen on an earlier walk leads to no new circle.
    let mut seen_on = vec![usize::MAX; next.len()];
    for start in 0..next.len() {
        let mut at = start;
        while seen_on[at] == usize::MAX {
            seen_on[at] = start;
            match next[at].1 {
                Some((code, _)) => at = code,
                None => break,
            }
        }
        let (name, Some((to, node))) = next[at] else { continue };
        if seen_on[at] != start {
            continue;
        }
        let (message, help) = if to == at {
            ("a code cannot replace itself".to_owned(), "name another code, or delete the key")
        } else {
            (
                format!("the replacements of `{name}` lead back to it"),
                "let the last of them be a code that is not deprecated",
            )
        };
        cx.error(&rules::DEPRECATION, node.span(), message, help);
        // The circle is known from here.
        seen_on[at] = start;
    }
}
