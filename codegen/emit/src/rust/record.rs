//! Records as structs: those of an API's types, details of codes, and values of slots.

use super::ident::snake;
use super::imports::{Home, Imports};
use super::scope::ApiScope;
use super::source_text::SourceText;
use super::{builder, docs, steps, value};
use errcat_catalogue::model::{Base, Field, Presence, Prose, Scalar, Slot};
use errcat_catalogue::name::Name;

/// A struct of the generated crate.
pub(super) struct Record<'a> {
    pub(super) name: String,
    pub(super) docs: String,
    pub(super) members: Vec<Member<'a>>,
}

/// A field of a struct.
pub(super) struct Member<'a> {
    pub(super) name: String,
    /// The catalogue's name, which messages use. The details as a whole have none.
    pub(super) called: &'a str,
    pub(super) docs: String,
    pub(super) base: &'a Base,
    /// Whether there is nothing to build without it.
    pub(super) demanded: bool,
    /// Whether it is an `Option`.
    pub(super) option: bool,
    pub(super) origin: Origin<'a>,
}

/// What a field of a struct stands for.
#[derive(Clone, Copy)]
pub(super) enum Origin<'a> {
    /// A member of an object.
    Field(&'a Field),
    /// A slot, by its index.
    Slot(usize),
    /// The details as a whole.
    Details,
}

impl<'a> Member<'a> {
    /// The field of a struct that a field of the catalogue becomes.
    pub(super) fn field(api: ApiScope<'_>, field: &'a Field) -> Self {
        let required = field.ty.presence == Presence::Required;
        Self {
            name: snake(&field.name).to_string(),
            called: field.name.as_str(),
            docs: member_docs(api, &field.name, field.description.as_ref(), &field.ty.base),
            base: &field.ty.base,
            demanded: required,
            option: !required,
            origin: Origin::Field(field),
        }
    }

    /// The field of a struct for a slot. Even if it is required, it may be an `Option`: a body
    /// that was received does not tell what stood in a header.
    pub(super) fn slot(
        api: ApiScope<'_>,
        at: usize,
        slot: &'a Slot,
        demanded: bool,
        option: bool,
    ) -> Self {
        Self {
            name: snake(&slot.name).to_string(),
            called: slot.name.as_str(),
            docs: member_docs(api, &slot.name, slot.description.as_ref(), &slot.ty.base),
            base: &slot.ty.base,
            demanded,
            option,
            origin: Origin::Slot(at),
        }
    }

    /// Its type in a module.
    pub(super) fn ty(&self, imports: &Imports<'_>) -> String {
        let base = imports.base(self.base);
        if self.option { imports.option(&base) } else { base }
    }
}

/// What a field or slot holds: in the catalogue's words, or else its name.
fn member_docs(api: ApiScope<'_>, name: &Name, description: Option<&Prose>, base: &Base) -> String {
    let words =
        description.map_or_else(|| docs::plain(&name.title()), |prose| api.scope.line(prose));
    match form(base) {
        Some(form) => format!("{words}\n\n{form}"),
        None => words,
    }
}

/// What the Rust type of a value does not tell.
pub(super) const fn form(base: &Base) -> Option<&'static str> {
    let Base::Scalar(scalar) = base else { return None };
    match scalar {
        Scalar::Datetime => Some("Date and time with offset (RFC 3339)."),
        Scalar::Date => Some("Date: `YYYY-MM-DD`."),
        Scalar::Uuid => Some("UUID (RFC 9562)."),
        Scalar::Uri => Some("URI reference (RFC 3986)."),
        Scalar::Duration => Some("Its JSON value is whole seconds."),
        _ => None,
    }
}

/// Writes a file that has structs.
pub(super) struct Writer<'a> {
    imports: Imports<'a>,
    source: SourceText,
    /// The structs.
    names: Vec<String>,
    /// The builders, with their type parameters.
    builders: Vec<String>,
    /// The structs whose builders count.
    counting: Vec<String>,
}

impl<'a> Writer<'a> {
    /// For a file that defines the names `own`. `home` is where types are as seen from it.
    pub(super) fn new(
        api: ApiScope<'a>,
        home: Home,
        own: impl IntoIterator<Item = String>,
    ) -> Self {
        let imports = Imports::new(api, home, own);
        let source = SourceText::part(0);
        Self { imports, source, names: Vec::new(), builders: Vec::new(), counting: Vec::new() }
    }

    /// Writes a struct and the methods of its builder.
    pub(super) fn record(&mut self, record: &Record<'_>) {
        let Self { imports, source, .. } = self;
        write_struct(imports, record, source);
        write_record(imports, record, source);
        self.names.push(record.name.clone());
        if steps::are_needed(record) {
            steps::write(imports, record, source);
            self.counting.push(record.name.clone());
        } else {
            self.builders.push(builder::write(imports, record, source));
        }
    }

    /// Where else to write, and what things are called there.
    pub(super) const fn beside(&mut self) -> (&Imports<'a>, &mut SourceText) {
        (&self.imports, &mut self.source)
    }

    /// The text of a file with these docs.
    pub(super) fn finish(mut self, docs: &str) -> String {
        let mut file = SourceText::new(docs);
        self.imports.write(&mut file);
        let root = self.imports.place().root();
        let structs = |name: &str| format!("{root}::runtime_::structs::{name}");
        self.source.uses(&structs("structs"), "", &self.names);
        file.append(&self.source);
        let mut inside = SourceText::part(1);
        inside.uses(&structs("builders"), "", &self.builders);
        for name in &self.counting {
            inside.one_line(format_args!("{}!({name});", structs("counting_builder")));
        }
        if !inside.is_empty() {
            file.blank_line();
            file.docs("", "///", "Builders: the compiler reports a missing field.");
            file.nest("pub mod builders {", &inside, "}");
        }
        file.finish()
    }
}

fn write_struct(imports: &Imports<'_>, record: &Record<'_>, source: &mut SourceText) {
    source.blank_line();
    source.docs("", "///", &record.docs);
    if !record.members.iter().any(|member| member.demanded) {
        source.line("#[derive(Default)]");
    }
    source.line("#[non_exhaustive]");
    if record.members.is_empty() {
        return source.line(format_args!("pub struct {} {{}}", record.name));
    }
    source.line(format_args!("pub struct {} {{", record.name));
    for member in &record.members {
        source.docs("    ", "///", &member.docs);
        source.line(format_args!("    pub {}: {},", member.name, member.ty(imports)));
    }
    source.line("}");
}

/// Writes what a struct's fields stand for, the function that makes it, and the one that gives its fields.
fn write_record(imports: &Imports<'_>, record: &Record<'_>, source: &mut SourceText) {
    let name = |name: &'static str| imports.name(name);
    let [trait_, fields, field, part, from] = [
        name("crate::runtime_::record::Record"),
        name("crate::runtime_::record::Fields"),
        name("crate::runtime_::record::Field"),
        name("crate::runtime_::record::Part"),
        name("crate::runtime_::source::Source"),
    ];
    let is_empty = record.members.is_empty();
    source.one_line(format_args!("impl {trait_} for {} {{", record.name));
    let parts: Vec<String> = record.members.iter().map(|it| value::part(it, &part)).collect();
    source.row("    ", &format!("const PARTS: &'static [{part}] = &["), &parts, "];");
    // Without this, each use would have a copy, and a release build would take a sixth longer.
    source.line(format_args!(
        "\n    #[inline(never)]\n    fn make({}: &mut {from}<'_>) -> Self {{",
        if is_empty { "_" } else { "from" }
    ));
    let made: Vec<String> =
        record.members.iter().map(|member| format!("{}: from.next()", member.name)).collect();
    source.row("        ", "Self {", &made, "}");
    source.line("    }\n}");
    source.one_line(format_args!("impl {fields} for {} {{", record.name));
    let at = if record.members.len() > 1 { "at" } else { "_" };
    source.line(format_args!("    fn field(&self, {at}: usize) -> &dyn {field} {{"));
    match record.members.as_slice() {
        [] => source.line(format_args!("        {}", name("crate::runtime_::record::NO_FIELD"))),
        [member] => source.line(format_args!("        &self.{}", member.name)),
        [others @ .., last] => {
            source.line("        match at {");
            for (at, member) in others.iter().enumerate() {
                source.line(format_args!("            {at} => &self.{},", member.name));
            }
            source.line(format_args!("            _ => &self.{},\n        }}", last.name));
        }
    }
    source.line("    }\n}");
}
