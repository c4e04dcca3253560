//! What structs are as JSON.

use super::imports::Imports;
use super::record::{Member, Origin, Record};
use super::source::{Literal, Source};
use crate::catalogue::{Field, Presence};

/// `Value` for a struct that is an object.
pub(super) fn write(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let value = imports.name("crate::shared_::value::Value");
    let (json, result) = (imports.name("crate::Json"), imports.name("core::result::Result"));
    let mismatch = imports.name("crate::shared_::value::Mismatch");
    let fields = imports.name("crate::shared_::value::Fields");
    source.one_line(format_args!("impl {value} for {} {{", record.name));
    source.line(format_args!("    fn json(&self) -> {json} {{"));
    write_members(imports, record, source);
    source.line("    }\n");
    source.line(format_args!("    fn read(json: &{json}) -> {result}<Self, {mismatch}> {{"));
    source.line(format_args!("        let fields = {fields}::of(json)?;"));
    let read = fields_of(record).map(|(member, field)| {
        format!("{}: fields.{}({})?", member.name, presence(field), Literal(&field.wire))
    });
    source.row("        ", "Ok(Self {", &read.collect::<Vec<_>>(), "})");
    source.line("    }\n}");
}

/// The object's members, written one after the other.
fn write_members(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let members = imports.name("crate::shared_::value::Members");
    let calls: Vec<String> = fields_of(record)
        .map(|(member, field)| {
            format!(".{}({}, &self.{})", presence(field), Literal(&field.wire), member.name)
        })
        .collect();
    if let [call] = calls.as_slice() {
        let line = format!("        {members}::new(){call}.json()");
        if source.fits(&line) {
            return source.line(line);
        }
    }
    source.line(format_args!("        {members}::new()"));
    for call in calls {
        source.line(format_args!("            {call}"));
    }
    source.line(format_args!("            .json()"));
}

/// The functions of a struct that holds filled slots, beside details or alone.
pub(super) fn write_filled(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let (json, option) = (imports.name("crate::Json"), imports.name("core::option::Option"));
    let found = imports.name("crate::shared_::found::Found");
    source.one_line(format_args!("impl {} {{", record.name));
    write_details(imports, record, source);
    source.line(format_args!(
        "    pub(super) fn filled(&self, slot: usize) -> {option}<{json}> {{\n        match slot {{"
    ));
    for (member, slot) in slots_of(record) {
        let value = imports.name("crate::shared_::value::Value");
        source.line(format_args!(
            "            {slot} => Some({value}::json(&self.{})),",
            member.name
        ));
    }
    source.line("            _ => None,\n        }\n    }\n");
    let has_details = record.members.iter().any(|member| !matches!(member.origin, Origin::Slot(_)));
    let details = if has_details { "details" } else { "_" };
    let signature = format!(
        "    pub(super) fn read({details}: {option}<&{json}>, found: &{found}<'_>) -> {option}<Self> {{"
    );
    if source.fits(&signature) {
        source.line(signature);
    } else {
        source.line("    pub(super) fn read(");
        source.line(format_args!("        {details}: {option}<&{json}>,"));
        source.line(format_args!("        found: &{found}<'_>,\n    ) -> {option}<Self> {{"));
    }
    write_read(imports, record, source);
    source.line("    }\n}");
}

fn write_details(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let json = imports.name("crate::Json");
    let whole = record.members.iter().find(|member| matches!(member.origin, Origin::Details));
    if whole.is_none() && fields_of(record).next().is_none() {
        return;
    }
    let ty = if whole.is_some_and(|whole| whole.option) {
        imports.option(json)
    } else {
        json.to_owned()
    };
    source.line(format_args!("    pub(super) fn details(&self) -> {ty} {{"));
    let value = || imports.name("crate::shared_::value::Value");
    match whole {
        None => write_members(imports, record, source),
        Some(whole) if whole.option => {
            source.line(format_args!("        self.details.as_ref().map({}::json)", value()));
        }
        Some(_) => source.line(format_args!("        {}::json(&self.details)", value())),
    }
    source.line("    }\n");
}

fn write_read(imports: &Imports<'_>, record: &Record<'_>, source: &mut Source) {
    let optional = |member: &&Member<'_>| matches!(member.origin, Origin::Field(_));
    let mut fields = record.members.iter().filter(optional).peekable();
    if fields.peek().is_some() {
        let of = imports.name("crate::shared_::value::Fields");
        if fields.any(|member| member.demanded) {
            source.line(format_args!("        let fields = {of}::of(details?).ok()?;"));
        } else {
            let value = imports.name("crate::shared_::value");
            source.line(format_args!(
                "        let details: {} = {value}::needed_or_empty(details)?;",
                imports.name("crate::Json")
            ));
            source.line(format_args!("        let fields = {of}::of(&details).ok()?;"));
        }
    }
    let values = record.members.iter().map(|member| {
        let value = match member.origin {
            Origin::Field(field) => {
                format!("fields.{}({}).ok()?", presence(field), Literal(&field.wire))
            }
            Origin::Slot(slot) => format!("found.required({slot}).ok()?"),
            Origin::Details => {
                let value = imports.name("crate::shared_::value");
                let how = if member.option { "maybe" } else { "needed" };
                format!("{value}::{how}(details)?")
            }
        };
        format!("{}: {value}", member.name)
    });
    source.row("        ", "Some(Self {", &values.collect::<Vec<_>>(), "})");
}

/// How a field is read and written.
const fn presence(field: &Field) -> &'static str {
    match field.ty.presence {
        Presence::Required => "required",
        Presence::Omitted => "optional",
        Presence::Null => "nullable",
    }
}

fn fields_of<'r>(record: &'r Record<'r>) -> impl Iterator<Item = (&'r Member<'r>, &'r Field)> {
    record.members.iter().filter_map(|member| match member.origin {
        Origin::Field(field) => Some((member, field)),
        _ => None,
    })
}

fn slots_of<'r>(record: &'r Record<'r>) -> impl Iterator<Item = (&'r Member<'r>, usize)> {
    record.members.iter().filter_map(|member| match member.origin {
        Origin::Slot(slot) => Some((member, slot)),
        _ => None,
    })
}
