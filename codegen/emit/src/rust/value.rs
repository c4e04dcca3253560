//! What the fields of structs stand for.

use super::imports::Imports;
use super::record::{Member, Origin, Record};
use super::source::{Literal, Source};
use errcat_catalogue::model::Presence;

/// `Record` for a struct: what the crate reads and writes it by.
pub(super) fn write(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let trait_ = imports.name("crate::shared_::record::Record");
    source.one_line(format_args!("impl {trait_} for {} {{", record.name));
    write_empty(imports, record, source);
    write_parts(imports, record, source);
    let (option, field) =
        (imports.name("core::option::Option"), imports.name("crate::shared_::record::Field"));
    for (name, reference) in [("get", "&"), ("get_mut", "&mut ")] {
        let at = if record.members.is_empty() { "_" } else { "at" };
        source.line(format_args!(
            "\n    fn {name}({reference}self, {at}: usize) -> {option}<{reference}dyn {field}> {{"
        ));
        write_fields(record, reference, source);
        source.line("    }");
    }
    source.line("}");
}

fn write_empty(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    source.line("    fn empty() -> Self {");
    let fields: Vec<String> = record
        .members
        .iter()
        .map(|member| {
            let value = imports.name("crate::shared_::value::Value");
            format!("{}: {value}::empty()", member.name)
        })
        .collect();
    source.row("        ", "Self {", &fields, "}");
    source.line("    }\n");
}

fn write_parts(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let part = imports.name("crate::shared_::record::Part");
    source.line(format_args!("    fn parts(&self) -> &'static [(&'static str, {part})] {{"));
    let parts: Vec<String> = record
        .members
        .iter()
        .map(|member| {
            format!("({}, {part}::{})", Literal(member.called), stands_for(imports, member))
        })
        .collect();
    source.row("        ", "&[", &parts, "]");
    source.line("    }");
}

/// What a field stands for: `Member("max", Absent::Never)`.
fn stands_for(imports: &Imports<'_>, member: &Member<'_>) -> String {
    let absent = || imports.name("crate::shared_::shape::Absent");
    match member.origin {
        Origin::Field(field) => {
            let absence = match field.ty.presence {
                Presence::Required => "Never",
                Presence::Omitted => "Omit",
                Presence::Null => "Null",
            };
            format!("Member({}, {}::{absence})", Literal(&field.wire), absent())
        }
        Origin::Slot(slot) => format!("Slot({slot})"),
        Origin::Details => {
            let absence = if member.option { "Omit" } else { "Never" };
            format!("Details({}::{absence})", absent())
        }
    }
}

fn write_fields(record: &Record<'_>, reference: &str, source: &mut Source) {
    if record.members.is_empty() {
        return source.line("        None");
    }
    source.line("        Some(match at {");
    for (at, member) in record.members.iter().enumerate() {
        source.line(format_args!("            {at} => {reference}self.{},", member.name));
    }
    source.line("            _ => return None,\n        })");
}
