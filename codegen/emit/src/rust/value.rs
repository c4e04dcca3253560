//! The fields of structs, as calls of the runtime's `Source` and `Fields`.

use super::record::{Member, Origin};
use super::source_text::Literal;
use errcat_catalogue::model::Presence;

/// A field from a source: `max: from.required("max")`.
pub(super) fn made(member: &Member<'_>) -> String {
    let name = &member.name;
    let optional = if member.option { "optional_" } else { "" };
    match member.origin {
        Origin::Field(field) => {
            format!("{name}: from.{}({})", presence(field.ty.presence), Literal(&field.wire))
        }
        Origin::Slot(slot) => format!("{name}: from.{optional}slot({slot})"),
        Origin::Details => format!("{name}: from.{optional}details()"),
    }
}

/// The same field, shown: `to.required("max", &self.max);`.
pub(super) fn shown(member: &Member<'_>) -> String {
    let (name, called) = (&member.name, Literal(member.called));
    match member.origin {
        Origin::Field(field) => {
            let (presence, key) = (presence(field.ty.presence), Literal(&field.wire));
            let called = if called == key { String::new() } else { format!(".called({called})") };
            format!("to{called}.{presence}({key}, &self.{name});")
        }
        Origin::Slot(slot) => format!("to.slot({slot}, {called}, &self.{name});"),
        Origin::Details => format!("to.details(&self.{name});"),
    }
}

/// The function for a member of an object.
const fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Omitted => "optional",
        Presence::Null => "nullable",
    }
}
