//! A client of today meets a server of tomorrow: nothing breaks, and nothing gets lost.

use serde_json::{Value as Json, json};

use real::iozen::{Code, Error, ReceivedError, Response};
use real::Received;

fn read(body: &Json) -> Response {
    serde_json::from_value(body.clone()).unwrap()
}

fn plan_limit(details: Json, message: &str) -> Json {
    json!({ "success": false, "error": {
        "code": "plan_limit_exceeded", "message": message, "details": details,
    } })
}

#[test]
fn a_new_code_keeps_its_name_and_details() {
    let body = json!({ "success": false, "error": {
        "code": "moon_closed", "message": "Come back tonight", "details": { "until": "dusk" },
    } });
    let response = read(&body);
    assert_eq!(response.code(), Received::Unknown("moon_closed".to_owned()));
    assert_eq!(response.occurrence().message().as_deref(), Some("Come back tonight"));
    let ReceivedError::Unknown { details, .. } = response.occurrence().received() else {
        panic!("{response:?}")
    };
    let until = details.as_ref().and_then(|details| details.get("until"));
    assert_eq!(until.and_then(real::Json::as_str), Some("dusk"));
    assert_eq!(response.retry(), None);
    assert_eq!(serde_json::to_value(&response).unwrap(), body);
    // Also in a new response, as a gateway would send it.
    let passed_on = Response::new(response.occurrence().clone(), response.slots().clone());
    assert_eq!(serde_json::to_value(&passed_on).unwrap(), body);
}

#[test]
fn new_keys_and_a_changed_message_are_kept() {
    let mut body = plan_limit(
        json!({ "resource": "forms", "current": 9, "max": 9, "unit": "a month" }),
        "Nothing is left of your forms",
    );
    body["trace"] = json!([1, { "deep": null }]);
    body["error"]["docs"] = json!("https://example.com");
    let response = read(&body);
    let Some(Error::PlanLimitExceeded(details)) = response.error() else { panic!("{response:?}") };
    assert_eq!((details.resource.as_str(), details.max), ("forms", 9));
    assert_eq!(response.occurrence().message().as_deref(), Some("Nothing is left of your forms"));
    assert_eq!(serde_json::to_value(&response).unwrap(), body);
    assert_eq!(serde_json::from_str::<Json>(&response.json().to_string()).unwrap(), body);
}

#[test]
fn details_that_do_not_fit_leave_the_code() {
    for details in [json!({ "resource": "forms" }), json!("all of it"), json!(null), json!([])] {
        let body = plan_limit(details.clone(), "x");
        let response = read(&body);
        assert_eq!(response.code(), Code::PlanLimitExceeded);
        assert_eq!(response.error(), None, "{details}");
        assert_eq!(serde_json::to_value(&response).unwrap(), body);
    }
}

#[test]
fn a_malformed_body_says_where() {
    let wrong = |body: Json| serde_json::from_value::<Response>(body).unwrap_err().to_string();
    let expected = "the body has to have a string at $.error.code";
    assert_eq!(wrong(json!({ "success": false })), expected);
    assert_eq!(wrong(json!({ "success": false, "error": "gone" })), expected);
    assert_eq!(wrong(json!({ "error": { "code": 7, "message": "x" } })), expected);
    assert_eq!(wrong(json!("<html>")), expected);

    let wrong = |body: Json| {
        serde_json::from_value::<real::izi::Response>(body).unwrap_err().to_string()
    };
    let expected = "the body has to have a list of at least one error at $.errors";
    assert_eq!(wrong(json!({ "data": null })), expected);
    assert_eq!(wrong(json!({ "errors": [] })), expected);
    assert_eq!(
        wrong(json!({ "errors": [
            { "message": "x", "extensions": { "code": "FORBIDDEN", "timestamp": "now" } },
            { "message": "x", "extensions": { "timestamp": "now" } },
        ] })),
        "the body has to have a string at $.errors[1].extensions.code"
    );
    assert_eq!(
        wrong(json!({ "errors": [{ "extensions": { "code": "FORBIDDEN" } }] })),
        "the body has to have a string at $.errors[0].extensions.timestamp"
    );
}

#[test]
fn errors_beside_partial_data() {
    let body = json!({
        "data": { "clubs": [{ "name": "North" }, null] },
        "errors": [
            { "message": "a", "path": ["clubs", 1], "extensions": { "code": "CLUB_CLOSED", "timestamp": "t1" } },
            { "message": "b", "extensions": { "code": "RATE_LIMIT_EXCEEDED", "timestamp": "t2", "retryAfter": 7 } },
        ],
    });
    let response: real::izi::Response = serde_json::from_value(body.clone()).unwrap();
    let codes: Vec<_> = response.occurrences().map(real::izi::Occurrence::code).collect();
    assert_eq!(codes[0], real::izi::Code::ClubClosed);
    assert_eq!(codes[1], real::izi::Code::RateLimitExceeded);
    assert_eq!(response.http_status(), 200);
    let rebuilt = real::izi::Response::new(
        response.occurrence().clone(),
        response.slots().clone(),
    );
    let rebuilt = rebuilt.and(response.occurrences().nth(1).unwrap().clone());
    assert_eq!(serde_json::to_value(&rebuilt).unwrap(), body);
    // The error alone knows what may be assumed; its occurrence knows the slot beside it.
    let second = response.occurrences().nth(1).unwrap();
    let delay = |advice: Option<real::RetryAdvice>| advice.unwrap().delay.unwrap().as_secs();
    assert_eq!(delay(second.error().unwrap().retry()), 5);
    assert_eq!(delay(second.retry()), 7);
}
