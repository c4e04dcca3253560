//! The catalogue as the Rust emitter sees it: with the names that things have in Rust.

use std::cell::RefCell;
use std::collections::HashSet;

use syn::Ident;

use super::ident::{camel, snake};
use crate::catalogue::{Api, Catalogue};

/// The catalogue with its names in Rust.
pub(super) struct Scope<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// The variants of the actions, by their index.
    pub(super) actions: Vec<Ident>,
    /// The names of each API, by its index.
    pub(super) apis: Vec<ApiNames>,
    /// The paths of items that prose has been given links to.
    linked: RefCell<HashSet<String>>,
}

/// The names of an API in Rust.
pub(super) struct ApiNames {
    /// Its module.
    pub(super) module: Ident,
    /// The variants of its codes.
    pub(super) codes: Vec<Ident>,
    /// The variants of its groups.
    pub(super) groups: Vec<Ident>,
    /// Its types.
    pub(super) types: Vec<Ident>,
}

/// An API with its names in Rust.
#[derive(Clone, Copy)]
pub(super) struct ApiScope<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) api: &'a Api,
    pub(super) names: &'a ApiNames,
    /// Its index.
    pub(super) index: usize,
}

impl<'a> Scope<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        let apis = catalogue.apis.iter().map(ApiNames::new).collect();
        let actions = catalogue.actions.iter().map(|action| camel(&action.name)).collect();
        Self { catalogue, actions, apis, linked: RefCell::default() }
    }

    /// The APIs.
    pub(super) fn apis(&'a self) -> impl Iterator<Item = ApiScope<'a>> {
        self.catalogue
            .apis
            .iter()
            .zip(&self.apis)
            .enumerate()
            .map(|(index, (api, names))| ApiScope { scope: self, api, names, index })
    }

    /// Notes that prose has been given a link to an item.
    pub(super) fn note_link(&self, path: String) {
        self.linked.borrow_mut().insert(path);
    }

    /// Whether prose has been given a link to the item `path`.
    pub(super) fn has_linked(&self, path: &str) -> bool {
        self.linked.borrow().contains(path)
    }
}

impl ApiNames {
    fn new(api: &Api) -> Self {
        Self {
            module: snake(&api.name),
            codes: api.codes.iter().map(|code| camel(&code.name)).collect(),
            groups: api.groups.iter().map(|group| camel(&group.name)).collect(),
            types: api.types.iter().map(|def| camel(&def.name)).collect(),
        }
    }
}
