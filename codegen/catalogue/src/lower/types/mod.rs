//! Types: their grammar, their definitions, fields.

mod cycles;
mod enums;
mod fields;
mod grammar;
mod kinds;
mod sizes;
mod unknown;

pub use cycles::check_cycles;
pub use fields::{examples, field, fields};
pub use grammar::type_ref;
pub use kinds::{is_number, is_scalar, record};

use crate::lower::lowering::Lowering;
use crate::lower::scope::Scope;
use crate::model::{Presence, TypeDef, TypeKind};
use crate::name::Name;
use crate::raw::{Key, Node, Table};
use enums::enum_type;
use errcat_findings::rules;

/// How deeply `list<…>` and `map<…>` may be nested.
const MOST_LEVELS: usize = 32;

/// Reads an API's `[types]`. Examples of fields are read afterwards, by [`examples`].
pub(super) fn type_defs<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    names: &Scope<'a, usize>,
) -> Vec<TypeDef> {
    let mut types = Vec::new();
    for (key, node) in root.into_iter().flat_map(|root| root.entries_of("types")) {
        let kind = match node.table() {
            None => alias(lowering, key, node, names),
            Some(table) if table.get("enum").is_some_and(Node::is_array) => {
                enum_type(lowering, table)
            }
            Some(table) => {
                if table.is_empty() {
                    lowering.error(
                        &rules::TYPE,
                        key.span,
                        format!("the record `{}` has no fields", key.text),
                        "add a field, or use `json`",
                    );
                }
                let (fields, whole) = fields(lowering, table, names);
                if !whole {
                    lowering.broken.insert(key.span);
                }
                Some(TypeKind::Record(fields))
            }
        };
        // A type that could not be read keeps its place, for indices count.
        let kind = kind.unwrap_or_else(|| {
            lowering.broken.insert(key.span);
            TypeKind::Record(Vec::new())
        });
        types.push(TypeDef { name: Name::new(key.text), kind, span: key.span });
    }
    types
}

fn alias(
    lowering: &mut Lowering<'_, '_>,
    key: Key<'_>,
    node: Node<'_>,
    names: &Scope<'_, usize>,
) -> Option<TypeKind> {
    let mut ty = type_ref(lowering, node, names)?;
    if ty.presence != Presence::Required {
        let suffix = if ty.presence == Presence::Null { "|null" } else { "?" };
        let (text, name) = (node.text().unwrap_or_default(), key.text);
        let span = lowering.place(node, text.len().saturating_sub(suffix.len())..text.len());
        lowering.error(
            &rules::TYPE,
            span,
            format!("the definition of `{name}` ends in `{suffix}`"),
            format!("delete it here, and write `{name}{suffix}` where there may be no value"),
        );
        ty.presence = Presence::Required;
    }
    Some(TypeKind::Alias(ty))
}
