//! Fields of records, slots and facts, and their examples.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::grammar::type_ref;
use crate::lower::lowering::Lowering;
use crate::lower::prose::prose_at;
use crate::lower::scope::Scope;
use crate::lower::value::typed_json;
use crate::model::{Field, TypeDef};
use crate::name::{Grammar, Name};
use crate::raw::{Key, Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Reads the fields of a record, and tells whether all of them could be read.
pub fn fields<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    names: &Scope<'_, usize>,
) -> (Vec<Field>, bool) {
    let mut whole = true;
    let mut scope = Scope::new(
        "a field",
        Grammar::Field,
        "add it",
        "rename or delete one of them; to keep a JSON key, set `wire`",
    );
    let mut wires: HashMap<String, Span> = HashMap::new();
    let mut fields: Vec<Field> = Vec::new();
    for (key, node) in table.entries() {
        let is_new = scope.declare(key.text, key.span, (), lowering.findings);
        let Some(field) = field(lowering, key, node, names) else {
            whole = false;
            continue;
        };
        let wire_span = node.table().and_then(|table| table.get("wire")).map(Node::span);
        let span = wire_span.unwrap_or(key.span);
        // An invalid name has been reported, and so has its JSON key.
        if wire_span.is_none() && !Grammar::Field.accepts(key.text) {
            fields.push(field);
            continue;
        }
        if field.wire == "__proto__" {
            lowering.error(
                &rules::TYPE,
                span,
                "a field cannot have the JSON key `__proto__`",
                "give it another `wire`: JavaScript treats this key specially",
            );
        }
        match wires.entry(field.wire.clone()) {
            Entry::Vacant(free) => {
                free.insert(span);
            }
            Entry::Occupied(taken) if is_new || wire_span.is_some() => lowering.findings.push(
                Diagnostic::new(
                    &rules::TYPE,
                    span,
                    format!("two fields have the JSON key `{}`", field.wire),
                )
                .secondary(*taken.get(), "the other one")
                .help("give one of them another `wire`"),
            ),
            Entry::Occupied(_) => {}
        }
        fields.push(field);
    }
    (fields, whole)
}

/// Reads one field, slot or fact: a type, or a table with one.
pub fn field<'a>(
    lowering: &mut Lowering<'a, '_>,
    key: Key<'a>,
    node: Node<'a>,
    names: &Scope<'_, usize>,
) -> Option<Field> {
    let table = node.table();
    let description = table.and_then(|table| prose_at(lowering, table, "description"));
    let type_node = table.map_or(Some(node), |table| table.get("type"))?;
    let ty = type_ref(lowering, type_node, names)?;
    Some(Field {
        name: Name::new(key.text),
        wire: table.and_then(|table| table.text("wire")).unwrap_or(key.text).to_owned(),
        ty,
        description,
        example: None,
        span: key.span,
    })
}

/// Reads the examples of fields, now that all types are known.
pub fn examples<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    fields: &mut [Field],
    types: &[TypeDef],
) {
    for field in fields {
        let node = table.table(field.name.as_str()).and_then(|table| table.get("example"));
        field.example =
            node.and_then(|node| typed_json(lowering, &rules::EXAMPLE, node, &field.ty, types));
    }
}
