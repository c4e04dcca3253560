//! The same whichever way the service has its errors.

use std::time::Duration;

use axum_core::response::IntoResponse;
use service::errors::shop::details::{OrderNotFound, TooManyOrders};
use service::errors::shop::{Code, Error, ReceivedCode, Response};
use service::errors::{Action, Retry, Status};

fn not_found() -> Error {
    OrderNotFound::builder().order("A-1").build().into()
}

#[test]
fn a_handler_answers() {
    let response = Response::from(not_found()).into_response();
    assert_eq!(response.status(), 404);
    assert_eq!(response.headers()["content-type"], "application/json");
}

#[test]
fn a_body_is_written_and_read() {
    let body = serde_json::to_string(&Response::from(not_found())).unwrap();
    assert!(body.contains("There is no order A-1"), "{body}");
    let read: Response = serde_json::from_str(&body).unwrap();
    assert_eq!(read.error(), Some(&not_found()));
    assert_eq!(serde_json::to_string(&read).unwrap(), body);
}

#[test]
fn a_code_tells_what_the_catalogue_says() {
    let code: Code = "TOO_MANY_ORDERS".parse().unwrap();
    assert_eq!(code.status(), Some(Status::Http429));
    assert_eq!(code.action(), Some(Action::Wait));
    assert_eq!(code.retry(), Some(Retry::AfterDelay));
    assert_eq!(ReceivedCode::from("NEW").known(), None);
    let error = Error::from(TooManyOrders::builder().seconds(Duration::from_secs(7)).build());
    assert_eq!(error.retry().unwrap().delay, Some(Duration::from_secs(7)));
}
