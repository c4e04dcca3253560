//! Bodies as schemas: an envelope's shape, for one code or for any.

use super::schema::Schema;
use super::slots::SlotSchema;
use super::text::Writer;
use errcat_catalogue::model::{Absent, BodyPart, Code, Envelope, Member};

/// What an envelope's shape is to be a schema of.
#[derive(Clone, Copy)]
pub(super) struct Body<'a> {
    pub writer: Writer<'a>,
    pub envelope: &'a Envelope,
    pub of: Of<'a>,
}

/// The codes that a body may carry.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    /// This one.
    Code(&'a Code),
    /// Any, known or not.
    Any,
    /// Any that the document does not know.
    Unknown,
}

/// The part of a body that a single error is: an entry of the list, or all of it.
pub(super) fn error(envelope: &Envelope) -> &BodyPart {
    fn list(shape: &BodyPart) -> Option<&BodyPart> {
        match shape {
            BodyPart::Errors(item) => Some(item),
            BodyPart::Object(members) => members.iter().find_map(|member| match member {
                Member::Key(_, value) => list(value),
                Member::Spread => None,
            }),
            BodyPart::Array(items) => items.iter().find_map(list),
            BodyPart::Constant(_) | BodyPart::Slot(_) => None,
        }
    }
    list(&envelope.body).unwrap_or(&envelope.body)
}

/// Whether a body is a list of errors, or has one.
pub(super) fn is_list(envelope: &Envelope) -> bool {
    !std::ptr::eq(error(envelope), &raw const envelope.body)
}

impl<'a> Body<'a> {
    /// A single error.
    pub(super) fn error(self) -> Schema<'a> {
        self.shape(error(self.envelope), &mut Vec::new())
    }

    /// The whole body; errors of its list are any of `entries`, which are components.
    pub(super) fn whole(self, mut entries: Vec<String>) -> Schema<'a> {
        self.shape(&self.envelope.body, &mut entries)
    }

    fn shape(self, shape: &'a BodyPart, entries: &mut Vec<String>) -> Schema<'a> {
        match shape {
            BodyPart::Object(members) => self.object(members, entries),
            BodyPart::Array(items) => self.array(items, entries),
            BodyPart::Errors(_) => Schema {
                min_items: Some(1),
                items: Some(Box::new(Schema::any_component(std::mem::take(entries)))),
                ..Schema::kind("array")
            },
            BodyPart::Constant(value) => Schema::values(vec![value.clone()]),
            BodyPart::Slot(_) => {
                self.value(shape, entries).map_or_else(Schema::default, |(it, _)| it)
            }
        }
    }

    fn object(self, members: &'a [Member], entries: &mut Vec<String>) -> Schema<'a> {
        let mut schema = Schema::kind("object");
        for member in members {
            match member {
                Member::Key(key, value) => {
                    if let Some((value, always)) = self.value(value, entries) {
                        schema.required.extend(always.then_some(key.as_str()));
                        schema.properties.push((key, value));
                    }
                }
                Member::Spread => self.spread(&mut schema),
            }
        }
        schema
    }

    /// The details' own fields; those of unknown codes are not known.
    fn spread(self, schema: &mut Schema<'a>) {
        let Of::Code(code) = self.of else { return };
        let Some(details) = &code.details else { return };
        if let Some(fields) = self.writer.api.fields_of(details) {
            self.writer.add_fields(schema, fields, details.optional);
        }
    }

    /// An array that stands as written. Others may follow what is known.
    fn array(self, items: &'a [BodyPart], entries: &mut Vec<String>) -> Schema<'a> {
        let items: Vec<_> = items.iter().filter_map(|item| self.value(item, entries)).collect();
        let always = items.iter().filter(|(_, always)| *always).count();
        let by_place = always == items.len();
        let items = items.into_iter().map(|(item, _)| item).collect();
        let mut schema =
            Schema { min_items: (always > 0).then_some(always), ..Schema::kind("array") };
        if by_place {
            schema.prefix_items = items;
            schema.items = Some(Box::default());
        } else {
            schema.items = Some(Box::new(Schema::any_of(items)));
        }
        schema
    }

    /// What is in one place, if anything ever does, and whether it always does.
    fn value(self, shape: &'a BodyPart, entries: &mut Vec<String>) -> Option<(Schema<'a>, bool)> {
        let BodyPart::Slot(slot) = shape else { return Some((self.shape(shape, entries), true)) };
        match (self.slot(*slot), slot.absent) {
            (SlotSchema::Always(schema), _) | (SlotSchema::Maybe(schema), Absent::Never) => {
                Some((schema, true))
            }
            (SlotSchema::Maybe(schema), Absent::Omit) => Some((schema, false)),
            (SlotSchema::Maybe(schema), Absent::Null) => Some((schema.or_null(), true)),
            (SlotSchema::Never, Absent::Null) => Some((Schema::kind("null"), true)),
            (SlotSchema::Never, Absent::Omit | Absent::Never) => None,
        }
    }
}
