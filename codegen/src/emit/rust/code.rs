//! `code.rs` of an API: its codes and what can be asked of them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Fields, Ident, Item, ItemEnum, Variant, parse_quote};

use super::lookup::by_any_name;
use super::scope::ApiScope;
use super::syntax::{file, ident, items, outer_docs};
use super::traits;
use crate::catalogue::{Code, CodeRef, Deprecated, Visibility, WireType};
use crate::emit::prose::{self, Embed};

pub(super) fn expand(api: ApiScope<'_>) -> syn::File {
    let start = quote! {
        //! The codes.

        use core::fmt;
        use core::str::FromStr;
        use core::time::Duration;

        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        use super::Group;
        use super::facts::{CODES, FACTS, Facts};
        use super::lookup;
        use crate::shared_::received;
        use crate::shared_::text::present;
        use crate::shared_::wire::Sealed;
        use crate::{
            Action, Deprecation, ErrorCode, Grpc, Retry, RetryAfter, Status, UnknownValue,
        };
    };
    let code = vec![Item::Enum(expand_enum(api))];
    let facts = items(expand_accessors(api));
    let lookups = items(expand_lookups(api));
    let aliases = expand_aliases(api).map(items).unwrap_or_default();
    file(start, [code, facts, lookups, aliases, items(traits::expand(api))])
}

fn expand_enum(api: ApiScope<'_>) -> ItemEnum {
    let codes = &api.api.codes;
    let repr = match codes.len() {
        0..=0x100 => ident("u8"),
        0x101..=0x1_0000 => ident("u16"),
        _ => ident("u32"),
    };
    let doc = format!(" A code of {}.", api.scope.plain(&api.api.title));
    let mut item: ItemEnum = parse_quote! {
        #[doc = #doc]
        ///
        /// Codes are ordered as in the catalogue; as text and in serde they are their wire values.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        #[repr(#repr)]
        pub enum Code {}
    };
    item.variants =
        codes.iter().enumerate().map(|(at, code)| expand_variant(api, at, code)).collect();
    item
}

fn expand_variant(api: ApiScope<'_>, at: usize, code: &Code) -> Variant {
    let mut attrs = outer_docs(&variant_docs(api, code));
    if let Some(deprecated) = &code.deprecated {
        attrs.push(expand_deprecated(api, deprecated));
    }
    let ident = api.names.codes[at].clone();
    Variant { attrs, ident, fields: Fields::Unit, discriminant: None }
}

fn variant_docs(api: ApiScope<'_>, code: &Code) -> String {
    let scope = api.scope;
    let mut text = scope.plain(&code.title);
    text.push_str("\n\nMessage: ");
    text.push_str(&prose::code(&code.message.source, Embed::Inline));
    if let Some(description) = &code.description {
        text.push_str("\n\n");
        text.push_str(&scope.prose(description));
    }
    let mut facts =
        vec![format!("Wire value: {}.", prose::code(&code.wire.to_string(), Embed::Inline))];
    if !code.statuses.is_empty() {
        let statuses: Vec<String> =
            code.statuses.iter().map(|status| scope.status(*status)).collect();
        facts.push(format!("Status: {}.", statuses.join(", ")));
    }
    if let Some(action) = code.action {
        facts.push(format!("Action: {}.", scope.action(action)));
    }
    if let Some(since) = &code.since {
        facts.push(format!("Since {}.", scope.plain(since)));
    }
    match code.visibility {
        Visibility::Public => {
            if let Some(url) = api.scope.catalogue.permalink(api.api, &code.wire) {
                facts.push(prose::link("Documentation", &url));
            }
        }
        Visibility::Internal { masked_as } => {
            let mask = CodeRef { api: api.index, code: masked_as };
            facts.push(format!("Internal: on the wire it is {}.", scope.code(mask)));
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
fn expand_deprecated(api: ApiScope<'_>, deprecated: &Deprecated) -> syn::Attribute {
    let note = match deprecated.replaced_by {
        Some(code) => format!("replaced by `{}`", api.api.codes[code].name.as_str()),
        None => "its documentation says why".to_owned(),
    };
    parse_quote!(#[deprecated(note = #note)])
}

fn wire_type(api: ApiScope<'_>) -> TokenStream {
    match api.api.wire {
        WireType::String => quote!(&'static str),
        WireType::Integer => quote!(i64),
    }
}

fn expand_accessors(api: ApiScope<'_>) -> TokenStream {
    let wire = wire_type(api);
    let texts = expand_texts();
    let advice = expand_advice();
    let history = expand_history();
    quote! {
        impl Code {
            /// Every code, in the catalogue's order.
            pub const ALL: &'static [Self] = &CODES;

            const fn facts(self) -> &'static Facts {
                &FACTS[self as usize]
            }

            /// Its name in the catalogue.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.facts().name
            }

            /// What travels.
            #[must_use]
            pub const fn wire(self) -> #wire {
                self.facts().wire
            }

            #texts
            #advice
            #history
        }
    }
}

fn expand_texts() -> TokenStream {
    quote! {
        /// A short title.
        #[must_use]
        pub const fn title(self) -> &'static str {
            self.facts().title
        }

        /// The message's template: `{name}` stands for a field of the details or a slot, `{{` and
        /// `}}` for braces.
        #[must_use]
        pub const fn message(self) -> &'static str {
            self.facts().message
        }

        /// What happened, and what to know about it: Markdown, with references such as
        /// `[[NAME]]`.
        #[must_use]
        pub const fn description(self) -> Option<&'static str> {
            present(self.facts().description)
        }

        /// Where to read about it.
        #[must_use]
        pub const fn docs_url(self) -> Option<&'static str> {
            present(self.facts().docs_url)
        }

        /// The group it is in.
        #[must_use]
        pub const fn group(self) -> Group {
            self.facts().group
        }

        /// Words for sorting.
        #[must_use]
        pub const fn tags(self) -> &'static [&'static str] {
            self.facts().tags
        }
    }
}

fn expand_advice() -> TokenStream {
    quote! {
        /// The status that it has by default, if it has any.
        #[must_use]
        pub const fn status(self) -> Option<Status> {
            match self.statuses() {
                [default, ..] => Some(*default),
                [] => None,
            }
        }

        /// The statuses that it can come with, the default first.
        #[must_use]
        pub const fn statuses(self) -> &'static [Status] {
            self.facts().statuses
        }

        /// The gRPC code.
        #[must_use]
        pub const fn grpc(self) -> Option<Grpc> {
            self.facts().grpc
        }

        /// What the receiver should do.
        #[must_use]
        pub const fn action(self) -> Option<Action> {
            self.facts().action
        }

        /// What the receiver should do, in words: Markdown.
        #[must_use]
        pub const fn advice(self) -> Option<&'static str> {
            present(self.facts().advice)
        }

        /// Whether and when to send the request again: as the action says.
        #[must_use]
        pub const fn retry(self) -> Option<Retry> {
            match self.action() {
                Some(action) => Some(action.retry()),
                None => None,
            }
        }

        /// The places where the delay before another try may stand, in the order to look.
        #[must_use]
        pub const fn retry_after(self) -> &'static [RetryAfter] {
            self.facts().retry_after
        }

        /// The delay to assume where the error comes without one.
        #[must_use]
        pub const fn assumed_delay(self) -> Option<Duration> {
            RetryAfter::assumed(self.retry_after())
        }
    }
}

fn expand_history() -> TokenStream {
    quote! {
        /// The version that brought it.
        #[must_use]
        pub const fn since(self) -> Option<&'static str> {
            present(self.facts().since)
        }

        /// That it will go, if it will.
        #[must_use]
        pub const fn deprecation(self) -> Option<&'static Deprecation<Self>> {
            self.facts().deprecation
        }

        /// Whether it stays on the server; see [`Code::public`].
        #[must_use]
        pub const fn is_internal(self) -> bool {
            self.facts().masked_as.is_some()
        }

        /// The code that may leave the server in its place: itself, unless it is internal.
        #[must_use]
        pub const fn public(self) -> Self {
            match self.facts().masked_as {
                Some(mask) => mask,
                None => self,
            }
        }
    }
}

fn expand_lookups(api: ApiScope<'_>) -> TokenStream {
    let by_any_name = by_any_name(api);
    let wire = match api.api.wire {
        WireType::String => quote!(&str),
        WireType::Integer => quote!(i64),
    };
    quote! {
        impl Code {
            /// The code with this wire value. To keep unknown ones, use `ReceivedCode`.
            #[must_use]
            pub fn from_wire(wire: #wire) -> Option<Self> {
                lookup::by_wire(wire)
            }

            /// The code with this name in the catalogue, or with this alias.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                lookup::#by_any_name(name)
            }

            /// The codes that can come with a status.
            #[must_use]
            pub fn with_status(status: Status) -> &'static [Self] {
                lookup::by_status(status)
            }
        }
    }
}

/// Other names of codes. One that is written `ALL` in Rust would be in the way of the list, and
/// goes without.
fn expand_aliases(api: ApiScope<'_>) -> Option<TokenStream> {
    let codes = api.api.codes.iter().zip(&api.names.codes);
    let aliases: Vec<TokenStream> = codes
        .flat_map(|(code, variant)| code.aliases.iter().map(move |alias| (code, variant, alias)))
        .map(|(code, variant, alias)| (code, variant, super::syntax::camel(alias)))
        .filter(|(_, _, alias)| alias != "ALL")
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

fn expand_alias(code: &Code, variant: &Ident, alias: &Ident) -> TokenStream {
    let name = code.name.as_str();
    let doc = format!(" Another name of [`Code::{variant}`].");
    let note = format!("another name of `{name}`");
    quote! {
        #[doc = #doc]
        #[deprecated(note = #note)]
        pub const #alias: Self = Self::#variant;
    }
}
