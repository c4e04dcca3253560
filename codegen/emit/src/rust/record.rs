//! Records as structs: those of an API's types, details of codes, and values of slots.

use super::builder::Builders;
use super::docs;
use super::ident::snake;
use super::imports::{Home, Imports};
use super::scope::ApiScope;
use super::source::Source;
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

    /// The field of a struct for a slot. Where it is demanded, it may still be an `Option`: a body
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
        Scalar::Duration => Some("It travels as whole seconds."),
        _ => None,
    }
}

/// The struct, and how to build one: its own part goes to `source`, the builder to `builders`.
pub(super) struct Writer<'a> {
    pub(super) imports: Imports<'a>,
    pub(super) source: Source,
    /// The module `builders` in the module of the structs.
    pub(super) builders: Builders<'a>,
}

impl<'a> Writer<'a> {
    /// Writes a struct and its builder.
    pub(super) fn record(&mut self, record: &Record<'_>) {
        let (imports, source) = (&self.imports, &mut self.source);
        let demands = record.members.iter().any(|member| member.demanded);
        let default = if demands { "" } else { ", Default" };
        let name = &record.name;
        let mut fields = Source::part(0);
        for member in &record.members {
            fields.docs("    ", "///", &member.docs);
            fields.line(format_args!("    pub {}: {},", member.name, member.ty(imports)));
        }
        let open = format!(
            "#[derive(Debug, Clone, PartialEq{default})]\n#[non_exhaustive]\npub struct {name}"
        );
        source.structure(&record.docs, &open, &fields);
        self.builders.record(imports, record, source);
    }

    /// For a file whose structs have these names, `own` among all that it defines. `home` is where
    /// types are as seen from its builders.
    pub(super) fn new(
        api: ApiScope<'a>,
        (here, below): (Home, Home),
        own: impl IntoIterator<Item = String>,
        structs: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            imports: Imports::new(api, here, own),
            source: Source::part(0),
            builders: Builders::new(api, below, structs),
        }
    }

    /// The text of a file with these docs.
    pub(super) fn finish(self, docs: &str) -> String {
        let mut file = Source::new(docs);
        self.imports.write(&mut file);
        file.append(&self.source);
        self.builders.finish(&mut file);
        file.finish()
    }
}
