//! Headers beside the body.

use std::time::Duration;

fn header<'a>(headers: &'a [(&str, std::borrow::Cow<'_, str>)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| *known == name).map(|(_, value)| &**value)
}

#[test]
fn constants_and_fixed_slots_stand_in_their_headers() {
    use hostile_text::hostile::{Error, Response};
    let headers = Response::from(Error::PlainPipe).headers();
    assert_eq!(header(&headers, "X-Fixed"), Some("*/ --> <script>alert(1)</script> | \\ \" '"));
    assert_eq!(header(&headers, "X-Quoted"), Some("\"a\", b; c=*/ --> <script>"));
}

#[test]
fn what_no_header_can_hold_is_left_out() {
    use types::core::envelopes::error::{Error, Response, Slots};
    let send = |trace: &str| {
        Response::new(Error::NoDetails, Slots::builder().trace(trace).build()).headers()
    };
    assert_eq!(header(&send("a trace"), "X-Trace"), Some("a trace"));
    for trace in ["a\r\nSet-Cookie: b", "\u{0}", "é", " a"] {
        assert_eq!(header(&send(trace), "X-Trace"), None, "{trace:?}");
    }
}

#[test]
fn a_delay_is_a_header_where_the_catalogue_says_so() {
    use real::izi::{Error, ErrorSlots, Occurrence, Response};
    let slots = ErrorSlots::builder().timestamp("now");
    let sent = |error, slots| Response::from(Occurrence::new(error, slots));
    let retry_after = |response: Response| {
        header(&response.headers(), "Retry-After").map(ToOwned::to_owned)
    };
    let limited = || sent(Error::RateLimitExceeded, slots.clone().build());
    // A server does not send what clients assume by themselves.
    assert_eq!(retry_after(limited()), None);
    // Rounded up: earlier would be too early.
    let delay = Duration::from_millis(1500);
    assert_eq!(retry_after(limited().with_retry_after(delay)).as_deref(), Some("2"));
    // The header and the slot tell the same.
    let slot = slots.clone().retry_after(Duration::from_secs(7)).build();
    assert_eq!(retry_after(sent(Error::RateLimitExceeded, slot)).as_deref(), Some("7"));
    // A client gives it back its meaning: a date that has passed is not a delay.
    let read = limited().with_retry_after_header("Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(read.retry().unwrap().delay, Some(Duration::ZERO));
    assert_eq!(limited().with_retry_after_header("soon").retry().unwrap().delay.unwrap().as_secs(), 5);
    // A code without the header never has it.
    let other = sent(Error::Forbidden, slots.build()).with_retry_after(delay);
    assert_eq!(retry_after(other), None);
}
