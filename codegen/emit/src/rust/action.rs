//! `action.rs`: what receivers of errors can do.

use quote::quote;

use super::docs;
use super::ident::camel;
use super::scope::CrateScope;
use super::source_text::{Fields, Literal, SourceText};
use errcat_catalogue::model::{Action, ActionId, Prose};
use errcat_catalogue::name::Name;

pub(super) fn expand(scope: &CrateScope<'_>) -> String {
    let actions = || scope.catalogue.actions.iter().zip(&scope.actions);
    let count = scope.actions.len();
    let mut source = SourceText::new("What clients can do about errors.");
    source.items(&quote! {
        use core::fmt;
        use core::str::FromStr;

        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        use super::retry::{Actor, Retry};
        use super::text::{self, UnknownValue};
    });
    let variants = |source: &mut SourceText| {
        for (action, variant) in actions() {
            source.docs("    ", "///", &variant_docs(scope, action));
            source.line(format_args!("    {variant},"));
        }
    };
    source.block(
        "What a client should do about an error.\n\n\
         The order is the catalogue's. As text and in serde, an action is its id.",
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n\
         pub enum Action {",
        variants,
        "}",
    );
    source.items(&expand_methods());
    source.items(&expand_info_type());
    source.items(&expand_traits());
    let all = |source: &mut SourceText| {
        for variant in &scope.actions {
            source.line(format_args!("    Action::{variant},"));
        }
    };
    source.block("", &format!("static ALL: [Action; {count}] = ["), all, "];");
    let infos = |source: &mut SourceText| {
        for (at, (action, _)) in actions().enumerate() {
            source.record("ActionInfo", |fields| {
                write_info(scope, ActionId(at), &action.title, &action.advice, fields);
            });
        }
    };
    source.block("", &format!("static INFOS: [ActionInfo; {count}] = ["), infos, "];");
    source.finish()
}

fn variant_docs(scope: &CrateScope<'_>, action: &Action) -> String {
    format!("{}\n\n{}", docs::plain(&action.title), scope.line(&action.advice))
}

/// An action in the words of the catalogue or of an API.
pub(super) fn write_info(
    scope: &CrateScope<'_>,
    id: ActionId,
    title: &str,
    advice: &Prose,
    fields: &mut Fields<'_>,
) {
    let action = scope.catalogue.action(id);
    fields.field("action", format_args!("Action::{}", scope.actions[id.0]));
    fields.field("id", Literal(action.name.as_str()));
    fields.field("title", Literal(title));
    fields.field("advice", Literal(&advice.source));
    fields.field("actor", format_args!("Actor::{}", camel(&Name::new(action.actor.as_str()))));
    fields.field("retry", format_args!("Retry::{}", camel(&Name::new(action.retry.as_str()))));
}

fn expand_info_type() -> proc_macro2::TokenStream {
    quote! {
        /// The facts of the catalogue, or of one of its APIs, about an action.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct ActionInfo {
            /// The action.
            pub action: Action,
            /// Its id.
            pub id: &'static str,
            /// Its title.
            pub title: &'static str,
            /// What to do, as Markdown.
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
            /// Every action of the catalogue.
            pub const ALL: &'static [Self] = &ALL;

            /// The catalogue's facts about it. An API may reword them in its `ACTIONS`.
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

            /// What to do, as Markdown. A code may say it more precisely.
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
