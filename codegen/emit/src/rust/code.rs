//! `code.rs` of an API: its codes.

use super::ident::Identifier;
use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::former;
use super::scope::ApiScope;
use super::source_text::{Literal, SourceText, option};
use crate::prose::{self, Embed};
use errcat_catalogue::model::{Code, CodeRef, Deprecated, Visibility, WireType};

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let mut source = SourceText::new("The codes.");
    write_enum(api, &mut source);
    if let Some(aliases) = expand_aliases(api) {
        source.items(&aliases);
    }
    write_invocation(api, &mut source);
    source.finish()
}

/// What can be asked of the codes, which is the same in every API.
fn write_invocation(api: ApiScope<'_>, source: &mut SourceText) {
    let id = api.api.name.as_str();
    let docs_url = api.scope.catalogue.docs_url.as_ref().map(|base| format!("{base}/{id}/#"));
    let wire = match api.api.wire {
        WireType::String => "String",
        WireType::Integer => "i64",
    };
    source.one_line(format_args!("{}::runtime_::codes::codes! {{", api.scope.place.root()));
    source.line(format_args!("    api: {},", Literal(id)));
    source.line(format_args!("    docs_url: {},", option(docs_url.as_deref().map(Literal))));
    source.line(format_args!("    wire: {wire}\n}}"));
}

fn write_enum(api: ApiScope<'_>, source: &mut SourceText) {
    let codes = &api.api.codes;
    let docs = format!(
        "A code of {}.\n\n\
         Codes are ordered as in the catalogue; as text and in serde they are their wire values. \
         Their numbers, as `as` gives them, are not a part of the API: they change whenever a code comes or \
         moves.",
        docs::plain(&api.api.title)
    );
    let open = "#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
                #[non_exhaustive]\n\
                pub enum Code {";
    let variants = |source: &mut SourceText| {
        for (code, variant) in codes.iter().zip(&api.names.codes) {
            source.docs("    ", "///", &variant_docs(api, code));
            if let Some(deprecated) = &code.deprecated {
                let note = deprecation_note(api, deprecated);
                source.line(format_args!("    #[deprecated(note = {})]", Literal(&note)));
            }
            source.line(format_args!("    {variant},"));
        }
    };
    source.block(&docs, open, variants, "}");
}

fn variant_docs(api: ApiScope<'_>, code: &Code) -> String {
    let scope = api.scope;
    let mut text = docs::plain(&code.title);
    text.push_str("\n\nMessage: ");
    text.push_str(&prose::code(&code.message.source, Embed::Inline));
    if let Some(description) = &code.description {
        text.push_str("\n\n");
        text.push_str(&scope.prose(description));
    }
    let mut facts = vec![format!("Wire value: {}.", prose::code(&code.wire.text(), Embed::Inline))];
    if !code.statuses.is_empty() {
        let statuses: Vec<String> =
            code.statuses.iter().map(|status| scope.status(*status)).collect();
        facts.push(format!("Status: {}.", statuses.join(", ")));
    }
    if let Some(action) = code.action {
        facts.push(format!("Action: {}.", scope.action(action)));
    }
    if let Some(since) = &code.since {
        facts.push(format!("Since {}.", docs::plain(since)));
    }
    match code.visibility {
        Visibility::Public => {
            if let Some(url) = api.scope.catalogue.permalink(api.api, &code.wire) {
                facts.push(prose::link("Documentation", &url));
            }
        }
        Visibility::Internal { masked_as } => {
            let mask = CodeRef { api: api.index, code: masked_as };
            facts.push(format!("Internal: clients receive {} instead.", scope.code(mask)));
        }
    }
    text.push_str("\n\n");
    text.push_str(&facts.join("\n"));
    if let Some(note) = code.deprecated.as_ref().and_then(|deprecated| deprecated.note.as_ref()) {
        text.push_str("\n\nDeprecated: ");
        text.push_str(&scope.line(note));
    }
    text
}

/// The compiler's warning. It shows the note as it is, and rustdoc takes it for Markdown: so it
/// holds no free text.
pub(super) fn deprecation_note(api: ApiScope<'_>, deprecated: &Deprecated) -> String {
    match deprecated.replaced_by {
        Some(code) => format!("replaced by `{}`", api.api.codes[code].name.as_str()),
        None => "its documentation says why".to_owned(),
    }
}

/// Other names of codes. One that is written `ALL` in Rust would be in the way of the list, and
/// goes without.
fn expand_aliases(api: ApiScope<'_>) -> Option<TokenStream> {
    let codes = api.api.codes.iter().zip(&api.names.codes);
    let aliases: Vec<TokenStream> = codes
        .flat_map(|(code, variant)| {
            former::aliases(code).into_iter().map(move |alias| (code, variant, alias))
        })
        .filter(|(_, _, alias)| alias.as_str() != former::ALL)
        .map(|(code, variant, alias)| expand_alias(code, variant, &alias))
        .collect();
    (!aliases.is_empty()).then(|| {
        quote! {
            #[allow(non_upper_case_globals, reason = "in patterns they stand for variants")]
            impl Code {
                #(#aliases)*
            }
        }
    })
}

fn expand_alias(code: &Code, variant: &Identifier, alias: &Identifier) -> TokenStream {
    let name = code.name.as_str();
    let doc = format!(" Another name of [`Code::{variant}`].");
    let note = format!("another name of `{name}`");
    quote! {
        #[doc = #doc]
        #[deprecated(note = #note)]
        pub const #alias: Self = Self::#variant;
    }
}
