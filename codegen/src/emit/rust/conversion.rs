//! `to_<api>.rs` of an API: a conversion from its codes to another's.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, Ident, Item, parse_quote};

use super::scope::{ApiNames, Scope};
use super::syntax::{
    array, code_expr, count, file, ident, items, option, path_expr, tuple, with_value,
};
use crate::catalogue::Conversion;

/// A conversion and what it is called in Rust.
pub(super) struct Named<'a> {
    conversion: &'a Conversion,
    from: &'a ApiNames,
    to: &'a ApiNames,
    /// `to_rest`: the method, and the module.
    pub(super) name: Ident,
}

/// The conversions that start from an API.
pub(super) fn conversions<'a>(scope: &'a Scope<'a>, from: usize) -> Vec<Named<'a>> {
    let conversions = scope.catalogue.conversions.iter();
    conversions
        .filter(|conversion| conversion.from == from)
        .map(|conversion| Named {
            conversion,
            from: &scope.apis[from],
            to: &scope.apis[conversion.to],
            name: ident(&format!("to_{}", scope.catalogue.apis[conversion.to].name.snake())),
        })
        .collect()
}

pub(super) fn expand(scope: &Scope<'_>, named: &Named<'_>) -> syn::File {
    let from = &scope.catalogue.apis[named.conversion.from].title;
    let to = &scope.catalogue.apis[named.conversion.to].title;
    let mut text = format!("From codes of {} to codes of {}.", scope.plain(from), scope.plain(to));
    if let Some(description) = &named.conversion.description {
        text.push_str("\n\n");
        text.push_str(&scope.prose(description));
    }
    let docs = super::syntax::inner_docs(&text);
    let module = &named.to.module;
    let start = quote! {
        #(#docs)*

        use super::{Code, ReceivedCode};
        use crate::#module::Code as Target;
    };
    file(
        start,
        [items(expand_code(named)), items(expand_received(named)), vec![expand_table(named)]],
    )
}

fn expand_table(named: &Named<'_>) -> Item {
    let total = named.conversion.total;
    let pairs = named.conversion.codes.iter().zip(&named.from.codes).map(|(to, from)| {
        let to = to.map(|to| target(&named.to.codes[to]));
        let to = match to {
            Some(to) if total => to,
            to => option(to),
        };
        tuple([code_expr(from), to])
    });
    let length = count(named.from.codes.len());
    let ty = result_type(total);
    let table = parse_quote! {
        /// By code.
        static TABLE: [(Code, #ty); #length] = [];
    };
    with_value(table, array(pairs))
}

/// `Target::Variant`
fn target(variant: &Ident) -> Expr {
    path_expr([&ident("Target"), variant])
}

fn result_type(total: bool) -> TokenStream {
    if total { quote!(Target) } else { quote!(Option<Target>) }
}

fn expand_code(named: &Named<'_>) -> TokenStream {
    let total = named.conversion.total;
    let (name, ty) = (&named.name, result_type(total));
    let doc = if total {
        " The code that stands for this one there."
    } else {
        " The code that stands for this one there, if there is one."
    };
    let from = total.then(|| {
        quote! {
            impl From<Code> for Target {
                fn from(code: Code) -> Self {
                    code.#name()
                }
            }
        }
    });
    quote! {
        impl Code {
            #[doc = #doc]
            #[must_use]
            pub const fn #name(self) -> #ty {
                TABLE[self as usize].1
            }
        }
        #from
    }
}

/// The same for received codes, of which some are unknown.
fn expand_received(named: &Named<'_>) -> TokenStream {
    let (name, total) = (&named.name, named.conversion.total);
    let otherwise = named.conversion.otherwise.map(|code| target(&named.to.codes[code]));
    let Some(otherwise) = otherwise else {
        let body = if total {
            quote!(self.known().map(Code::#name))
        } else {
            quote!(self.known().and_then(Code::#name))
        };
        return quote! {
            impl ReceivedCode {
                /// The code that stands for this one there, if there is one; none does for
                /// unknown codes.
                #[must_use]
                pub fn #name(&self) -> Option<Target> {
                    #body
                }
            }
        };
    };
    let (ty, body) = if total {
        (quote!(Target), quote!(self.known().map_or(#otherwise, Code::#name)))
    } else {
        (quote!(Option<Target>), quote!(self.known().map_or(Some(#otherwise), Code::#name)))
    };
    quote! {
        impl ReceivedCode {
            /// The code that stands for this one there; a general one does for unknown codes.
            #[must_use]
            pub fn #name(&self) -> #ty {
                #body
            }
        }
    }
}
