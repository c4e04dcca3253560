use alloc_::boxed::Box;
use alloc_::string::{String, ToString};
use alloc_::vec::Vec;
use core::error::Error as StdError;
use core::fmt;

use crate::shop::details::TooManyOrders;
use crate::shop::{Code, Error, Failure, Occurrence, Response};
use crate::{Failed, Unexpected};

/// An error of some library.
#[derive(Debug, PartialEq)]
struct Library(&'static str, Option<Box<Library>>);

impl fmt::Display for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl StdError for Library {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.1.as_deref().map(|error| error as _)
    }
}

fn library() -> Library {
    Library("no connection", Some(Box::new(Library("refused", None))))
}

fn fails<T>(with: T) -> Result<(), Failure>
where
    Failure: From<T>,
{
    Err(with)?
}

fn too_many() -> TooManyOrders {
    TooManyOrders::builder().count(7).build()
}

#[test]
fn what_the_api_has_stays_what_it_is() {
    let not_found = Failure::from(Error::OrderNotFound);
    let boxed: Box<dyn StdError + Send + Sync> = Box::new(Error::OrderNotFound);
    assert_eq!(fails(Error::OrderNotFound), Err(not_found.clone()));
    assert_eq!(fails(Response::from(Error::OrderNotFound)), Err(not_found.clone()));
    assert_eq!(fails(Occurrence::from(Error::OrderNotFound)), Err(not_found.clone()));
    assert_eq!(fails(boxed), Err(not_found.clone()));
    assert_eq!(Err::<(), _>(not_found.clone()), Err(not_found.clone()));
    assert!(not_found.source().is_none());
    let details = fails(too_many()).unwrap_err();
    assert_eq!(details.error(), Some(&Error::from(too_many())));
}

#[test]
fn what_the_api_does_not_know_is_a_cause() {
    let boxed: Box<dyn StdError + Send + Sync> = Box::new(library());
    let failures = [
        fails(library()).unwrap_err(),
        fails(boxed).unwrap_err(),
        Error::Failed.caused_by(library()),
    ];
    for failure in &failures {
        assert_eq!(failure.code(), Code::Failed);
        assert_eq!(failure.downcast_ref::<Library>(), Some(&library()));
        let causes: Vec<String> = failure.causes().map(ToString::to_string).collect();
        assert_eq!(causes, ["no connection", "refused"]);
        let body = failure.response().json().to_string();
        assert!(!body.contains("connection"), "{body}");
        // Without its cause a failure is equal to another.
        assert_eq!(failure, &Failure::from(Error::Failed));
        assert_eq!(failure.clone().causes().count(), 2);
    }
    let text = fails("out of paper").unwrap_err();
    assert_eq!(text.source().unwrap().to_string(), "out of paper");
    assert_eq!(fails(String::from("x")).unwrap_err().code(), Code::Failed);
}

#[test]
fn logs_have_the_context_before_the_cause() {
    let failure = Error::OrderNotFound.caused_by(library()).context("reading the order");
    assert_eq!(
        failure.report().to_string(),
        "ORDER_NOT_FOUND: Order not found: reading the order: no connection: refused"
    );
    assert_eq!(failure.downcast_ref::<Library>(), Some(&library()));
    let failure = Failure::from(Error::OrderNotFound).context("reading the order");
    assert_eq!(failure.causes().count(), 1);

    let failed = Failed::new(failure.clone());
    assert_eq!((failed.api(), failed.status(), failed.is_internal()), ("shop", 404, false));
    assert_eq!((failed.code(), failed.error_type()), ("ORDER_NOT_FOUND".into(), "ORDER_NOT_FOUND"));
    assert_eq!(failed.causes().as_deref(), Some("reading the order"));
    assert_eq!(failed.failure::<Error>(), Some(&failure));
}

#[test]
fn unknown_codes_share_a_label() {
    let body = r#"{"code":"BRAND_NEW","message":"x"}"#;
    let response: Response = serde_json::from_str(body).unwrap();
    let failed = Failed::new(Failure::from(response));
    assert_eq!((failed.code(), failed.error_type()), ("BRAND_NEW".into(), "_OTHER"));
}

#[test]
fn statuses_of_a_framework_have_errors() {
    assert_eq!(Error::of_status(404, ""), Some(Error::OrderNotFound));
    let limited = Error::from(TooManyOrders::builder().count(0).build());
    assert_eq!(Error::of_status(429, ""), Some(limited));
    assert_eq!(Error::of_status(405, ""), None);
    assert_eq!(Error::unexpected(), Error::Failed);
}
