//! Keys by which a code names another code: they must not form a circle.

use crate::lower::lowering::{CodeName, Lowering};
use crate::raw::{Node, Table};
use errcat_findings::rules::{self, Rule};

/// A key that leads to another code.
struct Lead {
    rule: &'static Rule,
    /// The key's value in the table of a code.
    of_code: for<'t> fn(Table<'t>) -> Option<Node<'t>>,
    /// The same for a tombstone.
    of_retired: for<'t> fn(Table<'t>) -> Option<Node<'t>>,
    /// What is wrong with a code that leads to itself, and what to do.
    itself: [&'static str; 2],
    /// What is wrong with others, where `{}` stands for the code's name, and what to do.
    others: [&'static str; 2],
}

const LEADS: &[Lead] = &[
    Lead {
        rule: &rules::DEPRECATION,
        of_code: |code| code.table("deprecated")?.get("replaced_by"),
        of_retired: |retired| retired.get("replaced_by"),
        itself: ["a code cannot replace itself", "name another code, or delete the key"],
        others: [
            "the replacements of `{}` lead back to it",
            "end the chain with a code that is not deprecated",
        ],
    },
    Lead {
        rule: &rules::PART_OF,
        of_code: |code| code.get("part_of"),
        of_retired: |_| None,
        itself: ["a code cannot be part of itself", "name another code, or delete the key"],
        others: [
            "`{}` is part of itself: the codes in `part_of` form a circle",
            "delete `part_of` at the whole, which is the code that the others are parts of",
        ],
    },
];

/// Reports codes and tombstones that lead to each other in a circle.
pub fn check_circles(lowering: &mut Lowering<'_, '_>) {
    for lead in LEADS {
        check(lowering, lead);
    }
}

fn check(lowering: &mut Lowering<'_, '_>, lead: &Lead) {
    let symbols = lowering.symbols;
    let Some(draft) = lowering.api().map(|api| &symbols.drafts[api]) else { return };
    // Tombstones come behind the codes.
    let count = draft.codes.len();
    let codes = draft.codes.iter().map(|code| (code.name, (lead.of_code)(code.table)));
    let retired = draft.retired.iter().map(|it| (it.name, (lead.of_retired)(it.table)));
    let next: Vec<(&str, Option<(usize, Node<'_>)>)> = codes
        .chain(retired)
        .map(|(name, node)| {
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
        let [message, help] = if to == at { lead.itself } else { lead.others };
        lowering.error(lead.rule, node.span(), message.replace("{}", name), help);
        // The circle is known from here.
        seen_on[at] = start;
    }
}
