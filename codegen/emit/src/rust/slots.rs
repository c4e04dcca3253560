//! The values of an envelope's slots that neither codes fix nor errors fill.

use super::record::{Member, Record, Writer};
use super::scope::ApiScope;
use errcat_catalogue::model::Envelope;

/// Writes the structs `Slots` and `ErrorSlots`.
pub(super) fn write(api: ApiScope<'_>, envelope: &Envelope, writer: &mut Writer<'_>) {
    for (name, docs, per_error) in [
        ("Slots", "The slots of a response besides its errors.", false),
        ("ErrorSlots", "The slots of an error in a list besides its details.", true),
    ] {
        let slots = envelope
            .slots
            .iter()
            .enumerate()
            .filter(|(_, slot)| slot.per_error == per_error && !slot.fixed && !slot.filled);
        let members = slots.map(|(at, slot)| {
            let option = !slot.required || slot.in_body.is_none();
            Member::slot(api, at, slot, slot.required, option)
        });
        let record =
            Record { name: name.to_owned(), docs: docs.to_owned(), members: members.collect() };
        writer.record(&record);
    }
    let (_, source) = writer.beside();
    let root = api.scope.place.root();
    source.one_line(format_args!("{root}::runtime_::structs::slots!(Slots ErrorSlots);"));
}
