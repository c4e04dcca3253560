//! The values of the slots of a body.

use alloc_::borrow::Cow;
use alloc_::format;
use alloc_::string::String;
use alloc_::vec;
use alloc_::vec::Vec;
use core::fmt;

use super::json::Json;
use super::number;
use super::shape::{Absent, BodyPart, Envelope, Member, Slot, Use};
use super::value::Mismatch;

/// The error for a body that does not match its envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    path: String,
    expected: &'static str,
}

impl Malformed {
    /// The place: `$.error.code` is the member `code` of the member `error` of the body
    /// (RFC 9535, section 2.7).
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the body has to have {} at {}", self.expected, self.path)
    }
}

impl core::error::Error for Malformed {}

/// The error for a slot whose value has the wrong type.
#[derive(Debug)]
pub struct SlotMismatch {
    pub(crate) slot: usize,
    pub(crate) mismatch: Mismatch,
}

/// The values of the slots of a body, or of an error of its list.
#[derive(Debug)]
pub struct Found<'j> {
    built_in: [Option<&'j Json>; Slot::BUILT_IN],
    /// Details without a key of their own.
    spread: Option<Json>,
    own: Vec<Option<Cow<'j, Json>>>,
    /// The list of errors.
    pub(crate) list: Option<&'j Json>,
}

impl Slot {
    const BUILT_IN: usize = Self::Details.index() + 1;

    const fn index(self) -> usize {
        match self {
            Self::Code => 0,
            Self::Name => 1,
            Self::Title => 2,
            Self::Message => 3,
            Self::Type => 4,
            Self::Status => 5,
            Self::Grpc => 6,
            Self::Details => 7,
            Self::Own(at) => at,
        }
    }
}

impl<'j> Found<'j> {
    /// Reads `json`, whose shape is the part `shape` of the envelope.
    pub(crate) fn read(envelope: &Envelope, shape: &BodyPart, json: &'j Json) -> Self {
        let own = vec![None; envelope.slots.len()];
        let mut found = Self { built_in: [None; Slot::BUILT_IN], spread: None, own, list: None };
        found.collect(shape, json);
        found
    }

    fn collect(&mut self, shape: &BodyPart, json: &'j Json) {
        match shape {
            BodyPart::Object(members) => {
                for member in *members {
                    match member {
                        Member::Key(key, shape) => {
                            if let Some(value) = json.get(key) {
                                self.collect(shape, value);
                            }
                        }
                        Member::Spread => self.spread = rest(json, members),
                    }
                }
            }
            BodyPart::Array(items) => {
                let values = json.as_array().unwrap_or_default();
                for (at, item) in items.iter().enumerate() {
                    // Constants identify an element; without constants, its position does.
                    let value = if item.has_constants() {
                        values.iter().find(|value| item.has_the_constants_of(value))
                    } else {
                        values.get(at)
                    };
                    if let Some(value) = value {
                        self.collect(item, value);
                    }
                }
            }
            BodyPart::Errors(_) => self.list = Some(json),
            BodyPart::Constant(_) => {}
            BodyPart::Slot(used) => self.put(*used, json),
        }
    }

    fn put(&mut self, used: Use, json: &'j Json) {
        if json.is_null() && used.absent == Absent::Null {
            return;
        }
        match used.slot {
            Slot::Own(at) => {
                let number = json.as_str().filter(|_| used.as_string).and_then(number::read);
                self.own[at] = Some(number.map_or(Cow::Borrowed(json), Cow::Owned));
            }
            built_in => self.built_in[built_in.index()] = Some(json),
        }
    }

    /// The value of a built-in slot.
    pub(crate) fn built_in(&self, slot: Slot) -> Option<&Json> {
        let value = self.built_in[slot.index()];
        if slot == Slot::Details { value.or(self.spread.as_ref()) } else { value }
    }

    /// The value of one of the envelope's own slots.
    pub(crate) fn own(&self, slot: usize) -> Option<&Json> {
        self.own.get(slot)?.as_deref()
    }
}

/// The members of an object except the siblings of spread details.
fn rest(json: &Json, siblings: &[Member]) -> Option<Json> {
    let is_sibling =
        |key: &str| siblings.iter().any(|it| matches!(it, Member::Key(name, _) if *name == key));
    let members = json.as_object()?.iter().filter(|(key, _)| !is_sibling(key));
    Some(Json::Object(members.cloned().collect()))
}

impl BodyPart {
    fn has_constants(&self) -> bool {
        match self {
            Self::Object(members) => members
                .iter()
                .any(|member| matches!(member, Member::Key(_, shape) if shape.has_constants())),
            Self::Constant(_) => true,
            _ => false,
        }
    }

    fn has_the_constants_of(&self, json: &Json) -> bool {
        match self {
            Self::Object(members) => members.iter().all(|member| match member {
                Member::Key(key, shape) if shape.has_constants() => {
                    json.get(key).is_some_and(|value| shape.has_the_constants_of(value))
                }
                _ => true,
            }),
            Self::Constant(constant) => constant.json() == *json,
            _ => true,
        }
    }

    /// The place of a slot below this part, such as `.error.code`, or of the list of errors for `None`.
    fn path(&self, wanted: Option<Slot>) -> Option<String> {
        match self {
            Self::Object(members) => members.iter().find_map(|member| match member {
                Member::Key(key, shape) => shape.path(wanted).map(|path| format!(".{key}{path}")),
                Member::Spread => None,
            }),
            Self::Array(items) => items
                .iter()
                .enumerate()
                .find_map(|(at, item)| item.path(wanted).map(|path| format!("[{at}]{path}"))),
            Self::Errors(_) if wanted.is_none() => Some(String::new()),
            Self::Errors(item) => item.path(wanted).map(|path| format!("[0]{path}")),
            Self::Slot(used) if wanted == Some(used.slot) => Some(String::new()),
            _ => None,
        }
    }

    /// Whether a slot is below this part.
    pub(crate) fn has(&self, slot: Slot) -> bool {
        self.path(Some(slot)).is_some()
    }
}

/// A place in a body: the body itself, or an error of its list.
#[derive(Clone, Copy)]
pub(crate) struct At {
    pub(crate) envelope: &'static Envelope,
    /// Which error of the list it is.
    pub(crate) error: Option<usize>,
}

impl At {
    fn path(self, slot: Option<Slot>) -> String {
        let body = &self.envelope.body;
        match (self.error, body.list()) {
            (Some(index), Some(item)) => {
                let list = body.path(None).unwrap_or_default();
                let below = slot.and_then(|slot| item.path(Some(slot))).unwrap_or_default();
                format!("${list}[{index}]{below}")
            }
            _ => format!("${}", body.path(slot).unwrap_or_default()),
        }
    }

    /// The error for a slot with another value.
    pub(crate) fn malformed(self, slot: Slot, expected: &'static str) -> Malformed {
        Malformed { path: self.path(Some(slot)), expected }
    }

    /// The error for a list that is not a list of errors.
    pub(crate) fn no_list(self) -> Malformed {
        Malformed { path: self.path(None), expected: "a list of at least one error" }
    }

    /// The error for one of the envelope's own slots with another value.
    pub(crate) fn mismatch(self, wrong: &SlotMismatch) -> Malformed {
        let SlotMismatch { slot, mismatch } = wrong;
        let path = format!("{}{}", self.path(Some(Slot::Own(*slot))), mismatch.path);
        Malformed { path, expected: mismatch.expected }
    }
}
