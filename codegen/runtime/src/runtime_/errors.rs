//! The parts that the errors of every envelope share.

/// The methods and traits of an enum `Error`, which use its own `code` and `TypedError`.
#[allow(unused_macros, reason = "a catalogue may have no API")]
macro_rules! errors {
    ($error:ident) => {
        impl $error {
            /// Its default status.
            #[must_use]
            pub fn status(&self) -> Option<$crate::Status> {
                self.code().status()
            }

            /// What the client should do.
            #[must_use]
            pub fn action(&self) -> Option<$crate::Action> {
                self.code().action()
            }

            /// Whether and when to send the request again, from the error alone. The delay is at most
            /// [`MAX_DELAY`](crate::RetryAdvice::MAX_DELAY), or the delay that the catalogue assumes if that
            /// is more.
            #[must_use]
            pub fn retry(&self) -> Option<$crate::RetryAdvice> {
                $crate::runtime_::advice::of_error(self, None)
            }

            /// The same with `max` as the limit of the delay.
            #[must_use]
            pub fn retry_with_max_delay(
                &self,
                max: ::core::time::Duration,
            ) -> Option<$crate::RetryAdvice> {
                $crate::runtime_::advice::of_error(self, Some(max))
            }
        }

        impl ::core::fmt::Debug for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::TypedError::held(self).debug(self.code().name(), f)
            }
        }

        impl ::core::fmt::Display for $error {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::TypedError::held(self).write_message(self.code().message(), f)
            }
        }

        impl ::core::error::Error for $error {}

        impl<T: $crate::ErrorDetails<Error = Self>> From<T> for $error {
            fn from(details: T) -> Self {
                T::VARIANT($crate::alloc_::boxed::Box::new(details))
            }
        }

        impl $crate::runtime_::wire::Sealed for $error {}
    };
}

/// `PartialEq` of an enum `Error` that does not derive it.
#[allow(unused_macros, reason = "a catalogue may have no API")]
macro_rules! equal {
    ($error:ident) => {
        impl ::core::cmp::PartialEq for $error {
            fn eq(&self, other: &Self) -> bool {
                let held = $crate::TypedError::held;
                self.code() == other.code() && held(self).is_same(held(other))
            }
        }
    };
}

#[allow(unused_imports, reason = "a catalogue may have no API")]
pub(crate) use {equal, errors};
