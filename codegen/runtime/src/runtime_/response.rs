//! A whole response: its errors in their envelope.

use alloc_::borrow::Cow;
use alloc_::boxed::Box;
use alloc_::format;
use alloc_::string::{String, ToString};
use alloc_::vec::Vec;
use core::fmt;
use core::time::Duration;

use serde::de::{DeserializeSeed, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::action::Action;
use super::advice::{self, RetryAdvice};
use super::found::{At, Found, Malformed};
use super::headers::{self, ReceivedHeaders};
use super::input::Input;
use super::json::Json;
use super::occurrence::{Occurrence, read_status};
use super::parse::NotJson;
use super::reader::Reader;
use super::received::Received;
use super::retry::RetryAfter;
use super::shape::{Header, Slot};
use super::typed::{ErrorList, TypedError};
use super::wire::ErrorCode;
use super::write::Body;

/// A response that carries errors, in the envelope of `E`.
///
/// [`Response::body`] and serde write it as exactly the API's body. A received response is written back as it
/// was, with everything that this crate does not know.
#[derive(Clone)]
pub struct Response<E: TypedError>(Box<Parts<E>>);

#[derive(Clone)]
struct Parts<E: TypedError> {
    first: Occurrence<E>,
    others: Vec<Occurrence<E>>,
    slots: E::Slots,
    retry_after: Option<Duration>,
    /// The received body, as long as nothing has changed.
    received: Option<Kept>,
}

/// A received body.
#[derive(Clone)]
enum Kept {
    Tree(Json),
    Text(Box<str>),
}

impl Kept {
    fn json(&self) -> Json {
        match self {
            Self::Tree(json) => json.clone(),
            Self::Text(text) => Input::Text(text.trim()).to_json(),
        }
    }
}

impl<E: TypedError> Response<E> {
    /// A response with one error and its `slots`.
    pub fn new(error: impl Into<Occurrence<E>>, slots: E::Slots) -> Self {
        let first = error.into();
        let others = Vec::new();
        Self(Box::new(Parts { first, others, slots, retry_after: None, received: None }))
    }

    /// The same with one more error in its list.
    #[must_use]
    pub fn and(mut self, error: impl Into<Occurrence<E>>) -> Self
    where
        E: ErrorList,
    {
        self.0.others.push(error.into());
        self.0.received = None;
        self
    }

    /// The same with a delay in the header `Retry-After`, for codes that use the header.
    #[must_use]
    pub fn with_retry_after(mut self, delay: Duration) -> Self {
        self.0.retry_after = Some(delay);
        self
    }

    /// The same with the received value of the header `Retry-After`: seconds, or a date
    /// (RFC 9110, section 10.2.3).
    #[must_use]
    pub fn with_retry_after_header(mut self, value: &str) -> Self {
        self.0.retry_after = advice::of_header(value);
        self
    }

    /// The same with these slots.
    #[must_use]
    pub fn with_slots(mut self, slots: E::Slots) -> Self {
        self.0.slots = slots;
        self.0.received = None;
        self
    }

    /// The first error, which is the only error unless the envelope has a list.
    #[must_use]
    pub const fn occurrence(&self) -> &Occurrence<E> {
        &self.0.first
    }

    /// All errors; at least one.
    pub fn occurrences(&self) -> impl Iterator<Item = &Occurrence<E>> {
        core::iter::once(&self.0.first).chain(&self.0.others)
    }

    /// The first error, if its code and details are known.
    #[must_use]
    pub fn error(&self) -> Option<&E> {
        self.0.first.error()
    }

    /// The code of the first error, or the unknown wire value.
    #[must_use]
    pub fn code(&self) -> Received<E::Code> {
        self.0.first.code()
    }

    /// What the client should do about the first error.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        self.0.first.action()
    }

    /// Whether and when to send the request again, from the first error. The delay is at most
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
        self.0.first.retry_in(Some(&self.0.slots), self.0.retry_after, max)
    }

    /// The slots of the response.
    #[must_use]
    pub const fn slots(&self) -> &E::Slots {
        &self.0.slots
    }

    /// The HTTP status: the envelope's if it is fixed, else the first error's, else 500.
    #[must_use]
    pub fn http_status(&self) -> u16 {
        E::ENVELOPE.http_status.or_else(|| self.0.first.sent_status()).unwrap_or(500)
    }

    /// The body's media type.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        E::ENVELOPE.media_type
    }

    /// The headers besides the media type: the envelope's headers, and `Retry-After` for a code whose delay
    /// is there. It leaves out values that a header cannot hold (RFC 9110, section 5.5).
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, Cow<'static, str>)> {
        let first = self.written();
        let mut headers = Vec::new();
        for (name, value) in E::ENVELOPE.headers {
            let value = match value {
                Header::Constant(text) => Some(Cow::Borrowed(*text)),
                Header::Slot(slot) => first.view(Slot::Own(*slot)).map(|it| it.printed().into()),
            };
            headers.extend(value.filter(|text| is_field_value(text)).map(|text| (*name, text)));
        }
        if let Some(code) = self.code().known() {
            let told = || self.told_delay(code).filter(|_| code.public() == code);
            let delay = self.0.retry_after.or_else(told);
            if code.public().retry_after().contains(&RetryAfter::Header) {
                headers.extend(delay.map(|delay| ("Retry-After", whole_seconds(delay))));
            }
        }
        headers
    }

    /// The delay of the header `Retry-After`, if it was given.
    pub(crate) const fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The delay in details or slots.
    fn told_delay(&self, code: E::Code) -> Option<Duration> {
        let told = self.retry_with_max_delay(Duration::MAX)?.delay?;
        // Clients assume this delay without the header.
        let assumed = code.retry_after().contains(&RetryAfter::Assume(told));
        (!assumed).then_some(told)
    }

    fn written(&self) -> Body<'_, E> {
        let Parts { first, others, slots, .. } = &*self.0;
        Body::new(first, others, Some(slots))
    }

    /// The body as JSON text: a received text as it was received.
    #[must_use]
    pub fn body(&self) -> String {
        match &self.0.received {
            None => self.written().text(),
            Some(Kept::Tree(json)) => json.to_string(),
            Some(Kept::Text(text)) => text.as_ref().into(),
        }
    }

    /// The body as a tree.
    #[must_use]
    pub fn json(&self) -> Json {
        let made = || Input::Text(&self.written().text()).to_json();
        self.0.received.as_ref().map_or_else(made, Kept::json)
    }

    /// Reads a response: its status, its headers and its body, whose text it keeps.
    ///
    /// A slot that the envelope has in a header is read from there, unless the body has it. `headers` are those of
    /// the crate `http` with the feature of that name, or names and values; `&()` stands for none.
    ///
    /// # Errors
    /// If the body is not JSON (RFC 8259), or has no code, or no value for a required slot.
    pub fn read(
        status: u16,
        headers: &(impl ReceivedHeaders + ?Sized),
        body: &[u8],
    ) -> Result<Self, Malformed> {
        let text = core::str::from_utf8(body).map_err(|wrong| NotJson(wrong.valid_up_to()))?;
        let mut found = Found::new(E::ENVELOPE);
        found.parse(E::ENVELOPE, text)?;
        let mut response = Self::found(&mut found, headers)?;
        response.0.first.set_status(Some(status));
        response.0.retry_after = headers.value("retry-after").and_then(advice::of_header);
        response.0.received = Some(Kept::Text(text.into()));
        Ok(response)
    }

    /// Reads a body.
    ///
    /// # Errors
    /// If it has no code, or no value for a required slot.
    pub fn from_json(body: Json) -> Result<Self, Malformed> {
        let envelope = E::ENVELOPE;
        let mut found = Found::read(envelope, &envelope.body, Input::Tree(&body));
        let mut response = Self::found(&mut found, &())?;
        response.0.received = Some(Kept::Tree(body));
        Ok(response)
    }

    /// Reads what was found in a body and in headers.
    fn found<'h>(
        found: &mut Found<'h>,
        received: &'h (impl ReceivedHeaders + ?Sized),
    ) -> Result<Self, Malformed> {
        let envelope = E::ENVELOPE;
        let at = At { envelope, error: None };
        let slots =
            headers::read_slots::<E>(found, received).map_err(|wrong| at.mismatch(&wrong))?;
        let (mut first, others) = match envelope.body.list() {
            None => (Occurrence::read(found, at)?, Vec::new()),
            Some(part) => {
                let first = found.first.take().map(|first| *first);
                let items = found.list.take().into_iter().flatten();
                let others = items.map(|item| Found::read(envelope, part, item));
                let mut all = first.into_iter().chain(others).enumerate().map(|(index, found)| {
                    Occurrence::read(&found, At { envelope, error: Some(index) })
                });
                let first = all.next().unwrap_or_else(|| Err(at.no_list()))?;
                (first, all.collect::<Result<_, _>>()?)
            }
        };
        first.set_status(read_status(found));
        let parts = Parts { first, others, slots, retry_after: None, received: None };
        Ok(Self(Box::new(parts)))
    }
}

/// Whether a header can hold `text`: visible characters and single spaces between them.
fn is_field_value(text: &str) -> bool {
    let inner = |byte: u8| byte == b'\t' || (b' '..=b'~').contains(&byte);
    text.trim() == text && text.bytes().all(inner)
}

/// A delay for the header `Retry-After`, rounded up because earlier would be too early.
fn whole_seconds(delay: Duration) -> Cow<'static, str> {
    let more = u64::from(delay.subsec_nanos() > 0);
    Cow::Owned(format!("{}", delay.as_secs().saturating_add(more)))
}

impl<E: TypedError> From<E> for Response<E>
where
    E::Slots: Default,
    E::ErrorSlots: Default,
{
    fn from(error: E) -> Self {
        Self::new(error, E::Slots::default())
    }
}

impl<E: TypedError> From<Occurrence<E>> for Response<E>
where
    E::Slots: Default,
{
    fn from(error: Occurrence<E>) -> Self {
        Self::new(error, E::Slots::default())
    }
}

/// Two responses are equal if their bodies are equal.
impl<E: TypedError> PartialEq for Response<E> {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}

impl<E: TypedError> fmt::Debug for Response<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = f.debug_struct("Response");
        parts.field("first", &self.0.first);
        parts.field("others", &self.0.others).field("slots", &self.0.slots);
        parts.finish_non_exhaustive()
    }
}

/// The messages, for logs, including messages of internal codes.
impl<E: TypedError> fmt::Display for Response<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.occurrences().enumerate().try_for_each(|(at, occurrence)| {
            f.write_str(if at == 0 { "" } else { "; " })?;
            fmt::Display::fmt(occurrence, f)
        })
    }
}

impl<E: TypedError> core::error::Error for Response<E> {}

impl<E: TypedError> Serialize for Response<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.received {
            Some(Kept::Tree(body)) => body.serialize(serializer),
            Some(text) => text.json().serialize(serializer),
            None => self.written().serialize(serializer),
        }
    }
}

impl<'de, E: TypedError> Deserialize<'de> for Response<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let reader = Reader { shape: Some(&E::ENVELOPE.body) };
        Self::from_json(reader.deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
