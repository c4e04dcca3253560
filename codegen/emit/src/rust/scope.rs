//! The catalogue as the Rust emitter sees it: with the names that things have in Rust.

use super::ident::Identifier;

use super::ident::{camel, snake};
use super::place::Place;
use errcat_catalogue::model::{Api, Catalogue, Conversion};

/// The catalogue with its names in Rust.
pub(super) struct CrateScope<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// Where all of it goes.
    pub(super) place: Place<'a>,
    /// The variants of the actions, by their index.
    pub(super) actions: Vec<Identifier>,
    /// The names of each API, by its index.
    pub(super) apis: Vec<ApiNames>,
    /// The conversions that start from each API, by its index.
    pub(super) conversions: Vec<Vec<&'a Conversion>>,
    /// Whether any code is deprecated.
    pub(super) has_deprecated: bool,
}

/// The names of an API in Rust.
pub(super) struct ApiNames {
    /// Its module.
    pub(super) module: Identifier,
    /// The variants of its codes.
    pub(super) codes: Vec<Identifier>,
    /// The variants of its groups.
    pub(super) groups: Vec<Identifier>,
    /// Its types.
    pub(super) types: Vec<Identifier>,
}

/// An API with its names in Rust.
#[derive(Clone, Copy)]
pub(super) struct ApiScope<'a> {
    pub(super) scope: &'a CrateScope<'a>,
    pub(super) api: &'a Api,
    pub(super) names: &'a ApiNames,
    /// Its index.
    pub(super) index: usize,
}

impl<'a> CrateScope<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        let place = catalogue.outputs.module.as_ref().map_or(Place::Crate, Place::Module);
        let apis = catalogue.apis.iter().map(ApiNames::new).collect();
        let actions = catalogue.actions.iter().map(|action| camel(&action.name)).collect();
        let mut conversions = vec![Vec::new(); catalogue.apis.len()];
        for conversion in &catalogue.conversions {
            conversions[conversion.from].push(conversion);
        }
        let mut codes = catalogue.apis.iter().flat_map(|api| &api.codes);
        let has_deprecated = codes.any(|code| code.deprecated.is_some());
        Self { catalogue, place, actions, apis, conversions, has_deprecated }
    }

    /// The APIs.
    pub(super) fn apis(&'a self) -> impl Iterator<Item = ApiScope<'a>> {
        (0..self.apis.len()).map(|index| self.api(index))
    }

    /// The API `index`.
    pub(super) fn api(&'a self, index: usize) -> ApiScope<'a> {
        ApiScope { scope: self, api: &self.catalogue.apis[index], names: &self.apis[index], index }
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
