//! What the fields of structs stand for.

use super::record::{Member, Origin};
use super::source_text::Literal;
use errcat_catalogue::model::Presence;

/// What a field stands for: `Member("max", Never)`.
pub(super) fn stands_for(member: &Member<'_>) -> String {
    let absence = if member.option { "Omit" } else { "Never" };
    match member.origin {
        Origin::Field(field) => {
            let absence = match field.ty.presence {
                Presence::Required => "Never",
                Presence::Omitted => "Omit",
                Presence::Null => "Null",
            };
            format!("Member({}, {absence})", Literal(&field.wire))
        }
        Origin::Slot(slot) => format!("Slot({slot}, {absence})"),
        Origin::Details => format!("Details({absence})"),
    }
}
