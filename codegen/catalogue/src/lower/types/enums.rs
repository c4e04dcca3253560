//! Enums: their values, by name and as they travel.

use std::collections::HashMap;

use crate::lower::lowering::Lowering;
use crate::lower::scope::Scope;
use crate::model::{EnumValue, TypeKind};
use crate::name::{Grammar, Name};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Reads an enum; `None` where one of its values cannot be read.
pub(super) fn enum_type<'a>(lowering: &mut Lowering<'a, '_>, table: Table<'a>) -> Option<TypeKind> {
    let mut whole = true;
    let mut names = Scope::new(
        "a value of the enum",
        Grammar::EnumValue,
        "add it",
        "rename or delete one of them; to keep a wire value, write `{ name = \"…\", wire = \"…\" \
            }`",
    );
    let mut wires: HashMap<&str, Span> = HashMap::new();
    let mut values: Vec<EnumValue> = Vec::new();
    for node in table.items_of("enum") {
        let Some((name, name_span, wire)) = value(node) else {
            whole = false;
            continue;
        };
        if let Err(fault) = Grammar::EnumValue.check(name) {
            lowering.findings.push(match node.table() {
                None => {
                    let name = Grammar::EnumValue.mended(name).filter(|name| name != wire);
                    let name = name.as_deref().unwrap_or("…");
                    fault.at_with(
                        name_span,
                        format!("write `{{ name = \"{name}\", wire = \"{wire}\" }}`"),
                    )
                }
                Some(_) => fault.at(name_span),
            });
        }
        let is_new = names.declare(name, name_span, (), lowering.findings);
        let first = *wires.entry(wire).or_insert(node.span());
        if first != node.span() && is_new {
            lowering.findings.push(
                Diagnostic::new(
                    &rules::TYPE,
                    node.span(),
                    format!("the wire value `{wire}` is listed twice"),
                )
                .secondary(first, "first used here")
                .help("give each value a wire value of its own"),
            );
        }
        values.push(EnumValue { name: Name::new(name), wire: wire.to_owned() });
    }
    if values.is_empty() && whole {
        lowering.error(
            &rules::TYPE,
            table.get("enum").map_or(table.span, Node::span),
            "the enum has no values",
            "add a value, or use `string`",
        );
    }
    whole.then_some(TypeKind::Enum(values))
}

/// The name of a value, its place, and the wire value for it.
fn value<'a>(node: Node<'a>) -> Option<(&'a str, Span, &'a str)> {
    if let Some(text) = node.text() {
        return Some((text, node.span(), text));
    }
    let table = node.table()?;
    let (name, wire) = (table.get("name")?, table.text("wire")?);
    Some((name.text().unwrap_or_default(), name.span(), wire))
}
