//! What a slot of a body holds, for one code or for any.

use serde_json::Value as Json;

use super::body::{Body, Of};
use super::keys;
use super::schema::Schema;
use super::tag::{self, Tag};
use super::types::{constant, number_text};
use errcat_catalogue::model::{BuiltIn, Code, GRPC_NAMES, SlotRef, SlotUse, Status};

/// What may be in a slot.
pub(super) enum SlotSchema<'a> {
    /// There is always a value.
    Always(Schema<'a>),
    /// There may be a value.
    Maybe(Schema<'a>),
    /// There is never a value.
    Never,
}

impl<'a> SlotSchema<'a> {
    fn map(self, change: impl FnOnce(Schema<'a>) -> Schema<'a>) -> Self {
        match self {
            Self::Always(schema) => Self::Always(change(schema)),
            Self::Maybe(schema) => Self::Maybe(change(schema)),
            Self::Never => Self::Never,
        }
    }
}

impl<'a> Body<'a> {
    /// What is in a slot.
    pub(super) fn slot(self, slot: SlotUse) -> SlotSchema<'a> {
        match slot.slot {
            SlotRef::BuiltIn(built_in) => {
                let value = match self.of {
                    Of::Code(code) => self.of_code(built_in, slot.as_string, code),
                    Of::Any | Of::Unknown => self.of_any(built_in, slot),
                };
                if self.is_of_code() {
                    value
                } else {
                    value.map(|schema| schema.describe(built_in.description()))
                }
            }
            SlotRef::Own(index) => self.own(index, slot.as_string),
        }
    }

    /// Slots are described once, in the schemas for any code, and not again in each code's.
    fn is_of_code(self) -> bool {
        matches!(self.of, Of::Code(_))
    }

    fn of_code(self, slot: BuiltIn, as_string: bool, code: &'a Code) -> SlotSchema<'a> {
        let Self { writer, .. } = self;
        SlotSchema::Always(match slot {
            BuiltIn::Code => constant(&code.wire.json(), as_string),
            BuiltIn::Name => constant(&code.name.as_str().into(), false),
            BuiltIn::Title | BuiltIn::Message => Schema::kind("string"),
            BuiltIn::Type => {
                constant(&tag::problem_type(writer.catalogue, writer.api, code).into(), false)
            }
            BuiltIn::Status if code.statuses.is_empty() => {
                return SlotSchema::Maybe(any_status(as_string));
            }
            BuiltIn::Status => statuses(&code.statuses, as_string),
            BuiltIn::Grpc => match code.grpc {
                Some(grpc) => constant(&grpc.as_str().into(), false),
                None => return SlotSchema::Never,
            },
            BuiltIn::Details => match &code.details {
                Some(details) if details.optional => {
                    return SlotSchema::Maybe(writer.details(code, details));
                }
                Some(details) => writer.details(code, details),
                None => return SlotSchema::Never,
            },
        })
    }

    fn of_any(self, slot: BuiltIn, place: SlotUse) -> SlotSchema<'a> {
        let tag = Tag::of(self.envelope);
        SlotSchema::Always(match slot {
            _ if tag.is(place) => self.tag(tag),
            BuiltIn::Code | BuiltIn::Name | BuiltIn::Title | BuiltIn::Message => {
                Schema::kind("string")
            }
            BuiltIn::Type => Schema::format("string", "uri-reference"),
            BuiltIn::Status => return SlotSchema::Maybe(any_status(place.as_string)),
            BuiltIn::Grpc => {
                let names = GRPC_NAMES.iter().map(|name| (*name).into()).collect();
                return SlotSchema::Maybe(Schema::values(names));
            }
            BuiltIn::Details => return SlotSchema::Maybe(Schema::default()),
        })
    }

    fn tag(self, tag: Tag) -> Schema<'a> {
        let known = Schema::component(&keys::known(tag.as_str()));
        match self.of {
            Of::Unknown => Schema { not: Some(Box::new(known)), ..tag.any(self.writer.api) },
            _ => Schema::component(&keys::open(tag.as_str())),
        }
    }

    fn own(self, index: usize, as_string: bool) -> SlotSchema<'a> {
        let slot = &self.envelope.slots[index];
        let described = |mut schema: Schema<'a>| {
            if let Some(description) = slot.description.as_ref().filter(|_| !self.is_of_code()) {
                schema.description = Some(self.writer.inline(description).into());
            }
            schema
        };
        let of_type = || {
            if as_string {
                return described(number_text(&slot.ty.base));
            }
            let examples = slot.example.iter().filter(|_| !self.is_of_code()).collect();
            described(Schema { examples, ..self.writer.ty(&slot.ty) })
        };
        match self.of {
            Of::Code(code) if slot.fixed => match code.fixed(index) {
                Some(value) => SlotSchema::Always(described(constant(value, as_string))),
                None => SlotSchema::Never,
            },
            Of::Code(code) if code.fills.contains(&index) => SlotSchema::Always(of_type()),
            _ if slot.required => SlotSchema::Always(of_type()),
            _ => SlotSchema::Maybe(of_type()),
        }
    }
}

/// Any status that an error may have.
fn any_status<'a>(as_string: bool) -> Schema<'a> {
    if as_string {
        Schema { pattern: Some("^[45][0-9]{2}$".to_owned()), ..Schema::kind("string") }
    } else {
        Schema { minimum: Some(400), maximum: Some(599), ..Schema::kind("integer") }
    }
}

/// One of these statuses.
fn statuses<'a>(statuses: &[Status], as_string: bool) -> Schema<'a> {
    let classes: Vec<u8> = statuses
        .iter()
        .filter(|status| status.exact().is_none())
        .map(|status| status.class())
        .collect();
    let exact = statuses
        .iter()
        .filter(|status| !classes.contains(&status.class()))
        .filter_map(|status| status.exact())
        .map(|status| constant_status(status, as_string))
        .collect::<Vec<Json>>();
    let mut schemas = Vec::new();
    if !exact.is_empty() {
        schemas.push(Schema::values(exact));
    }
    schemas.extend(classes.into_iter().map(|class| of_class(class, as_string)));
    Schema::any_of(schemas)
}

fn constant_status(status: u16, as_string: bool) -> Json {
    if as_string { status.to_string().into() } else { status.into() }
}

fn of_class<'a>(class: u8, as_string: bool) -> Schema<'a> {
    if as_string {
        return Schema { pattern: Some(format!("^{class}[0-9]{{2}}$")), ..Schema::kind("string") };
    }
    let first = i64::from(class) * 100;
    Schema { minimum: Some(first), maximum: Some(first + 99), ..Schema::kind("integer") }
}
