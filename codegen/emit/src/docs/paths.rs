//! Places in a body, as paths such as `errors[].extensions.code`.

use std::collections::HashMap;

use serde_json::Value as Json;

use errcat_catalogue::model::{BodyPart, BuiltIn, Envelope, HeaderValue, Member, SlotRef, SlotUse};

/// A place in a body.
pub(super) struct Spot {
    /// Its path; empty for the body itself.
    pub(super) path: String,
    pub(super) holds: Holds,
}

/// What is in a place.
pub(super) enum Holds {
    Constant(Json),
    /// One error or more.
    Errors,
    Slot(SlotUse),
    /// The fields of the details, at the level of the path.
    Spread,
}

/// The places of a body that hold something, in order.
pub(super) fn spots(body: &BodyPart) -> Vec<Spot> {
    let mut out = Vec::new();
    walk(body, "", &mut out);
    out
}

fn walk(shape: &BodyPart, path: &str, out: &mut Vec<Spot>) {
    let mut push = |holds| out.push(Spot { path: path.to_owned(), holds });
    if let Some(value) = constant(shape) {
        return push(Holds::Constant(value));
    }
    match shape {
        BodyPart::Constant(_) => {}
        BodyPart::Slot(slot) => push(Holds::Slot(*slot)),
        BodyPart::Errors(item) => {
            push(Holds::Errors);
            walk(item, &format!("{path}[]"), out);
        }
        BodyPart::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{path}[{at}]"), out);
            }
        }
        BodyPart::Object(members) => {
            for member in members {
                match member {
                    Member::Key(key, value) => walk(value, &join(path, key), out),
                    Member::Spread => {
                        out.push(Spot { path: path.to_owned(), holds: Holds::Spread });
                    }
                }
            }
        }
    }
}

/// What a part of a body without slots always is.
fn constant(shape: &BodyPart) -> Option<Json> {
    match shape {
        BodyPart::Constant(value) => Some(value.clone()),
        BodyPart::Array(items) => items.iter().map(constant).collect(),
        BodyPart::Object(members) => {
            let member = |member: &Member| match member {
                Member::Key(key, value) => Some((key.clone(), constant(value)?)),
                Member::Spread => None,
            };
            let object: serde_json::Map<_, _> =
                members.iter().map(member).collect::<Option<_>>()?;
            Some(Json::Object(object))
        }
        BodyPart::Errors(_) | BodyPart::Slot(_) => None,
    }
}

/// The path of the key `key` below `path`.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Where what codes bring along is in an envelope.
pub(super) struct Paths {
    /// The path of the details, and whether their fields are spread there; `None` where the body does
    /// not have them.
    pub(super) details: Option<(String, bool)>,
    /// Where the envelope's own slots stand, by their indices: in the body, else in a header.
    slots: HashMap<usize, Slot>,
}

impl Paths {
    pub(super) fn of(envelope: &Envelope) -> Self {
        let mut paths = Self { details: None, slots: HashMap::new() };
        for spot in spots(&envelope.body) {
            match spot.holds {
                Holds::Slot(SlotUse { slot: SlotRef::BuiltIn(BuiltIn::Details), .. }) => {
                    paths.details.get_or_insert((spot.path, false));
                }
                Holds::Spread => _ = paths.details.get_or_insert((spot.path, true)),
                Holds::Slot(SlotUse { slot: SlotRef::Own(at), .. }) => {
                    paths.slots.entry(at).or_insert(Slot::Body(spot.path));
                }
                _ => {}
            }
        }
        for (name, value) in &envelope.headers {
            if let HeaderValue::Slot { slot, .. } = value {
                paths.slots.entry(*slot).or_insert_with(|| Slot::Header(name.clone()));
            }
        }
        // Each declared slot stands somewhere.
        for (at, slot) in envelope.slots.iter().enumerate() {
            let name = || Slot::Body(slot.name.as_str().to_owned());
            paths.slots.entry(at).or_insert_with(name);
        }
        paths
    }

    /// Where the envelope's own slot `index` stands.
    pub(super) fn slot(&self, index: usize) -> Option<&Slot> {
        self.slots.get(&index)
    }
}

/// Where a slot stands.
pub(super) enum Slot {
    Body(String),
    Header(String),
}
