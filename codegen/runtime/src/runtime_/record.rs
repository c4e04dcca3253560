//! Structs of the catalogue, field by field.
//!
//! A struct makes itself from a source and shows its fields. The code that uses them is here once, and not
//! in every struct, so a crate with thousands of structs compiles quickly.

use alloc_::borrow::Cow;
use alloc_::boxed::Box;
use alloc_::vec::Vec;
use core::any::Any;
use core::fmt::{self, Debug};

use super::found::{Found, SlotMismatch};
use super::json::Json;
use super::shape::Absent;
use super::source::Source;
use super::value::{FieldValue, Mismatch};

/// A struct: the details of a code, with the slots that it fills, or a type of the catalogue.
pub trait Record: Debug {
    /// Makes a struct from the values that `from` has for its fields.
    fn make(from: &mut Source<'_>) -> Self
    where
        Self: Sized;

    /// Shows its fields, in their order.
    fn fields<'a>(&'a self, to: &mut Fields<'_, 'a>);
}

/// What a field of a struct stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Part {
    /// A member of an object, by its key.
    Member(&'static str, Absent),
    /// The details as a whole.
    Details,
    /// A slot of the envelope, by its index.
    Slot(usize),
}

/// A field, as its struct shows it.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'a> {
    /// Its name in messages.
    called: &'static str,
    part: Part,
    field: &'a dyn Field,
}

/// A receiver of the fields of a struct.
pub struct Fields<'s, 'a> {
    see: &'s mut dyn FnMut(Shown<'a>),
    /// The name of the next field in messages, if that is not its key.
    called: Option<&'static str>,
}

impl<'a> Fields<'_, 'a> {
    /// Sets the name of the next field in messages, if that is not its key.
    pub fn called(&mut self, name: &'static str) -> &mut Self {
        self.called = Some(name);
        self
    }

    /// A member that is always present.
    pub fn required(&mut self, key: &'static str, field: &'a dyn Field) {
        self.see(key, Part::Member(key, Absent::Never), field);
    }

    /// A member that is absent without a value.
    pub fn optional(&mut self, key: &'static str, field: &'a dyn Field) {
        self.see(key, Part::Member(key, Absent::Omit), field);
    }

    /// A member that is `null` without a value.
    pub fn nullable(&mut self, key: &'static str, field: &'a dyn Field) {
        self.see(key, Part::Member(key, Absent::Null), field);
    }

    /// The details as a whole.
    pub fn details(&mut self, field: &'a dyn Field) {
        self.see("", Part::Details, field);
    }

    /// A slot of the envelope, by its index.
    pub fn slot(&mut self, slot: usize, name: &'static str, field: &'a dyn Field) {
        self.see(name, Part::Slot(slot), field);
    }

    #[inline(never)]
    fn see(&mut self, key: &'static str, part: Part, field: &'a dyn Field) {
        let called = self.called.take().unwrap_or(key);
        (self.see)(Shown { called, part, field });
    }
}

/// Calls `see` with each field of a struct.
fn each<'a>(record: &'a dyn Record, mut see: impl FnMut(Shown<'a>)) {
    record.fields(&mut Fields { see: &mut see, called: None });
}

/// The first field for which `is` holds.
fn find<'a>(record: &'a dyn Record, is: impl Fn(&Shown<'a>) -> bool) -> Option<&'a dyn Field> {
    let mut found = None;
    each(record, |shown| {
        if found.is_none() && is(&shown) {
            found = Some(shown.field);
        }
    });
    found
}

/// The fields of a struct.
pub(crate) fn list(record: &dyn Record) -> Vec<&dyn Field> {
    let mut list = Vec::new();
    each(record, |shown| list.push(shown.field));
    list
}

/// A field of a struct, of whatever type.
pub trait Field: Debug {
    /// As JSON, if it has a value.
    fn to_json(&self) -> Option<Json>;

    /// As a message prints it.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The struct that it holds, if it is one.
    fn as_record(&self) -> Option<&dyn Record>;

    /// Itself, for a downcast to its type.
    fn as_any(&self) -> &dyn Any;

    /// Whether `other` has the same type and is equal.
    fn is_same(&self, other: &dyn Field) -> bool;
}

impl<T: FieldValue> Field for T {
    fn to_json(&self) -> Option<Json> {
        self.present()
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.print(f)
    }

    fn as_record(&self) -> Option<&dyn Record> {
        self.record()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn is_same(&self, other: &dyn Field) -> bool {
        other.as_any().downcast_ref::<T>() == Some(self)
    }
}

impl<T: Record + Clone + PartialEq + 'static> FieldValue for T {
    fn empty() -> Self {
        empty()
    }

    fn json(&self) -> Json {
        object(self)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        json.as_object().ok_or(Mismatch::new("an object"))?;
        let mut from = Source::object(json);
        let record = T::make(&mut from);
        from.finish().map_or(Ok(record), Err)
    }

    fn record(&self) -> Option<&dyn Record> {
        Some(self)
    }
}

/// A struct for a builder to fill.
pub(crate) fn empty<T: Record>() -> T {
    T::make(&mut Source::empty())
}

/// `Clone` of every struct.
pub(crate) fn clone<T: Record>(record: &T) -> T {
    T::make(&mut Source::copy(Held::Record(record)))
}

/// `PartialEq` of every struct.
pub(crate) fn same(one: &dyn Record, other: &dyn Record) -> bool {
    let others = list(other);
    let (mut at, mut same) = (0, true);
    each(one, |shown| {
        same = same && others.get(at).is_some_and(|other| shown.field.is_same(*other));
        at += 1;
    });
    same && at == others.len()
}

/// `Debug` of every struct.
pub(crate) fn debug(record: &dyn Record, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut parts = f.debug_struct(name);
    each(record, |Shown { called, part, field }| {
        let called = if matches!(part, Part::Details) { "details" } else { called };
        parts.field(called, &field);
    });
    parts.finish()
}

/// The members of a struct as an object.
fn object(record: &dyn Record) -> Json {
    let mut members = Vec::new();
    each(record, |Shown { part, field, .. }| {
        if let Part::Member(key, absent) = part {
            match field.to_json() {
                None if absent == Absent::Omit => {}
                json => members.push((Cow::Borrowed(key), json.unwrap_or(Json::Null))),
            }
        }
    });
    Json::Object(members)
}

/// The value of an error's variant, if the source fits.
#[inline(never)]
pub(crate) fn read<T: Record>(from: &mut Source<'_>) -> Option<Box<T>> {
    let record = T::make(from);
    from.finish().is_none().then(|| Box::new(record))
}

/// The values of slots that were received.
pub(crate) fn read_slots<T: Record>(found: &Found<'_>) -> Result<T, SlotMismatch> {
    let mut from = Source::received(None, found);
    let record = T::make(&mut from);
    match from.finish() {
        None => Ok(record),
        Some(mismatch) => Err(SlotMismatch { slot: from.last_slot(), mismatch }),
    }
}

/// What the variant of an error holds.
#[derive(Clone, Copy)]
pub enum Held<'e> {
    /// Nothing.
    Nothing,
    /// A struct.
    Record(&'e dyn Record),
    /// Details of a type that has no fields.
    Value(&'e dyn Field),
}

impl<'e> Held<'e> {
    /// The details as JSON, if there are any.
    pub(crate) fn details(self) -> Option<Json> {
        match self {
            Self::Nothing => None,
            Self::Value(details) => details.to_json(),
            Self::Record(record) => {
                // A struct with only slots has no details. A struct without fields has empty details.
                let (mut whole, mut members, mut slots) = (None, false, false);
                each(record, |Shown { part, field, .. }| match part {
                    Part::Details => whole = Some(field),
                    Part::Member(..) => members = true,
                    Part::Slot(_) => slots = true,
                });
                match whole {
                    Some(whole) => whole.to_json(),
                    None => (members || !slots).then(|| object(record)),
                }
            }
        }
    }

    /// The value of a slot that the error fills.
    pub(crate) fn filled(self, slot: usize) -> Option<Json> {
        let Self::Record(record) = self else { return None };
        let is_slot = |it: &Shown<'_>| matches!(it.part, Part::Slot(at) if at == slot);
        find(record, is_slot)?.to_json()
    }

    /// What a placeholder stands for.
    fn named(self, name: &str) -> Option<&'e dyn Field> {
        let Self::Record(record) = self else { return None };
        // The details may be a struct of their own. Their fields go before slots.
        let whole = find(record, |it| matches!(it.part, Part::Details));
        let inner = whole.and_then(Field::as_record).and_then(|it| Self::Record(it).named(name));
        let own = || find(record, |it| it.called == name);
        inner.or_else(own)
    }

    /// Writes the template of a message with its placeholders filled: `{{` and `}}` are braces.
    /// A placeholder without a value stays as it is.
    pub(crate) fn write_message(
        self,
        template: &str,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let mut rest = template;
        let brace = |text: &str| text.bytes().position(|byte| byte == b'{' || byte == b'}');
        while let Some(at) = brace(rest) {
            let (text, tail) = rest.split_at(at);
            f.write_str(text)?;
            let end = brace(&tail[1..]).map_or(tail.len(), |end| end + 2);
            match self.named(tail.get(1..end - 1).unwrap_or_default()) {
                _ if end == 2 => f.write_str(&tail[..1])?,
                Some(field) => field.show(f)?,
                None => f.write_str(&tail[..end])?,
            }
            rest = &tail[end..];
        }
        f.write_str(rest)
    }

    /// Whether two errors with the same code are equal.
    pub(crate) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Nothing, Self::Nothing) => true,
            (Self::Record(one), Self::Record(other)) => same(one, other),
            (Self::Value(one), Self::Value(other)) => one.is_same(other),
            _ => false,
        }
    }

    /// As `Debug` shows an error that is called `name`.
    pub(crate) fn debug(self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.pad(name),
            Self::Record(record) => f.debug_tuple(name).field(&record).finish(),
            Self::Value(value) => f.debug_tuple(name).field(&value).finish(),
        }
    }
}
