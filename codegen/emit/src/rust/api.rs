//! The module of an API.

use std::sync::Arc;

use errcat_catalogue::model::Integration;
use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::scope::{ApiScope, CrateScope};
use super::source_text::SourceText;
use super::{
    code, columns, conversion, details, envelope, example, failure, group, lookup, types, wording,
};
use crate::output::Artifact;
use crate::{Job, job, prose};

/// The modules that APIs have.
const MODULES: &[&str] =
    &["code", "columns", "details", "envelopes", "group", "lookup", "types", "wording"];

/// What makes files of an API.
type Make = fn(ApiScope<'_>) -> Vec<Artifact>;

/// The jobs of the API `index`, those first that take long where there are many codes.
pub(super) fn jobs<'a>(scope: &Arc<CrateScope<'a>>, index: usize) -> Vec<Job<'a>> {
    let makes: [Make; 7] = [
        |api| {
            details::is_needed(api)
                .then(|| file(api, "details", details::expand(api)))
                .into_iter()
                .collect()
        },
        |api| vec![file(api, "code", code::expand(api))],
        |api| vec![file(api, "columns", columns::expand(api))],
        |api| {
            let files = envelope::expand(api).into_iter();
            files.map(|(name, text)| file(api, &name, text)).collect()
        },
        |api| vec![file(api, "lookup", lookup::expand(api))],
        conversions,
        |api| {
            let types = types::is_needed(api).then(|| file(api, "types", types::expand(api)));
            let group = file(api, "group", group::expand(api));
            let wording = file(api, "wording", wording::expand(api));
            [group, wording].into_iter().chain(types).collect()
        },
    ];
    makes
        .map(|make| {
            let scope = Arc::clone(scope);
            job(move || make(scope.api(index)))
        })
        .into()
}

fn file(api: ApiScope<'_>, name: &str, text: String) -> Artifact {
    let source = format!("catalogue/{}", api.api.name.as_str());
    Artifact::rust(
        api.scope.catalogue,
        format!("src/{}/{name}.rs", api.api.name.snake()),
        &source,
        text,
    )
}

/// The module, and the conversions in it.
fn conversions(api: ApiScope<'_>) -> Vec<Artifact> {
    let conversions = conversion::conversions(api.scope, api.index);
    let mut files = vec![file(api, "mod", expand_module(api, &conversions))];
    for conversion in &conversions {
        let text = conversion::expand(api.scope, conversion);
        let path = format!("src/{}/{}.rs", api.api.name.snake(), conversion.name);
        files.push(Artifact::rust(api.scope.catalogue, path, "catalogue/conversions.toml", text));
    }
    files
}

fn expand_module(api: ApiScope<'_>, conversions: &[conversion::Named<'_>]) -> String {
    let mut source = SourceText::new(&module_docs(api));
    if MODULES.contains(&api.api.name.snake()) {
        source.items(&quote! {
            #![allow(clippy::module_inception, reason = "an API may have any name")]
        });
    }
    let conversions = conversions.iter().map(|conversion| &conversion.name);
    let modules = expand_public_modules(api);
    let only = envelope::only(api).map(|envelope| {
        quote! {
            #[doc(inline)]
            pub use envelopes::#envelope::{
                Error, ErrorSlots, Failure, Occurrence, ReceivedError, Response, Slots,
            };
        }
    });
    let extract = envelope::only(api).filter(|_| failure::answers(api.api, 0)).map(|envelope| {
        let item = quote!(pub use envelopes::#envelope::extract;);
        api.scope.place.with(Integration::AxumExtract, &item)
    });
    let root = api.scope.place.root_tokens();
    source.items(&quote! {
        mod code;
        mod columns;
        mod group;
        mod lookup;
        #(mod #conversions;)*
        mod wording;

        #modules

        pub use code::Code;
        #only
        #extract
        pub use group::Group;
        pub use wording::{ACTIONS, DEPRECATED_OPERATIONS, STATUSES};

        /// A code as received: known, or kept as it came.
        pub type ReceivedCode = #root::Received<Code>;
    });
    source.finish()
}

/// The modules that users write the names of.
fn expand_public_modules(api: ApiScope<'_>) -> TokenStream {
    let details = details::is_needed(api).then(|| {
        quote!(
            pub mod details;
        )
    });
    let types = types::is_needed(api).then(|| {
        quote!(
            pub mod types;
        )
    });
    quote! {
        #details
        pub mod envelopes;
        #types
    }
}

fn module_docs(api: ApiScope<'_>) -> String {
    let mut docs = docs::plain(&api.api.title);
    if let Some(summary) = &api.api.summary {
        docs.push_str("\n\n");
        docs.push_str(&api.scope.line(summary));
    }
    if let Some(base) = &api.scope.catalogue.docs_url {
        let url = format!("{base}/{}/", api.api.name.as_str());
        docs.push_str("\n\n");
        docs.push_str(&prose::link("Documentation", &url));
    }
    if let Some(example) = example::example(api) {
        docs.push_str("\n\n# Example\n\n");
        docs.push_str(&example);
    }
    docs
}
