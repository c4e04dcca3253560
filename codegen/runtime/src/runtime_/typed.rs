//! What typed errors and the slots of their envelopes can do.

use alloc_::boxed::Box;
use core::error::Error;
use core::fmt::Debug;

use super::found::{Found, SlotMismatch};
use super::json::Json;
use super::record::{Held, Shown};
use super::shape::{Constant, Envelope};
use super::source::Source;
use super::view::View;
use super::wire::{ErrorCode, Sealed};

/// The errors of an envelope, each with what it tells.
///
/// Each envelope has its own type; this is what code for any of them can use.
pub trait TypedError: Error + Clone + PartialEq + Send + Sync + Sealed + 'static {
    /// The codes of the API.
    type Code: ErrorCode;

    /// The slots of a response besides its errors.
    type Slots: SlotValues;

    /// The slots of an error in a list besides its details.
    type ErrorSlots: SlotValues;

    #[doc(hidden)]
    const ENVELOPE: &'static Envelope;

    /// Its code.
    fn code(&self) -> Self::Code;

    /// Its details as JSON, if it has any.
    fn details(&self) -> Option<Json> {
        self.held().details().map(View::to_json)
    }

    /// What it tells beside its code.
    #[doc(hidden)]
    fn held(&self) -> Held<'_>;

    /// The slots whose value a code fixes.
    #[doc(hidden)]
    fn fixed(_code: Self::Code) -> &'static [(usize, Constant)] {
        &[]
    }

    /// The error with a code, if the source fits.
    #[doc(hidden)]
    fn read(code: Self::Code, from: &mut Source<'_>) -> Option<Self>;
}

/// A struct that a variant of an error holds in a box. `From` converts it into the error.
pub trait ErrorDetails: Sized {
    /// The error type.
    type Error: TypedError;

    /// The variant that holds it.
    #[doc(hidden)]
    const VARIANT: fn(Box<Self>) -> Self::Error;
}

/// An envelope whose body has a list of errors.
pub trait ErrorList: TypedError {}

/// The values of slots.
pub trait SlotValues: Clone + Debug + PartialEq + Send + Sync + Sealed + 'static {
    #[doc(hidden)]
    fn values(&self) -> Shown<'_>;

    #[doc(hidden)]
    fn read(found: &Found<'_>) -> Result<Self, SlotMismatch>;
}

/// What a builder has not been given yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing;
