use alloc_::string::ToString;
use core::time::Duration;

use crate::shop::details::TooManyOrders;
use crate::shop::{Code, Error, Response};
use crate::{Action, Retry, Status};

fn read(text: &str) -> Response {
    serde_json::from_str(text).unwrap()
}

#[test]
fn what_a_server_writes_a_client_reads() {
    let details = TooManyOrders::builder().count(7).wait(Duration::from_secs(30)).build();
    let response = Response::from(Error::from(details));
    let text = serde_json::to_string(&response).unwrap();
    assert_eq!(
        text,
        r#"{"code":"TOO_MANY_ORDERS","message":"7 orders are too many","details":{"count":7,"wait":30}}"#
    );
    assert_eq!(response.http_status(), 429);
    let read = read(&text);
    assert_eq!(read.error(), response.error());
    let advice = read.retry().unwrap();
    assert_eq!((advice.retry, advice.delay), (Retry::AfterDelay, Some(Duration::from_secs(30))));
    assert_eq!(read.action(), Some(Action::Wait));
}

#[test]
fn what_is_not_known_is_kept() {
    let text =
        r#"{"code":"BRAND_NEW","message":"x","trace":[1.50,null],"details":{"a":{"b":"c"}}}"#;
    let response = read(text);
    assert_eq!(response.occurrence().code().known(), None);
    assert!(response.error().is_none());
    let again: serde_json::Value =
        serde_json::from_str(&serde_json::to_string(&response).unwrap()).unwrap();
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(text).unwrap());
}

#[test]
fn what_is_malformed_is_told_with_its_place() {
    let wrong = serde_json::from_str::<Response>(r#"{"code":7,"message":"x"}"#).unwrap_err();
    assert!(wrong.to_string().contains("code"), "{wrong}");
    let text = r#"{"code":"TOO_MANY_ORDERS","message":"x","details":{"count":"7"}}"#;
    // The code is known, and its details are not what it has.
    assert!(read(text).error().is_none());
}

#[test]
fn codes_are_found_by_what_is_known_of_them() {
    assert_eq!("ORDER_NOT_FOUND".parse(), Ok(Code::OrderNotFound));
    assert!("order_not_found".parse::<Code>().is_err());
    assert_eq!(Code::OrderNotFound.status(), Some(Status::Http404));
    assert!(Code::with_status(Status::Http429).eq([Code::TooManyOrders]));
}
