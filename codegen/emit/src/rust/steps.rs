//! Builders of structs with very many fields that must be given.
//!
//! With a type parameter for each of them, every setter would name all others: the text, and the
//! compiler's work, would grow with the square of their number. So these are given in their order, and
//! the builder's type counts them.

use super::builder::{setter, write_signature};
use super::imports::Imports;
use super::record::{Member, Record};
use super::source::Source;

/// Up to so many fields may be given in any order.
pub(super) const MOST_IN_ANY_ORDER: usize = 64;

/// The builder of a struct, as its module `builders` has it.
pub(super) struct Steps<'r> {
    name: &'r str,
    members: &'r [Member<'r>],
    /// The type of each field without its `Option`.
    types: Vec<String>,
}

impl<'r> Steps<'r> {
    pub(super) fn new(imports: &Imports<'_>, record: &'r Record<'r>) -> Self {
        let members = record.members.as_slice();
        let types = members.iter().map(|member| imports.base(member.base)).collect();
        Self { name: &record.name, members, types }
    }

    /// Writes the function that begins one to where the struct is.
    pub(super) fn write_begin(&self, source: &mut Source) {
        let name = self.name;
        source.one_line(format_args!("impl {name} {{"));
        let docs = "Begins with nothing; what is required is given in the order of the fields, and \
                    then `build`\nis there.";
        source.docs("    ", "///", docs);
        source.line(format_args!("    pub fn builder() -> builders::{name}<0> {{"));
        source.line(format_args!("        builders::{name} {{ parts: builders::{name}_::new() }}"));
        source.line("    }\n}");
    }

    /// Writes the builder.
    pub(super) fn write(&self, imports: &Imports<'_>, source: &mut Source) {
        self.write_structs(imports, source);
        let (name, into) = (self.name, imports.name("core::convert::Into"));
        let fields = || self.members.iter().zip(&self.types);
        for (at, (member, ty)) in fields().filter(|(it, _)| it.demanded).enumerate() {
            let field = &member.name;
            source.one_line(format_args!("impl {name}<{at}> {{"));
            source.docs("    ", "///", &member.docs);
            let (given, next) = (format!("{field}: impl {into}<{ty}>"), at + 1);
            let result = format!("{name}<{next}>");
            write_signature("mut self", setter(field), &given, &result, source);
            source.line(format_args!("        self.parts.{field} = Some({field}.into());"));
            source.line(format_args!("        {name} {{ parts: self.parts }}\n    }}\n}}"));
        }
        let mut optional = Source::part(1);
        for (member, ty) in fields().filter(|(it, _)| !it.demanded) {
            let field = &member.name;
            optional.blank_line();
            optional.docs("", "///", &member.docs);
            let given = format!("{field}: impl {into}<{ty}>");
            optional.line(format_args!("pub fn {}(mut self, {given}) -> Self {{", setter(field)));
            optional.line(format_args!("    self.parts.{field} = Some({field}.into());"));
            optional.line("    self\n}");
        }
        if !optional.is_empty() {
            source.blank_line();
            let open = format!("impl<const GIVEN: usize> {name}<GIVEN> {{");
            source.nest(open, &optional, "}");
        }
        self.write_build(source);
    }

    fn write_structs(&self, imports: &Imports<'_>, source: &mut Source) {
        let (name, boxed) = (self.name, imports.name("alloc_::boxed::Box"));
        let mut fields = Source::part(1);
        for (member, ty) in self.members.iter().zip(&self.types) {
            fields.line(format_args!("    {}: {},", member.name, imports.option(ty)));
        }
        let docs = format!("What has been given to a builder of [`{name}`](super::{name}).");
        // No name of the catalogue ends so.
        let open = format!(
            "#[derive(Clone)]\n#[allow(non_camel_case_types, reason = \"no other name ends so\")]\n\
             pub(super) struct {name}_"
        );
        source.structure(&docs, &open, &fields);
        source.one_line(format_args!("impl {name}_ {{"));
        source.line(format_args!("    pub(super) fn new() -> {boxed}<Self> {{"));
        let none = self.members.iter().map(|member| format!("{}: None", member.name));
        source.run("        ", &format!("{boxed}::new(Self {{"), &none.collect::<Vec<_>>(), "})");
        source.line("    }\n}");
        let mut parts = Source::part(1);
        parts.line(format_args!("    pub(super) parts: {boxed}<{name}_>,"));
        let docs =
            format!("Builder of [`{name}`](super::{name}): so many of its fields are given.");
        let open = format!("#[derive(Clone)]\n#[must_use]\npub struct {name}<const GIVEN: usize>");
        source.structure(&docs, &open, &parts);
        let fmt = imports.name("core::fmt");
        source.one_line(format_args!("impl<const GIVEN: usize> {fmt}::Debug for {name}<GIVEN> {{"));
        source.line(format_args!(
            "    fn fmt(&self, f: &mut {fmt}::Formatter<'_>) -> {fmt}::Result {{"
        ));
        source.line(format_args!("        f.debug_struct(\"{name}\").finish_non_exhaustive()"));
        source.line("    }\n}");
    }

    fn write_build(&self, source: &mut Source) {
        let name = self.name;
        let demanded = self.members.iter().filter(|member| member.demanded).count();
        source.one_line(format_args!("impl {name}<{demanded}> {{"));
        source.docs("    ", "///", "What has been given, as a whole.");
        source.line(format_args!("    #[must_use]\n    pub fn build(self) -> super::{name} {{"));
        source.line("        let parts = *self.parts;");
        let values = self.members.iter().map(|Member { name, option, .. }| {
            // The builder's type tells that it has been given.
            let sure = if *option { "" } else { ".unwrap_or_else(|| unreachable!())" };
            format!("{name}: parts.{name}{sure}")
        });
        let open = format!("super::{name} {{");
        source.row("        ", &open, &values.collect::<Vec<_>>(), "}");
        source.line("    }\n}");
    }
}
