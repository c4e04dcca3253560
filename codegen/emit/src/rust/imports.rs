//! Names from elsewhere, in modules whose own names come from the catalogue.
//!
//! A type or a code may be called `Option`, `String` or `Json`. In the module that has it, what
//! Rust or the crate calls so goes by its path; anywhere else it is imported, and only if used.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::place::Place;
use super::scope::ApiScope;
use super::source_text::SourceText;
use errcat_catalogue::model::{Base, Presence, Scalar, TypeKind, TypeRef};

/// What needs no import.
const PRELUDE: &[&str] = &[
    "core::clone::Clone",
    "core::cmp::PartialEq",
    "core::convert::Into",
    "core::default::Default",
    "core::option::Option",
    "core::result::Result",
];

/// The module `types` of the API at hand, by the path that [`Imports::name`] takes.
const TYPES: &str = "api::types";

/// The names that a module has from elsewhere.
pub(super) struct Imports<'a> {
    api: ApiScope<'a>,
    /// What the module itself calls something.
    own: HashSet<String>,
    home: Home,
    used: RefCell<BTreeSet<&'static str>>,
}

/// Where the API's types are, as seen from a module.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// In the module itself.
    Here,
    /// In another module.
    Elsewhere,
}

impl<'a> Imports<'a> {
    /// For a module that defines the names `own`.
    pub(super) fn new(
        api: ApiScope<'a>,
        home: Home,
        own: impl IntoIterator<Item = String>,
    ) -> Self {
        Self { api, own: own.into_iter().collect(), home, used: RefCell::default() }
    }

    /// What the module calls the item at `path`. Paths that begin with `api` are those of the API.
    pub(super) fn name(&self, path: &'static str) -> Cow<'static, str> {
        let name = path.rsplit("::").next().unwrap_or(path);
        if self.own.contains(name) {
            return self.place().path(path);
        }
        if !PRELUDE.contains(&path) {
            self.used.borrow_mut().insert(path);
        }
        name.into()
    }

    /// Where all of it goes.
    pub(super) fn place(&self) -> Place<'a> {
        self.api.scope.place
    }

    /// A type without its suffix.
    pub(super) fn base(&self, base: &Base) -> String {
        match base {
            Base::Scalar(scalar) => self.scalar(*scalar).into_owned(),
            Base::List(item) => {
                format!("{}<{}>", self.name("alloc_::vec::Vec"), self.item(item))
            }
            Base::Map(item) => format!(
                "{}<{}, {}>",
                self.name("alloc_::collections::BTreeMap"),
                self.scalar(Scalar::String),
                self.item(item),
            ),
            Base::Named(id) => match &self.api.api.types[*id].kind {
                TypeKind::Enum(_) => {
                    format!("{}<{}>", self.name("crate::Open"), self.path_of_type(*id))
                }
                TypeKind::Record(_) | TypeKind::Alias(_) => self.path_of_type(*id),
            },
        }
    }

    fn item(&self, item: &TypeRef) -> String {
        let base = self.base(&item.base);
        if item.presence == Presence::Required { base } else { self.option(&base) }
    }

    /// `Option<ty>`
    pub(super) fn option(&self, ty: &str) -> String {
        format!("{}<{ty}>", self.name("core::option::Option"))
    }

    fn scalar(&self, scalar: Scalar) -> Cow<'static, str> {
        match scalar {
            Scalar::String | Scalar::Datetime | Scalar::Date | Scalar::Uuid | Scalar::Uri => {
                self.name("alloc_::string::String")
            }
            Scalar::Integer => "i64".into(),
            Scalar::Number => "f64".into(),
            Scalar::Boolean => "bool".into(),
            Scalar::Duration => self.name("core::time::Duration"),
            Scalar::Json => self.name("crate::Json"),
        }
    }

    fn path_of_type(&self, id: usize) -> String {
        let name = &self.api.names.types[id];
        match self.home {
            Home::Here => name.to_string(),
            Home::Elsewhere => format!("{}::{name}", self.name(TYPES)),
        }
    }

    /// Whether the module itself calls something like one of the type parameters `T0`, `T1`, ….
    pub(super) fn has_numbered(&self) -> bool {
        self.own.iter().any(|name| {
            let number = name.strip_prefix('T').unwrap_or_default();
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    }

    /// Writes the imports of all names that [`name`](Self::name) was asked for.
    pub(super) fn write(&self, source: &mut SourceText) {
        let used = self.used.borrow();
        let mut modules: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for path in used.iter() {
            let path = match path.strip_prefix("api::") {
                Some(path) => format!("{}::{}::{path}", self.place().root(), self.api.names.module),
                None => self.place().path(path).into_owned(),
            };
            let Some((module, name)) = path.rsplit_once("::") else { continue };
            let module = module.to_owned();
            modules.entry(module).or_default().push(name.to_owned());
        }
        if !modules.is_empty() {
            source.blank_line();
        }
        for (module, names) in &modules {
            match names.as_slice() {
                [name] => source.line(format_args!("use {module}::{name};")),
                names => source.run("", &format!("use {module}::{{"), names, "};"),
            }
        }
    }
}
