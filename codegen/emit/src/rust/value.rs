//! The fields of structs, as the runtime's `Part`.

use super::record::{Member, Origin};
use super::source_text::Literal;
use errcat_catalogue::model::Presence;

/// What a field stands for: `Part::Required("max")`.
pub(super) fn part(member: &Member<'_>, part: &str) -> String {
    let called = Literal(member.called);
    let optional = if member.option { "Optional" } else { "" };
    match member.origin {
        Origin::Field(field) => {
            let key = Literal(&field.wire);
            let own = format!("{part}::{}({key})", presence(field.ty.presence));
            if called.to_string() == key.to_string() {
                own
            } else {
                format!("{part}::Called({called}, &{own})")
            }
        }
        Origin::Slot(slot) => format!("{part}::{optional}Slot({slot}, {called})"),
        Origin::Details => format!("{part}::{optional}Details"),
    }
}

/// The variant for a member of an object.
const fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "Required",
        Presence::Omitted => "Optional",
        Presence::Null => "Nullable",
    }
}
