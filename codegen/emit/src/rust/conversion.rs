//! `to_<api>.rs` of an API: a conversion from its codes to another's.

use super::ident::Identifier;
use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::ident::ident;
use super::scope::{ApiNames, CrateScope};
use super::source_text::{SourceText, option};
use errcat_catalogue::model::Conversion;

/// A conversion and what it is called in Rust.
pub(super) struct Named<'a> {
    conversion: &'a Conversion,
    from: &'a ApiNames,
    to: &'a ApiNames,
    /// `to_rest`: the method, and the module.
    pub(super) name: Identifier,
}

/// The conversions that start from an API.
pub(super) fn conversions<'a>(scope: &'a CrateScope<'a>, from: usize) -> Vec<Named<'a>> {
    scope.conversions[from]
        .iter()
        .map(|conversion| Named {
            conversion,
            from: &scope.apis[from],
            to: &scope.apis[conversion.to],
            name: ident(&format!("to_{}", scope.catalogue.apis[conversion.to].name.snake())),
        })
        .collect()
}

pub(super) fn expand(scope: &CrateScope<'_>, named: &Named<'_>) -> String {
    let from = &scope.catalogue.apis[named.conversion.from].title;
    let to = &scope.catalogue.apis[named.conversion.to].title;
    let docs = format!("From codes of {} to codes of {}.", docs::plain(from), docs::plain(to));
    let (root, module) = (scope.place.root_tokens(), &named.to.module);
    let mut source = SourceText::new(&docs);
    source.items(&quote! {
        use super::{Code, ReceivedCode};
        use #root::#module::Code as Target;
    });
    source.items(&expand_code(scope, named));
    source.items(&expand_received(named));
    write_table(named, &mut source);
    source.finish()
}

fn write_table(named: &Named<'_>, source: &mut SourceText) {
    let total = named.conversion.total;
    let pairs = |source: &mut SourceText| {
        for (from, to) in named.from.codes.iter().zip(&named.conversion.codes) {
            let to = match to.map(|to| format!("Target::{}", named.to.codes[to])) {
                Some(to) if total => to,
                to => option(to),
            };
            source.line(format_args!("    (Code::{from}, {to}),"));
        }
    };
    let open = format!(
        "static TABLE: [(Code, {}); {}] = [",
        if total { "Target" } else { "Option<Target>" },
        named.from.codes.len(),
    );
    source.block("By code.", &open, pairs, "];");
}

fn result_type(total: bool) -> TokenStream {
    if total { quote!(Target) } else { quote!(Option<Target>) }
}

fn expand_code(scope: &CrateScope<'_>, named: &Named<'_>) -> TokenStream {
    let total = named.conversion.total;
    let (name, ty) = (&named.name, result_type(total));
    let docs = method_docs(scope, named);
    let docs =
        docs.lines().map(|line| if line.is_empty() { line.into() } else { format!(" {line}") });
    quote! {
        impl Code {
            #(#[doc = #docs])*
            #[must_use]
            pub const fn #name(self) -> #ty {
                TABLE[self as usize].1
            }
        }

        impl From<Code> for #ty {
            fn from(code: Code) -> Self {
                code.#name()
            }
        }
    }
}

fn method_docs(scope: &CrateScope<'_>, named: &Named<'_>) -> String {
    let to = docs::plain(&scope.catalogue.apis[named.conversion.to].title);
    let mut docs = format!("The counterpart of this code in {to}");
    docs.push_str(if named.conversion.total { "." } else { ", if there is one." });
    if let Some(description) = &named.conversion.description {
        docs.push_str("\n\n");
        docs.push_str(&scope.prose(description));
    }
    docs
}

/// The same for received codes, of which some are unknown.
fn expand_received(named: &Named<'_>) -> TokenStream {
    let (name, total) = (&named.name, named.conversion.total);
    let otherwise = named.conversion.otherwise.map(|code| &named.to.codes[code]);
    let ty = result_type(total && otherwise.is_some());
    let (docs, body) = match (otherwise, total) {
        (None, true) => (NONE, quote!(self.known().map(Code::#name))),
        (None, false) => (NONE, quote!(self.known().and_then(Code::#name))),
        (Some(general), true) => {
            (GENERAL, quote!(self.known().map_or(Target::#general, Code::#name)))
        }
        (Some(general), false) => {
            (GENERAL, quote!(self.known().map_or(Some(Target::#general), Code::#name)))
        }
    };
    quote! {
        impl ReceivedCode {
            #[doc = #docs]
            #[must_use]
            pub fn #name(&self) -> #ty {
                #body
            }
        }

        impl From<&ReceivedCode> for #ty {
            fn from(code: &ReceivedCode) -> Self {
                code.#name()
            }
        }
    }
}

const NONE: &str =
    " The counterpart of this code, if it has one. Unknown codes have no counterpart.";
const GENERAL: &str = " The counterpart of this code. Unknown codes have a general counterpart.";
