//! The service of a shop, before and after its errors came from a catalogue, and the same in actix-web and tonic:
//! what clients and logs see of failures, those of the framework included.

#![allow(clippy::pedantic, reason = "the generated module is for crates with lints of their own")]

mod actix;
mod after;
mod before;
mod database;
mod grpc;
mod logs;

include!(concat!(env!("OUT_DIR"), "/errors.rs"));

use reqwest::Method;
use serde_json::{Value as Json, json};

/// A request, and what a client sees of the answer.
struct Case {
    method: Method,
    path: &'static str,
    body: Option<&'static str>,
    status: u16,
    error: Json,
    /// What the logs have of it.
    logged: &'static str,
}

fn case(
    request: (Method, &'static str, Option<&'static str>),
    status: u16,
    error: Json,
    logged: &'static str,
) -> Case {
    let (method, path, body) = request;
    Case { method, path, body, status, error, logged }
}

const TEAPOTS: &str = r#"{"item":"teapot","lines":[{"quantity":2},{"quantity":3}]}"#;

/// What the service answers, whatever the framework. `broken` and `path` are the places of faults, in JSON that is
/// cut off and in JSON with another type, as far as the framework knows them.
fn cases(broken: &str, path: &str) -> Vec<Case> {
    let get = |path| (Method::GET, path, None);
    let post = |body| (Method::POST, "/orders", Some(body));
    let internal = || json!({ "code": "internal_error", "message": "The service failed" });
    let invalid = |path: &str| {
        json!({
            "code": "invalid_request",
            "message": "The request does not have the required form",
            "details": { "path": path },
        })
    };
    vec![
        case(
            get("/orders/9"),
            404,
            json!({
                "code": "order_not_found",
                "message": "There is no order 9",
                "details": { "order_id": "9" },
            }),
            "order_not_found|404||There is no order 9",
        ),
        case(
            post(TEAPOTS),
            409,
            json!({ "code": "out_of_stock", "message": "Only 3 left", "details": { "left": 3 } }),
            "out_of_stock|409||Only 3 left",
        ),
        case(
            get("/orders/2"),
            500,
            internal(),
            "internal_error|500|reading the price list: invalid digit found in string|The service failed",
        ),
        case(
            post(r#"{"item":"unreachable","lines":[]}"#),
            500,
            internal(),
            "database_down|500|no connection to postgres://admin:secret@10.0.0.7|The database does not answer",
        ),
        case(
            post(r#"{"item":"lamp","lines":[]}"#),
            500,
            internal(),
            "internal_error|500|secret constraint of table stock|The service failed",
        ),
        case(get("/orders/3"), 500, internal(), "internal_error|500|panic: secret of a panic|"),
        case(
            get("/nowhere"),
            404,
            json!({ "code": "page_not_found", "message": "There is nothing at this address" }),
            "page_not_found|404|the framework answered with status 404|",
        ),
        case(
            (Method::DELETE, "/orders/1", None),
            405,
            json!({
                "code": "method_not_allowed",
                "message": "This address does not support the method",
            }),
            "method_not_allowed|405|the framework answered with status 405|",
        ),
        case(post("{\"item\":"), 400, invalid(broken), "invalid_request|400|"),
        case(
            post(r#"{"item":"teapot","lines":[{"quantity":"two"}]}"#),
            422,
            invalid(path),
            "invalid_request|422|",
        ),
        case(
            post(concat!(
                r#"{"item":"teapot teapot teapot teapot teapot teapot teapot teapot teapot teapot "#,
                r#"teapot teapot teapot teapot teapot teapot teapot teapot teapot teapot teapot "#,
                r#"teapot teapot teapot teapot teapot teapot teapot teapot teapot teapot teapot "#,
                r#"teapot teapot teapot teapot teapot teapot teapot teapot","lines":[]}"#
            )),
            413,
            json!({ "code": "body_too_large", "message": "The body of the request is too large" }),
            "body_too_large|413|",
        ),
    ]
}

/// Sends all requests, and compares the answers and the logs with what is to be.
async fn check(base: &str, cases: Vec<Case>) {
    let client = reqwest::Client::new();
    for case in cases {
        let url = format!("{base}{}", case.path);
        let request = client.request(case.method.clone(), &url);
        let request = match case.body {
            Some(body) => request.header("content-type", "application/json").body(body),
            None => request,
        };
        let answer = request.send().await.unwrap();
        let what = format!("{} {} {:?}", case.method, case.path, case.body);
        assert_eq!(answer.status().as_u16(), case.status, "{what}");
        assert_eq!(answer.headers()["content-type"], "application/json", "{what}");
        if case.status == 405 {
            assert!(answer.headers()["allow"].to_str().unwrap().contains("GET"), "{what}");
        }
        let text = answer.text().await.unwrap();
        assert!(!text.contains("secret") && !text.contains("database"), "{what}: {text}");
        let body: Json = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{what}: {text}"));
        assert_eq!(body, json!({ "error": case.error }), "{what}");
        assert!(logs::has(case.logged), "{what}: {:#?}", logs::all());
    }
}

#[tokio::test]
async fn axum_answers_in_the_envelope() {
    logs::start();
    let base = super::serve(after::router()).await;
    check(&base, cases("item", "lines[0].quantity")).await;

    let client = reqwest::Client::new();
    let answer = client.get(format!("{base}/orders/1")).send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), r#"{"item":"teapot","price":12}"#);
    let answer = client.get(format!("{base}/files/a")).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.text().await.unwrap()),
        (404, "no such file".into())
    );
    let answer = client.get(format!("{base}/orders/one")).send().await.unwrap();
    let body: Json = answer.json().await.unwrap();
    assert_eq!(body["error"]["details"], json!({ "path": "id" }));
    let answer = client.post(format!("{base}/orders")).body("{}").send().await.unwrap();
    assert_eq!(answer.status(), 415);
    let body: Json = answer.json().await.unwrap();
    assert_eq!(body["error"]["code"], "unsupported_media_type");
}

/// The service before: axum's own answers are not in the envelope.
#[tokio::test]
async fn the_port_changes_answers_of_the_framework_alone() {
    let (before, after) =
        (super::serve(before::router()).await, super::serve(after::router()).await);
    let get = async |base: &str, path: &str| {
        let answer = reqwest::get(format!("{base}{path}")).await.unwrap();
        (answer.status(), answer.text().await.unwrap().to_lowercase())
    };
    for path in ["/orders/1", "/orders/9", "/orders/2", "/files/a"] {
        let (old, new) = (get(&before, path).await, get(&after, path).await);
        let json = |text: &str| serde_json::from_str::<Json>(text).ok();
        assert_eq!((old.0, json(&old.1)), (new.0, json(&new.1)), "{path}");
    }
    assert_eq!(get(&before, "/nowhere").await, (reqwest::StatusCode::NOT_FOUND, String::new()));
}

/// A code without counterpart, or whose counterpart requires details, is unexpected. What failed is the cause.
#[test]
fn failures_of_another_api_are_converted() {
    use errors::{payments, shop};

    fn with_failure(error: payments::Error) -> Result<(), shop::Failure> {
        let failed: Result<(), payments::Failure> = Err(error.caused_by("secret"));
        Ok(failed?)
    }

    fn with_error(error: payments::Error) -> Result<(), shop::Failure> {
        let failed: Result<(), payments::Error> = Err(error);
        Ok(failed?)
    }

    for (error, code) in [
        (payments::Error::Declined, shop::Code::PaymentRefused),
        (payments::Error::Limited, shop::Code::InternalError),
        (payments::Error::Broken, shop::Code::InternalError),
    ] {
        let name = error.code().name();
        let failure = with_failure(error.clone()).unwrap_err();
        assert_eq!(failure.code(), code);
        let causes: Vec<String> = failure.causes().map(ToString::to_string).collect();
        assert!(causes[0].starts_with(name) && causes[1] == "secret", "{causes:?}");
        let failure = with_error(error).unwrap_err();
        assert_eq!((failure.code(), failure.causes().count()), (code.into(), 1));
    }
}

/// Lines that a person changes: those that are gone, and those that are new.
#[test]
fn the_port_changes_few_lines() {
    let (before, after) = (include_str!("before.rs"), include_str!("after.rs"));
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    let mut common = vec![vec![0; after.len() + 1]; before.len() + 1];
    for (at, old) in before.iter().enumerate() {
        for (to, new) in after.iter().enumerate() {
            common[at + 1][to + 1] = if old == new {
                common[at][to] + 1
            } else {
                common[at][to + 1].max(common[at + 1][to])
            };
        }
    }
    let same = common[before.len()][after.len()];
    let changed = before.len() + after.len() - 2 * same;
    assert!(changed < 60, "{changed}");
}
