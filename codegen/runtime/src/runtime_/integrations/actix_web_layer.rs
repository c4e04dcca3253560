//! A middleware for actix-web: what the framework answers by itself becomes an answer of the API.

use alloc_::boxed::Box;
use alloc_::string::{String, ToString};
use core::error::Error as StdError;
use core::future::{Future, Ready, ready};
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use ::actix_web::body::{BoxBody, MessageBody};
use ::actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use ::actix_web::error::InternalError;
use ::actix_web::http::header::CONTENT_TYPE;
use ::actix_web::{Error, HttpResponse};
use std_::panic::{AssertUnwindSafe, catch_unwind};

use super::answered::{self, OF_THE_BODY, Spare};
use crate::runtime_::failed::Failed;
use crate::runtime_::failure::{Failure, Unexpected};

/// A middleware that answers in the API's envelope where actix-web answers by itself: no route, a refused or too large
/// body, a panic. `App::wrap` takes it.
///
/// `E` is the error type of an envelope whose API has `[unexpected]`. The middleware replaces a response whose status
/// is there, which has no media type or is plain text, and which is neither made of a [`Failure`] nor marked with
/// [`Spare`]. It keeps the headers that do not belong to the body, such as `Allow` and `Retry-After`, and the text of
/// the error for logs.
pub struct FailureMiddleware<E>(PhantomData<fn() -> E>);

impl<E: Unexpected> FailureMiddleware<E> {
    /// The middleware.
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<E: Unexpected> Default for FailureMiddleware<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Clone for FailureMiddleware<E> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

impl<E> core::fmt::Debug for FailureMiddleware<E> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("FailureMiddleware").finish_non_exhaustive()
    }
}

impl<S, B, E> Transform<S, ServiceRequest> for FailureMiddleware<E>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    S::Future: 'static,
    B: MessageBody + 'static,
    E: Unexpected,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Transform = FailureService<S, E>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(FailureService { inner, error: PhantomData }))
    }
}

/// A service with a [`FailureMiddleware`] around it.
#[derive(Debug)]
pub struct FailureService<S, E> {
    inner: S,
    error: PhantomData<fn() -> E>,
}

impl<S, B, E> Service<ServiceRequest> for FailureService<S, E>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    S::Future: 'static,
    B: MessageBody + 'static,
    E: Unexpected,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Error>>>>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let running = catch_unwind(AssertUnwindSafe(|| self.inner.call(request)));
        Box::pin(async move {
            let done = match running {
                Ok(future) => Guarded(Box::pin(future)).await,
                Err(payload) => Err(answered::panic_of(&*payload)),
            };
            match done {
                Ok(Ok(response)) => Ok(replaced::<E, B>(response)),
                Ok(Err(error)) => Err(error_in_place::<E>(error)),
                // The request is gone, so the answer is an error of the framework.
                Err(panic) => Err(answered::unanswered::<E>(panic, None).into()),
            }
        })
    }
}

/// A future whose panic is an error.
struct Guarded<F>(Pin<Box<F>>);

impl<F: Future> Future for Guarded<F> {
    type Output = Result<F::Output, Box<dyn StdError + Send + Sync>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context))) {
            Ok(polled) => polled.map(Ok),
            Err(payload) => Poll::Ready(Err(answered::panic_of(&*payload))),
        }
    }
}

/// The API's answer in the place of a response, if the framework made it.
fn instead<E: Unexpected, B>(response: &HttpResponse<B>, text: String) -> Option<Failure<E>> {
    let marked = {
        let extensions = response.extensions();
        extensions.get::<Failed>().is_some() || extensions.get::<Spare>().is_some()
    };
    let status = response.status().as_u16();
    let media_type = response.headers().get(CONTENT_TYPE).map(|it| it.to_str().unwrap_or("?"));
    if marked || !answered::is_by_framework(status, media_type) {
        return None;
    }
    Some(answered::answered(answered::instead::<E>(status)?, status, text))
}

/// The API's answer, with those headers of the other that do not belong to its body.
fn with_headers_of<E: Unexpected, B>(failure: Failure<E>, other: &HttpResponse<B>) -> HttpResponse {
    let mut own = HttpResponse::from(failure);
    let kept: alloc_::vec::Vec<_> = other
        .headers()
        .iter()
        .filter(|(name, _)| {
            !OF_THE_BODY.contains(&name.as_str()) && !own.headers().contains_key(*name)
        })
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    for (name, value) in kept {
        own.headers_mut().append(name, value);
    }
    own
}

fn replaced<E: Unexpected, B: MessageBody + 'static>(
    response: ServiceResponse<B>,
) -> ServiceResponse<BoxBody> {
    let text = response.response().error().map(ToString::to_string).unwrap_or_default();
    let Some(failure) = instead::<E, B>(response.response(), text) else {
        return response.map_into_boxed_body();
    };
    let (request, old) = response.into_parts();
    ServiceResponse::new(request, with_headers_of(failure, &old))
}

/// The error of another middleware, with the API's answer.
fn error_in_place<E: Unexpected>(error: Error) -> Error {
    // It is asked once, because it is logged then.
    let response = error.error_response();
    let answer = match instead::<E, BoxBody>(&response, error.to_string()) {
        Some(failure) => with_headers_of(failure, &response),
        None => response,
    };
    InternalError::from_response(error, answer).into()
}
