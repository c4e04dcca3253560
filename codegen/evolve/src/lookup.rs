//! Which code something is: a name, a wire value, a permalink, or the whole body of a response.

use std::collections::HashSet;

use serde_json::Value as Json;

use errcat_catalogue::model::{
    Api, BodyPart, BuiltIn, Catalogue, CodeRef, Envelope, Member, SlotRef, SlotUse, Wire,
};

/// A tombstone: index of the API, and in [`Api::retired`].
pub type RetiredRef = (usize, usize);

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Codes, the likeliest first.
    pub codes: Vec<CodeRef>,
    /// Tombstones.
    pub retired: Vec<RetiredRef>,
    /// The unknown value that a body of a known shape has in the place of the code: the API's
    /// index, and the value.
    pub unknown: Vec<(usize, String)>,
}

impl Found {
    /// Whether no code was found, dead or alive.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.retired.is_empty()
    }
}

/// The codes that have this name or alias, in the API that is named with it or in any.
pub fn codes_called(catalogue: &Catalogue, text: &str) -> Vec<CodeRef> {
    let (wanted, name) = text.split_once('/').map_or((None, text), |(api, name)| (Some(api), name));
    let mut found = Vec::new();
    for (at, api) in catalogue.apis.iter().enumerate() {
        if wanted.is_some_and(|wanted| wanted != api.name.as_str()) {
            continue;
        }
        let called = api.codes.iter().position(|code| {
            let alias = code.aliases.iter().any(|alias| alias.as_str() == name);
            alias || code.name.as_str() == name
        });
        found.extend(called.map(|code| CodeRef { api: at, code }));
    }
    found
}

/// What `text` is: a code's `NAME` or `api/NAME`, an alias, a wire value, or a permalink. The first of
/// these that there is; of wire values those that are equal, else those that are except upper and
/// lower case.
pub fn named(catalogue: &Catalogue, text: &str) -> Found {
    let codes = codes_called(catalogue, text);
    let mut found = Found { codes, ..Found::default() };
    let (of, name) = text.split_once('/').map_or((None, text), |(api, name)| (Some(api), name));
    for (at, api) in catalogue.apis.iter().enumerate() {
        let is_this = of.is_none_or(|of| of == api.name.as_str());
        let called = api.retired.iter().position(|it| is_this && it.name.as_str() == name);
        found.retired.extend(called.map(|retired| (at, retired)));
    }
    let by: [&IsIt<'_>; 3] = [
        &|_, wire| wire.text() == text,
        &|_, wire| wire.text().eq_ignore_ascii_case(text),
        &|api, wire| catalogue.permalink(api, wire).is_some_and(|link| link == text),
    ];
    for is_it in by {
        if found.is_empty() {
            found = with_wire(catalogue, is_it);
        }
    }
    found
}

/// Whether a code of an API that has this wire value is meant.
type IsIt<'a> = dyn Fn(&Api, &Wire) -> bool + 'a;

fn with_wire(catalogue: &Catalogue, is_it: &IsIt<'_>) -> Found {
    let mut found = Found::default();
    for (at, api) in catalogue.apis.iter().enumerate() {
        let codes = api.codes.iter().enumerate().filter(|(_, code)| is_it(api, &code.wire));
        found.codes.extend(codes.map(|(code, _)| CodeRef { api: at, code }));
        let retired = api.retired.iter().enumerate().filter(|(_, it)| is_it(api, &it.wire));
        found.retired.extend(retired.map(|(stone, _)| (at, stone)));
    }
    found
}

/// The codes of the errors in a body, by the envelopes whose shape it has best.
pub fn body(catalogue: &Catalogue, body: &Json) -> Found {
    let mut best: Vec<BodyReading> = Vec::new();
    let mut most = 1;
    for (at, api) in catalogue.apis.iter().enumerate() {
        for envelope in &api.envelopes {
            let mut reading = BodyReading { api: at, ..BodyReading::default() };
            reading.shape(envelope, &envelope.body, body);
            if reading.codes.is_empty() || reading.score < most {
                continue;
            }
            if reading.score > most {
                best.clear();
                most = reading.score;
            }
            best.push(reading);
        }
    }
    let mut found = Found::default();
    // Envelopes of one API often read the same.
    let mut seen: HashSet<(usize, bool, BuiltIn, &str)> = HashSet::new();
    for reading in &best {
        let by_code = reading.codes.iter().any(|(slot, _)| *slot == BuiltIn::Code);
        for (slot, text) in &reading.codes {
            let other = by_code && *slot != BuiltIn::Code;
            if !other && seen.insert((reading.api, by_code, *slot, text)) {
                resolve(catalogue, reading.api, (*slot, text), &mut found);
            }
        }
    }
    if !found.is_empty() {
        found.unknown.clear();
    }
    found
}

/// Adds the code that has `text` in the place of `slot`.
fn resolve(catalogue: &Catalogue, api: usize, (slot, text): (BuiltIn, &str), found: &mut Found) {
    let of = &catalogue.apis[api];
    let is_it = |name: &str, wire: &Wire| match slot {
        BuiltIn::Name => name == text,
        BuiltIn::Type => catalogue.permalink(of, wire).is_some_and(|it| it == text),
        _ => wire.text() == text,
    };
    let code = of.codes.iter().position(|it| is_it(it.name.as_str(), &it.wire));
    let stone = of.retired.iter().position(|it| is_it(it.name.as_str(), &it.wire));
    if let Some(code) = code.map(|code| CodeRef { api, code }) {
        if !found.codes.contains(&code) {
            found.codes.push(code);
        }
    } else if let Some(stone) = stone {
        found.retired.push((api, stone));
    } else {
        found.unknown.push((api, text.to_owned()));
    }
}

/// A body as an envelope reads it.
#[derive(Debug, Default)]
struct BodyReading {
    api: usize,
    /// How much of the shape is there, less what is not.
    score: i64,
    /// What is where codes stand, and which slot that is.
    codes: Vec<(BuiltIn, String)>,
}

impl BodyReading {
    fn shape(&mut self, envelope: &Envelope, shape: &BodyPart, json: &Json) {
        match (shape, json) {
            (BodyPart::Object(members), Json::Object(object)) => {
                for member in members {
                    let Member::Key(key, shape) = member else { continue };
                    match object.get(key) {
                        Some(value) => {
                            self.score += 2;
                            self.shape(envelope, shape, value);
                        }
                        None if is_required(envelope, shape) => self.score -= 3,
                        None => {}
                    }
                }
                let known = members.iter().filter(|it| match it {
                    Member::Key(own, _) => object.contains_key(own),
                    Member::Spread => false,
                });
                let strange = if members.contains(&Member::Spread) {
                    0
                } else {
                    object.len().saturating_sub(known.count())
                };
                self.score -= i64::try_from(strange).unwrap_or(i64::MAX);
            }
            (BodyPart::Errors(item), Json::Array(items)) => {
                self.score += 2;
                for json in items {
                    self.shape(envelope, item, json);
                }
            }
            (BodyPart::Array(shapes), Json::Array(items)) => {
                for (shape, json) in shapes.iter().zip(items) {
                    self.shape(envelope, shape, json);
                }
            }
            (BodyPart::Constant(constant), json) => {
                self.score += if constant == json { 2 } else { -3 }
            }
            (BodyPart::Slot(SlotUse { slot: SlotRef::BuiltIn(slot), .. }), json) => {
                self.built_in(*slot, json);
            }
            (BodyPart::Slot(_), _) => {}
            _ => self.score -= 3,
        }
    }

    fn built_in(&mut self, slot: BuiltIn, json: &Json) {
        if !matches!(slot, BuiltIn::Code | BuiltIn::Name | BuiltIn::Type) {
            return;
        }
        match json {
            Json::String(text) => self.codes.push((slot, text.clone())),
            Json::Number(number) if slot == BuiltIn::Code => {
                self.codes.push((slot, number.to_string()));
            }
            _ => self.score -= 3,
        }
    }
}

/// Whether a body without this would be no body of the envelope.
fn is_required(envelope: &Envelope, shape: &BodyPart) -> bool {
    match shape {
        BodyPart::Slot(SlotUse { slot: SlotRef::Own(at), .. }) => envelope.slots[*at].required,
        BodyPart::Slot(SlotUse { slot: SlotRef::BuiltIn(slot), .. }) => {
            matches!(slot, BuiltIn::Code | BuiltIn::Name | BuiltIn::Type)
        }
        _ => true,
    }
}
