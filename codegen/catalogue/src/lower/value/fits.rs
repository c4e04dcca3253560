//! Whether a value is of a type: lists, maps, enums and records.

use std::collections::HashMap;

use super::scalar::{scalar_fault, takes_strings};
use crate::lower::lowering::Lowering;
use crate::model::{Base, EnumValue, Field, Presence, Scalar, TypeDef, TypeKind};
use crate::raw::{Node, Value};
use errcat_findings::rules::Rule;
use errcat_findings::wording::all;

/// Whether the value is of type `base`; else there is a finding of `rule`.
pub(super) fn fits(
    lowering: &mut Lowering<'_, '_>,
    rule: &'static Rule,
    node: Node<'_>,
    base: &Base,
    types: &[TypeDef],
) -> bool {
    // What JSON cannot hold has been reported.
    let unheld =
        matches!(node.value(), Value::Datetime | Value::Integer(None) | Value::Float(None));
    if unheld || lowering.is_vague(base, types) {
        return true;
    }
    let expected = match (base, node.value()) {
        (Base::Scalar(scalar), value) => match scalar_fault(*scalar, value) {
            None => return true,
            Some((expected, help)) => {
                let message = match node.text() {
                    Some(text) if takes_strings(*scalar) => format!("`{text}` is not {expected}"),
                    _ => wrong_kind(node, expected),
                };
                lowering.error(rule, node.span(), message, help);
                return false;
            }
        },
        (Base::List(item), Value::Array) => {
            // Every item is looked at, so that all mistakes are reported.
            let mut good = true;
            node.items().for_each(|node| good &= fits(lowering, rule, node, &item.base, types));
            return good;
        }
        (Base::Map(item), Value::Table(table)) => {
            let mut good = true;
            table
                .entries()
                .for_each(|(_, node)| good &= fits(lowering, rule, node, &item.base, types));
            return good;
        }
        (Base::List(_), _) => "an array",
        (Base::Map(_), _) => "a table",
        (Base::Named(id), value) => match (&types[*id].kind, value) {
            (TypeKind::Alias(ty), _) => return fits(lowering, rule, node, &ty.base, types),
            (TypeKind::Enum(values), Value::Text(text)) => {
                return enum_fits(lowering, rule, (node, text), &types[*id], values);
            }
            (TypeKind::Enum(_), _) => "a string",
            (TypeKind::Record(fields), _) => {
                return record_fits(lowering, rule, node, fields, types);
            }
        },
    };
    lowering.error(rule, node.span(), wrong_kind(node, expected), format!("write {expected}"));
    false
}

fn wrong_kind(node: Node<'_>, expected: &str) -> String {
    format!("the value is {}, but the type asks for {expected}", node.kind())
}

/// Whether `text` is the wire value for one of the values of the enum `ty`.
fn enum_fits(
    lowering: &mut Lowering<'_, '_>,
    rule: &'static Rule,
    (node, text): (Node<'_>, &str),
    ty: &TypeDef,
    values: &[EnumValue],
) -> bool {
    if lowering.enum_has(ty.span, values, text) {
        return true;
    }
    let wires = values.iter().map(|value| value.wire.as_str());
    let crowded = lowering.findings.is_crowded();
    let by_name = values.iter().find(|value| !crowded && value.name.as_str() == text);
    let help = match by_name {
        Some(value) => format!("write the wire value: \"{}\"", value.wire),
        None => {
            lowering.instead(text, wires).unwrap_or_else(|| "write one of its values".to_owned())
        }
    };
    let message = format!("`{text}` is not a value of `{}`", ty.name.as_str());
    lowering.error(rule, node.span(), message, help);
    false
}

/// Whether a table has the fields of a record, by their wire keys, and no others.
pub fn record_fits(
    lowering: &mut Lowering<'_, '_>,
    rule: &'static Rule,
    node: Node<'_>,
    fields: &[Field],
    types: &[TypeDef],
) -> bool {
    let Some(table) = node.table() else {
        lowering.error(rule, node.span(), wrong_kind(node, "a table"), "write a table");
        return false;
    };
    let mut good = true;
    let by_wire: HashMap<&str, &Field> =
        fields.iter().map(|field| (field.wire.as_str(), field)).collect();
    for (key, node) in table.entries() {
        if let Some(field) = by_wire.get(key.text) {
            good &= fits(lowering, rule, node, &field.ty.base, types);
            continue;
        }
        good = false;
        let crowded = lowering.findings.is_crowded();
        let by_name = fields.iter().find(|field| !crowded && field.name.as_str() == key.text);
        let help = if let Some(field) = by_name {
            format!("write its JSON key, `{}`", field.wire)
        } else {
            let wires = fields.iter().map(|field| field.wire.as_str());
            lowering.instead(key.text, wires).unwrap_or_else(|| "delete it".to_owned())
        };
        lowering.error(rule, key.span, format!("the details have no field `{}`", key.text), help);
    }
    let missing: Vec<&str> = fields
        .iter()
        .filter(|field| field.ty.presence == Presence::Required && !takes_null(field))
        .map(|field| field.wire.as_str())
        // What has been found fault with may be one of these by another name.
        .filter(|wire| good && table.get(wire).is_none())
        .collect();
    if !missing.is_empty() {
        good = false;
        let (what, verb) = if missing.len() == 1 { ("field", "is") } else { ("fields", "are") };
        lowering.error(
            rule,
            node.span(),
            format!("the required {what} {} {verb} missing", all(&missing)),
            format!("add `{} = …`, or make the field optional with `?`", missing[0]),
        );
    }
    good
}

/// Whether the field holds any JSON: TOML has no null to write for one that must be there.
fn takes_null(field: &Field) -> bool {
    field.ty.base == Base::Scalar(Scalar::Json)
}
