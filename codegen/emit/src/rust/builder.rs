//! Builders of structs: with a type parameter for each field that must be given, so that the
//! compiler knows what is missing.
//!
//! Fields are given by name and in any order. So their order in the catalogue never matters, and a
//! new optional field breaks nobody. Of very many fields that must be given, see [`steps`](super::steps).

use super::imports::Imports;
use super::record::Record;
use super::source_text::list;

/// What the types of a builder are.
pub(super) struct Builder<'r> {
    name: &'r str,
    /// The type of each field where it is given, without its `Option`.
    pub(super) types: Vec<String>,
    /// The type parameter of each field that must be given.
    parameters: Vec<Option<String>>,
}

impl<'r> Builder<'r> {
    pub(super) fn new(imports: &Imports<'_>, record: &'r Record<'r>) -> Self {
        let suffix = if imports.has_numbered() { "_" } else { "" };
        let mut count = 0..;
        let parameters = record.members.iter().map(|member| {
            let number = if member.demanded { count.next() } else { None };
            number.map(|number| format!("T{number}{suffix}"))
        });
        let types = record.members.iter().map(|member| imports.base(member.base));
        Self { name: &record.name, types: types.collect(), parameters: parameters.collect() }
    }

    /// Each type parameter, and what it is once its field has been given: `T0: String`.
    pub(super) fn parameters(&self) -> Vec<String> {
        let parameters = self.parameters.iter().zip(&self.types);
        parameters
            .filter_map(|(parameter, ty)| Some(format!("{}: {ty}", parameter.as_ref()?)))
            .collect()
    }

    /// `X<T0, T1>`
    pub(super) fn head(&self) -> String {
        let parameters: Vec<&String> = self.parameters.iter().flatten().collect();
        match parameters.as_slice() {
            [] => self.name.to_owned(),
            parameters => format!("{}<{}>", self.name, list(parameters)),
        }
    }

    /// What the builder becomes when the field at `at` is given: `builders::X<String, T1>`.
    pub(super) fn with(&self, at: usize) -> String {
        if self.parameters[at].is_none() {
            return "Self".to_owned();
        }
        let parameters = self.parameters.iter().zip(&self.types).enumerate();
        let types = parameters.filter_map(|(other, (parameter, ty))| {
            parameter.as_ref().map(|parameter| if other == at { ty } else { parameter })
        });
        format!("builders::{}<{}>", self.name, list(types))
    }
}

/// The function that sets a field; `build` is taken.
pub(super) fn setter(name: &str) -> &str {
    if name == "build" { "build_" } else { name }
}
