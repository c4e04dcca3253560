//! The module of an API.

use quote::quote;
use syn::{Ident, parse_quote};

use super::scope::ApiScope;
use super::syntax::inner_docs;
use super::{code, conversion, facts, group, lookup};
use crate::output::Artifact;

pub(super) fn expand(api: ApiScope<'_>) -> Vec<Artifact> {
    let conversions = conversion::conversions(api.scope, api.index);
    let folder = api.api.name.snake();
    let source = format!("catalogue/{}", api.api.name.as_str());
    let file = |name: &str, file: &syn::File| {
        Artifact::rust(format!("src/{folder}/{name}.rs"), &source, file)
    };
    let names: Vec<&Ident> = conversions.iter().map(|conversion| &conversion.name).collect();
    let mut files = vec![
        file("mod", &expand_module(api, &names)),
        file("code", &code::expand(api)),
        file("facts", &facts::expand(api)),
        file("group", &group::expand(api)),
        file("lookup", &lookup::expand(api)),
        file("words", &facts::expand_words(api)),
    ];
    for conversion in &conversions {
        let text = conversion::expand(api.scope, conversion);
        let path = format!("src/{folder}/{}.rs", conversion.name);
        files.push(Artifact::rust(path, "catalogue/conversions.toml", &text));
    }
    files
}

fn expand_module(api: ApiScope<'_>, conversions: &[&Ident]) -> syn::File {
    let mut text = api.scope.plain(&api.api.title);
    if let Some(summary) = &api.api.summary {
        text.push_str("\n\n");
        text.push_str(&api.scope.line(summary));
    }
    if let Some(base) = &api.scope.catalogue.docs_url {
        let url = format!("{base}/{}/", api.api.name.as_str());
        text.push_str("\n\n");
        text.push_str(&crate::emit::prose::link("Documentation", &url));
    }
    let docs = inner_docs(&text);
    let allow = expand_allow(api);
    parse_quote! {
        #(#docs)*

        #![allow(
            clippy::doc_link_with_quotes,
            clippy::doc_markdown,
            clippy::doc_overindented_list_items,
            clippy::invisible_characters,
            clippy::tabs_in_doc_comments,
            clippy::unicode_not_nfc,
            clippy::unreadable_literal,
            reason = "the catalogue's texts and numbers stand as they are"
        )]
        #allow

        mod code;
        mod facts;
        mod group;
        mod lookup;
        #(mod #conversions;)*
        mod words;

        pub use code::Code;
        pub use group::Group;
        pub use words::{ACTIONS, STATUSES};

        /// A code as received: known, or kept as it came.
        pub type ReceivedCode = crate::Received<Code>;
    }
}

/// Tables name deprecated codes as well.
fn expand_allow(api: ApiScope<'_>) -> Option<proc_macro2::TokenStream> {
    let mut codes = api.scope.catalogue.apis.iter().flat_map(|api| &api.codes);
    let deprecated = codes.any(|code| code.deprecated.is_some());
    deprecated
        .then(|| quote!(#![allow(deprecated, reason = "tables have deprecated codes as well")]))
}
