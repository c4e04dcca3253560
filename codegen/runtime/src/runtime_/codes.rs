//! The parts that the codes and groups of every API share.

use core::ops::Range;

/// The value of a column of an API's `columns` for a code. A column with one value for all codes has one entry.
#[inline]
pub(crate) const fn at<T: Copy, const N: usize>(column: &'static [T; N], code: usize) -> T {
    column[if N == 1 { 0 } else { code }]
}

/// The catalogue's facts about a group. Without a summary, the text is empty.
pub(crate) struct GroupEntry {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) codes: Range<usize>,
}

/// The methods and traits of the enum `Code` in whose file the macro is called. It takes the facts of the
/// codes from `columns` next to that file, and finds codes with `lookup`.
#[allow(unused_macros, reason = "a catalogue may have no API")]
macro_rules! codes {
    (api: $api:literal, docs_url: $docs_url:expr, wire: String) => {
        $crate::runtime_::codes::codes!(@questions &'static str);
        $crate::runtime_::codes::codes!(@lookups &str,);
        $crate::runtime_::codes::codes!(@traits $api, $docs_url);
        $crate::runtime_::codes::codes!(
            @error_code $api, $docs_url, $crate::alloc_::string::String, str,
        );

        impl ::core::fmt::Display for Code {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.wire())
            }
        }

        impl ::core::str::FromStr for Code {
            type Err = $crate::UnknownValue;

            fn from_str(wire: &str) -> Result<Self, $crate::UnknownValue> {
                Self::from_wire(wire).ok_or(UNKNOWN)
            }
        }

        impl ::serde::Serialize for Code {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.wire())
            }
        }
    };
    (api: $api:literal, docs_url: $docs_url:expr, wire: i64) => {
        $crate::runtime_::codes::codes!(@questions i64);
        // It is a few instructions, no more than a call of it.
        $crate::runtime_::codes::codes!(@lookups i64, #[inline]);
        $crate::runtime_::codes::codes!(@traits $api, $docs_url);
        $crate::runtime_::codes::codes!(@error_code $api, $docs_url, i64, i64, *);
        $crate::runtime_::codes::codes!(@integers i8 i16 i32 i64 isize u8 u16 u32 u64 usize);

        impl ::core::fmt::Display for Code {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.wire(), f)
            }
        }

        impl ::core::str::FromStr for Code {
            type Err = $crate::UnknownValue;

            fn from_str(wire: &str) -> Result<Self, $crate::UnknownValue> {
                wire.parse().ok().and_then(Self::from_wire).ok_or(UNKNOWN)
            }
        }

        impl From<Code> for i64 {
            fn from(code: Code) -> Self {
                code.wire()
            }
        }

        impl ::serde::Serialize for Code {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.wire())
            }
        }
    };
    (@questions $wire:ty) => {
        impl Code {
            /// Every code, in the catalogue's order.
            pub const ALL: &'static [Self] = &super::columns::CODES;

            $crate::runtime_::codes::codes! { @columns
                /// Its name in the catalogue.
                name: &'static str = NAMES;
                /// The wire value.
                wire: $wire = WIRES;
                /// A short title.
                title: &'static str = TITLES;
                /// The message's template: `{name}` stands for a field of the details or a slot, `{{`
                /// and `}}` for braces.
                message: &'static str = MESSAGES;
                /// What happened, as Markdown with references such as `[[NAME]]`.
                description: Option<&'static str> = present DESCRIPTIONS;
                /// Links to further reading.
                docs_url: Option<&'static str> = present DOCS_URLS;
                /// Its group.
                group: super::Group = GROUPS;
                /// The coarser code that it is a part of. A program that does not know this code can handle
                /// the coarser one.
                part_of: Option<Self> = WHOLES;
                /// Keywords.
                tags: &'static [&'static str] = TAGS;
                /// Its default status, if it has one.
                status: Option<$crate::Status> = STATUS;
                /// The statuses that it can have, the default first.
                statuses: &'static [$crate::Status] = STATUSES;
                /// The gRPC code.
                grpc: Option<$crate::Grpc> = GRPC;
                /// What the client should do.
                action: Option<$crate::Action> = ACTIONS;
                /// What the client should do, as Markdown.
                advice: Option<&'static str> = present ADVICE;
                /// The places of the delay before a retry, in the order to look.
                retry_after: &'static [$crate::RetryAfter] = RETRY_AFTER;
                /// The version that introduced it.
                since: Option<&'static str> = present SINCE;
                /// Its deprecation, if it is deprecated.
                deprecation: Option<&'static $crate::Deprecation<Self>> = DEPRECATIONS;
            }

            /// Whether and when to send the request again, from its action.
            #[must_use]
            pub const fn retry(self) -> Option<$crate::Retry> {
                match self.action() {
                    Some(action) => Some(action.retry()),
                    None => None,
                }
            }

            /// The delay to assume if the error has none.
            #[must_use]
            pub const fn assumed_delay(self) -> Option<::core::time::Duration> {
                $crate::RetryAfter::assumed(self.retry_after())
            }

            /// Whether it is internal: clients never see it. See [`Code::public`].
            #[must_use]
            pub const fn is_internal(self) -> bool {
                $crate::runtime_::codes::codes!(@column self MASKS).is_some()
            }

            /// The code that the server sends for it: itself, or the mask of an internal code.
            #[must_use]
            pub const fn public(self) -> Self {
                match $crate::runtime_::codes::codes!(@column self MASKS) {
                    Some(mask) => mask,
                    None => self,
                }
            }
        }
    };
    (@columns $($(#[$doc:meta])* $name:ident: $ty:ty = $($column:ident)+;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub const fn $name(self) -> $ty {
            $crate::runtime_::codes::codes!(@column self $($column)+)
        }
    )*};
    (@column $code:ident present $column:ident) => {
        $crate::runtime_::text::present($crate::runtime_::codes::codes!(@column $code $column))
    };
    (@column $code:ident $column:ident) => {
        $crate::runtime_::codes::at(&super::columns::$column, $code as usize)
    };
    (@lookups $wire:ty, $(#[$inline:meta])?) => {
        impl Code {
            /// The code with this wire value. To keep unknown wire values, use `ReceivedCode`.
            #[must_use]
            $(#[$inline])?
            pub fn from_wire(wire: $wire) -> Option<Self> {
                super::lookup::by_wire(wire)
            }

            /// The code with this name in the catalogue, or with this alias.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                super::lookup::by_any_name(name)
            }

            /// The codes that can have a status, in the catalogue's order.
            pub fn with_status(status: $crate::Status) -> impl Iterator<Item = Self> {
                let all = super::columns::CODES.iter().copied();
                all.filter(move |code| code.statuses().contains(&status))
            }
        }
    };
    (@integers $($integer:ty)*) => {$(
        impl TryFrom<$integer> for Code {
            type Error = $crate::UnknownValue;

            fn try_from(wire: $integer) -> Result<Self, $crate::UnknownValue> {
                i64::try_from(wire).ok().and_then(Self::from_wire).ok_or(UNKNOWN)
            }
        }
    )*};
    (@traits $api:literal, $docs_url:expr) => {
        /// The error of a failed conversion.
        const UNKNOWN: $crate::UnknownValue =
            $crate::UnknownValue::new(concat!("code of the API `", $api, "`"));

        impl ::core::fmt::Debug for Code {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }

        impl TryFrom<&str> for Code {
            type Error = $crate::UnknownValue;

            fn try_from(wire: &str) -> Result<Self, $crate::UnknownValue> {
                wire.parse()
            }
        }

        impl<'de> ::serde::Deserialize<'de> for Code {
            fn deserialize<D: ::serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                $crate::runtime_::received::deserialize_known(d)
            }
        }

        impl $crate::runtime_::wire::Sealed for Code {}
    };
    (@error_code $api:literal, $docs_url:expr, $wire:ty, $borrowed:ty, $($deref:tt)?) => {
        impl $crate::ErrorCode for Code {
            type Wire = $wire;

            const API: &'static str = $api;

            const ALL: &'static [Self] = &super::columns::CODES;

            const DOCS_URL: Option<&'static str> = $docs_url;

            fn from_wire(wire: &$borrowed) -> Option<Self> {
                super::lookup::by_wire($($deref)? wire)
            }

            fn wire_view(self) -> $crate::runtime_::view::View<'static> {
                self.wire().into()
            }

            $crate::runtime_::codes::codes! { @same
                name: &'static str,
                title: &'static str,
                message: &'static str,
                status: Option<$crate::Status>,
                statuses: &'static [$crate::Status],
                grpc: Option<$crate::Grpc>,
                action: Option<$crate::Action>,
                retry_after: &'static [$crate::RetryAfter],
                docs_url: Option<&'static str>,
                public: Self,
            }
        }
    };
    (@same $($name:ident: $ty:ty,)*) => {$(
        fn $name(self) -> $ty {
            self.$name()
        }
    )*};
}

/// The methods and traits of the enum `Group` in whose file the macro is called. It takes the groups and
/// their facts from `ALL` and `ENTRIES` there.
#[allow(unused_macros, reason = "a catalogue may have no API")]
macro_rules! groups {
    () => {
        impl Group {
            /// Every group, in the catalogue's order.
            pub const ALL: &'static [Self] = &ALL;

            const fn entry(self) -> &'static $crate::runtime_::codes::GroupEntry {
                &ENTRIES[self as usize]
            }

            /// Its name in the catalogue.
            #[must_use]
            pub const fn name(self) -> &'static str {
                self.entry().name
            }

            /// Its title.
            #[must_use]
            pub const fn title(self) -> &'static str {
                self.entry().title
            }

            /// A summary of its codes, as Markdown.
            #[must_use]
            pub const fn summary(self) -> Option<&'static str> {
                $crate::runtime_::text::present(self.entry().summary)
            }

            /// Its codes.
            #[must_use]
            pub fn codes(self) -> &'static [super::Code] {
                &super::columns::CODES[self.entry().codes.clone()]
            }
        }

        impl ::core::fmt::Display for Group {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

#[allow(unused_imports, reason = "a catalogue may have no API")]
pub(crate) use {codes, groups};
