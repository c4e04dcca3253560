//! An example as the complete JSON that its envelope makes of it.

use serde_json::{Map, Value as Json};

use super::catalogue::{Api, Catalogue};
use super::code::{Code, Example, Message, Part, Place};
use super::envelope::{Absent, BodyPart, BuiltIn, HeaderValue, Member, SlotRef, SlotUse};
use super::types::Field;

impl Catalogue {
    /// The whole body of a response that carries one error: `example` of `code`.
    pub fn example_body(&self, api: &Api, code: &Code, example: &Example) -> Json {
        let body = Body { catalogue: self, api, code, example };
        body.json(&api.envelope(code).body).unwrap_or(Json::Null)
    }

    /// The headers of that response beside the media type: those of the envelope, in order, and
    /// `Retry-After` (RFC 9110, section 10.2.3) where the code lists it.
    pub fn example_headers(
        &self,
        api: &Api,
        code: &Code,
        example: &Example,
    ) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (name, value) in &api.envelope(code).headers {
            let text = match value {
                HeaderValue::Constant(text) => Some(text.clone()),
                HeaderValue::Slot { slot, .. } => example.slot(*slot).map(printed),
            };
            headers.extend(text.map(|text| (name.clone(), text)));
        }
        if code.retry_after.contains(&Place::Header) {
            headers.extend(delay(api, code, example).map(|text| ("Retry-After".to_owned(), text)));
        }
        headers
    }
}

/// The delay that an example's header tells: the same as elsewhere in it, so that it does not
/// contradict itself. Where it could stand elsewhere and does not, the example is one without;
/// where it can be nowhere else, it is 30 seconds.
fn delay(api: &Api, code: &Code, example: &Example) -> Option<String> {
    let mut elsewhere = code.retry_after.iter().filter_map(|place| match place {
        Place::Detail(at) => {
            let field = api.detail_fields(code).and_then(|fields| fields.get(*at));
            Some(field.and_then(|field| example.details.as_ref()?.get(&field.wire)))
        }
        Place::Slot(at) => Some(example.slot(*at)),
        Place::Header | Place::Assume(_) => None,
    });
    match elsewhere.next() {
        None => Some("30".to_owned()),
        Some(first) => std::iter::once(first).chain(elsewhere).flatten().next().map(printed),
    }
}

impl Example {
    /// The value of a slot of the envelope's own.
    pub fn slot(&self, at: usize) -> Option<&Json> {
        slot_of(&self.slots, at)
    }
}

/// The value of a slot among those of an example, which are in the order of the envelope's.
fn slot_of(slots: &[(usize, Json)], at: usize) -> Option<&Json> {
    let found = slots.binary_search_by_key(&at, |(slot, _)| *slot).ok()?;
    slots.get(found).map(|(_, json)| json)
}

struct Body<'a> {
    catalogue: &'a Catalogue,
    api: &'a Api,
    code: &'a Code,
    example: &'a Example,
}

impl Body<'_> {
    /// A part of the body; `None` where it is left out.
    fn json(&self, shape: &BodyPart) -> Option<Json> {
        Some(match shape {
            BodyPart::Constant(json) => json.clone(),
            BodyPart::Array(items) => items.iter().filter_map(|item| self.json(item)).collect(),
            BodyPart::Errors(item) => self.json(item).into_iter().collect(),
            BodyPart::Object(members) => Json::Object(self.object(members)),
            BodyPart::Slot(used) => return self.slot(*used),
        })
    }

    fn object(&self, members: &[Member]) -> Map<String, Json> {
        let mut object = Map::new();
        for member in members {
            match member {
                Member::Key(key, shape) => {
                    object.extend(self.json(shape).map(|json| (key.clone(), json)));
                }
                Member::Spread => {
                    if let Some(Json::Object(details)) = &self.example.details {
                        object.extend(details.clone());
                    }
                }
            }
        }
        object
    }

    fn slot(&self, used: SlotUse) -> Option<Json> {
        let value = match used.slot {
            SlotRef::Own(at) => self.example.slot(at).cloned(),
            SlotRef::BuiltIn(slot) => self.built_in(slot),
        };
        match value {
            Some(json) if used.as_string => Some(printed(&json).into()),
            Some(json) => Some(json),
            None if used.absent == Absent::Omit => None,
            None => Some(Json::Null),
        }
    }

    fn built_in(&self, slot: BuiltIn) -> Option<Json> {
        let code = self.code;
        Some(match slot {
            BuiltIn::Code => code.wire.json(),
            BuiltIn::Name => code.name.as_str().into(),
            BuiltIn::Title => code.title.as_str().into(),
            BuiltIn::Message => self.example.message.as_str().into(),
            BuiltIn::Type => self.catalogue.problem_type(self.api, &code.wire).into(),
            BuiltIn::Status => code.default_http_status()?.into(),
            BuiltIn::Grpc => code.grpc?.as_str().into(),
            BuiltIn::Details => self.example.details.clone()?,
        })
    }
}

impl Message {
    /// The message with the values of fields and slots in it.
    pub fn fill(
        &self,
        fields: &[Field],
        details: Option<&Json>,
        slots: &[(usize, Json)],
    ) -> String {
        let mut text = String::new();
        for part in &self.parts {
            let value = match part {
                Part::Text(part) => {
                    text.push_str(part);
                    continue;
                }
                Part::Field(at) => fields.get(*at).and_then(|field| details?.get(&field.wire)),
                Part::Slot(at) => slot_of(slots, *at),
            };
            if let Some(value) = value {
                text.push_str(&printed(value));
            }
        }
        text
    }
}

/// A value as a message or a header prints it: strings without quotes, numbers as shortest JSON
/// and integral ones without fraction, lists joined by `, `.
fn printed(value: &Json) -> String {
    /// Up to here a float is exact to the unit.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(printed).collect::<Vec<_>>().join(", "),
        Json::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < EXACT => {
                format!("{float:.0}")
            }
            // The shortest that reads back as the same number, as the generated crate writes it.
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}
