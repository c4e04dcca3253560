//! A layer for tower: what a framework answers by itself becomes an answer of the API.

use alloc_::boxed::Box;
use alloc_::string::String;
use core::convert::Infallible;
use core::error::Error;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};

use ::http::header::CONTENT_TYPE;
use ::http::{Request, Response as HttpResponse};
use bytes::Buf;
use http_body::Body;
use std_::panic::{AssertUnwindSafe, catch_unwind};
use tower_layer::Layer;
use tower_service::Service;

use super::answered::{self, MOST, OF_THE_BODY, Spare};
use crate::runtime_::failed::Failed;
use crate::runtime_::failure::{Failure, Unexpected};
use crate::runtime_::wire::Sealed;

/// A layer that answers in the API's envelope where the framework answers by itself: no route, a wrong method, a
/// refused or too large body, a timeout, a panic.
///
/// `E` is the error type of an envelope whose API has `[unexpected]`. The layer replaces a response whose status is
/// there, which has no media type or is plain text, and which is neither made of a [`Failure`](crate::Failure) nor marked with
/// [`Spare`]. It keeps the headers that do not belong to the body, such as `Allow` and `Retry-After`. It keeps the
/// text for logs if it is short and already there, and never waits for a body.
///
/// Errors of the service become responses as well, so that the service has none. For services of tonic, there is
/// `FailureLayer::<Error, _>::grpc()` with the feature `tonic`.
pub struct FailureLayer<E, P = OverHttp> {
    status_of: fn(&(dyn Error + 'static)) -> Option<u16>,
    of: PhantomData<fn() -> (E, P)>,
}

/// How a failure is answered.
pub trait Protocol<B>: Sealed + 'static {
    /// The response with a failure.
    #[doc(hidden)]
    fn answer<E: Unexpected>(failure: Failure<E>) -> HttpResponse<B>;

    /// The response, or an answer in its place if the framework made it.
    #[doc(hidden)]
    fn replaced<E: Unexpected>(response: HttpResponse<B>) -> HttpResponse<B>;
}

/// In the API's envelope.
#[derive(Debug, Clone, Copy)]
pub struct OverHttp;

impl Sealed for OverHttp {}

impl<B: Body + From<String>> Protocol<B> for OverHttp {
    fn answer<E: Unexpected>(failure: Failure<E>) -> HttpResponse<B> {
        failure.into()
    }

    fn replaced<E: Unexpected>(response: HttpResponse<B>) -> HttpResponse<B> {
        replaced::<E, B>(response)
    }
}

impl<E: Unexpected> FailureLayer<E> {
    /// The layer.
    #[must_use]
    pub fn new() -> Self {
        Self::of_protocol()
    }
}

impl<E: Unexpected, P> FailureLayer<E, P> {
    pub(super) fn of_protocol() -> Self {
        Self { status_of: |_| None, of: PhantomData }
    }

    /// The same where `status_of` says as which status an error of the service counts, such as 408 for a timeout of
    /// tower. Other errors are unexpected.
    #[must_use]
    pub fn with_status_of(self, status_of: fn(&(dyn Error + 'static)) -> Option<u16>) -> Self {
        Self { status_of, ..self }
    }
}

impl<E: Unexpected> Default for FailureLayer<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E, P> Clone for FailureLayer<E, P> {
    fn clone(&self) -> Self {
        Self { status_of: self.status_of, of: PhantomData }
    }
}

impl<E, P> core::fmt::Debug for FailureLayer<E, P> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("FailureLayer").finish_non_exhaustive()
    }
}

impl<E, P, S> Layer<S> for FailureLayer<E, P> {
    type Service = FailureService<S, E, P>;

    fn layer(&self, inner: S) -> Self::Service {
        FailureService { inner, layer: self.clone(), unready: None }
    }
}

/// A service with a [`FailureLayer`] around it.
pub struct FailureService<S, E, P = OverHttp> {
    inner: S,
    layer: FailureLayer<E, P>,
    /// The error of a service that does not become ready, for the answer.
    unready: Option<Box<dyn Error + Send + Sync>>,
}

impl<S: Clone, E, P> Clone for FailureService<S, E, P> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer.clone(), unready: None }
    }
}

impl<S: core::fmt::Debug, E, P> core::fmt::Debug for FailureService<S, E, P> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("FailureService").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl<S, E, P, Q, B> Service<Request<Q>> for FailureService<S, E, P>
where
    S: Service<Request<Q>, Response = HttpResponse<B>>,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    P: Protocol<B>,
    E: Unexpected,
{
    type Response = HttpResponse<B>;
    type Error = Infallible;
    type Future = FailureFuture<S::Future, E, P>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        let ready = catch_unwind(AssertUnwindSafe(|| self.inner.poll_ready(context)));
        match ready {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(Ok(()))) => {}
            Ok(Poll::Ready(Err(error))) => self.unready = Some(error.into()),
            Err(payload) => self.unready = Some(answered::panic_of(&*payload)),
        }
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let state = match self.unready.take() {
            Some(error) => State::Failed(Some(error)),
            None => match catch_unwind(AssertUnwindSafe(|| self.inner.call(request))) {
                Ok(future) => State::Running(Box::pin(future)),
                Err(payload) => State::Failed(Some(answered::panic_of(&*payload))),
            },
        };
        FailureFuture { state, layer: self.layer.clone() }
    }
}

/// The response of a [`FailureService`].
pub struct FailureFuture<F, E, P = OverHttp> {
    state: State<F>,
    layer: FailureLayer<E, P>,
}

enum State<F> {
    /// In a box, so that this can be moved.
    Running(Pin<Box<F>>),
    /// The service failed before it ran.
    Failed(Option<Box<dyn Error + Send + Sync>>),
}

impl<F, E, P> core::fmt::Debug for FailureFuture<F, E, P> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("FailureFuture").finish_non_exhaustive()
    }
}

impl<F, B, R, E, P> Future for FailureFuture<F, E, P>
where
    F: Future<Output = Result<HttpResponse<B>, R>>,
    R: Into<Box<dyn Error + Send + Sync>>,
    P: Protocol<B>,
    E: Unexpected,
{
    type Output = Result<HttpResponse<B>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let error = match &mut self.state {
            State::Failed(error) => error.take().unwrap_or_else(|| "polled again".into()),
            State::Running(future) => {
                match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
                    Ok(Poll::Pending) => return Poll::Pending,
                    Ok(Poll::Ready(Ok(response))) => {
                        return Poll::Ready(Ok(P::replaced::<E>(response)));
                    }
                    Ok(Poll::Ready(Err(error))) => error.into(),
                    Err(payload) => answered::panic_of(&*payload),
                }
            }
        };
        let status = (self.layer.status_of)(&*error);
        let failure = answered::unanswered::<E>(error, status);
        Poll::Ready(Ok(P::answer(failure)))
    }
}

/// Whether a response is made of a failure, or is to stay as it is.
pub(super) fn is_marked<B>(response: &HttpResponse<B>) -> bool {
    let extensions = response.extensions();
    extensions.get::<Failed>().is_some() || extensions.get::<Spare>().is_some()
}

/// The response, or the API's answer in its place.
fn replaced<E: Unexpected, B: Body + From<String>>(response: HttpResponse<B>) -> HttpResponse<B> {
    if is_marked(&response) {
        return response;
    }
    let status = response.status().as_u16();
    let media_type = response.headers().get(CONTENT_TYPE).map(|it| it.to_str().unwrap_or("?"));
    if !answered::is_by_framework(status, media_type) {
        return response;
    }
    let Some(error) = answered::instead::<E>(status) else { return response };
    let (mut parts, body) = response.into_parts();
    let failure = answered::answered(error, status, text(body));
    let mut own: HttpResponse<B> = failure.into();
    for name in OF_THE_BODY {
        parts.headers.remove(name);
    }
    // What the API says of itself counts.
    for name in own.headers().keys() {
        parts.headers.remove(name);
    }
    own.headers_mut().extend(parts.headers);
    parts.extensions.extend(core::mem::take(own.extensions_mut()));
    *own.extensions_mut() = parts.extensions;
    own
}

/// The text of a short body, as far as it has arrived.
fn text<B: Body>(body: B) -> String {
    let is_short = body.size_hint().exact().is_some_and(|size| size <= MOST as u64);
    let mut bytes = alloc_::vec::Vec::new();
    let mut body = pin!(body);
    let mut context = Context::from_waker(Waker::noop());
    while is_short && bytes.len() <= MOST {
        let Poll::Ready(Some(Ok(frame))) = body.as_mut().poll_frame(&mut context) else { break };
        let Ok(mut data) = frame.into_data() else { break };
        while data.has_remaining() {
            let chunk = data.chunk();
            bytes.extend_from_slice(chunk);
            let length = chunk.len();
            data.advance(length);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl<S> Layer<S> for Spare {
    type Service = Spared<S>;

    fn layer(&self, inner: S) -> Spared<S> {
        Spared(inner)
    }
}

/// A service whose responses a [`FailureLayer`] leaves as they are.
#[derive(Debug, Clone)]
pub struct Spared<S>(S);

impl<S, Q, B> Service<Request<Q>> for Spared<S>
where
    S: Service<Request<Q>, Response = HttpResponse<B>>,
{
    type Response = HttpResponse<B>;
    type Error = S::Error;
    type Future = SparedFuture<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        SparedFuture(Box::pin(self.0.call(request)))
    }
}

/// The response of a [`Spared`] service.
#[derive(Debug)]
pub struct SparedFuture<F>(Pin<Box<F>>);

impl<F, B, R> Future for SparedFuture<F>
where
    F: Future<Output = Result<HttpResponse<B>, R>>,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map(|response| {
            response.map(|mut response| {
                response.extensions_mut().insert(Spare);
                response
            })
        })
    }
}
