//! Structs of the catalogue: how they are declared, with their builders.
//!
//! The compiler takes a time that grows with the square of the uses of macros in a file, and with the
//! square of its repetitions. So each macro call takes a few structs, and lists are short.

/// Structs, and how they are read and written: behind each field stands what messages call it, and what it
/// stands for.
#[allow(unused_macros, reason = "a catalogue may have no structs")]
macro_rules! fields {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {$(
            $(#[$doc:meta])*
            pub $field:ident: $ty:ty = $called:literal, $part:ident($($at:literal,)? $absent:ident);
        )*}
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$doc])* pub $field: $ty,)*
        }

        impl $crate::runtime_::record::Record for $name {
            fn empty() -> Self {
                Self { $($field: $crate::runtime_::value::FieldValue::empty(),)* }
            }

            fn parts(&self) -> &'static [(&'static str, $crate::runtime_::record::Part)] {
                &[$((
                    $called,
                    $crate::runtime_::record::Part::$part(
                        $($at,)?
                        $crate::runtime_::shape::Absent::$absent,
                    ),
                ),)*]
            }

            // Chains of comparisons are checked faster than an array of references.
            fn get(
                &self,
                at: usize,
            ) -> ::core::option::Option<&dyn $crate::runtime_::record::Field> {
                let left = at;
                $(
                    if left == 0 {
                        return Some(&self.$field);
                    }
                    let left = left.wrapping_sub(1);
                )*
                let _ = left;
                None
            }

            fn get_mut(
                &mut self,
                at: usize,
            ) -> ::core::option::Option<&mut dyn $crate::runtime_::record::Field> {
                let left = at;
                $(
                    if left == 0 {
                        return Some(&mut self.$field);
                    }
                    let left = left.wrapping_sub(1);
                )*
                let _ = left;
                None
            }
        }
    )+};
}

/// The same, with their builders in the module `builders`. A builder has a type
/// parameter for each field that must be given; behind a field stands the function that gives it, with what
/// it makes of the builder.
#[allow(unused_macros, reason = "a catalogue may have no structs")]
macro_rules! records {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident $(<$($parameter:ident: $given:ty),+ $(,)?>)? {$(
            $(#[$doc:meta])*
            pub $field:ident: $ty:ty = $called:literal, $part:ident($($at:literal,)? $absent:ident);
            fn $setter:ident($value:ty) -> $result:ty;
        )*}
    )+) => {
        $crate::runtime_::structs::fields! {$(
            $(#[$meta])*
            pub struct $name {$(
                $(#[$doc])*
                pub $field: $ty = $called, $part($($at,)? $absent);
            )*}
        )+}

        $(
            impl $name {
                /// Begins with nothing; `build` is there once all that is required has been given.
                pub fn builder() -> builders::$name {
                    builders::$name {
                        record: $crate::runtime_::record::Record::empty(),
                        given: ::core::marker::PhantomData,
                    }
                }
            }

            #[allow(clippy::should_implement_trait, reason = "setters are called what fields are")]
            impl $(<$($parameter),+>)? builders::$name $(<$($parameter),+>)? {$(
                $(#[$doc])*
                pub fn $setter(self, $field: impl ::core::convert::Into<$value>) -> $result {
                    let mut record = self.record;
                    record.$field = ::core::convert::From::<$value>::from($field.into());
                    builders::$name { record, given: ::core::marker::PhantomData }
                }
            )*}

            impl builders::$name $(<$($given),+>)? {
                /// The finished value.
                #[must_use]
                pub fn build(self) -> $name {
                    self.record
                }
            }
        )+
    };
}

/// Builders of structs of the module around, with their type parameters.
#[allow(unused_macros, reason = "a catalogue may have no structs")]
macro_rules! builders {
    ($($name:ident $(<$($parameter:ident),+>)?),+ $(,)?) => {$(
        #[doc = concat!("Builder of [`", stringify!($name), "`](super::", stringify!($name), ").")]
        #[derive(Clone)]
        #[must_use]
        pub struct $name $(<$($parameter = $crate::Missing),+>)? {
            pub(super) record: super::$name,
            pub(super) given: ::core::marker::PhantomData<($($($parameter,)+)?)>,
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
            fn get(&self, slot: usize) -> Option<$crate::Json> {
                $crate::runtime_::record::Held::Record(self).filled(slot)
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
pub(crate) use {builders, counting_builder, fields, records, slots};
