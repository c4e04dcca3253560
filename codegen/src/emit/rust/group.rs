//! `group.rs` of an API: its groups.

use quote::quote;
use syn::{Variant, parse_quote};

use super::scope::ApiScope;
use super::syntax::{array, count, ident, outer_docs, path_expr, string, tuple};
use crate::catalogue::Group;

pub(super) fn expand(api: ApiScope<'_>) -> syn::File {
    let groups = &api.api.groups;
    let idents = &api.names.groups;
    let variants =
        groups.iter().zip(idents).map(|(group, ident)| expand_variant(api, group, ident));
    let all = array(idents.iter().map(|variant| path_expr([&ident("Self"), variant])));
    let length = count(groups.len());
    let texts = array(groups.iter().map(|group| {
        let summary = group.summary.as_ref().map_or("", |summary| &summary.source);
        array([string(group.name.as_str()), string(&group.title), string(summary)])
    }));
    let ranges =
        array(groups.iter().map(|group| tuple([count(group.codes.start), count(group.codes.end)])));
    let methods = expand_methods();
    parse_quote! {
        //! Groups of codes.

        use core::fmt;

        use super::Code;
        use super::facts::CODES;
        use crate::shared_::text::present;

        /// A group of codes: those of one file of the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Group {
            #(#variants,)*
        }

        impl Group {
            /// Every group, in the catalogue's order.
            pub const ALL: &'static [Self] = &#all;
        }

        #methods

        /// Name, title and summary.
        static TEXTS: [[&str; 3]; #length] = #texts;

        /// First code and the one behind the last.
        static RANGES: [(usize, usize); #length] = #ranges;
    }
}

fn expand_variant(api: ApiScope<'_>, group: &Group, ident: &syn::Ident) -> Variant {
    let mut text = api.scope.plain(&group.title);
    if let Some(summary) = &group.summary {
        text.push_str("\n\n");
        text.push_str(&api.scope.line(summary));
    }
    let attrs = outer_docs(&text);
    parse_quote!(#(#attrs)* #ident)
}

fn expand_methods() -> proc_macro2::TokenStream {
    quote! {
        impl Group {
            /// Its name in the catalogue.
            #[must_use]
            pub const fn name(self) -> &'static str {
                TEXTS[self as usize][0]
            }

            /// Its title.
            #[must_use]
            pub const fn title(self) -> &'static str {
                TEXTS[self as usize][1]
            }

            /// What its codes have in common: Markdown.
            #[must_use]
            pub const fn summary(self) -> Option<&'static str> {
                present(TEXTS[self as usize][2])
            }

            /// Its codes.
            #[must_use]
            pub fn codes(self) -> &'static [Code] {
                let (start, end) = RANGES[self as usize];
                &CODES[start..end]
            }
        }

        impl fmt::Display for Group {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    }
}
