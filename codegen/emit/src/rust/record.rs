//! Records as structs: those of an API's types, details of codes, and values of slots.

use super::builder::{Builder, setter};
use super::ident::snake;
use super::imports::{Home, Imports};
use super::scope::ApiScope;
use super::source_text::{Literal, SourceText};
use super::{docs, steps, value};
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

/// So many structs go to one use of a macro: the compiler takes a time that grows with the square of the uses
/// in a file, and with the square of the structs in each.
const AT_ONCE: usize = 8;

/// Writes a file that has structs.
pub(super) struct Writer<'a> {
    imports: Imports<'a>,
    source: SourceText,
    /// The use of a macro that takes structs at the moment: which, how many it has, and they.
    open: Option<(&'static str, usize, SourceText)>,
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
        Self { imports, source, open: None, builders: Vec::new(), counting: Vec::new() }
    }

    /// Writes a struct and its builder.
    pub(super) fn record(&mut self, record: &Record<'_>) {
        let counts = steps::are_needed(record);
        let builder = (!counts).then(|| Builder::new(&self.imports, record));
        let name = if counts { "fields" } else { "records" };
        if self.open.as_ref().is_none_or(|(open, count, _)| *open != name || *count == AT_ONCE) {
            self.close();
        }
        let (_, count, inside) = self.open.get_or_insert_with(|| (name, 0, SourceText::part(1)));
        *count += 1;
        inside.blank_line();
        write_struct(&self.imports, record, builder.as_ref(), inside);
        if let Some(builder) = builder {
            self.builders.push(builder.head());
        } else {
            self.close();
            steps::write(&self.imports, record, &mut self.source);
            self.counting.push(record.name.clone());
        }
    }

    /// Where else to write, and what things are called there.
    pub(super) fn beside(&mut self) -> (&Imports<'a>, &mut SourceText) {
        self.close();
        (&self.imports, &mut self.source)
    }

    fn close(&mut self) {
        if let Some((name, _, inside)) = self.open.take() {
            self.source.blank_line();
            let root = self.imports.place().root();
            self.source.nest(format_args!("{root}::runtime_::structs::{name}! {{"), &inside, "}");
        }
    }

    /// The text of a file with these docs.
    pub(super) fn finish(mut self, docs: &str) -> String {
        self.close();
        let mut file = SourceText::new(docs);
        self.imports.write(&mut file);
        file.append(&self.source);
        let root = self.imports.place().root();
        let structs = |name: &str| format!("{root}::runtime_::structs::{name}");
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

/// Writes a struct as the macros of the runtime take it: behind each field, what it stands for, and the
/// function of the builder.
fn write_struct(
    imports: &Imports<'_>,
    record: &Record<'_>,
    builder: Option<&Builder<'_>>,
    source: &mut SourceText,
) {
    source.docs("", "///", &record.docs);
    if !record.members.iter().any(|member| member.demanded) {
        source.line("#[derive(Default)]");
    }
    let open = format!("pub struct {}", record.name);
    match builder.map(Builder::parameters).unwrap_or_default().as_slice() {
        [] if record.members.is_empty() => return source.line(format_args!("{open} {{}}")),
        [] => source.line(format_args!("{open} {{")),
        parameters => source.row("", &format!("{open}<"), parameters, "> {"),
    }
    for (at, member) in record.members.iter().enumerate() {
        source.docs("    ", "///", &member.docs);
        let (name, ty) = (&member.name, member.ty(imports));
        let part = format!("{}, {};", Literal(member.called), value::stands_for(member));
        source.broken(&format!("    pub {name}: {ty} ="), &part);
        if let Some(builder) = builder {
            let head = format!("    fn {}({})", setter(name), builder.types[at]);
            source.broken(&head, &format!("-> {};", builder.with(at)));
        }
    }
    source.line("}");
}
