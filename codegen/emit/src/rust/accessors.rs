//! What can be asked of an API's codes.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::ApiScope;
use errcat_catalogue::model::WireType;

/// The accessors and the lookups.
pub(super) fn expand(api: ApiScope<'_>) -> TokenStream {
    let accessors = expand_accessors(api);
    let lookups = expand_lookups(api);
    quote! {
        #accessors
        #lookups
    }
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
            pub const ALL: &'static [Self] = &facts::CODES;

            /// Its name in the catalogue.
            #[must_use]
            pub const fn name(self) -> &'static str {
                facts::NAMES[self as usize]
            }

            /// What travels.
            #[must_use]
            pub const fn wire(self) -> #wire {
                facts::WIRES[self as usize]
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
            facts::TITLES[self as usize]
        }

        /// The message's template: `{name}` stands for a field of the details or a slot, `{{` and
        /// `}}` for braces.
        #[must_use]
        pub const fn message(self) -> &'static str {
            facts::MESSAGES[self as usize]
        }

        /// What happened, and what to know about it: Markdown, with references such as
        /// `[[NAME]]`.
        #[must_use]
        pub const fn description(self) -> Option<&'static str> {
            present(facts::DESCRIPTIONS[self as usize])
        }

        /// Where to read about it.
        #[must_use]
        pub const fn docs_url(self) -> Option<&'static str> {
            present(facts::DOCS_URLS[self as usize])
        }

        /// The group it is in.
        #[must_use]
        pub const fn group(self) -> Group {
            facts::GROUPS[self as usize]
        }

        /// Words for sorting.
        #[must_use]
        pub const fn tags(self) -> &'static [&'static str] {
            facts::TAGS[self as usize]
        }
    }
}

fn expand_advice() -> TokenStream {
    quote! {
        /// The status that it has by default, if it has any.
        #[must_use]
        pub const fn status(self) -> Option<Status> {
            facts::STATUS[self as usize]
        }

        /// The statuses that it can come with, the default first.
        #[must_use]
        pub const fn statuses(self) -> &'static [Status] {
            facts::STATUSES[self as usize]
        }

        /// The gRPC code.
        #[must_use]
        pub const fn grpc(self) -> Option<Grpc> {
            facts::GRPC[self as usize]
        }

        /// What the receiver should do.
        #[must_use]
        pub const fn action(self) -> Option<Action> {
            facts::ACTIONS[self as usize]
        }

        /// What the receiver should do, in words: Markdown.
        #[must_use]
        pub const fn advice(self) -> Option<&'static str> {
            present(facts::ADVICE[self as usize])
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
            facts::RETRY_AFTER[self as usize]
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
            present(facts::SINCE[self as usize])
        }

        /// That it will go, if it will.
        #[must_use]
        pub const fn deprecation(self) -> Option<&'static Deprecation<Self>> {
            facts::DEPRECATIONS[self as usize]
        }

        /// Whether it stays on the server; see [`Code::public`].
        #[must_use]
        pub const fn is_internal(self) -> bool {
            facts::MASKS[self as usize].is_some()
        }

        /// The code that may leave the server in its place: itself, unless it is internal.
        #[must_use]
        pub const fn public(self) -> Self {
            match facts::MASKS[self as usize] {
                Some(mask) => mask,
                None => self,
            }
        }
    }
}

fn expand_lookups(api: ApiScope<'_>) -> TokenStream {
    // From an integer it is a few instructions, no more than a call of it.
    let (wire, inline) = match api.api.wire {
        WireType::String => (quote!(&str), None),
        WireType::Integer => (quote!(i64), Some(quote!(#[inline]))),
    };
    quote! {
        impl Code {
            /// The code with this wire value. To keep unknown ones, use `ReceivedCode`.
            #[must_use]
            #inline
            pub fn from_wire(wire: #wire) -> Option<Self> {
                lookup::by_wire(wire)
            }

            /// The code with this name in the catalogue, or with this alias.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                lookup::by_any_name(name)
            }

            /// The codes that can come with a status, in the catalogue's order.
            pub fn with_status(status: Status) -> impl Iterator<Item = Self> {
                facts::CODES.iter().copied().filter(move |code| code.statuses().contains(&status))
            }
        }
    }
}
