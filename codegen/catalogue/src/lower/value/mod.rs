//! TOML values as JSON, and checked against types.

mod fits;
mod scalar;
mod syntax;

pub use fits::record_fits;

use serde_json::{Map, Value as Json};

use crate::lower::lowering::Lowering;
use crate::model::{TypeDef, TypeRef};
use crate::raw::{Node, Value};
use errcat_findings::rules;
use errcat_findings::rules::Rule;
use fits::fits;
use syntax::is_date;

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

/// A day, as RFC 3339 writes it; `what` it is.
pub(super) fn day<'a>(
    lowering: &mut Lowering<'a, '_>,
    node: Node<'a>,
    what: &str,
) -> Option<String> {
    let text = node.text()?;
    if !is_date(text) {
        lowering.error(
            &rules::BAD_VALUE,
            node.span(),
            format!("`{text}` is not a day"),
            format!("write one in quotes, such as \"2027-01-31\": {what}"),
        );
        return None;
    }
    Some(text.to_owned())
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
