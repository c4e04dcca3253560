//! Random occurrences of codes, for tests that read and write bodies.

use std::collections::BTreeMap;

use errcat_catalogue::model::{
    Api, Base, Code, DetailsShape, Example, Field, Presence, Scalar, TypeKind, TypeRef,
};
use serde_json::{Map, Value as Json, json};

/// Random values by a fixed sequence.
pub struct Random(pub u64);

impl Random {
    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Everything that an occurrence of a code may hold.
    pub fn example(&mut self, api: &Api, code: &Code) -> Example {
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
