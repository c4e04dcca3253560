//! Structs of the catalogue, field by field.
//!
//! A struct describes its fields and returns them one by one. The code that uses them is here once, and not
//! in every struct, so a crate with thousands of structs compiles quickly.

use alloc_::borrow::Cow;
use alloc_::boxed::Box;
use alloc_::vec::Vec;
use core::fmt::{self, Debug};

use super::found::{Found, SlotMismatch};
use super::json::Json;
use super::shape::Absent;
use super::value::{FieldValue, Mismatch};

/// A struct: the details of a code, with the slots that it fills, or a type of the catalogue.
pub trait Record: Debug {
    /// To be filled field by field.
    fn empty() -> Self
    where
        Self: Sized;

    /// The names of its fields in messages, and what they stand for.
    fn parts(&self) -> &'static [(&'static str, Part)];

    /// A field, by its place among the parts.
    fn get(&self, at: usize) -> Option<&dyn Field>;

    /// A field to be filled.
    fn get_mut(&mut self, at: usize) -> Option<&mut dyn Field>;
}

/// What a field of a struct stands for.
#[derive(Debug)]
pub enum Part {
    /// A member of an object, by its key.
    Member(&'static str, Absent),
    /// The details as a whole.
    Details(Absent),
    /// A slot of the envelope, by its index.
    Slot(usize, Absent),
}

/// A field of a struct, of whatever type.
pub trait Field: Debug {
    /// As JSON, if it has a value.
    fn to_json(&self) -> Option<Json>;

    /// Takes the value that JSON stands for.
    fn set(&mut self, json: &Json, absent: Absent) -> Result<(), Mismatch>;

    /// As a message prints it.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// The struct that it holds, if it is one.
    fn as_record(&self) -> Option<&dyn Record>;
}

impl<T: FieldValue> Field for T {
    fn to_json(&self) -> Option<Json> {
        self.present()
    }

    fn set(&mut self, json: &Json, absent: Absent) -> Result<(), Mismatch> {
        *self = T::read_field(json, absent)?;
        Ok(())
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.print(f)
    }

    fn as_record(&self) -> Option<&dyn Record> {
        self.record()
    }
}

impl<T: Record> FieldValue for T {
    fn empty() -> Self {
        <T as Record>::empty()
    }

    fn json(&self) -> Json {
        object(self)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        let mut record = <T as Record>::empty();
        fill(&mut record, json)?;
        Ok(record)
    }

    fn record(&self) -> Option<&dyn Record> {
        Some(self)
    }
}

/// The members of a struct as an object.
fn object(record: &dyn Record) -> Json {
    let mut members = Vec::with_capacity(record.parts().len());
    for (at, (_, part)) in record.parts().iter().enumerate() {
        if let (Part::Member(key, absent), Some(field)) = (part, record.get(at)) {
            match field.to_json() {
                None if *absent == Absent::Omit => {}
                json => members.push((Cow::Borrowed(*key), json.unwrap_or(Json::Null))),
            }
        }
    }
    Json::Object(members)
}

/// Fills the members of a struct from an object.
fn fill(record: &mut dyn Record, json: &Json) -> Result<(), Mismatch> {
    json.as_object().ok_or(Mismatch::new("an object"))?;
    for (at, (_, part)) in record.parts().iter().enumerate() {
        let Part::Member(key, absent) = part else { continue };
        let Some(field) = record.get_mut(at) else { continue };
        let value = match json.get(key) {
            Some(value) => value,
            None if *absent == Absent::Never => &Json::Null,
            None => continue,
        };
        field.set(value, *absent).map_err(|wrong| wrong.at_key(key))?;
    }
    Ok(())
}

/// The value of an error's variant, from received details and slots, if they fit.
pub(crate) fn read<T: Record>(details: Option<&Json>, found: &Found<'_>) -> Option<Box<T>> {
    let mut record = T::empty();
    receive(&mut record, details, found)?;
    Some(Box::new(record))
}

fn receive(record: &mut dyn Record, details: Option<&Json>, found: &Found<'_>) -> Option<()> {
    let parts = record.parts();
    let is_member = |(_, part): &(_, Part)| matches!(part, Part::Member(..));
    if parts.iter().any(is_member) {
        // Details without required fields may be left out.
        let needed = parts.iter().any(|(_, part)| matches!(part, Part::Member(_, Absent::Never)));
        match details.filter(|json| needed || !json.is_null()) {
            Some(json) => fill(record, json).ok()?,
            None if needed => return None,
            None => {}
        }
    }
    for (at, (_, part)) in parts.iter().enumerate() {
        let field = record.get_mut(at)?;
        match part {
            Part::Member(..) => {}
            Part::Details(absent) => match details {
                Some(json) => field.set(json, *absent).ok()?,
                None if *absent == Absent::Never => return None,
                None => {}
            },
            Part::Slot(slot, absent) => found.fill(*slot, *absent, field).ok()?,
        }
    }
    Some(())
}

/// The values of slots that were received.
pub(crate) fn read_slots<T: Record>(found: &Found<'_>) -> Result<T, SlotMismatch> {
    let mut record = T::empty();
    receive_slots(&mut record, found)?;
    Ok(record)
}

fn receive_slots(record: &mut dyn Record, found: &Found<'_>) -> Result<(), SlotMismatch> {
    for (at, (_, part)) in record.parts().iter().enumerate() {
        if let (Part::Slot(slot, absent), Some(field)) = (part, record.get_mut(at)) {
            found.fill(*slot, *absent, field)?;
        }
    }
    Ok(())
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
                let mut parts = record.parts().iter();
                match parts.position(|(_, part)| !matches!(part, Part::Slot(..))) {
                    None if !record.parts().is_empty() => None,
                    Some(at) if matches!(record.parts()[at].1, Part::Details(_)) => {
                        record.get(at)?.to_json()
                    }
                    _ => Some(object(record)),
                }
            }
        }
    }

    /// The value of a slot that the error fills.
    pub(crate) fn filled(self, slot: usize) -> Option<Json> {
        let Self::Record(record) = self else { return None };
        let is_slot = |(_, part): &(_, Part)| matches!(part, Part::Slot(at, _) if *at == slot);
        record.get(record.parts().iter().position(is_slot)?)?.to_json()
    }

    /// What a placeholder stands for.
    fn named(self, name: &str) -> Option<&'e dyn Field> {
        let Self::Record(record) = self else { return None };
        // The details may be a struct of their own. Their fields go before slots.
        let is_whole = |(_, part): &(_, Part)| matches!(part, Part::Details(_));
        let whole = record.parts().iter().position(is_whole).and_then(|at| record.get(at));
        let inner = whole.and_then(Field::as_record).and_then(|it| Self::Record(it).named(name));
        let own = || record.get(record.parts().iter().position(|(it, _)| *it == name)?);
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

    /// As `Debug` shows an error that is called `name`.
    pub(crate) fn debug(self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.pad(name),
            Self::Record(record) => f.debug_tuple(name).field(&record).finish(),
            Self::Value(value) => f.debug_tuple(name).field(&value).finish(),
        }
    }
}
