//! Errors that a client of reqwest receives.

use alloc_::vec::Vec;
use core::error::Error;
use core::fmt;
use core::future::Future;
use core::time::Duration;

use ::reqwest::header::RETRY_AFTER;

use crate::runtime_::action::Action;
use crate::runtime_::advice::{RetryAdvice, of_header};
use crate::runtime_::received::Received;
use crate::runtime_::response::Response;
use crate::runtime_::retry::Retry;
use crate::runtime_::status::Status;
use crate::runtime_::typed::TypedError;

/// What a request failed with: the API's error, an answer of somebody else such as a proxy, or no answer at all.
///
/// `?` makes one of a `reqwest::Error`.
#[derive(Debug)]
pub struct ApiError<E: TypedError> {
    status: Option<u16>,
    retry_after: Option<Duration>,
    response: Option<Response<E>>,
    body: Vec<u8>,
    source: Option<::reqwest::Error>,
}

/// The answer of an API, as reqwest has it.
pub trait ApiResponse: Sized {
    /// The answer itself if it is a success, else its error.
    ///
    /// # Errors
    /// If the status is not one of a success (RFC 9110, section 15.3). The body may be anything: HTML, nothing, or cut
    /// off. Of a longer body than [`ApiError::MAX_BODY`], the rest is not read.
    fn api_error<E: TypedError>(self) -> impl Future<Output = Result<Self, ApiError<E>>> + Send;
}

impl ApiResponse for ::reqwest::Response {
    async fn api_error<E: TypedError>(mut self) -> Result<Self, ApiError<E>> {
        if self.status().is_success() {
            return Ok(self);
        }
        let header = self.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = header.and_then(of_header);
        let status = Some(self.status().as_u16());
        let mut body = Vec::new();
        let mut source = None;
        loop {
            match self.chunk().await {
                Ok(Some(chunk)) => {
                    let left = ApiError::<E>::MAX_BODY - body.len();
                    body.extend_from_slice(&chunk[..chunk.len().min(left)]);
                    if chunk.len() >= left {
                        break;
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    source = Some(error);
                    break;
                }
            }
        }
        let response = Response::read(self.status().as_u16(), self.headers(), &body).ok();
        Err(ApiError { status, retry_after, response, body, source })
    }
}

impl<E: TypedError> ApiError<E> {
    /// So many bytes of a body are read: 1 MiB.
    pub const MAX_BODY: usize = 1 << 20;

    /// The HTTP status, if there was an answer.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        self.status
    }

    /// The API's response, if the answer was one.
    #[must_use]
    pub const fn response(&self) -> Option<&Response<E>> {
        self.response.as_ref()
    }

    /// The first error, if its code and details are known.
    #[must_use]
    pub fn error(&self) -> Option<&E> {
        self.response()?.error()
    }

    /// The code of the first error, or the unknown wire value.
    #[must_use]
    pub fn code(&self) -> Option<Received<E::Code>> {
        Some(self.response()?.code())
    }

    /// The body as it came, at most [`MAX_BODY`](Self::MAX_BODY) of it.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What the client should do: as the code says, or else as the status does.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        let of_code = self.response().and_then(Response::action);
        of_code.or_else(|| Status::covering(self.status?)?.info().action)
    }

    /// Whether and when to send the request again: as the code says, or else as the status and the header
    /// `Retry-After` do, or with growing pauses if there was no answer. The delay is at most
    /// [`RetryAdvice::MAX_DELAY`], or the delay that the catalogue assumes if that is more.
    #[must_use]
    pub fn retry(&self) -> Option<RetryAdvice> {
        self.retry_within(None)
    }

    /// The same with `max` as the limit of the delay.
    #[must_use]
    pub fn retry_with_max_delay(&self, max: Duration) -> Option<RetryAdvice> {
        self.retry_within(Some(max))
    }

    fn retry_within(&self, max: Option<Duration>) -> Option<RetryAdvice> {
        let of_code = self.response().and_then(|response| match max {
            Some(max) => response.retry_with_max_delay(max),
            None => response.retry(),
        });
        let of_rest = || {
            let told = self.retry_after.map(|_| Retry::AfterDelay);
            let retry = match self.status {
                // A success whose body was cut off was an answer.
                None => self.is_transport().then_some(Retry::Backoff),
                Some(status @ (429 | 503)) => told.or_else(|| retry_of(status)),
                Some(status) => retry_of(status),
            };
            let max = max.unwrap_or(RetryAdvice::MAX_DELAY);
            let delay = self.retry_after.map(|delay| delay.min(max));
            Some(RetryAdvice { retry: retry?, delay })
        };
        of_code.or_else(of_rest)
    }

    fn is_transport(&self) -> bool {
        let source = self.source.as_ref();
        source.is_some_and(|it| it.is_connect() || it.is_timeout() || it.is_request())
    }

    /// Whether it can help to send the request again without a change: for requests that may be sent twice, such as GET
    /// and PUT (RFC 9110, section 9.2.2), or those with an idempotency key. For `when` of backon.
    #[must_use]
    pub fn should_retry(&self) -> bool {
        self.retry().is_some_and(|advice| advice.retry.is_automatic())
    }

    /// The same for requests that may not be sent twice: only if the server has refused the request (4XX), or it has not
    /// been sent.
    #[must_use]
    pub fn should_retry_unsent(&self) -> bool {
        let refused = self.status.is_some_and(|status| (400..500).contains(&status));
        let unsent = self.status.is_none() && self.source.as_ref().is_some_and(::reqwest::Error::is_connect);
        (refused || unsent) && self.should_retry()
    }

    /// How long to wait, where `planned` is the next pause of a growing row; `None` if it does not help to wait. For
    /// `adjust` of backon.
    #[must_use]
    pub fn adjust(&self, planned: Option<Duration>) -> Option<Duration> {
        let RetryAdvice { retry, delay } = self.retry()?;
        let planned = planned?;
        match retry {
            Retry::Immediately => Some(delay.unwrap_or_default()),
            Retry::AfterDelay => Some(delay.unwrap_or(planned)),
            Retry::Backoff => Some(delay.unwrap_or_default().max(planned)),
            Retry::Never | Retry::AfterAction => None,
        }
    }
}

/// What the catalogue says of a status.
fn retry_of(status: u16) -> Option<Retry> {
    Some(Status::covering(status)?.info().action?.retry())
}

impl<E: TypedError> From<::reqwest::Error> for ApiError<E> {
    fn from(error: ::reqwest::Error) -> Self {
        let status = error.status().map(|status| status.as_u16());
        Self { status, retry_after: None, response: None, body: Vec::new(), source: Some(error) }
    }
}

impl<E: TypedError> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.response, self.status, &self.source) {
            (Some(response), ..) => write!(f, "{}: {response}", response.code()),
            (None, Some(status), _) => write!(f, "the server answered with status {status}"),
            (None, None, Some(_)) => f.write_str("the request failed"),
            (None, None, None) => f.write_str("the server did not answer"),
        }
    }
}

impl<E: TypedError> Error for ApiError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        let source = self.source.as_ref()?;
        Some(source)
    }
}
