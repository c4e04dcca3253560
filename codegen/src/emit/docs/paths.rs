//! Places in a body, as paths such as `errors[].extensions.code`.

use serde_json::Value as Json;

use crate::catalogue::{BuiltIn, Envelope, HeaderValue, Member, Shape, SlotRef, SlotUse};

/// A place in a body.
pub(super) struct Spot {
    /// Its path; empty for the body itself.
    pub(super) path: String,
    pub(super) holds: Holds,
}

/// What stands in a place.
pub(super) enum Holds {
    Constant(Json),
    /// One error or more.
    Errors,
    Slot(SlotUse),
    /// The fields of the details, at the level of the path.
    Spread,
}

/// The places of a body that hold something, in order.
pub(super) fn spots(body: &Shape) -> Vec<Spot> {
    let mut out = Vec::new();
    walk(body, "", &mut out);
    out
}

fn walk(shape: &Shape, path: &str, out: &mut Vec<Spot>) {
    let mut push = |holds| out.push(Spot { path: path.to_owned(), holds });
    if let Some(value) = constant(shape) {
        return push(Holds::Constant(value));
    }
    match shape {
        Shape::Constant(_) => {}
        Shape::Slot(slot) => push(Holds::Slot(*slot)),
        Shape::Errors(item) => {
            push(Holds::Errors);
            walk(item, &format!("{path}[]"), out);
        }
        Shape::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(item, &format!("{path}[{at}]"), out);
            }
        }
        Shape::Object(members) => {
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
fn constant(shape: &Shape) -> Option<Json> {
    match shape {
        Shape::Constant(value) => Some(value.clone()),
        Shape::Array(items) => items.iter().map(constant).collect(),
        Shape::Object(members) => {
            let member = |member: &Member| match member {
                Member::Key(key, value) => Some((key.clone(), constant(value)?)),
                Member::Spread => None,
            };
            let object: serde_json::Map<_, _> =
                members.iter().map(member).collect::<Option<_>>()?;
            Some(Json::Object(object))
        }
        Shape::Errors(_) | Shape::Slot(_) => None,
    }
}

/// The path of the key `key` of what stands at `path`.
pub(super) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Where the details stand: their path, and whether their fields are spread there. `None` where
/// the body does not have them.
pub(super) fn details(envelope: &Envelope) -> Option<(String, bool)> {
    spots(&envelope.body).into_iter().find_map(|spot| match spot.holds {
        Holds::Slot(SlotUse { slot: SlotRef::BuiltIn(BuiltIn::Details), .. }) => {
            Some((spot.path, false))
        }
        Holds::Spread => Some((spot.path, true)),
        _ => None,
    })
}

/// Where the envelope's own slot `index` stands: its path in the body, else its header.
pub(super) fn slot(envelope: &Envelope, index: usize) -> Slot {
    let in_body = spots(&envelope.body).into_iter().find_map(|spot| match spot.holds {
        Holds::Slot(found) if found.slot == SlotRef::Own(index) => Some(spot.path),
        _ => None,
    });
    let in_header = envelope.headers.iter().find_map(|(name, value)| match value {
        HeaderValue::Slot { slot, .. } if *slot == index => Some(name.clone()),
        _ => None,
    });
    match (in_body, in_header) {
        (Some(path), _) => Slot::Body(path),
        (None, Some(name)) => Slot::Header(name),
        // Each declared slot stands somewhere.
        (None, None) => Slot::Body(envelope.slots[index].name.as_str().to_owned()),
    }
}

/// Where a slot stands.
pub(super) enum Slot {
    Body(String),
    Header(String),
}
