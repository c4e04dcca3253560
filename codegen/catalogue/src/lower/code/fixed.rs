//! Slots of the envelope that every public code must fix.

use crate::lower::lowering::Lowering;
use crate::lower::slots::Carrier;
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use std::collections::HashSet;

/// A slot that is required and fixed has a value from every public code.
pub(super) fn check_required_fixed(
    lowering: &mut Lowering<'_, '_>,
    at: usize,
    carrier: Carrier<'_>,
    set: &[(usize, serde_json::Value)],
) {
    let symbols = lowering.symbols;
    let draft = &symbols.drafts[lowering.api().unwrap_or_default()];
    let code = &draft.codes[at];
    let group = draft.groups[code.group].root;
    if code.internal || lowering.vague.envelope {
        return;
    }
    let given: HashSet<usize> = set.iter().map(|(fixed, _)| *fixed).collect();
    for (index, slot) in carrier.envelope.slots.iter().enumerate() {
        if !slot.required || !slot.fixed {
            continue;
        }
        let name = slot.name.as_str();
        // A value that doesn't fit has been reported where it stands.
        let given = given.contains(&index)
            || [Some(code.table), group]
                .into_iter()
                .flatten()
                .any(|table| table.table("set").is_some_and(|set| set.get(name).is_some()));
        if !given {
            let message = format!("other codes set the slot `{name}`, so every code must set it");
            let finding = Diagnostic::new(&rules::SLOT_USE, code.span, message)
                .label("this code does not set it")
                .help(format!("add `set = {{ {name} = … }}` to the code or its file"));
            lowering.findings.push(finding.fold());
        }
    }
}
