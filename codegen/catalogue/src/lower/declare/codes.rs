//! The names of codes, aliases and tombstones.

use std::collections::HashMap;

use super::drafts::{ApiDraft, CodeDraft, RetiredDraft};
use super::wire::Wires;
use crate::lower::lowering::CodeName;
use crate::model::WireType;
use crate::name::Grammar;
use crate::raw::format;
use crate::raw::shape::is_whole;
use crate::raw::{Key, Table};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// Declares the codes and tombstones of an API. Its wire values are of type `wire_type`, if that is
/// known.
pub(super) fn codes(
    draft: &mut ApiDraft<'_>,
    wire_type: Option<WireType>,
    findings: &mut Findings,
) {
    let mut wires = Wires { kind: wire_type, taken: HashMap::new() };
    let given = given(draft);
    for group in 0..draft.groups.len() {
        let Some(root) = draft.groups[group].root else { continue };
        let whole_group = is_whole(root, &format::GROUP);
        for (key, node) in root.entries_of("codes") {
            let at = draft.codes.len();
            let table = node.table().unwrap_or_else(|| node.as_empty_table());
            let mend = || mend(key, table, wire_type, &given);
            let name = CodeName::Code(at);
            let is_new = draft.names.declare_or(None, (key.text, key.span), name, mend, findings);
            for node in table.items_of("aliases") {
                if let Some(alias) = node.text() {
                    if let Err(fault) = Grammar::Code.check(alias) {
                        findings.push(fault.at(node.span()));
                    }
                    let mend =
                        || "delete it here: an alias must differ from every other name".to_owned();
                    let own = Some(key.text);
                    draft.names.declare_or(own, (alias, node.span()), name, mend, findings);
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
            let table = node.table().unwrap_or_else(|| node.as_empty_table());
            let mend = || mend(key, table, wire_type, &given);
            let is_new = draft.names.declare_or(None, (key.text, key.span), name, mend, findings);
            let whole = node.table().is_some() && is_whole(table, &format::RETIRED);
            let wire = wires.take(table, key, whole, is_new, findings);
            let (name, span) = (key.text, key.span);
            draft.retired.push(RetiredDraft { name, span, table, group, wire });
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

/// How many codes and tombstones give each wire value, in lower case.
fn given(draft: &ApiDraft<'_>) -> HashMap<String, usize> {
    let mut given = HashMap::new();
    for root in draft.groups.iter().filter_map(|group| group.root) {
        for (key, node) in root.entries_of("codes").chain(root.entries_of("retired")) {
            *given.entry(travels(key, node.table()).to_lowercase()).or_default() += 1;
        }
    }
    given
}

/// The wire value for a code, of an API whose codes are strings.
fn travels<'a>(key: Key<'a>, table: Option<Table<'a>>) -> &'a str {
    table.and_then(|table| table.text("wire")).unwrap_or(key.text)
}

/// What to do about a code or tombstone whose name another one has. The wire value stays as it is
/// where no other code has that too.
fn mend(
    key: Key<'_>,
    table: Table<'_>,
    kind: Option<WireType>,
    given: &HashMap<String, usize>,
) -> String {
    const OTHERWISE: &str = "delete one of them, or give this code another name";
    if table.get("wire").is_some() || kind != Some(WireType::String) {
        return OTHERWISE.to_owned();
    }
    let shares = given.get(&key.text.to_lowercase()).is_some_and(|count| *count > 1);
    if shares {
        return format!(
            "{OTHERWISE}; that name then becomes the wire value, because another code already \
                uses `{}`, in upper or lower case",
            key.text
        );
    }
    format!("{OTHERWISE} and `wire = {}`, which keeps the wire value", toml::Value::from(key.text))
}
