//! The values of an envelope's slots that neither codes fix nor errors fill.

use super::imports::Imports;
use super::record::{Member, Origin, Record, Writer};
use super::scope::ApiScope;
use super::source::Source;
use errcat_catalogue::model::Envelope;

/// Writes the structs `Slots` and `ErrorSlots`.
pub(super) fn write(api: ApiScope<'_>, envelope: &Envelope, writer: &mut Writer<'_>) {
    for (name, docs, per_error) in [
        ("Slots", "What a response says beside its errors.", false),
        ("ErrorSlots", "What an error in a list says beside its details.", true),
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
        write_values(&writer.imports, &record, &mut writer.source);
    }
}

fn write_values(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let name = &record.name;
    let sealed = imports.name("crate::shared_::wire::Sealed");
    source.one_line(format_args!("impl {sealed} for {name} {{}}"));
    let (option, result) =
        (imports.name("core::option::Option"), imports.name("core::result::Result"));
    let (json, found) = (imports.name("crate::Json"), imports.name("crate::shared_::found::Found"));
    let mismatch = imports.name("crate::shared_::found::SlotMismatch");
    source.one_line(format_args!("impl {} for {name} {{", imports.name("crate::SlotValues")));
    let (slot, from) = if record.members.is_empty() { ("_", "_") } else { ("slot", "found") };
    source.line(format_args!("    fn get(&self, {slot}: usize) -> {option}<{json}> {{"));
    if record.members.is_empty() {
        source.line("        None");
    } else {
        write_matches(imports, record, source);
    }
    source.line(format_args!(
        "    }}\n\n    fn read({from}: &{found}<'_>) -> {result}<Self, {mismatch}> {{"
    ));
    let values = record.members.iter().map(|Member { name, option, origin, .. }| {
        let at = slot_of(*origin);
        let how = if *option { "optional" } else { "required" };
        format!("{name}: found.{how}({at})?")
    });
    source.row("        ", "Ok(Self {", &values.collect::<Vec<_>>(), "})");
    source.line("    }\n}");
}

fn write_matches(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let value = imports.name("crate::shared_::value::Value");
    source.line("        match slot {");
    for Member { name, option, origin, .. } in &record.members {
        let at = slot_of(*origin);
        source.line(if *option {
            format!("            {at} => self.{name}.as_ref().map({value}::json),")
        } else {
            format!("            {at} => Some({value}::json(&self.{name})),")
        });
    }
    source.line("            _ => None,\n        }");
}

/// The index of the slot that a field stands for.
const fn slot_of(origin: Origin<'_>) -> usize {
    match origin {
        Origin::Slot(at) => at,
        Origin::Field(_) | Origin::Details => usize::MAX,
    }
}
