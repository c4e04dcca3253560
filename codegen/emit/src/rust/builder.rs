//! Builders of structs: with a type parameter for each field that must be given, so that the
//! compiler knows what is missing.
//!
//! Fields are given by name and in any order, and the type parameters are in the order of the fields' names. So
//! the order in the catalogue never matters, and a new optional field breaks nobody. Of very many fields that
//! must be given, see [`steps`](super::steps).

use super::imports::Imports;
use super::record::{Member, Record};
use super::source_text::{SourceText, list};

/// What the types of a builder are.
struct Builder<'r> {
    name: &'r str,
    /// The type of each field where it is given, without its `Option`.
    types: Vec<String>,
    /// The type parameter of each field that must be given.
    parameters: Vec<Option<String>>,
    /// The indices of these fields, in the order of their type parameters.
    order: Vec<usize>,
}

/// Writes the methods of a struct's builder. Returns its type with its parameters.
pub(super) fn write(imports: &Imports<'_>, record: &Record<'_>, source: &mut SourceText) -> String {
    let builder = Builder::new(imports, record);
    let name = &record.name;
    if !record.members.is_empty() {
        source.one_line(format_args!("impl{} builders::{} {{", builder.generics(), builder.ty()));
        for (at, member) in record.members.iter().enumerate() {
            if at > 0 {
                source.blank_line();
            }
            let result = builder.with(at);
            write_setter(imports, member, (&builder.types[at], &result), source);
            if result == "Self" {
                source.line("        self\n    }");
            } else {
                let given = imports.name("core::marker::PhantomData");
                let given = format!("{{ record: self.record, given: {given} }}");
                source.line(format_args!("        builders::{name} {given}\n    }}"));
            }
        }
        source.line("}");
    }
    source.one_line(format_args!("impl builders::{} {{", builder.complete()));
    source.docs("    ", "///", "The finished value.");
    source.line(format_args!("    #[must_use]\n    pub fn build(self) -> {name} {{"));
    source.line("        self.record\n    }\n}");
    builder.ty()
}

impl<'r> Builder<'r> {
    fn new(imports: &Imports<'_>, record: &'r Record<'r>) -> Self {
        let suffix = if imports.has_numbered() { "_" } else { "" };
        let members = record.members.iter().enumerate();
        let demanded = members.filter(|(_, member)| member.demanded).map(|(at, _)| at);
        let mut order: Vec<usize> = demanded.collect();
        order.sort_by_key(|at| &record.members[*at].name);
        let mut parameters = vec![None; record.members.len()];
        for (number, at) in order.iter().enumerate() {
            parameters[*at] = Some(format!("T{number}{suffix}"));
        }
        let types = record.members.iter().map(|member| imports.base(member.base)).collect();
        Self { name: &record.name, types, parameters, order }
    }

    fn parameters(&self) -> impl Iterator<Item = &str> {
        self.order.iter().filter_map(|at| self.parameters[*at].as_deref())
    }

    /// `<T0, T1>`
    fn generics(&self) -> String {
        let parameters = list(self.parameters());
        if parameters.is_empty() { parameters } else { format!("<{parameters}>") }
    }

    /// `X<T0, T1>`
    fn ty(&self) -> String {
        format!("{}{}", self.name, self.generics())
    }

    /// The same with all required fields: `X<String, i64>`.
    fn complete(&self) -> String {
        let types = list(self.order.iter().map(|at| &self.types[*at]));
        if types.is_empty() { self.name.to_owned() } else { format!("{}<{types}>", self.name) }
    }

    /// What the builder becomes when the field at `at` is given: `builders::X<String, T1>`.
    fn with(&self, at: usize) -> String {
        if self.parameters[at].is_none() {
            return "Self".to_owned();
        }
        let types = self.order.iter().filter_map(|other| {
            if *other == at { Some(&self.types[at]) } else { self.parameters[*other].as_ref() }
        });
        format!("builders::{}<{}>", self.name, list(types))
    }
}

/// Writes the method that sets a field, except for the value that it returns. `ty` is the type of the field, and
/// `result` the return type.
pub(super) fn write_setter(
    imports: &Imports<'_>,
    member: &Member<'_>,
    (ty, result): (&str, &str),
    source: &mut SourceText,
) {
    let (field, into) = (&member.name, imports.name("core::convert::Into"));
    source.docs("    ", "///", &member.docs);
    let head = format!("    pub fn {}(mut self, {field}: impl {into}<{ty}>)", setter(field));
    source.broken(&head, &format!("-> {result} {{"));
    let given = format!("{field}.into()");
    let given = if member.option { format!("Some({given})") } else { given };
    source.line(format_args!("        self.record.{field} = {given};"));
}

/// The function that sets a field; `build` is taken.
fn setter(name: &str) -> &str {
    if name == "build" { "build_" } else { name }
}
