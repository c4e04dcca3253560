//! Where the parts of an error are in a body, as TypeScript that reads them.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::literal;
use errcat_catalogue::model::{BodyPart, BuiltIn, Envelope, HeaderValue, Member, SlotRef, SlotUse};

/// A part of a body.
pub(super) struct Place {
    /// What is there.
    pub(super) slot: SlotUse,
    /// What reads it: `at(body, "error", "code")`.
    pub(super) read: String,
}

/// The places of a body.
pub(super) struct Places {
    /// What reads the list of errors, if there is one. What is in it is read from `error`.
    pub(super) list: Option<String>,
    built_in: Vec<(BuiltIn, Place)>,
    /// What reads a slot of the envelope's own: its place in the body, else its header.
    own: HashMap<usize, String>,
    /// What reads details that have no key of their own.
    pub(super) spread: Option<String>,
}

/// A way into a body: what has been gone through, and the keys behind it.
#[derive(Clone)]
struct Way {
    base: String,
    keys: Vec<String>,
}

impl Way {
    fn new(base: &str) -> Self {
        Self { base: base.to_owned(), keys: Vec::new() }
    }

    fn key(&self, key: String) -> Self {
        let mut way = self.clone();
        way.keys.push(key);
        way
    }

    fn read(&self) -> String {
        if self.keys.is_empty() {
            return self.base.clone();
        }
        format!("at({}, {})", self.base, self.keys.join(", "))
    }
}

impl Places {
    pub(super) fn of(envelope: &Envelope) -> Self {
        let (built_in, own) = (Vec::new(), HashMap::new());
        let mut places = Self { list: None, built_in, own, spread: None };
        places.walk(&envelope.body, &Way::new("body"));
        for (name, value) in &envelope.headers {
            if let HeaderValue::Slot { slot, .. } = value {
                let read = || format!("headers.get({})", literal(name));
                places.own.entry(*slot).or_insert_with(read);
            }
        }
        places
    }

    /// What reads a slot that every envelope has.
    pub(super) fn built_in(&self, slot: BuiltIn) -> Option<&Place> {
        self.built_in.iter().find(|(it, _)| *it == slot).map(|(_, place)| place)
    }

    /// What reads a slot of the envelope's own.
    pub(super) fn own(&self, index: usize) -> Option<&str> {
        self.own.get(&index).map(String::as_str)
    }

    /// What reads the details.
    pub(super) fn details(&self) -> Option<&str> {
        let place = self.built_in(BuiltIn::Details).map(|place| &place.read);
        place.or(self.spread.as_ref()).map(String::as_str)
    }

    fn walk(&mut self, shape: &BodyPart, way: &Way) {
        match shape {
            BodyPart::Constant(_) => {}
            BodyPart::Slot(slot) => {
                let read = way.read();
                match slot.slot {
                    SlotRef::BuiltIn(it) => self.built_in.push((it, Place { slot: *slot, read })),
                    SlotRef::Own(at) => _ = self.own.insert(at, read),
                }
            }
            BodyPart::Errors(item) => {
                self.list = Some(way.read());
                self.walk(item, &Way::new("error"));
            }
            BodyPart::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let tests = constants(item);
                    // Constants tell which item it is; without any its place does.
                    let way = if tests.is_empty() {
                        way.key(index.to_string())
                    } else {
                        let list = way.read();
                        Way::new(&format!("item({list}, (it) => {})", tests.join(" && ")))
                    };
                    self.walk(item, &way);
                }
            }
            BodyPart::Object(members) => {
                let mut known = Vec::new();
                for member in members {
                    if let Member::Key(key, value) = member {
                        let key = literal(key);
                        self.walk(value, &way.key(key.clone()));
                        known.push(key);
                    }
                }
                if members.contains(&Member::Spread) {
                    known.insert(0, way.read());
                    self.spread = Some(format!("others({})", known.join(", ")));
                }
            }
        }
    }
}

/// The constants of an item of a list, as conditions on `it`.
fn constants(item: &BodyPart) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = vec![(item, Way::new("it"))];
    while let Some((shape, way)) = open.pop() {
        match shape {
            BodyPart::Constant(value) if !value.is_null() => {
                let mut test = way.read();
                let _ = write!(test, " === {}", literal(value));
                out.push(test);
            }
            BodyPart::Object(members) => {
                open.extend(members.iter().rev().filter_map(|member| match member {
                    Member::Key(key, value) => Some((value, way.key(literal(key)))),
                    Member::Spread => None,
                }));
            }
            BodyPart::Constant(_)
            | BodyPart::Array(_)
            | BodyPart::Errors(_)
            | BodyPart::Slot(_) => {}
        }
    }
    out
}
