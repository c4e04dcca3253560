//! The sources of structs and errors: received JSON, a struct to copy, or nothing.

use alloc_::boxed::Box;
use alloc_::vec::IntoIter;

use super::found::Found;
use super::json::Json;
use super::record::{self, Field, Held, Record};
use super::shape::Absent;
use super::value::{FieldValue, Mismatch};

/// The source of a struct, which asks for the value of each field in order.
///
/// Each field gets some value, and `finish` tells whether all of them fitted. Its functions are not inlined,
/// because a crate may have thousands of structs.
pub struct Source<'s> {
    has: Has<'s>,
    /// The first value that did not fit.
    wrong: Option<Mismatch>,
    /// The slot that was read last.
    slot: usize,
}

enum Has<'s> {
    /// Nothing: a builder sets the fields later.
    Nothing,
    /// Received details and slots.
    Received { details: Option<&'s Json>, found: Option<&'s Found<'s>> },
    /// The fields of a struct to copy.
    Fields(IntoIter<&'s dyn Field>),
    /// Details to copy that are not a struct.
    Value(&'s dyn Field),
}

impl<'s> Source<'s> {
    const fn new(has: Has<'s>) -> Self {
        Self { has, wrong: None, slot: 0 }
    }

    /// A source for a builder, which sets the fields later.
    pub(crate) const fn empty() -> Self {
        Self::new(Has::Nothing)
    }

    /// A source that reads an object.
    pub(crate) const fn object(json: &'s Json) -> Self {
        Self::new(Has::Received { details: Some(json), found: None })
    }

    /// A source that reads details and slots.
    pub(crate) const fn received(details: Option<&'s Json>, found: &'s Found<'s>) -> Self {
        Self::new(Has::Received { details, found: Some(found) })
    }

    /// A source for a copy.
    #[inline(never)]
    pub(crate) fn copy(held: Held<'s>) -> Self {
        Self::new(match held {
            Held::Nothing => Has::Nothing,
            Held::Record(record) => Has::Fields(record::list(record).into_iter()),
            Held::Value(value) => Has::Value(value),
        })
    }

    /// A member that is always present.
    pub fn required<T: FieldValue>(&mut self, key: &str) -> T {
        self.member(key, Absent::Never)
    }

    /// A member that is absent without a value.
    pub fn optional<T: FieldValue>(&mut self, key: &str) -> T {
        self.member(key, Absent::Omit)
    }

    /// A member that is `null` without a value.
    pub fn nullable<T: FieldValue>(&mut self, key: &str) -> T {
        self.member(key, Absent::Null)
    }

    /// The details as a whole, which are always present.
    pub fn details<T: FieldValue>(&mut self) -> T {
        self.whole(Absent::Never)
    }

    /// The details as a whole, if there are any.
    pub fn optional_details<T: FieldValue>(&mut self) -> T {
        self.whole(Absent::Omit)
    }

    /// A slot that always has a value, by its index.
    pub fn slot<T: FieldValue>(&mut self, slot: usize) -> T {
        self.in_slot(slot, Absent::Never)
    }

    /// A slot that may have no value, by its index.
    pub fn optional_slot<T: FieldValue>(&mut self, slot: usize) -> T {
        self.in_slot(slot, Absent::Omit)
    }

    /// The first value that did not fit, if there is one.
    pub(crate) const fn finish(&mut self) -> Option<Mismatch> {
        self.wrong.take()
    }

    /// The slot that was read last.
    pub(crate) const fn last_slot(&self) -> usize {
        self.slot
    }

    #[inline(never)]
    fn member<T: FieldValue>(&mut self, key: &str, absent: Absent) -> T {
        let value = self.member_json(key, absent);
        self.value(value, absent, |wrong| wrong.at_key(key))
    }

    /// The value at `key` in the details. Details without required fields may be left out.
    fn member_json(&mut self, key: &str, absent: Absent) -> Option<&'s Json> {
        let Has::Received { details, .. } = self.has else { return None };
        let needed = absent == Absent::Never;
        match details {
            Some(json @ Json::Object(_)) => json.get(key).or(needed.then_some(&Json::Null)),
            None | Some(Json::Null) if !needed => None,
            _ => {
                self.wrong.get_or_insert(Mismatch::new("an object"));
                None
            }
        }
    }

    #[inline(never)]
    fn whole<T: FieldValue>(&mut self, absent: Absent) -> T {
        let value = match self.has {
            Has::Received { details, .. } => details,
            _ => None,
        };
        if value.is_none() && absent == Absent::Never && matches!(self.has, Has::Received { .. }) {
            self.wrong.get_or_insert(Mismatch::new("details"));
        }
        self.value(value, absent, |wrong| wrong)
    }

    #[inline(never)]
    fn in_slot<T: FieldValue>(&mut self, slot: usize, absent: Absent) -> T {
        let value = match self.has {
            Has::Received { found: Some(found), .. } => {
                found.own(slot).or((absent == Absent::Never).then_some(&Json::Null))
            }
            _ => None,
        };
        if self.wrong.is_none() {
            self.slot = slot;
        }
        self.value(value, absent, |wrong| wrong)
    }

    /// The value of a field, from JSON or from the struct to copy.
    fn value<T: FieldValue>(
        &mut self,
        json: Option<&Json>,
        absent: Absent,
        at: impl FnOnce(Mismatch) -> Mismatch,
    ) -> T {
        if let Has::Fields(fields) = &mut self.has {
            let field = fields.next().and_then(|field| field.as_any().downcast_ref::<T>());
            return field.cloned().unwrap_or_else(T::empty);
        }
        match json.filter(|_| self.wrong.is_none()).map(|json| T::read_field(json, absent)) {
            None => T::empty(),
            Some(Ok(value)) => value,
            Some(Err(wrong)) => {
                self.wrong = Some(at(wrong));
                T::empty()
            }
        }
    }

    /// Required details that are not a struct, if they fit.
    pub(crate) fn needed<T: FieldValue>(&mut self) -> Option<T> {
        match &self.has {
            Has::Received { details, .. } => T::read((*details)?).ok(),
            Has::Value(value) => value.as_any().downcast_ref::<T>().cloned(),
            Has::Nothing | Has::Fields(_) => None,
        }
    }

    /// Optional details that are not a struct, if they fit.
    #[allow(clippy::option_option, reason = "details that do not fit are not the same as none")]
    pub(crate) fn maybe<T: FieldValue>(&mut self) -> Option<Option<T>> {
        match &self.has {
            Has::Received { details, .. } => {
                match details.filter(|json| T::NULL || !json.is_null()) {
                    Some(json) => T::read(json).ok().map(Some),
                    None => Some(None),
                }
            }
            Has::Value(value) => value.as_any().downcast_ref::<Option<T>>().cloned(),
            Has::Nothing | Has::Fields(_) => None,
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
            Has::Fields(_) => record::read(self).map(Some),
            Has::Value(_) => None,
        }
    }
}
