//! Bodies with random values, as the generator's own writer makes them of examples: crates have to
//! read them into typed errors, and write them back value for value.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use errcat::catalogue::{
    Api, Base, BuiltIn, Catalogue, Code, DetailsShape, Example, Field, Member, Presence, Scalar,
    Shape, SlotRef, TypeKind, TypeRef,
};
use serde_json::{Map, Value as Json, json};

/// So many bodies are made of each code.
const BODIES: usize = 12;

/// A line per body: which crate, API and envelope it belongs to, its code, and itself.
pub fn lines(name: &str, catalogue: &Catalogue) -> String {
    let mut random = Random(1);
    let mut out = String::new();
    for api in &catalogue.apis {
        for code in api.codes.iter().filter(|code| code.is_public()) {
            for _ in 0..BODIES {
                let example = random.example(api, code);
                let body = catalogue.example_body(api, code, &example);
                let reader = reader(name, api, api.envelope(code).name.as_str());
                let fields = api.detail_fields(code).unwrap_or_default();
                let filled = code.message.fill(fields, example.details.as_ref(), &example.slots);
                let line = json!({
                    "reader": reader,
                    "code": code.wire.json(),
                    // Without a place for details, readers get the code alone.
                    "filled": (code.details.is_none() || carries_details(&api.envelope(code).body))
                        .then_some(filled),
                    "body": body,
                });
                writeln!(out, "{line}").unwrap();
            }
        }
    }
    out
}

/// The arms of the program that reads them, one for each envelope.
pub fn arms(name: &str, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    for api in &catalogue.apis {
        for envelope in &api.envelopes {
            let used = api.codes.iter().any(|code| api.envelope(code).name == envelope.name);
            if !used {
                continue;
            }
            let reader = reader(name, api, envelope.name.as_str());
            let (api, envelope) = (api.name.snake(), envelope.name.snake());
            writeln!(
                out,
                "        {reader:?} => again!({name}, {name}::r#{api}::envelopes::r#{envelope}::Error, line),"
            )
            .unwrap();
        }
    }
    out
}

fn carries_details(shape: &Shape) -> bool {
    match shape {
        Shape::Object(members) => members.iter().any(|member| match member {
            Member::Key(_, shape) => carries_details(shape),
            Member::Spread => true,
        }),
        Shape::Array(items) => items.iter().any(carries_details),
        Shape::Errors(item) => carries_details(item),
        Shape::Slot(used) => used.slot == SlotRef::BuiltIn(BuiltIn::Details),
        Shape::Constant(_) => false,
    }
}

fn reader(name: &str, api: &Api, envelope: &str) -> String {
    format!("{name}/{}/{envelope}", api.name.as_str())
}

/// Random values by a fixed sequence.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    fn example(&mut self, api: &Api, code: &Code) -> Example {
        let details = code.details.as_ref().and_then(|details| match &details.shape {
            DetailsShape::Record(fields) => Some(self.record(api, fields)),
            DetailsShape::Type(_) if details.optional && self.below(3) == 0 => None,
            DetailsShape::Type(ty) => Some(self.value(api, &ty.base, 3)),
        });
        let envelope = api.envelope(code);
        let mut slots = Vec::new();
        for (at, slot) in envelope.slots.iter().enumerate() {
            let fixed = code.set.iter().find(|(set, _)| *set == at);
            let fills = code.fills.contains(&at);
            if let Some((_, value)) = fixed {
                slots.push((at, value.clone()));
            } else if slot.fixed || (slot.filled && !fills) {
                // Nobody else gives these a value.
            } else if slot.required || fills || self.below(2) == 0 {
                slots.push((at, self.value(api, &slot.ty.base, 3)));
            }
        }
        let fields = api.detail_fields(code).unwrap_or_default();
        let message = match self.below(2) {
            0 => code.message.fill(fields, details.as_ref(), &slots),
            _ => self.text(),
        };
        Example { given: false, title: None, message, details, slots }
    }

    fn record(&mut self, api: &Api, fields: &[Field]) -> Json {
        let mut object = Map::new();
        for field in fields {
            if let Some(value) = self.field(api, &field.ty, 3) {
                object.insert(field.wire.clone(), value);
            }
        }
        Json::Object(object)
    }

    fn field(&mut self, api: &Api, ty: &TypeRef, depth: usize) -> Option<Json> {
        match ty.presence {
            Presence::Omitted if self.below(2) == 0 => return None,
            Presence::Null if self.below(2) == 0 => return Some(Json::Null),
            Presence::Required | Presence::Omitted | Presence::Null => {}
        }
        Some(self.value(api, &ty.base, depth))
    }

    fn value(&mut self, api: &Api, base: &Base, depth: usize) -> Json {
        let items = if depth == 0 { 0 } else { self.below(4) };
        let depth = depth.saturating_sub(1);
        match base {
            Base::Scalar(scalar) => self.scalar(*scalar),
            Base::List(item) => (0..items).filter_map(|_| self.field(api, item, depth)).collect(),
            Base::Map(item) => {
                let members =
                    (0..items).filter_map(|_| Some((self.text(), self.field(api, item, depth)?)));
                Json::Object(members.collect::<BTreeMap<_, _>>().into_iter().collect())
            }
            Base::Named(id) => match &api.types[*id].kind {
                TypeKind::Alias(ty) => self.value(api, &ty.base, depth),
                TypeKind::Enum(values) => match self.below(4) {
                    0 => self.text().into(),
                    _ => self.pick(values).wire.as_str().into(),
                },
                TypeKind::Record(fields) => {
                    let mut object = Map::new();
                    for field in fields {
                        if let Some(value) = self.field(api, &field.ty, depth) {
                            object.insert(field.wire.clone(), value);
                        }
                    }
                    Json::Object(object)
                }
            },
        }
    }

    fn scalar(&mut self, scalar: Scalar) -> Json {
        match scalar {
            Scalar::String | Scalar::Datetime | Scalar::Date | Scalar::Uuid | Scalar::Uri => {
                self.text().into()
            }
            Scalar::Integer => {
                (*self.pick(&[0, 1, -1, 42, i64::MAX, i64::MIN, 1 << 53, -(1 << 53) - 1])).into()
            }
            Scalar::Number => {
                (*self.pick(&[0.0, 0.5, -1.25, 1e300, 1e-300, 5.0, 9_007_199_254_740_993.0])).into()
            }
            Scalar::Boolean => (self.below(2) == 0).into(),
            Scalar::Duration => (*self.pick(&[0, 1, 30, 86_400, i64::MAX])).into(),
            Scalar::Json => self
                .pick(&[
                    Json::Null,
                    json!([1, "two", null, { "three": 3.5 }]),
                    json!({ "": {}, "deep": [[[]]] }),
                    json!("text"),
                    json!(u64::MAX),
                ])
                .clone(),
        }
    }

    fn text(&mut self) -> String {
        const PARTS: &[&str] =
            &["", "a", "\"", "\\", "\u{0}", "\n", "é", "🦀", "\u{2028}", "{x}", " ", "null", "0"];
        (0..self.below(4)).map(|_| *self.pick(PARTS)).collect()
    }
}
