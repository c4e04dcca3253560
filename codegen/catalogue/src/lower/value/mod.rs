//! TOML values as JSON, and checked against types.

mod fits;
mod scalar;
mod syntax;

pub use fits::record_fits;
pub(super) use syntax::is_date;

use serde_json::{Map, Value as Json};

use crate::lower::lowering::Lowering;
use crate::model::{TypeDef, TypeRef};
use crate::raw::{Node, Value};
use errcat_findings::rules::Rule;
use fits::fits;

/// The value as JSON, keys in order. What JSON cannot hold has been reported and is null.
pub(super) fn json(node: Node<'_>) -> Json {
    match node.value() {
        Value::Text(text) => text.into(),
        Value::Integer(number) => number.map_or(Json::Null, Json::from),
        Value::Float(number) => number.map_or(Json::Null, Json::from),
        Value::Boolean(boolean) => boolean.into(),
        Value::Datetime => Json::Null,
        Value::Array => node.items().map(json).collect(),
        Value::Table(table) => table
            .entries()
            .map(|(key, node)| (key.text.to_owned(), json(node)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

/// The value as JSON, if it is of type `ty`; else a finding of `rule`.
pub(super) fn typed_json(
    lowering: &mut Lowering<'_, '_>,
    rule: &'static Rule,
    node: Node<'_>,
    ty: &TypeRef,
    types: &[TypeDef],
) -> Option<Json> {
    fits(lowering, rule, node, &ty.base, types).then(|| json(node))
}
