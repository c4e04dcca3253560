//! Handlers that fail, for any framework, and what has to arrive.

use std::collections::BTreeMap;
use std::time::Duration;

use api_errors::{Problem, iozen, izi, numeric, rest};
use serde_json::Value as Json;

/// What a client sees of an error.
pub(crate) struct Expected {
    pub(crate) path: &'static str,
    status: u16,
    media_type: &'static str,
    /// All headers that are not of HTTP itself.
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
}

/// In the order of the handlers.
pub(crate) const ALL: &[Expected] = &[
    Expected {
        path: "/rest/token",
        status: 401,
        media_type: "application/json",
        headers: &[],
        body: r#"{"code":"TOKEN_EXPIRED","message":"Your session has to be renewed"}"#,
    },
    Expected {
        path: "/rest/form",
        status: 400,
        media_type: "application/json",
        headers: &[],
        body: r#"{"code":"VALIDATION_ERROR","message":"Some fields were not accepted","errors":{"amount":["Enter an amount above 0"],"title":["Enter a title","Quote \" and \u0007"]},"correlationId":"abc-123"}"#,
    },
    Expected {
        path: "/iozen/limit",
        status: 429,
        media_type: "application/json",
        headers: &[("x-request-id", "abc-123")],
        body: r#"{"success":false,"error":{"code":"plan_limit_exceeded","message":"The monthly limit of submissions is reached (500 of 500)","details":{"resource":"submissions","current":500,"max":500}}}"#,
    },
    Expected {
        path: "/iozen/no-header",
        status: 409,
        media_type: "application/json",
        headers: &[],
        body: r#"{"success":false,"error":{"code":"idempotency_conflict","message":"This idempotency key belongs to another request"}}"#,
    },
    Expected {
        path: "/izi/two",
        status: 200,
        media_type: "application/json",
        headers: &[("retry-after", "13")],
        body: r#"{"data":null,"errors":[{"message":"You have sent too many requests","extensions":{"code":"RATE_LIMIT_EXCEEDED","timestamp":"2026-05-30T14:32:00Z"}},{"message":"Gone","extensions":{"code":"NOT_FOUND","timestamp":"2026-05-30T14:32:00Z"}}]}"#,
    },
    Expected {
        path: "/numeric/method",
        status: 405,
        media_type: "application/json",
        headers: &[],
        body: r#"{"error_code":1,"error_message":"This method is not supported here","details":null}"#,
    },
    Expected {
        path: "/problem/iozen",
        status: 429,
        media_type: "application/problem+json",
        headers: &[("x-request-id", "abc-123")],
        body: r#"{"type":"https://errors.example.com/iozen/#plan_limit_exceeded","title":"Monthly limit reached","status":429,"detail":"The monthly limit of submissions is reached (500 of 500)","code":"plan_limit_exceeded","resource":"submissions","current":500,"max":500,"instance":"/limits/7"}"#,
    },
    Expected {
        path: "/problem/rest",
        status: 400,
        media_type: "application/problem+json",
        headers: &[],
        body: r#"{"type":"https://errors.example.com/rest/#VALIDATION_ERROR","title":"Validation failed","status":400,"detail":"Some fields were not accepted","code":"VALIDATION_ERROR","details":{"title":["Enter a title"]}}"#,
    },
];

/// Fails with the bare error: `?` puts it in its envelope.
pub(crate) async fn rest_token() -> Result<String, rest::Response> {
    Err(rest::Error::TokenExpired)?
}

/// Fails with details and a slot.
pub(crate) async fn rest_form() -> Result<String, rest::Response> {
    let errors = BTreeMap::from([
        ("title".to_owned(), vec!["Enter a title".to_owned(), "Quote \" and \u{7}".to_owned()]),
        ("amount".to_owned(), vec!["Enter an amount above 0".to_owned()]),
    ]);
    let slots = rest::Slots::builder().correlation_id("abc-123").build();
    Err(rest::Response::new(rest::Error::ValidationError(errors), slots))
}

fn plan_limit() -> iozen::Response {
    let details = iozen::details::PlanLimitExceeded::builder()
        .resource("submissions")
        .current(500)
        .max(500)
        .build();
    let slots = iozen::Slots::builder().request_id("abc-123").build();
    iozen::Response::new(iozen::Error::from(details), slots)
}

/// Fails with a slot in a header.
pub(crate) async fn iozen_limit() -> Result<String, iozen::Response> {
    Err(plan_limit())
}

/// Fails with a slot that no header can hold.
pub(crate) async fn iozen_no_header() -> Result<String, iozen::Response> {
    let slots = iozen::Slots::builder().request_id("abc\r\nSet-Cookie: a=b").build();
    Err(iozen::Response::new(iozen::Error::IdempotencyConflict, slots))
}

/// Fails with two errors, with status 200 and a delay.
pub(crate) async fn izi_two() -> Result<String, izi::Response> {
    let slots = || izi::ErrorSlots::builder().timestamp("2026-05-30T14:32:00Z").build();
    let first = izi::Occurrence::new(izi::Error::RateLimitExceeded, slots());
    let second = izi::Occurrence::new(izi::Error::NotFound, slots()).with_message("Gone");
    let response = izi::Response::from(first).and(second);
    Err(response.with_retry_after(Duration::from_millis(12_001)))
}

/// Fails with a code that is a number.
pub(crate) async fn numeric_method() -> Result<String, numeric::Response> {
    Err(numeric::Error::NotAllowed(None))?
}

/// Fails with a problem in place of the API's envelope.
pub(crate) async fn problem_iozen() -> Result<String, Problem> {
    Err(Problem::from(plan_limit()).with_instance("/limits/7"))
}

/// Fails with a problem whose details are a map: its keys may be any.
pub(crate) async fn problem_rest() -> Result<String, Problem> {
    let errors = BTreeMap::from([("title".to_owned(), vec!["Enter a title".to_owned()])]);
    Err(rest::Error::ValidationError(errors))?
}

/// Asks the server at `base` for all of it.
pub(crate) async fn check(base: &str) {
    for expected in ALL {
        let answer = reqwest::get(format!("{base}{}", expected.path)).await.unwrap();
        let path = expected.path;
        assert_eq!(answer.status().as_u16(), expected.status, "{path}");
        let headers = answer.headers().clone();
        assert_eq!(headers["content-type"], expected.media_type, "{path}");
        let own = ["content-type", "content-length", "date"];
        let others = headers.iter().filter(|(name, _)| !own.contains(&name.as_str()));
        let others: Vec<_> =
            others.map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
        assert_eq!(others, expected.headers, "{path}");
        let body = answer.text().await.unwrap();
        assert_eq!(body, expected.body, "{path}");
        serde_json::from_str::<Json>(&body).unwrap();
    }
    read_back(base).await;
}

/// The client has the server's types again.
async fn read_back(base: &str) {
    let text = async |path: &str| reqwest::get(format!("{base}{path}")).await.unwrap();

    let token: rest::Response = text("/rest/token").await.json().await.unwrap();
    assert_eq!(token.error(), Some(&rest::Error::TokenExpired));

    let form: rest::Response = text("/rest/form").await.json().await.unwrap();
    assert_eq!(form, rest_form().await.unwrap_err());
    assert_eq!(form.slots().correlation_id.as_deref(), Some("abc-123"));
    let Some(rest::Error::ValidationError(errors)) = form.error() else { panic!("{form:?}") };
    assert_eq!(errors["amount"], ["Enter an amount above 0"]);

    let limit: iozen::Response = text("/iozen/limit").await.json().await.unwrap();
    let Some(iozen::Error::PlanLimitExceeded(details)) = limit.error() else { panic!("{limit:?}") };
    assert_eq!((details.resource.as_str(), details.max), ("submissions", 500));

    let answer = text("/izi/two").await;
    let delay = answer.headers()["retry-after"].to_str().unwrap().to_owned();
    let two: izi::Response = answer.json().await.unwrap();
    let two = two.with_retry_after_header(&delay);
    assert_eq!(two.retry().unwrap().delay, Some(Duration::from_secs(13)));
    let codes: Vec<_> = two.occurrences().map(|it| it.code().known().unwrap()).collect();
    assert_eq!(codes, [izi::Code::RateLimitExceeded, izi::Code::NotFound]);

    let method: numeric::Response = text("/numeric/method").await.json().await.unwrap();
    assert_eq!(method.error(), Some(&numeric::Error::NotAllowed(None)));
}
