//! Failures: what a handler returns if an error of the API, or anything else, keeps it from answering.

use alloc_::borrow::Cow;
use alloc_::boxed::Box;
use alloc_::sync::Arc;
use core::any::Any;
use core::error::Error;
use core::fmt;
use core::iter::successors;

use super::found::Found;
use super::input::Input;
use super::json::Json;
use super::occurrence::Occurrence;
use super::received::Received;
use super::record::Record;
use super::response::Response;
use super::source::Source;
use super::typed::{ErrorDetails, TypedError};
use super::value::FieldValue;

/// Why a handler failed: the response to send, and the cause, which is never sent.
///
/// In a function that returns `Result<T, Failure>`, `?` converts the API's own errors, their details, responses,
/// failures of APIs from which the catalogue has a conversion, and, if `api.toml` has `[unexpected]`, every other
/// error: `anyhow::Error`, boxed errors and texts too. Another error becomes the code that `[unexpected]` names, and
/// is the cause.
///
/// A failure is not an [`Error`] and has no `Display`, so that nobody sends its text by mistake. Logs have
/// [`report`](Self::report).
///
/// Two failures are equal if their responses are equal.
#[derive(Clone)]
pub struct Failure<E: TypedError> {
    response: Response<E>,
    cause: Option<Cause>,
}

/// Shared, because a failure is `Clone` and its cause is not.
type Cause = Arc<dyn Error + Send + Sync>;

impl<E: TypedError> Failure<E> {
    /// A failure with one error and the `slots` of its response.
    pub fn new(error: impl Into<Occurrence<E>>, slots: E::Slots) -> Self {
        Self::answered_with(Response::new(error, slots))
    }

    /// A failure that is answered with this response.
    pub(crate) const fn answered_with(response: Response<E>) -> Self {
        Self { response, cause: None }
    }

    /// The same with these slots of the response.
    #[must_use]
    pub fn with(self, slots: E::Slots) -> Self {
        Self { response: self.response.with_slots(slots), ..self }
    }

    /// The same with this cause instead of the one that it has. Logs have it, and no response.
    #[must_use]
    pub fn caused_by(self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: Some(cause.into().into()), ..self }
    }

    /// The same with a text before its causes, for logs: what the server tried to do.
    #[must_use]
    pub fn context(self, text: impl Into<Cow<'static, str>>) -> Self {
        let cause: Cause = Arc::new(Context { text: text.into(), cause: self.cause });
        Self { cause: Some(cause), ..self }
    }

    /// The response to send.
    #[must_use]
    pub const fn response(&self) -> &Response<E> {
        &self.response
    }

    /// The response to send, without the cause.
    #[must_use]
    pub fn into_inner(self) -> Response<E> {
        self.response
    }

    /// The first error, if its code and details are known.
    #[must_use]
    pub fn error(&self) -> Option<&E> {
        self.response.error()
    }

    /// The code of the first error, or the unknown wire value. It may be internal.
    #[must_use]
    pub fn code(&self) -> Received<E::Code> {
        self.response.code()
    }

    /// The cause, or the text that was last put before it.
    #[must_use]
    pub fn source(&self) -> Option<&(dyn Error + 'static)> {
        let cause: &(dyn Error + 'static) = &**self.cause.as_ref()?;
        Some(cause)
    }

    /// The cause, the cause of that, and so on.
    pub fn causes(&self) -> impl Iterator<Item = &(dyn Error + 'static)> {
        successors(self.source(), |error: &&'_ (dyn Error + 'static)| (*error).source())
    }

    /// The first cause of this type. What came as an `anyhow::Error` or as a text has a type of its own.
    #[must_use]
    pub fn downcast_ref<T: Error + 'static>(&self) -> Option<&T> {
        self.causes().find_map(|cause| cause.downcast_ref())
    }

    /// The code, the message and the causes in one line, for logs. Do not send it.
    #[must_use]
    pub fn report(&self) -> impl fmt::Display + '_ {
        Report(self)
    }
}

struct Report<'a, E: TypedError>(&'a Failure<E>);

impl<E: TypedError> fmt::Display for Report<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code(), self.0.response)?;
        self.0.causes().try_for_each(|cause| write!(f, ": {cause}"))
    }
}

/// What the server tried to do.
#[derive(Debug)]
struct Context {
    text: Cow<'static, str>,
    cause: Option<Cause>,
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for Context {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let cause: &(dyn Error + 'static) = &**self.cause.as_ref()?;
        Some(cause)
    }
}

impl<E: TypedError> PartialEq for Failure<E> {
    fn eq(&self, other: &Self) -> bool {
        self.response == other.response
    }
}

impl<E: TypedError> fmt::Debug for Failure<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = f.debug_struct("Failure");
        parts.field("response", &self.response).field("cause", &self.cause).finish()
    }
}

/// The errors of an envelope of which some stand for errors that the API does not know, as `[unexpected]` of
/// `api.toml` says.
pub trait Unexpected: TypedError<Slots: Default, ErrorSlots: Default> {
    /// What stands for other errors of the program, and for panics.
    #[must_use]
    fn unexpected() -> Self;

    /// What stands for an answer of a framework with this HTTP status. `path` is the place of the fault in the request,
    /// such as `items[0].amount`, or empty.
    #[must_use]
    fn of_status(status: u16, path: &str) -> Option<Self>;

    /// The failure for an error of an API from which the catalogue has a conversion: `error` is an `Option` of it.
    #[doc(hidden)]
    fn converted(_error: &mut dyn Any) -> Option<Failure<Self>> {
        None
    }
}

/// What `?` converts into a failure of `E`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not become a failure of this API",
    note = "`[unexpected]` in the API's api.toml says which code stands for other errors"
)]
pub trait IntoFailure<E: TypedError> {
    /// The failure.
    fn into_failure(self) -> Failure<E>;
}

impl<E: TypedError<Slots: Default>> IntoFailure<E> for Occurrence<E> {
    fn into_failure(self) -> Failure<E> {
        Failure::answered_with(self.into())
    }
}

impl<E, T> IntoFailure<E> for T
where
    E: Unexpected,
    T: Into<Box<dyn Error + Send + Sync>> + 'static,
{
    fn into_failure(self) -> Failure<E> {
        let mut error = Some(self);
        let known: &mut dyn Any = &mut error;
        if let Some(own) = taken::<E>(known) {
            return Failure::answered_with(own.into());
        }
        if let Some(response) = taken(known) {
            return Failure::answered_with(response);
        }
        if let Some(failure) = E::converted(known) {
            return failure;
        }
        match error {
            Some(other) => of_other(other.into()),
            None => Failure::answered_with(E::unexpected().into()),
        }
    }
}

/// The error in an `Option`, if it has this type.
pub(crate) fn taken<T: 'static>(error: &mut dyn Any) -> Option<T> {
    error.downcast_mut::<Option<T>>().and_then(Option::take)
}

/// The failure of an error or a response in an `Option`.
pub(crate) fn failure_of<E>(error: &mut dyn Any) -> Option<Failure<E>>
where
    E: TypedError<Slots: Default, ErrorSlots: Default>,
{
    let own = taken::<E>(error).map(Response::from);
    own.map(Failure::answered_with).or_else(|| failure_of_response(error))
}

/// The failure of a response in an `Option`.
pub(crate) fn failure_of_response<E: TypedError>(error: &mut dyn Any) -> Option<Failure<E>> {
    taken(error).map(Failure::answered_with)
}

/// The failure of details.
pub(crate) fn details_failure<D>(details: D) -> Failure<D::Error>
where
    D: ErrorDetails,
    D::Error: TypedError<Slots: Default, ErrorSlots: Default>,
{
    Failure::answered_with(D::VARIANT(Box::new(details)).into())
}

/// What is in a box may be the API's own as well.
fn of_other<E: Unexpected>(error: Box<dyn Error + Send + Sync>) -> Failure<E> {
    let error = match error.downcast::<E>() {
        Ok(own) => return Failure::answered_with((*own).into()),
        Err(error) => error,
    };
    match error.downcast::<Response<E>>() {
        Ok(response) => Failure::answered_with(*response),
        Err(other) => Failure::from_unknown(other),
    }
}

impl<E: Unexpected> Failure<E> {
    /// The failure with this cause that the API does not know.
    pub(crate) fn from_unknown(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::answered_with(E::unexpected().into()).caused_by(cause)
    }
}

/// The failure for a failure of another API, which is the cause. Details are not carried: they may be internal, and
/// have the other API's form.
pub(crate) fn converted<E: Unexpected, F: TypedError>(
    failure: Failure<F>,
    convert: fn(F::Code) -> Option<E::Code>,
) -> Failure<E> {
    let code = failure.code().known().and_then(convert);
    let error = code.and_then(|code| made(code, None)).unwrap_or_else(E::unexpected);
    Failure::answered_with(error.into()).caused_by(Other(failure))
}

/// A failure of another API as a cause.
struct Other<E: TypedError>(Failure<E>);

impl<E: TypedError> fmt::Debug for Other<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<E: TypedError> fmt::Display for Other<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.code(), self.0.response)
    }
}

impl<E: TypedError> Error for Other<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

/// The failure that stands for a framework's answer: with its status, if the code can have that.
pub(crate) fn instead_of<E: Unexpected>(error: E, status: u16) -> Failure<E> {
    let occurrence = Occurrence::from(error);
    let same = occurrence.clone().with_status(status);
    Failure::answered_with(same.unwrap_or(occurrence).into())
}

/// The error with this code and these details, without slots, if that is all it needs.
pub(crate) fn made<E: TypedError>(code: E::Code, details: Option<&Json>) -> Option<E> {
    E::read(code, &mut Source::received(details.map(Input::Tree), &Found::new(E::ENVELOPE)))
}

/// A struct of details that the catalogue gives.
pub(crate) fn record<T: Record>(details: &Json) -> T {
    Source::object(Input::Tree(details)).record()
}

/// Details that are not a struct, as the catalogue gives them.
pub(crate) fn value<T: FieldValue>(details: &Json) -> T {
    T::read(Input::Tree(details)).unwrap_or_else(|_| T::empty())
}

/// How an error's failures are made of others. It takes a type for each API, because another crate could implement
/// [`IntoFailure`] for a type that it does not know.
#[allow(unused_macros, reason = "a catalogue may have no API")]
macro_rules! failures {
    ($error:ident) => {
        impl<T: $crate::IntoFailure<$error>> From<T> for $crate::Failure<$error> {
            fn from(error: T) -> Self {
                error.into_failure()
            }
        }
    };
}

/// What becomes a failure of an API that does not say what stands for others.
#[allow(unused_macros, reason = "every API may say so")]
macro_rules! responses_alone {
    ($error:ident) => {
        impl $crate::IntoFailure<$error> for $crate::Response<$error> {
            fn into_failure(self) -> $crate::Failure<$error> {
                $crate::Failure::answered_with(self)
            }
        }
    };
}

/// The same, where an error needs no slots.
#[allow(unused_macros, reason = "every API may say so")]
macro_rules! errors_alone {
    ($error:ident) => {
        impl $crate::IntoFailure<$error> for $error {
            fn into_failure(self) -> $crate::Failure<$error> {
                $crate::IntoFailure::into_failure($crate::Response::from(self))
            }
        }
    };
}

/// How details become a failure, where an error needs no slots. Each struct has an `impl` for its own type: rustc
/// compares those for the same type with each other.
#[allow(unused_macros, reason = "a catalogue may have no details")]
macro_rules! of_details {
    ($($details:path),+ $(,)?) => {$(
        impl $crate::IntoFailure<<$details as $crate::ErrorDetails>::Error> for $details {
            fn into_failure(self) -> $crate::Failure<<$details as $crate::ErrorDetails>::Error> {
                $crate::runtime_::failure::details_failure(self)
            }
        }
    )+};
}

/// How an error becomes a failure, where it needs no slots.
#[allow(unused_macros, reason = "a catalogue may have no API")]
macro_rules! causes {
    ($error:ident) => {
        impl $error {
            /// The failure with this error and `cause`, which logs have and no response.
            pub fn caused_by(
                self,
                cause: impl Into<
                    $crate::alloc_::boxed::Box<dyn ::core::error::Error + Send + Sync>,
                >,
            ) -> $crate::Failure<$error> {
                $crate::Failure::<$error>::from(self).caused_by(cause)
            }
        }
    };
}

#[allow(unused_imports, reason = "a catalogue may have no API")]
pub(crate) use {causes, errors_alone, failures, of_details, responses_alone};
