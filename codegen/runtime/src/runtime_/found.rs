//! The values of the slots of a body.

use alloc_::boxed::Box;
use alloc_::format;
use alloc_::string::String;
use alloc_::vec;
use alloc_::vec::Vec;
use core::fmt;

use super::input::{Input, Items, Object, Rest, Whole};
use super::json::Json;
use super::number;
use super::parse::{NotJson, Parser};
use super::shape::{Absent, BodyPart, Envelope, Member, Slot, Use};
use super::value::Mismatch;

/// The error for a body that is not JSON, or does not match its envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    path: String,
    wrong: Wrong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wrong {
    NotJson(NotJson),
    Expected(&'static str),
}

impl Malformed {
    /// The place: `$.error.code` is the member `code` of the member `error` of the body
    /// (RFC 9535, section 2.7). It is `$` if the body is not JSON.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl From<NotJson> for Malformed {
    fn from(wrong: NotJson) -> Self {
        Self { path: "$".into(), wrong: Wrong::NotJson(wrong) }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.wrong {
            Wrong::NotJson(NotJson(at)) => write!(f, "the body is not JSON at byte {at}"),
            Wrong::Expected(what) => write!(f, "the body has to have {what} at {}", self.path),
        }
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
    built_in: [Option<Input<'j>>; Slot::READ],
    /// Details without a key of their own.
    spread: Option<Rest<'j>>,
    own: Own<'j>,
    /// The first error of the list, where it was read along.
    pub(crate) first: Option<Box<Self>>,
    /// The list of errors, without the first one where that was read along.
    pub(crate) list: Option<Items<'j>>,
}

/// Most envelopes have no more slots than this.
const FEW: usize = 6;

/// The values of an envelope's own slots.
#[derive(Debug)]
enum Own<'j> {
    Few([Option<Input<'j>>; FEW]),
    Many(Vec<Option<Input<'j>>>),
}

impl Slot {
    /// So many of the built-in ones are read.
    const READ: usize = 5;

    /// The index of a built-in one that is read.
    const fn index(self) -> Option<usize> {
        Some(match self {
            Self::Code => 0,
            Self::Message => 1,
            Self::Type => 2,
            Self::Status => 3,
            Self::Details => 4,
            Self::Name | Self::Title | Self::Grpc | Self::Own(_) => return None,
        })
    }
}

impl<'j> Found<'j> {
    /// Nothing yet.
    pub(crate) fn new(envelope: &Envelope) -> Self {
        let count = envelope.slots.len();
        let own = if count <= FEW { Own::Few([None; FEW]) } else { Own::Many(vec![None; count]) };
        Self { built_in: [None; Slot::READ], spread: None, own, first: None, list: None }
    }

    /// Reads a value, whose shape is the part `shape` of the envelope.
    pub(crate) fn read(envelope: &Envelope, shape: &'static BodyPart, from: Input<'j>) -> Self {
        let mut found = Self::new(envelope);
        found.collect(envelope, shape, from);
        found
    }

    /// Reads a whole body.
    pub(crate) fn parse(
        &mut self,
        envelope: &'static Envelope,
        body: &'j str,
    ) -> Result<(), NotJson> {
        let mut parser = Parser::new(body);
        self.take(envelope, &envelope.body, &mut parser)?;
        parser.end()
    }

    fn collect(&mut self, envelope: &Envelope, shape: &'static BodyPart, from: Input<'j>) {
        match (shape, from) {
            (_, Input::Text(text)) => {
                // The text has been checked.
                let _ = self.take(envelope, shape, &mut Parser::checked(text));
            }
            (BodyPart::Object(members), Input::Tree(json)) => {
                for member in *members {
                    match member {
                        Member::Key(key, shape) => {
                            if let Some(value) = json.get(key) {
                                self.collect(envelope, shape, Input::Tree(value));
                            }
                        }
                        Member::Spread => self.spread(Whole::Tree(json), members),
                    }
                }
            }
            (BodyPart::Array(items), from) => self.collect_items(envelope, items, from),
            (BodyPart::Errors(_), from) => self.list = from.items(),
            (BodyPart::Slot(used), from) => self.put(*used, from),
            (BodyPart::Constant(_) | BodyPart::Object(_), _) => {}
        }
    }

    /// Takes a value off a text, in one pass.
    fn take(
        &mut self,
        envelope: &Envelope,
        shape: &'static BodyPart,
        from: &mut Parser<'j>,
    ) -> Result<(), NotJson> {
        match (shape, from.peek()) {
            (BodyPart::Object(members), Some(b'{')) => {
                let start = from.at();
                let (mut seen, mut next) = (0_u64, 0);
                from.open()?;
                while from.more(b'}')? {
                    let key = from.key()?;
                    // Members mostly come in the order of the table.
                    let mut places = (next..members.len()).chain(0..next);
                    let known = places.find_map(|at| match &members[at] {
                        Member::Key(name, shape) if *name == key => Some((at, shape)),
                        _ => None,
                    });
                    let Some((at, shape)) = known else {
                        from.skip()?;
                        continue;
                    };
                    // The last of several members with the same key counts.
                    let bit = 1_u64.checked_shl(at.try_into().unwrap_or(u32::MAX)).unwrap_or(0);
                    if bit == 0 || seen & bit != 0 {
                        self.forget(shape);
                    }
                    (seen, next) = (seen | bit, at + 1);
                    self.take(envelope, shape, from)?;
                }
                if members.iter().any(|it| matches!(it, Member::Spread)) {
                    self.spread(Whole::Text(from.since(start)), members);
                }
            }
            (BodyPart::Slot(used), _) => self.put(*used, from.value()?),
            (BodyPart::Errors(part), Some(b'[')) => {
                from.open()?;
                if from.more(b']')? {
                    let mut first = Box::new(Self::new(envelope));
                    first.take(envelope, part, from)?;
                    self.first = Some(first);
                    self.list = Some(Items::Text(from.clone()));
                    while from.more(b']')? {
                        from.skip()?;
                    }
                }
            }
            (BodyPart::Array(items), _) => {
                self.collect_items(envelope, items, from.value()?);
            }
            (BodyPart::Constant(_) | BodyPart::Object(_) | BodyPart::Errors(_), _) => {
                from.skip()?;
            }
        }
        Ok(())
    }

    fn collect_items(&mut self, envelope: &Envelope, items: &'static [BodyPart], from: Input<'j>) {
        let values: Vec<Input<'j>> = from.items().into_iter().flatten().collect();
        for (at, item) in items.iter().enumerate() {
            // Constants identify an element; without constants, its position does.
            let value = if item.has_constants() {
                values.iter().find(|value| item.has_the_constants_of(**value))
            } else {
                values.get(at)
            };
            if let Some(value) = value {
                self.collect(envelope, item, *value);
            }
        }
    }

    fn spread(&mut self, whole: Whole<'j>, without: &'static [Member]) {
        let rest = Rest { whole, without };
        self.spread =
            matches!(whole, Whole::Text(_) | Whole::Tree(Json::Object(_))).then_some(rest);
    }

    /// Forgets what was found at a part.
    fn forget(&mut self, shape: &BodyPart) {
        match shape {
            BodyPart::Object(members) => members.iter().for_each(|member| match member {
                Member::Key(_, shape) => self.forget(shape),
                Member::Spread => self.spread = None,
            }),
            BodyPart::Array(items) => items.iter().for_each(|item| self.forget(item)),
            BodyPart::Errors(_) => (self.first, self.list) = (None, None),
            BodyPart::Constant(_) => {}
            BodyPart::Slot(Use { slot: Slot::Own(at), .. }) => self.set_own(*at, None),
            BodyPart::Slot(used) => {
                if let Some(at) = used.slot.index() {
                    self.built_in[at] = None;
                }
            }
        }
    }

    fn put(&mut self, used: Use, from: Input<'j>) {
        if from.is_null() && used.absent == Absent::Null {
            return;
        }
        match used.slot {
            Slot::Own(at) => {
                let number =
                    from.inner().filter(|text| used.as_string && number::read(text).is_some());
                self.set_own(at, Some(number.map_or(from, Input::Plain)));
            }
            built_in => {
                if let Some(at) = built_in.index() {
                    self.built_in[at] = Some(from);
                }
            }
        }
    }

    /// The value of a built-in slot.
    pub(crate) fn built_in(&self, slot: Slot) -> Option<Input<'_>> {
        let value = self.built_in[slot.index()?];
        if slot == Slot::Details { value.or(self.spread.as_ref().map(Input::Rest)) } else { value }
    }

    /// The value of one of the envelope's own slots.
    pub(crate) fn own(&self, slot: usize) -> Option<Input<'j>> {
        match &self.own {
            Own::Few(few) => *few.get(slot)?,
            Own::Many(many) => *many.get(slot)?,
        }
    }

    /// Sets the value of one of the envelope's own slots.
    pub(crate) fn set_own(&mut self, slot: usize, value: Option<Input<'j>>) {
        let own = match &mut self.own {
            Own::Few(few) => few.get_mut(slot),
            Own::Many(many) => many.get_mut(slot),
        };
        if let Some(own) = own {
            *own = value;
        }
    }
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

    fn has_the_constants_of(&self, from: Input<'_>) -> bool {
        match self {
            Self::Object(members) => {
                let object = Object::of(from);
                members.iter().all(|member| match member {
                    Member::Key(key, shape) if shape.has_constants() => {
                        object.get(key).is_some_and(|value| shape.has_the_constants_of(value))
                    }
                    _ => true,
                })
            }
            Self::Constant(constant) => from.is(*constant),
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
        Malformed { path: self.path(Some(slot)), wrong: Wrong::Expected(expected) }
    }

    /// The error for a list that is not a list of errors.
    pub(crate) fn no_list(self) -> Malformed {
        Malformed { path: self.path(None), wrong: Wrong::Expected("a list of at least one error") }
    }

    /// The error for one of the envelope's own slots with another value.
    pub(crate) fn mismatch(self, wrong: &SlotMismatch) -> Malformed {
        let SlotMismatch { slot, mismatch } = wrong;
        let path = format!("{}{}", self.path(Some(Slot::Own(*slot))), mismatch.path);
        Malformed { path, wrong: Wrong::Expected(mismatch.expected) }
    }
}
