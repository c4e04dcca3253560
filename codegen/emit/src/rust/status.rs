//! `status.rs`: the statuses of the catalogue.

use quote::quote;

use super::docs;
use super::ident::camel;
use super::scope::CrateScope;
use super::source_text::{Fields, Literal, SourceText, option};
use errcat_catalogue::model::{Catalogue, Prose, Status, StatusInfo};
use errcat_catalogue::name::Name;

pub(super) fn expand(scope: &CrateScope<'_>) -> String {
    let statuses = sorted_statuses(scope.catalogue);
    let mut source = SourceText::new("HTTP statuses.");
    source.items(&quote! {
        use core::fmt;
        use core::str::FromStr;

        use super::action::Action;
        use super::grpc::Grpc;
        use super::text::UnknownValue;
    });
    let variants = |source: &mut SourceText| {
        for info in &statuses {
            source.docs("    ", "///", &variant_docs(scope, info));
            source.line(format_args!("    {},", status_variant(info.status)));
        }
    };
    source.block(
        "An HTTP status of the catalogue, or a class of statuses.\n\n\
         In order of their numbers, each class after its members.",
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n\
         pub enum Status {",
        variants,
        "}",
    );
    source.items(&expand_methods());
    source.items(&expand_info_type());
    source.items(&expand_traits());
    write_tables(scope, &statuses, &mut source);
    source.finish()
}

fn write_tables(scope: &CrateScope<'_>, statuses: &[&StatusInfo], source: &mut SourceText) {
    let count = statuses.len();
    let all = |source: &mut SourceText| {
        for info in statuses {
            source.line(format_args!("    Status::{},", status_variant(info.status)));
        }
    };
    source.block("", &format!("static ALL: [Status; {count}] = ["), all, "];");
    let numbers = |source: &mut SourceText| {
        for info in statuses {
            source.line(format_args!("    {},", option(info.status.exact())));
        }
    };
    source.block("", &format!("static NUMBERS: [Option<u16>; {count}] = ["), numbers, "];");
    let infos = |source: &mut SourceText| {
        for info in statuses {
            source.record("StatusInfo", |fields| write_info(scope, info, fields));
        }
    };
    source.block("", &format!("static INFOS: [StatusInfo; {count}] = ["), infos, "];");
}

/// The statuses by number, classes behind their members.
pub(super) fn sorted_statuses(catalogue: &Catalogue) -> Vec<&StatusInfo> {
    let mut infos: Vec<&StatusInfo> = catalogue.statuses.iter().collect();
    infos.sort_by_key(|info| {
        (info.status.class(), info.status.exact().is_none(), info.status.exact())
    });
    infos
}

/// The name of a status in Rust: `Http404`, `Http4xx`.
pub(super) fn status_variant(status: Status) -> String {
    match status {
        Status::Exact(number) => format!("Http{number}"),
        Status::Class(digit) => format!("Http{digit}xx"),
    }
}

fn variant_docs(scope: &CrateScope<'_>, info: &StatusInfo) -> String {
    let mut text = format!("{} {}", info.status, docs::plain(&info.reason));
    if let Some(meaning) = &info.meaning {
        text.push_str("\n\n");
        text.push_str(&scope.line(meaning));
    }
    text
}

/// What an API, or all of them, say of a status.
pub(super) fn write_info(scope: &CrateScope<'_>, info: &StatusInfo, fields: &mut Fields<'_>) {
    let prose = |prose: &Option<Prose>| option(prose.as_ref().map(|prose| Literal(&prose.source)));
    let action = info.action.map(|id| format!("Action::{}", scope.actions[id.0]));
    let grpc = info.grpc.map(|grpc| format!("Grpc::{}", camel(&Name::new(grpc.as_str()))));
    fields.field("status", format_args!("Status::{}", status_variant(info.status)));
    fields.field("text", Literal(&info.status.to_string()));
    fields.field("reason", Literal(&info.reason));
    fields.field("meaning", prose(&info.meaning));
    fields.field("action", option(action));
    fields.field("advice", prose(&info.advice));
    fields.field("grpc", option(grpc));
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
            /// Every status of the catalogue.
            pub const ALL: &'static [Self] = &ALL;

            /// The catalogue's facts about it. An API may reword them in its `STATUSES`.
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
