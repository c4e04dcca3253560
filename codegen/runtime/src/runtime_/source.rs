//! The sources of structs and errors: received JSON, a struct to copy, or nothing.

use alloc_::boxed::Box;
use alloc_::vec;
use alloc_::vec::Vec;

use super::found::Found;
use super::input::Input;
use super::json::Json;
use super::record::{self, Field, Held, Part, Record, Shown};
use super::shape::Absent;
use super::value::{FieldValue, Mismatch};

/// The source of a struct, which asks for the value of each field in order.
///
/// Each field gets some value, and `finish` tells whether all of them fitted. Its functions are not inlined,
/// because a crate may have thousands of structs.
pub struct Source<'s> {
    has: Has<'s>,
    /// What the fields of the struct stand for.
    parts: &'static [Part],
    /// The index of the next field.
    at: usize,
    /// The first value that did not fit.
    wrong: Option<Mismatch>,
    /// The slot that was read last.
    slot: usize,
}

/// What a required value is read from that is not there.
const NULL: Input<'static> = Input::Tree(&Json::Null);

enum Has<'s> {
    /// Nothing: a builder sets the fields later.
    Nothing,
    /// Received details and slots.
    Received { details: Option<Input<'s>>, members: Members<'s>, found: Option<&'s Found<'s>> },
    /// A struct to copy.
    Record(Shown<'s>),
    /// Details to copy that are not a struct.
    Value(&'s dyn Field),
}

/// Most structs have no more fields than this.
const FEW: usize = 8;

/// The values of an object's members by the index of their field.
enum Members<'s> {
    Few([Option<Input<'s>>; FEW]),
    Many(Vec<Option<Input<'s>>>),
}

impl<'s> Members<'s> {
    const NONE: Self = Self::Many(Vec::new());

    /// The members of an object that are fields.
    fn of(object: Input<'s>, parts: &[Part]) -> Self {
        let mut members = Self::Few([None; FEW]);
        if parts.len() > FEW {
            members = Self::Many(vec![None; parts.len()]);
        }
        let values = match &mut members {
            Self::Few(few) => &mut few[..],
            Self::Many(many) => many,
        };
        let is = |at: usize, key: &str| {
            parts.get(at).and_then(Part::member).is_some_and(|it| it.0 == key)
        };
        // Members mostly come in the order of the fields.
        let mut next = 0;
        for (key, value) in object.members().into_iter().flatten() {
            let mut places = (next..parts.len()).chain(0..next);
            if let Some(at) = places.find(|at| is(*at, &key)) {
                // The last of several members with the same key counts.
                values[at] = Some(value);
                next = at + 1;
            }
        }
        members
    }

    fn get(&self, at: usize) -> Option<Input<'s>> {
        match self {
            Self::Few(few) => *few.get(at)?,
            Self::Many(many) => *many.get(at)?,
        }
    }
}

impl<'s> Source<'s> {
    const fn new(has: Has<'s>) -> Self {
        Self { has, parts: &[], at: 0, wrong: None, slot: 0 }
    }

    /// A source for a builder, which sets the fields later.
    pub(crate) const fn empty() -> Self {
        Self::new(Has::Nothing)
    }

    /// A source that reads an object.
    pub(crate) const fn object(from: Input<'s>) -> Self {
        Self::new(Has::Received { details: Some(from), members: Members::NONE, found: None })
    }

    /// A source that reads details and slots.
    pub(crate) const fn received(details: Option<Input<'s>>, found: &'s Found<'s>) -> Self {
        Self::new(Has::Received { details, members: Members::NONE, found: Some(found) })
    }

    /// A source for a copy.
    pub(crate) const fn copy(held: Held<'s>) -> Self {
        Self::new(match held {
            Held::Nothing => Has::Nothing,
            Held::Record(record) => Has::Record(record),
            Held::Value(value) => Has::Value(value),
        })
    }

    /// Makes a struct.
    pub(crate) fn record<T: Record>(&mut self) -> T {
        self.begin(T::PARTS);
        T::make(self)
    }

    #[inline(never)]
    fn begin(&mut self, parts: &'static [Part]) {
        (self.parts, self.at) = (parts, 0);
        if let Has::Received { details: Some(object), members, .. } = &mut self.has {
            // Trees are asked by key.
            let is_text = !matches!(object, Input::Tree(_));
            if is_text && object.is_object() && parts.iter().any(|part| part.member().is_some()) {
                *members = Members::of(*object, parts);
            }
        }
    }

    /// The value of the next field.
    #[inline(never)]
    pub fn next<T: FieldValue>(&mut self) -> T {
        let at = self.at;
        self.at += 1;
        if let Has::Record(record) = self.has {
            let field = record.at(at).as_any().downcast_ref::<T>();
            return field.map_or_else(T::empty, Clone::clone);
        }
        let Some((part, (value, absent))) =
            self.parts.get(at).map(|it| (it, self.received_at(at, it)))
        else {
            return T::empty();
        };
        match value.map(|value| T::read_field(value, absent)) {
            None => T::empty(),
            Some(Ok(value)) => value,
            Some(Err(wrong)) => {
                self.wrong = Some(match part.member() {
                    Some((key, _)) => wrong.at_key(key),
                    None => wrong,
                });
                T::empty()
            }
        }
    }

    /// The value that was received for a field, and what stands for no value there.
    fn received_at(&mut self, at: usize, part: &Part) -> (Option<Input<'s>>, Absent) {
        let Has::Received { details, members, found } = &self.has else {
            return (None, Absent::Never);
        };
        if self.wrong.is_some() {
            return (None, Absent::Never);
        }
        let absent = part.absent();
        let needed = absent == Absent::Never;
        let value = match (part.slot(), details) {
            (Some(slot), _) => {
                self.slot = slot;
                found.and_then(|found| found.own(slot))
            }
            (None, details) if part.is_details() => {
                if details.is_none() && needed {
                    self.wrong = Some(Mismatch::new("details"));
                }
                return (*details, absent);
            }
            (None, Some(Input::Tree(json @ Json::Object(_)))) => {
                part.member().and_then(|(key, _)| json.get(key)).map(Input::Tree)
            }
            (None, Some(object)) if object.is_object() => members.get(at),
            // Details without required fields may be left out.
            (None, details) if !needed && details.is_none_or(Input::is_null) => None,
            (None, _) => {
                self.wrong = Some(Mismatch::new("an object"));
                return (None, absent);
            }
        };
        let is_there = found.is_some() || part.slot().is_none();
        (value.or((needed && is_there).then_some(NULL)), absent)
    }

    /// The first value that did not fit, if there is one.
    pub(crate) const fn finish(&mut self) -> Option<Mismatch> {
        self.wrong.take()
    }

    /// The slot that was read last.
    pub(crate) const fn last_slot(&self) -> usize {
        self.slot
    }

    /// Required details that are not a struct, if they fit.
    pub(crate) fn needed<T: FieldValue>(&mut self) -> Option<T> {
        match &self.has {
            Has::Received { details, .. } => T::read((*details)?).ok(),
            Has::Value(value) => value.as_any().downcast_ref::<T>().cloned(),
            Has::Nothing | Has::Record(_) => None,
        }
    }

    /// Optional details that are not a struct, if they fit.
    #[allow(clippy::option_option, reason = "details that do not fit are not the same as none")]
    pub(crate) fn maybe<T: FieldValue>(&mut self) -> Option<Option<T>> {
        match &self.has {
            Has::Received { details, .. } => {
                match details.filter(|value| T::NULL || !value.is_null()) {
                    Some(value) => T::read(value).ok().map(Some),
                    None => Some(None),
                }
            }
            Has::Value(value) => value.as_any().downcast_ref::<Option<T>>().cloned(),
            Has::Nothing | Has::Record(_) => None,
        }
    }

    /// Optional details that are a struct, if they fit.
    #[allow(clippy::option_option, reason = "details that do not fit are not the same as none")]
    pub(crate) fn maybe_boxed<T>(&mut self) -> Option<Option<Box<T>>>
    where
        T: Record + FieldValue,
    {
        match &self.has {
            Has::Received { .. } => Some(self.maybe::<T>()?.map(Box::new)),
            Has::Nothing => Some(None),
            Has::Record(_) => record::read(self).map(Some),
            Has::Value(_) => None,
        }
    }
}
