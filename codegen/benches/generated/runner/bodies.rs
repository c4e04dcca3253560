//! Reads bodies of the API `iozen`, by the generated crate and by what serde derives.

use std::hint::black_box;
use std::time::Instant;

use api_errors::iozen::{Error, Response, details};
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
struct Body {
    success: bool,
    error: Inner,
}

#[derive(Deserialize, Serialize)]
struct Inner {
    #[serde(flatten)]
    code: Code,
    message: String,
}

#[derive(Deserialize, Serialize)]
#[serde(tag = "code", content = "details", rename_all = "snake_case")]
enum Code {
    AuthenticationRequired,
    InsufficientScopes { required: Vec<String>, granted: Vec<String> },
    FeatureNotAvailable { feature: String },
    WorkspaceArchived,
    ResourceNotFound { resource: String },
    ValidationFailed { issues: Vec<serde_json::Value> },
    RateLimitExceeded { retry_after: u64 },
    PlanLimitExceeded { resource: String, current: i64, max: i64 },
    IdempotencyConflict,
    InternalError,
}

const DETAILS: &str = r#"{"success":false,"error":{"code":"plan_limit_exceeded","message":"The monthly limit of submissions is reached (500 of 500)","details":{"resource":"submissions","current":500,"max":500}}}"#;
const BARE: &str =
    r#"{"success":false,"error":{"code":"internal_error","message":"Something failed"}}"#;
const UNKNOWN: &str = r#"{"success":false,"error":{"code":"brand_new","message":"Something failed","details":{"x":1}}}"#;

/// A turn is so many bodies; of so many turns the fastest counts.
const BODIES: u32 = 20_000;
const TURNS: u32 = 40;

fn nanoseconds(work: impl Fn()) -> f64 {
    let turn = || {
        let start = Instant::now();
        (0..BODIES).for_each(|_| work());
        start.elapsed().as_secs_f64() * 1e9 / f64::from(BODIES)
    };
    (0..TURNS).map(|_| turn()).fold(f64::MAX, f64::min)
}

fn row(what: &str, ours: impl Fn(), derived: impl Fn()) {
    let (ours, derived) = (nanoseconds(ours), nanoseconds(derived));
    println!("| {what} | {ours:.0} | {derived:.0} | {:.2} |", derived / ours);
}

fn main() {
    println!("| ns | errcat | derive | derive / errcat |\n|---|---|---|---|");
    let ours = |body: &str| serde_json::from_str::<Response>(body).unwrap();
    let derived = |body: &str| serde_json::from_str::<Body>(body);
    for (what, body) in [("with details", DETAILS), ("without details", BARE)] {
        row(
            &format!("body to typed error, {what}"),
            || drop(black_box(ours(black_box(body)))),
            || drop(black_box(derived(black_box(body)).ok())),
        );
    }
    row(
        "body to typed error, with details / to `serde_json::Value`",
        || drop(black_box(ours(black_box(DETAILS)))),
        || drop(black_box(serde_json::from_str::<serde_json::Value>(black_box(DETAILS)))),
    );
    row(
        "unknown code: kept / refused",
        || drop(black_box(ours(black_box(UNKNOWN)))),
        || drop(black_box(derived(black_box(UNKNOWN)).is_err())),
    );
    row(
        "an error that happens, to its body",
        || {
            let (resource, current, max) = black_box(("submissions", 500, 500));
            let details = details::PlanLimitExceeded::builder();
            let details = details.resource(resource).current(current).max(max).build();
            drop(black_box(serde_json::to_string(&Response::from(Error::from(details)))));
        },
        || {
            let (resource, current, max) = black_box(("submissions", 500, 500));
            let message = format!("The monthly limit of {resource} is reached ({current} of {max})");
            let code = Code::PlanLimitExceeded { resource: resource.to_owned(), current, max };
            let body = Body { success: false, error: Inner { code, message } };
            drop(black_box(serde_json::to_string(&body)));
        },
    );
}
