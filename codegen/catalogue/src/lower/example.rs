//! Examples: checked against their code, or made up from what fields and slots have.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json};

use super::api::ApiParts;
use super::details;
use super::lowering::Lowering;
use super::slots::{Carrier, slot_named};
use super::value::typed_json;
use crate::model::{
    Base, Code, Details, DetailsShape, Example, Field, Presence, Scalar, TypeDef, TypeKind,
};
use crate::raw::{Node, Table, normal};
use errcat_findings::rules::{self, Rule};

/// Reads a code's examples; without any, makes one up.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    code: &Code,
    carrier: Carrier<'_>,
    parts: &ApiParts,
) -> Vec<Example> {
    let given: Vec<_> = table.items_of("examples").filter_map(Node::table).collect();
    if given.is_empty() {
        return vec![example(lowering, None, code, carrier, parts)];
    }
    given.into_iter().map(|table| example(lowering, Some(table), code, carrier, parts)).collect()
}

fn example<'a>(
    lowering: &mut Lowering<'a, '_>,
    given: Option<Table<'a>>,
    code: &Code,
    carrier: Carrier<'_>,
    parts: &ApiParts,
) -> Example {
    let details = details_value(lowering, given, code, parts);
    let slots = slot_values(lowering, given, code, carrier, parts);
    let message = if let Some(message) = given.and_then(|table| table.text("message")) {
        normal(message)
    } else {
        let fields =
            code.details.as_ref().and_then(|details| details::fields(details, &parts.types));
        code.message.fill(fields.unwrap_or_default(), details.as_ref(), &slots)
    };
    Example {
        given: given.is_some(),
        title: given.and_then(|table| table.text("title")).map(str::to_owned),
        message,
        details,
        slots,
    }
}

fn details_value<'a>(
    lowering: &mut Lowering<'a, '_>,
    given: Option<Table<'a>>,
    code: &Code,
    parts: &ApiParts,
) -> Option<Json> {
    let node = given.and_then(|table| table.get("details"));
    if lowering.vague.details {
        return node.map(super::value::json);
    }
    match (&code.details, node) {
        (Some(details), Some(node)) => {
            given_details(lowering, &rules::EXAMPLE, node, details, &parts.types)
        }
        (Some(details), None) if !details.optional => Some(match &details.shape {
            DetailsShape::Record(fields) => Stock::new(&parts.types).record(fields),
            DetailsShape::Type(ty) => Stock::new(&parts.types).value(&ty.base, "details"),
        }),
        (None, Some(node)) => {
            lowering.error(
                &rules::EXAMPLE,
                node.span(),
                format!("the example has details, but `{}` has none", code.name.as_str()),
                "declare them as the code's `details`, or delete them here",
            );
            None
        }
        (_, None) => None,
    }
}

/// The value of `node`, if it fits the details; else a finding of `rule`.
pub(super) fn given_details(
    lowering: &mut Lowering<'_, '_>,
    rule: &'static Rule,
    node: Node<'_>,
    details: &Details,
    types: &[TypeDef],
) -> Option<Json> {
    let good = match &details.shape {
        DetailsShape::Record(fields) => {
            super::value::record_fits(lowering, rule, node, fields, types)
        }
        DetailsShape::Type(ty) => typed_json(lowering, rule, node, ty, types).is_some(),
    };
    good.then(|| with_nulls(super::value::json(node), details, types))
}

/// TOML has no null, so what is null where it has no value is left out of an example: here it is
/// put in.
fn with_nulls(json: Json, details: &Details, types: &[TypeDef]) -> Json {
    match (&details.shape, json) {
        (DetailsShape::Record(fields), Json::Object(map)) => record_with_nulls(map, fields, types),
        (DetailsShape::Type(ty), json) => type_with_nulls(json, &ty.base, types),
        (_, json) => json,
    }
}

fn record_with_nulls(mut map: Map<String, Json>, fields: &[Field], types: &[TypeDef]) -> Json {
    let mut whole = Map::new();
    for field in fields {
        match map.shift_remove(&field.wire) {
            Some(json) => {
                whole.insert(field.wire.clone(), type_with_nulls(json, &field.ty.base, types))
            }
            None if field.ty.presence != Presence::Omitted => {
                whole.insert(field.wire.clone(), Json::Null)
            }
            None => None,
        };
    }
    Json::Object(whole)
}

fn type_with_nulls(json: Json, base: &Base, types: &[TypeDef]) -> Json {
    match (base, json) {
        (Base::List(item), Json::Array(items)) => {
            items.into_iter().map(|json| type_with_nulls(json, &item.base, types)).collect()
        }
        (Base::Map(item), Json::Object(map)) => map
            .into_iter()
            .map(|(key, json)| (key, type_with_nulls(json, &item.base, types)))
            .collect::<Map<_, _>>()
            .into(),
        (Base::Named(id), json) => match (&types[*id].kind, json) {
            (TypeKind::Record(fields), Json::Object(map)) => record_with_nulls(map, fields, types),
            (TypeKind::Alias(ty), json) => type_with_nulls(json, &ty.base, types),
            (_, json) => json,
        },
        (_, json) => json,
    }
}

fn slot_values<'a>(
    lowering: &mut Lowering<'a, '_>,
    given: Option<Table<'a>>,
    code: &Code,
    carrier: Carrier<'_>,
    parts: &ApiParts,
) -> Vec<(usize, Json)> {
    let mut own: Vec<(usize, Json)> = Vec::new();
    for (key, node) in given.into_iter().flat_map(|table| table.entries_of("slots")) {
        let Some(at) = slot_named(lowering, key.text, key.span, carrier) else { continue };
        let slot = &carrier.envelope.slots[at];
        if lowering.broken.contains(&slot.span) {
            continue;
        }
        if slot.fixed {
            lowering.error(
                &rules::EXAMPLE,
                key.span,
                format!("`set` fixes the slot `{}`", key.text),
                "delete it here: the example gets the fixed value",
            );
        } else if let Some(json) =
            typed_json(lowering, &rules::EXAMPLE, node, &slot.ty, &parts.types)
        {
            own.push((at, json));
        }
    }
    let mut values = Vec::new();
    // What is the example's own counts.
    let given: HashMap<usize, &Json> =
        code.set.iter().chain(&own).map(|(slot, json)| (*slot, json)).collect();
    let fills: HashSet<usize> = code.fills.iter().copied().collect();
    for (at, slot) in carrier.envelope.slots.iter().enumerate() {
        let given = given.get(&at).map(|json| (*json).clone());
        let always = slot.required || fills.contains(&at);
        // What some codes fix or fill is shown for these alone.
        let shown = always || !(slot.fixed || slot.filled);
        let json = given.or_else(|| slot.example.clone().filter(|_| shown)).or_else(|| {
            always.then(|| Stock::new(&parts.types).value(&slot.ty.base, slot.name.as_str()))
        });
        values.extend(json.map(|json| (at, json)));
    }
    values
}

/// An example holds about so many values: lists and maps are empty from there on.
const MOST_VALUES: usize = 1000;

/// Makes up values.
struct Stock<'t> {
    types: &'t [TypeDef],
    /// How many values are left.
    left: usize,
    /// The types whose values these are in, outermost first.
    within: Vec<usize>,
}

impl<'t> Stock<'t> {
    fn new(types: &'t [TypeDef]) -> Self {
        Self { types, left: MOST_VALUES, within: Vec::new() }
    }

    /// A record from its fields' examples; a required field without one has a stock value.
    fn record(&mut self, fields: &[Field]) -> Json {
        let mut map = Map::new();
        for field in fields {
            let json = match (&field.example, field.ty.presence) {
                (Some(json), _) => Some(type_with_nulls(json.clone(), &field.ty.base, self.types)),
                (None, Presence::Required) => Some(self.value(&field.ty.base, field.name.as_str())),
                (None, Presence::Null) => Some(Json::Null),
                (None, Presence::Omitted) => None,
            };
            map.extend(json.map(|json| (field.wire.clone(), json)));
        }
        Json::Object(map)
    }

    /// A fixed valid value of a type; a string is its own name.
    fn value(&mut self, base: &Base, name: &str) -> Json {
        self.left = self.left.saturating_sub(1);
        match base {
            Base::Scalar(scalar) => match scalar {
                Scalar::String => name.into(),
                Scalar::Integer | Scalar::Number => 1.into(),
                Scalar::Boolean => true.into(),
                Scalar::Datetime => "2026-01-01T00:00:00Z".into(),
                Scalar::Date => "2026-01-01".into(),
                Scalar::Uuid => "01890a5d-ac96-774b-bcce-b302099a8057".into(),
                Scalar::Uri => "https://example.com/".into(),
                Scalar::Duration => 30.into(),
                Scalar::Json => Json::Object(Map::new()),
            },
            Base::List(item) if self.ends(&item.base) => Json::Array(Vec::new()),
            Base::Map(item) if self.ends(&item.base) => Json::Object(Map::new()),
            Base::List(item) => Json::Array(vec![self.value(&item.base, name)]),
            Base::Map(item) => {
                let value = self.value(&item.base, name);
                Json::Object(Map::from_iter([("key".to_owned(), value)]))
            }
            Base::Named(id) => {
                self.within.push(*id);
                let types = self.types;
                let value = match &types[*id].kind {
                    TypeKind::Record(fields) => self.record(fields),
                    TypeKind::Enum(values) => {
                        values.first().map_or(Json::Null, |value| value.wire.as_str().into())
                    }
                    TypeKind::Alias(ty) => self.value(&ty.base, name),
                };
                self.within.pop();
                value
            }
        }
    }

    /// Whether a list or map of a type is empty: so ends what contains itself, and what is large.
    fn ends(&self, item: &Base) -> bool {
        let again = match item {
            Base::List(item) | Base::Map(item) => self.ends(&item.base),
            Base::Named(id) => self.within.contains(id),
            Base::Scalar(_) => false,
        };
        again || self.left == 0 || self.within.len() > MOST_LEVELS
    }
}

/// How deeply lists and maps are made up.
const MOST_LEVELS: usize = 16;
