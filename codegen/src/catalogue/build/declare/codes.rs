//! The names of codes, aliases and tombstones.

use std::collections::HashMap;

use super::drafts::{ApiDraft, CodeDraft, RetiredDraft};
use super::wire::Wires;
use crate::catalogue::WireType;
use crate::catalogue::build::cx::CodeName;
use crate::diagnostic::{Diagnostic, Findings};
use crate::name::Grammar;
use crate::raw::format;
use crate::raw::shape::is_whole;
use crate::rules;

/// Declares the codes and tombstones of an API. Its wire values are of type `wire_type`, if that is
/// known.
pub(super) fn codes(
    draft: &mut ApiDraft<'_>,
    wire_type: Option<WireType>,
    findings: &mut Findings,
) {
    let mut wires = Wires { kind: wire_type, taken: HashMap::new() };
    for group in 0..draft.groups.len() {
        let Some(root) = draft.groups[group].root else { continue };
        let whole_group = is_whole(root, &format::GROUP);
        for (key, node) in root.entries_of("codes") {
            let at = draft.codes.len();
            let is_new = draft.names.declare(key.text, key.span, CodeName::Code(at), findings);
            let table = node.table().unwrap_or_else(|| node.as_empty_table());
            for node in table.items_of("aliases") {
                if let Some(alias) = node.text() {
                    if let Err(fault) = Grammar::Code.check(alias) {
                        findings.push(fault.at(node.span()));
                    }
                    draft.names.declare(alias, node.span(), CodeName::Code(at), findings);
                }
            }
            let whole = node.table().is_some() && is_whole(table, &format::CODE);
            let wire = wires.take(table, key, whole, is_new, findings);
            let visibility = table.text("visibility").or(root.text("visibility"));
            draft.codes.push(CodeDraft {
                name: key.text,
                span: key.span,
                table,
                group,
                internal: visibility == Some("internal"),
                visibility_known: matches!(visibility, None | Some("public" | "internal")),
                whole: whole && whole_group,
                wire,
            });
        }
    }
    for group in 0..draft.groups.len() {
        let Some(root) = draft.groups[group].root else { continue };
        for (key, node) in root.entries_of("retired") {
            let name = CodeName::Retired(draft.retired.len());
            let is_new = draft.names.declare(key.text, key.span, name, findings);
            let table = node.table().unwrap_or_else(|| node.as_empty_table());
            let whole = node.table().is_some() && is_whole(table, &format::RETIRED);
            let wire = wires.take(table, key, whole, is_new, findings);
            draft.retired.push(RetiredDraft { name: key.text, table, group, wire });
        }
    }
    if draft.codes.is_empty() && !draft.partial {
        findings.push(
            Diagnostic::new(
                &rules::EMPTY_API,
                draft.span,
                format!("the API `{}` has no codes", draft.id),
            )
            .help("add a file to its folder that holds `[codes.NAME]`, or delete the folder"),
        );
    }
}
