//! The parts that all structs of the catalogue and their builders share.
//!
//! Each macro call takes a short list of names: the compiler's time grows with the square of the repetitions in a
//! call.

/// The traits of structs. With derives, rustc would take several times as long.
#[allow(unused_macros, reason = "a catalogue may have no structs")]
macro_rules! structs {
    ($($name:ident),+ $(,)?) => {$(
        impl ::core::clone::Clone for $name {
            fn clone(&self) -> Self {
                $crate::runtime_::record::clone(self)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime_::record::same(self, other)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::runtime_::record::debug(self, stringify!($name), f)
            }
        }
    )+};
}

/// Builders of structs of the parent module, with a type parameter for each required field.
#[allow(unused_macros, reason = "a catalogue may have no structs")]
macro_rules! builders {
    ($($name:ident $(<$($parameter:ident),+>)?),+ $(,)?) => {$(
        #[doc = concat!("Builder of [`", stringify!($name), "`](super::", stringify!($name), ").")]
        #[must_use]
        pub struct $name $(<$($parameter = $crate::Missing),+>)? {
            pub(super) record: super::$name,
            pub(super) given: ::core::marker::PhantomData<($($($parameter,)+)?)>,
        }

        impl super::$name {
            /// Begins with nothing; `build` is there once all that is required has been given.
            pub fn builder() -> $name {
                $name {
                    record: $crate::runtime_::record::empty(),
                    given: ::core::marker::PhantomData,
                }
            }
        }

        impl $(<$($parameter),+>)? ::core::clone::Clone for $name $(<$($parameter),+>)? {
            fn clone(&self) -> Self {
                Self { record: self.record.clone(), given: self.given }
            }
        }

        impl $(<$($parameter),+>)? ::core::fmt::Debug for $name $(<$($parameter),+>)? {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+};
}

/// The builder of a struct of the module around that has very many fields.
#[allow(unused_macros, reason = "few structs have so many fields")]
macro_rules! counting_builder {
    ($name:ident) => {
        #[doc = concat!("Builder of [`", stringify!($name), "`](super::", stringify!($name), "):")]
        /// so many of its fields are given.
        #[derive(Clone)]
        #[must_use]
        pub struct $name<const GIVEN: usize> {
            pub(super) record: $crate::alloc_::boxed::Box<super::$name>,
        }

        impl super::$name {
            /// Begins with nothing; what is required is given in the order of the fields, and then `build`
            /// is there.
            pub fn builder() -> $name<0> {
                $name {
                    record: $crate::alloc_::boxed::Box::new($crate::runtime_::record::empty()),
                }
            }
        }

        impl<const GIVEN: usize> ::core::fmt::Debug for $name<GIVEN> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    };
}

/// Structs that hold the values of an envelope's slots.
#[allow(unused_macros, reason = "a catalogue may have no API")]
macro_rules! slots {
    ($($name:ident)*) => {$(
        impl $crate::runtime_::wire::Sealed for $name {}

        impl $crate::SlotValues for $name {
            fn values(&self) -> $crate::runtime_::record::Shown<'_> {
                $crate::runtime_::record::Shown::of(self)
            }

            fn read(
                found: &$crate::runtime_::found::Found<'_>,
            ) -> Result<Self, $crate::runtime_::found::SlotMismatch> {
                $crate::runtime_::record::read_slots(found)
            }
        }
    )*};
}

#[allow(unused_imports, reason = "a catalogue may have no API")]
pub(crate) use {builders, counting_builder, slots, structs};
