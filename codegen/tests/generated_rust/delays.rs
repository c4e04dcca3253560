//! Delays come from outside: however long a server says, a client waits no longer than it wants to.

use std::time::{Duration, Instant};

use real::iozen::Code;
use real::{Json, RetryAdvice, RetryAfter, iozen, izi};
use serde_json::json;

const HOUR: Duration = RetryAdvice::MAX_DELAY;

/// The longest delays that anybody can write.
const LONGEST: [&str; 5] = [
    "18446744073709551615",
    "18446744073709551616",
    "99999999999999999999999999999999999999999999999999",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Friday, 31-Dec-69 23:59:59 GMT",
];

fn izi() -> izi::Response {
    let slots = izi::ErrorSlots::builder().timestamp("now").build();
    izi::Response::from(izi::Occurrence::new(izi::Error::RateLimitExceeded, slots))
}

fn iozen(details: &serde_json::Value) -> iozen::Response {
    let error = json!({ "code": "rate_limit_exceeded", "message": "x", "details": details });
    serde_json::from_value(json!({ "success": false, "error": error })).unwrap()
}

/// What a delay is for.
fn wait_until(delay: Duration) -> Instant {
    Instant::now() + delay
}

#[test]
fn the_header_is_believed_for_an_hour() {
    for value in LONGEST {
        let response = izi().with_retry_after_header(value);
        let delay = response.retry().unwrap().delay.unwrap();
        assert_eq!(delay, HOUR, "{value}");
        wait_until(delay);
        for max in [Duration::ZERO, Duration::from_secs(60), HOUR * 24] {
            let advice = response.retry_with_max_delay(max).unwrap();
            assert_eq!(advice.delay, Some(max), "{value}");
        }
    }
    let short = izi().with_retry_after_header(" 7 ");
    assert_eq!(short.retry().unwrap().delay, Some(Duration::from_secs(7)));
    // A delay that cannot be read does not count: the catalogue's own assumption applies.
    for value in ["", "-1", "1.5", "+7", "soon"] {
        let advice = izi().with_retry_after_header(value).retry().unwrap();
        assert_eq!(advice.delay, Some(Duration::from_secs(5)), "{value}");
        let advice = izi().with_retry_after_header(value).retry_with_max_delay(Duration::from_secs(2));
        assert_eq!(advice.unwrap().delay, Some(Duration::from_secs(2)));
    }
}

#[test]
fn details_and_slots_are_believed_for_an_hour() {
    assert!(Code::RateLimitExceeded.retry_after().contains(&RetryAfter::Detail("retry_after")));
    let long = [json!(i64::MAX), json!(u64::MAX), json!(1e300), json!(86_400)];
    for delay in &long {
        let response = iozen(&json!({ "retry_after": delay }));
        let occurrence = response.occurrence();
        for advice in [response.retry(), occurrence.retry()] {
            assert_eq!(advice.unwrap().delay, Some(HOUR), "{delay}");
        }
        let minute = Duration::from_secs(60);
        for advice in
            [response.retry_with_max_delay(minute), occurrence.retry_with_max_delay(minute)]
        {
            assert_eq!(advice.unwrap().delay, Some(minute), "{delay}");
        }
        if let Some(error) = response.error() {
            assert_eq!(error.retry().unwrap().delay, Some(HOUR));
            assert_eq!(error.retry_with_max_delay(minute).unwrap().delay, Some(minute));
        }
    }
    assert_eq!(iozen(&json!({ "retry_after": -1 })).retry().unwrap().delay, None);

    for delay in &long {
        let body = json!({ "data": null, "errors": [{
            "message": "x",
            "extensions": { "code": "RATE_LIMIT_EXCEEDED", "timestamp": "t", "retryAfter": delay },
        }] });
        let Ok(response) = serde_json::from_value::<izi::Response>(body) else {
            assert!(delay.as_i64().is_none(), "{delay}");
            continue;
        };
        assert_eq!(response.retry().unwrap().delay, Some(HOUR), "{delay}");
    }
}

#[test]
fn a_date_is_believed_for_an_hour() {
    use types::RetryAdvice;
    use types::core::details::Filled;
    use types::core::envelopes::error::Error;

    let filled = Filled::builder().hint("Breathe").retry_after(Duration::from_secs(12));
    let delay = |at: &str| {
        let error = Error::from(filled.clone().at(at.to_owned()).build());
        error.retry().unwrap().delay
    };
    assert_eq!(delay("9999-12-31T23:59:59-23:59"), Some(RetryAdvice::MAX_DELAY));
    assert_eq!(delay("1970-01-01T00:00:00Z"), Some(Duration::ZERO));
    assert_eq!(delay("0000-01-01T00:00:00+23:59"), Some(Duration::ZERO));
    assert_eq!(delay("whenever"), Some(Duration::from_secs(12)));
}

/// What the catalogue assumes is not from outside: such a delay is usual for the code.
#[test]
fn what_is_assumed_may_be_longer() {
    use problem_json::lending::{Error, Response};

    let hours = |count: u64| Some(Duration::from_secs(count * 3_600));
    let closed = || Response::new(Error::ClosedForInventory, Default::default());
    assert_eq!(closed().retry().unwrap().delay, hours(2));
    assert_eq!(closed().retry_with_max_delay(HOUR).unwrap().delay, hours(1));
    assert_eq!(Error::ClosedForInventory.retry_with_max_delay(HOUR).unwrap().delay, hours(1));
    for value in LONGEST {
        let told = closed().with_retry_after_header(value);
        assert_eq!(told.retry().unwrap().delay, hours(2), "{value}");
        assert_eq!(told.retry_with_max_delay(HOUR * 3).unwrap().delay, hours(3), "{value}");
    }
}

/// What a server says is its own: it leaves as it was meant.
#[test]
fn a_server_sends_what_it_was_given() {
    let sent = |response: izi::Response| {
        let headers = response.headers();
        headers.into_iter().find(|(name, _)| *name == "Retry-After").map(|(_, value)| value.into_owned())
    };
    let day = Duration::from_secs(86_400);
    let slots = izi::ErrorSlots::builder().timestamp("now").retry_after(day).build();
    let error = izi::Occurrence::new(izi::Error::RateLimitExceeded, slots);
    assert_eq!(sent(error.into()).as_deref(), Some("86400"));
    assert_eq!(sent(izi().with_retry_after(day)).as_deref(), Some("86400"));
    assert_eq!(sent(izi().with_retry_after(Duration::MAX)).as_deref(), Some("18446744073709551615"));
    let passed_on = izi().with_retry_after_header("18446744073709551615");
    assert_eq!(sent(passed_on).as_deref(), Some("18446744073709551615"));
    assert_eq!(Json::from(u64::MAX).to_string(), "18446744073709551615");
}
