//! Structs of the catalogue, field by field.
//!
//! A struct makes itself from a source, tells what its fields stand for, and gives each of them. The code that
//! uses them is here once, and not in every struct, so a crate with thousands of structs compiles quickly.

use alloc_::boxed::Box;
use core::any::Any;
use core::fmt::{self, Debug};

use super::found::{Found, SlotMismatch};
use super::input::Input;
use super::scan;
use super::shape::Absent;
use super::source::Source;
use super::value::{FieldValue, Mismatch};
use super::view::View;

/// A struct: the details of a code, with the slots that it fills, or a type of the catalogue.
pub trait Record: Fields {
    /// What its fields stand for, in their order.
    const PARTS: &'static [Part];

    /// Makes a struct from the next values of `from`, one for each field.
    fn make(from: &mut Source<'_>) -> Self
    where
        Self: Sized;
}

/// The fields of a struct.
pub trait Fields: Debug {
    /// The field at an index, or the last one.
    fn field(&self, at: usize) -> &dyn Field;
}

/// The field of a struct that has none.
pub(crate) const NO_FIELD: &dyn Field = &false;

/// What a field of a struct stands for.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// A member of an object, by its key, that is always present.
    Required(&'static str),
    /// A member that is absent without a value.
    Optional(&'static str),
    /// A member that is `null` without a value.
    Nullable(&'static str),
    /// A member whose name in messages is not its key: that name, and the member.
    Called(&'static str, &'static Self),
    /// The details as a whole, which are always present.
    Details,
    /// The details as a whole, if there are any.
    OptionalDetails,
    /// A slot that always has a value, by its index, and its name in messages.
    Slot(usize, &'static str),
    /// A slot that may have no value.
    OptionalSlot(usize, &'static str),
}

impl Part {
    /// The key of a member, and what is written without a value.
    pub(crate) const fn member(&self) -> Option<(&'static str, Absent)> {
        match self {
            Self::Required(key) => Some((key, Absent::Never)),
            Self::Optional(key) => Some((key, Absent::Omit)),
            Self::Nullable(key) => Some((key, Absent::Null)),
            Self::Called(_, member) => member.member(),
            Self::Details | Self::OptionalDetails | Self::Slot(..) | Self::OptionalSlot(..) => None,
        }
    }

    /// What stands for no value.
    pub(crate) const fn absent(&self) -> Absent {
        match self {
            Self::Required(_) | Self::Details | Self::Slot(..) => Absent::Never,
            Self::Nullable(_) => Absent::Null,
            Self::Called(_, member) => member.absent(),
            Self::Optional(_) | Self::OptionalDetails | Self::OptionalSlot(..) => Absent::Omit,
        }
    }

    /// The index of a slot.
    pub(crate) const fn slot(&self) -> Option<usize> {
        match self {
            Self::Slot(slot, _) | Self::OptionalSlot(slot, _) => Some(*slot),
            _ => None,
        }
    }

    /// Whether it is the details as a whole.
    pub(crate) const fn is_details(&self) -> bool {
        matches!(self, Self::Details | Self::OptionalDetails)
    }

    /// Its name in messages.
    const fn called(&self) -> &'static str {
        match self {
            Self::Required(name)
            | Self::Optional(name)
            | Self::Nullable(name)
            | Self::Called(name, _)
            | Self::Slot(_, name)
            | Self::OptionalSlot(_, name) => name,
            Self::Details | Self::OptionalDetails => "details",
        }
    }
}

/// A struct, and what its fields stand for.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    parts: &'static [Part],
    fields: &'a dyn Fields,
}

impl<'a> Shown<'a> {
    pub(crate) const fn of<T: Record>(record: &'a T) -> Self {
        Self { parts: T::PARTS, fields: record }
    }

    /// The fields, and what they stand for.
    pub(crate) fn fields(self) -> impl Iterator<Item = (&'static Part, &'a dyn Field)> {
        self.parts.iter().enumerate().map(move |(at, part)| (part, self.fields.field(at)))
    }

    /// The first field for whose part `is` holds.
    fn find(self, is: impl Fn(&Part) -> bool) -> Option<&'a dyn Field> {
        self.parts.iter().position(is).map(|at| self.fields.field(at))
    }

    /// The field at an index.
    pub(crate) fn at(self, at: usize) -> &'a dyn Field {
        self.fields.field(at)
    }

    /// The value of a slot.
    pub(crate) fn in_slot(self, slot: usize) -> Option<View<'a>> {
        self.find(|part| part.slot() == Some(slot))?.view()
    }

    /// The members that are written.
    pub(crate) fn members(self) -> impl Iterator<Item = (&'static str, View<'a>)> {
        self.parts.iter().enumerate().filter_map(move |(at, part)| {
            let (key, absent) = part.member()?;
            match self.fields.field(at).view() {
                None if absent == Absent::Omit => None,
                view => Some((key, view.unwrap_or(View::Null))),
            }
        })
    }

    /// What a placeholder stands for.
    fn named(self, name: &str) -> Option<&'a dyn Field> {
        // The details may be a struct of their own. Their fields go before slots.
        let inner = self.find(Part::is_details).and_then(|whole| match whole.view()? {
            View::Record(record) => record.named(name),
            _ => None,
        });
        inner.or_else(|| self.find(|part| part.called() == name && !part.is_details()))
    }

    fn is_same(self, other: Self) -> bool {
        self.fields().zip(other.fields()).all(|((_, one), (_, other))| one.is_same(other))
    }
}

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fields.fmt(f)
    }
}

/// A field of a struct, of whatever type.
pub trait Field: Debug {
    /// As it is written, if it has a value.
    fn view(&self) -> Option<View<'_>>;

    /// Itself, for a downcast to its type.
    fn as_any(&self) -> &dyn Any;

    /// Whether `other` has the same type and is equal.
    fn is_same(&self, other: &dyn Field) -> bool;
}

impl<T: FieldValue> Field for T {
    fn view(&self) -> Option<View<'_>> {
        self.present()
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

    fn view(&self) -> View<'_> {
        View::Record(Shown::of(self))
    }

    fn read(from: Input<'_>) -> Result<Self, Mismatch> {
        if !from.is_object() {
            return Err(Mismatch::new("an object"));
        }
        let mut from = Source::object(from);
        let record = from.record();
        from.finish().map_or(Ok(record), Err)
    }
}

/// A struct for a builder to fill.
pub(crate) fn empty<T: Record>() -> T {
    Source::empty().record()
}

/// `Clone` of every struct.
pub(crate) fn clone<T: Record>(record: &T) -> T {
    Source::copy(Held::record(record)).record()
}

/// `PartialEq` of every struct.
pub(crate) fn same<T: Record>(one: &T, other: &T) -> bool {
    Shown::of(one).is_same(Shown::of(other))
}

/// `Debug` of every struct.
pub(crate) fn debug<T: Record>(record: &T, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut parts = f.debug_struct(name);
    for (part, field) in Shown::of(record).fields() {
        parts.field(part.called(), &field);
    }
    parts.finish()
}

/// The value of an error's variant, if the source fits.
#[inline(never)]
pub(crate) fn read<T: Record>(from: &mut Source<'_>) -> Option<Box<T>> {
    let record = from.record();
    from.finish().is_none().then(|| Box::new(record))
}

/// The values of slots that were received.
pub(crate) fn read_slots<T: Record>(found: &Found<'_>) -> Result<T, SlotMismatch> {
    let mut from = Source::received(None, found);
    let record = from.record();
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
    Record(Shown<'e>),
    /// Details of a type that has no fields.
    Value(&'e dyn Field),
}

impl<'e> Held<'e> {
    /// A struct.
    pub(crate) const fn record<T: Record>(record: &'e T) -> Self {
        Self::Record(Shown::of(record))
    }

    /// The details, if there are any.
    pub(crate) fn details(self) -> Option<View<'e>> {
        let record = match self {
            Self::Nothing => return None,
            Self::Value(details) => return details.view(),
            Self::Record(record) => record,
        };
        if let Some(whole) = record.find(Part::is_details) {
            return whole.view();
        }
        // A struct with only slots has no details. A struct without fields has empty details.
        let has_details =
            record.parts.is_empty() || record.parts.iter().any(|it| it.slot().is_none());
        has_details.then_some(View::Record(record))
    }

    /// The value of a slot that the error fills.
    pub(crate) fn filled(self, slot: usize) -> Option<View<'e>> {
        let Self::Record(record) = self else { return None };
        record.in_slot(slot)
    }

    /// What a placeholder stands for.
    fn named(self, name: &str) -> Option<&'e dyn Field> {
        let Self::Record(record) = self else { return None };
        record.named(name)
    }

    /// Writes the template of a message with its placeholders filled: `{{` and `}}` are braces.
    /// A placeholder without a value stays as it is.
    pub(crate) fn write_message(self, template: &str, out: &mut dyn fmt::Write) -> fmt::Result {
        let mut rest = template;
        while let Some(at) = scan::brace(rest) {
            let (text, tail) = rest.split_at(at);
            out.write_str(text)?;
            let end = scan::brace(&tail[1..]).map_or(tail.len(), |end| end + 2);
            match self.named(tail.get(1..end - 1).unwrap_or_default()) {
                _ if end == 2 => out.write_str(&tail[..1])?,
                Some(field) => field.view().unwrap_or(View::Null).print(out)?,
                None => out.write_str(&tail[..end])?,
            }
            rest = &tail[end..];
        }
        out.write_str(rest)
    }

    /// Whether two errors with the same code are equal.
    pub(crate) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Nothing, Self::Nothing) => true,
            (Self::Record(one), Self::Record(other)) => one.is_same(other),
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
