//! `action.rs`: what receivers of errors can do.

use quote::quote;
use syn::{Expr, Ident, Variant, parse_quote};

use super::scope::Scope;
use super::syntax::{array, camel, count, ident, outer_docs, path_expr, record, string};
use crate::catalogue::{Action, Actor, Advance, Prose};
use crate::name::Name;

pub(super) fn expand(scope: &Scope<'_>) -> syn::File {
    let actions = &scope.catalogue.actions;
    let idents: Vec<Ident> = actions.iter().map(|action| camel(&action.name)).collect();
    let variants =
        actions.iter().zip(&idents).map(|(action, ident)| expand_variant(scope, ident, action));
    let all = array(idents.iter().map(|variant| path_expr([&ident("Self"), variant])));
    let length = count(actions.len());
    let infos =
        array(actions.iter().map(|action| expand_info(action, &action.title, &action.advice)));
    let info = expand_info_type();
    let methods = expand_methods();
    let traits = expand_traits();
    parse_quote! {
        //! What receivers of errors can do.

        use core::fmt;
        use core::str::FromStr;

        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        use super::retry::{Actor, Retry};
        use super::text::{self, UnknownValue};

        /// What the receiver of an error should do.
        ///
        /// In the catalogue's order; by id as text and in serde.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Action {
            #(#variants,)*
        }

        impl Action {
            /// Every action of the catalogue.
            pub const ALL: &'static [Self] = &#all;
        }

        #methods

        #info

        #traits

        static INFOS: [ActionInfo; #length] = #infos;
    }
}

fn expand_variant(scope: &Scope<'_>, ident: &Ident, action: &Action) -> Variant {
    let advice = scope.line(&action.advice);
    let attrs = outer_docs(&format!("{}\n\n{advice}", scope.plain(&action.title)));
    parse_quote!(#(#attrs)* #ident)
}

/// An action in the words of the catalogue or of an API.
pub(super) fn expand_info(action: &Action, title: &str, advice: &Prose) -> Expr {
    record(
        "ActionInfo",
        [
            ("action", action_expr(action)),
            ("id", string(action.name.as_str())),
            ("title", string(title)),
            ("advice", string(&advice.source)),
            ("actor", actor_expr(action.actor)),
            ("retry", retry_expr(action.retry)),
        ],
        None,
    )
}

/// `Action::RefreshToken`
pub(super) fn action_expr(action: &Action) -> Expr {
    path_expr([&ident("Action"), &camel(&action.name)])
}

fn actor_expr(actor: Actor) -> Expr {
    path_expr([&ident("Actor"), &camel(&Name::new(actor.as_str()))])
}

fn retry_expr(retry: Advance) -> Expr {
    path_expr([&ident("Retry"), &camel(&Name::new(retry.as_str()))])
}

fn expand_info_type() -> proc_macro2::TokenStream {
    quote! {
        /// What the catalogue, or one of its APIs, says of an action.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct ActionInfo {
            /// The action.
            pub action: Action,
            /// Its id.
            pub id: &'static str,
            /// Its title.
            pub title: &'static str,
            /// What to do, in words: Markdown.
            pub advice: &'static str,
            /// Who can do it.
            pub actor: Actor,
            /// Whether and when to send the request again.
            pub retry: Retry,
        }
    }
}

fn expand_methods() -> proc_macro2::TokenStream {
    quote! {
        impl Action {
            /// What the catalogue says of it. An API may have words of its own: its `ACTIONS`.
            #[must_use]
            pub const fn info(self) -> &'static ActionInfo {
                &INFOS[self as usize]
            }

            /// Its id, such as `refresh_token`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                self.info().id
            }

            /// Its title.
            #[must_use]
            pub const fn title(self) -> &'static str {
                self.info().title
            }

            /// What to do, in words: Markdown. A code may say it more precisely.
            #[must_use]
            pub const fn advice(self) -> &'static str {
                self.info().advice
            }

            /// Who can do it.
            #[must_use]
            pub const fn actor(self) -> Actor {
                self.info().actor
            }

            /// Whether and when to send the request again.
            #[must_use]
            pub const fn retry(self) -> Retry {
                self.info().retry
            }

            /// The action with this id.
            #[must_use]
            pub fn from_id(id: &str) -> Option<Self> {
                INFOS.iter().find(|info| info.id == id).map(|info| info.action)
            }
        }
    }
}

fn expand_traits() -> proc_macro2::TokenStream {
    quote! {
        impl fmt::Display for Action {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for Action {
            type Err = UnknownValue;

            fn from_str(id: &str) -> Result<Self, UnknownValue> {
                Self::from_id(id).ok_or(UnknownValue::new("action"))
            }
        }

        impl TryFrom<&str> for Action {
            type Error = UnknownValue;

            fn try_from(id: &str) -> Result<Self, UnknownValue> {
                id.parse()
            }
        }

        impl Serialize for Action {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for Action {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                text::deserialize(deserializer)
            }
        }
    }
}
