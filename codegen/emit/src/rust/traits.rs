//! The traits that an API's codes implement.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::ident;
use super::scope::ApiScope;
use errcat_catalogue::model::WireType;

pub(super) fn expand(api: ApiScope<'_>) -> TokenStream {
    let debug = expand_debug();
    let parsing = match api.api.wire {
        WireType::String => expand_string(api),
        WireType::Integer => expand_integer(api),
    };
    let serde = expand_deserialize();
    let error_code = expand_error_code(api);
    quote! {
        #debug
        #parsing
        #serde
        #error_code
    }
}

fn expand_debug() -> TokenStream {
    quote! {
        impl fmt::Debug for Code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    }
}

/// What the error of a failed conversion says.
fn unknown(api: ApiScope<'_>) -> TokenStream {
    let what = format!("code of the API `{}`", api.api.name.as_str());
    quote!(UnknownValue::new(#what))
}

fn expand_string(api: ApiScope<'_>) -> TokenStream {
    let unknown = unknown(api);
    quote! {
        impl fmt::Display for Code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.wire())
            }
        }

        impl FromStr for Code {
            type Err = UnknownValue;

            fn from_str(wire: &str) -> Result<Self, UnknownValue> {
                Self::from_wire(wire).ok_or(#unknown)
            }
        }

        impl TryFrom<&str> for Code {
            type Error = UnknownValue;

            fn try_from(wire: &str) -> Result<Self, UnknownValue> {
                wire.parse()
            }
        }

        impl Serialize for Code {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.wire())
            }
        }
    }
}

fn expand_integer(api: ApiScope<'_>) -> TokenStream {
    let unknown = unknown(api);
    let narrow = ["i8", "i16", "i32", "u8", "u16", "u32"].map(ident);
    let wide = ["isize", "u64", "usize"].map(ident);
    quote! {
        impl fmt::Display for Code {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.wire(), f)
            }
        }

        impl FromStr for Code {
            type Err = UnknownValue;

            fn from_str(wire: &str) -> Result<Self, UnknownValue> {
                wire.parse().ok().and_then(Self::from_wire).ok_or(#unknown)
            }
        }

        impl TryFrom<&str> for Code {
            type Error = UnknownValue;

            fn try_from(wire: &str) -> Result<Self, UnknownValue> {
                wire.parse()
            }
        }

        impl TryFrom<i64> for Code {
            type Error = UnknownValue;

            fn try_from(wire: i64) -> Result<Self, UnknownValue> {
                Self::from_wire(wire).ok_or(#unknown)
            }
        }

        #(
            impl TryFrom<#narrow> for Code {
                type Error = UnknownValue;

                fn try_from(wire: #narrow) -> Result<Self, UnknownValue> {
                    i64::from(wire).try_into()
                }
            }
        )*

        #(
            impl TryFrom<#wide> for Code {
                type Error = UnknownValue;

                fn try_from(wire: #wide) -> Result<Self, UnknownValue> {
                    i64::try_from(wire).ok().and_then(Self::from_wire).ok_or(#unknown)
                }
            }
        )*

        impl From<Code> for i64 {
            fn from(code: Code) -> Self {
                code.wire()
            }
        }

        impl Serialize for Code {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.wire())
            }
        }
    }
}

fn expand_deserialize() -> TokenStream {
    quote! {
        impl<'de> Deserialize<'de> for Code {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                received::deserialize_known(deserializer)
            }
        }
    }
}

fn expand_error_code(api: ApiScope<'_>) -> TokenStream {
    let id = api.api.name.as_str();
    let docs_url = api.scope.catalogue.docs_url.as_ref().map(|base| format!("{base}/{id}/#"));
    let docs_url = docs_url.map_or_else(|| quote!(None), |url| quote!(Some(#url)));
    let (owned, borrowed, by_wire) = match api.api.wire {
        WireType::String => (quote!(alloc_::string::String), quote!(str), quote!(wire)),
        WireType::Integer => (quote!(i64), quote!(i64), quote!(*wire)),
    };
    quote! {
        impl Sealed for Code {}

        impl ErrorCode for Code {
            type Wire = #owned;

            const API: &'static str = #id;

            const ALL: &'static [Self] = &facts::CODES;

            fn from_wire(wire: &#borrowed) -> Option<Self> {
                lookup::by_wire(#by_wire)
            }

            fn name(self) -> &'static str {
                self.name()
            }

            fn title(self) -> &'static str {
                self.title()
            }

            fn message(self) -> &'static str {
                self.message()
            }

            fn status(self) -> Option<Status> {
                self.status()
            }

            fn statuses(self) -> &'static [Status] {
                self.statuses()
            }

            fn grpc(self) -> Option<Grpc> {
                self.grpc()
            }

            fn action(self) -> Option<Action> {
                self.action()
            }

            fn retry_after(self) -> &'static [RetryAfter] {
                self.retry_after()
            }

            fn docs_url(self) -> Option<&'static str> {
                self.docs_url()
            }

            fn public(self) -> Self {
                self.public()
            }

            const DOCS_URL: Option<&'static str> = #docs_url;

            fn wire_json(self) -> Json {
                self.wire().into()
            }
        }
    }
}
