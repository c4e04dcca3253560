//! `status.rs`: the statuses of the catalogue.

use quote::quote;
use syn::{Expr, Ident, Variant, parse_quote};

use super::docs::status_variant;
use super::scope::Scope;
use super::syntax::{
    array, camel, count, ident, integer, option, outer_docs, path_expr, record, string,
};
use crate::catalogue::{Catalogue, Grpc, Prose, Status, StatusInfo};
use crate::name::Name;

pub(super) fn expand(scope: &Scope<'_>) -> syn::File {
    let statuses = sorted_statuses(scope.catalogue);
    let variants = statuses.iter().map(|(variant, info)| expand_variant(scope, variant, info));
    let all = array(statuses.iter().map(|(variant, _)| path_expr([&ident("Self"), variant])));
    let length = count(statuses.len());
    let infos = array(statuses.iter().map(|(variant, info)| expand_info(scope, variant, info)));
    let numbers = array(statuses.iter().map(|(_, info)| option(info.status.exact().map(integer))));
    let info = expand_info_type();
    let methods = expand_methods();
    let traits = expand_traits();
    parse_quote! {
        //! HTTP statuses.

        use core::fmt;
        use core::str::FromStr;

        use super::action::Action;
        use super::grpc::Grpc;
        use super::text::UnknownValue;

        /// An HTTP status of the catalogue, or a class of statuses.
        ///
        /// In order of their numbers, each class behind its members.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Status {
            #(#variants,)*
        }

        impl Status {
            /// Every status of the catalogue.
            pub const ALL: &'static [Self] = &#all;
        }

        #methods

        #info

        #traits

        static INFOS: [StatusInfo; #length] = #infos;

        static NUMBERS: [Option<u16>; #length] = #numbers;
    }
}

/// The statuses by number, classes behind their members, with their names in Rust.
pub(super) fn sorted_statuses(catalogue: &Catalogue) -> Vec<(Ident, &StatusInfo)> {
    let mut infos: Vec<&StatusInfo> = catalogue.statuses.iter().collect();
    infos.sort_by_key(|info| {
        (info.status.class(), info.status.exact().is_none(), info.status.exact())
    });
    infos.into_iter().map(|info| (status_ident(info.status), info)).collect()
}

/// The name of a status in Rust.
pub(super) fn status_ident(status: Status) -> Ident {
    ident(&status_variant(status))
}

/// `Status::Http404`
pub(super) fn status_expr(status: Status) -> Expr {
    path_expr([&ident("Status"), &status_ident(status)])
}

/// `Grpc::NotFound`
pub(super) fn grpc_expr(grpc: Grpc) -> Expr {
    path_expr([&ident("Grpc"), &camel(&Name::new(grpc.as_str()))])
}

fn expand_variant(scope: &Scope<'_>, ident: &Ident, info: &StatusInfo) -> Variant {
    let mut text = format!("{} {}", info.status, scope.plain(&info.reason));
    if let Some(meaning) = &info.meaning {
        text.push_str("\n\n");
        text.push_str(&scope.line(meaning));
    }
    let attrs = outer_docs(&text);
    parse_quote!(#(#attrs)* #ident)
}

/// What an API, or all of them, say of a status.
pub(super) fn expand_info(scope: &Scope<'_>, variant: &Ident, info: &StatusInfo) -> Expr {
    let prose = |prose: &Option<Prose>| option(prose.as_ref().map(|prose| string(&prose.source)));
    let action = info
        .action
        .map(|id| path_expr([&ident("Action"), &camel(&scope.catalogue.action(id).name)]));
    record(
        "StatusInfo",
        [
            ("status", path_expr([&ident("Status"), variant])),
            ("text", string(&info.status.to_string())),
            ("reason", string(&info.reason)),
            ("meaning", prose(&info.meaning)),
            ("action", option(action)),
            ("advice", prose(&info.advice)),
            ("grpc", option(info.grpc.map(grpc_expr))),
        ],
        None,
    )
}

fn expand_info_type() -> proc_macro2::TokenStream {
    quote! {
        /// What the catalogue, or one of its APIs, says of a status.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct StatusInfo {
            /// The status.
            pub status: Status,
            /// As text: `404`, or `4XX` for a class.
            pub text: &'static str,
            /// Its reason phrase.
            pub reason: &'static str,
            /// What it means: Markdown.
            pub meaning: Option<&'static str>,
            /// What to do about an error with it, unless its code says something else.
            pub action: Option<Action>,
            /// What that means here: Markdown.
            pub advice: Option<&'static str>,
            /// The gRPC code it corresponds to.
            pub grpc: Option<Grpc>,
        }
    }
}

fn expand_methods() -> proc_macro2::TokenStream {
    quote! {
        impl Status {
            /// What the catalogue says of it. An API may have words of its own: its `STATUSES`.
            #[must_use]
            pub const fn info(self) -> &'static StatusInfo {
                &INFOS[self as usize]
            }

            /// As text: `404`, or `4XX` for a class.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.info().text
            }

            /// The number; `None` for a class.
            #[must_use]
            pub const fn as_u16(self) -> Option<u16> {
                NUMBERS[self as usize]
            }

            /// The first digit: `4` for `404` and for `4XX`.
            #[must_use]
            pub const fn class(self) -> u8 {
                self.as_str().as_bytes()[0] - b'0'
            }

            /// Whether it is a class.
            #[must_use]
            pub const fn is_class(self) -> bool {
                self.as_u16().is_none()
            }

            /// Its reason phrase.
            #[must_use]
            pub const fn reason(self) -> &'static str {
                self.info().reason
            }

            /// What it means: Markdown.
            #[must_use]
            pub const fn meaning(self) -> Option<&'static str> {
                self.info().meaning
            }

            /// The status with this number, if the catalogue has it.
            #[must_use]
            pub fn from_u16(number: u16) -> Option<Self> {
                Self::ALL.iter().copied().find(|status| status.as_u16() == Some(number))
            }

            /// The status with this number, else its class, if the catalogue has one of them.
            #[must_use]
            pub fn covering(number: u16) -> Option<Self> {
                let class = || {
                    let mut all = Self::ALL.iter().copied();
                    all.find(|status| status.is_class() && u16::from(status.class()) == number / 100)
                };
                Self::from_u16(number).or_else(class)
            }
        }
    }
}

fn expand_traits() -> proc_macro2::TokenStream {
    quote! {
        impl fmt::Display for Status {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for Status {
            type Err = UnknownValue;

            fn from_str(text: &str) -> Result<Self, UnknownValue> {
                let status = Self::ALL.iter().copied().find(|status| status.as_str() == text);
                status.ok_or(UnknownValue::new("status"))
            }
        }

        impl TryFrom<u16> for Status {
            type Error = UnknownValue;

            fn try_from(number: u16) -> Result<Self, UnknownValue> {
                Self::from_u16(number).ok_or(UnknownValue::new("status"))
            }
        }
    }
}
