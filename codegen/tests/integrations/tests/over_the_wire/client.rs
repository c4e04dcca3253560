//! The example of a client, against a server that fails in several ways before it answers.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use api_errors::iozen;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::task::spawn_blocking;

type Requests = Arc<AtomicUsize>;

async fn submission(State(requests): State<Requests>, headers: HeaderMap) -> Response {
    let request = requests.fetch_add(1, Ordering::SeqCst);
    if headers["authorization"] != "Bearer fresh" {
        return iozen::Response::from(iozen::Error::AuthenticationRequired).into_response();
    }
    match request {
        1 => {
            let details = iozen::details::RateLimitExceeded::builder();
            let details = details.retry_after(Duration::from_secs(1)).build();
            iozen::Response::from(iozen::Error::from(details)).into_response()
        }
        2 => (StatusCode::SERVICE_UNAVAILABLE, "<h1>Back soon</h1>").into_response(),
        _ => "the submission".into_response(),
    }
}

async fn refused() -> Response {
    iozen::Response::from(iozen::Error::InternalError).into_response()
}

/// Runs the example, and tells whether it succeeded, what it printed, and how long it took.
async fn run(base: String) -> (bool, String, String, Duration) {
    let started = Instant::now();
    let command = || Command::new(env!("CARGO_BIN_EXE_client")).arg(base).output();
    let output = spawn_blocking(command).await.unwrap().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr), started.elapsed())
}

#[tokio::test]
async fn the_client_follows_the_advice() {
    let requests = Requests::default();
    let router = Router::new()
        .route("/submissions/1", get(submission))
        .route("/login", post(async || "fresh"))
        .with_state(Arc::clone(&requests));
    let (success, answer, log, took) = run(super::serve(router).await).await;
    assert!(success, "{log}");
    assert_eq!(answer, "the submission\n");
    assert_eq!(
        log,
        "401 Unauthorized: trying again\n\
         429 Too Many Requests: trying again\n\
         503 Service Unavailable: trying again\n"
    );
    assert_eq!(requests.load(Ordering::SeqCst), 4);
    // One second as the error asked for, and the first of the growing pauses.
    assert!(took >= Duration::from_millis(1_100), "{took:?}");
}

#[tokio::test]
async fn the_client_gives_up_where_nothing_helps() {
    let router = Router::new().route("/submissions/1", get(refused));
    let (success, _, log, _) = run(super::serve(router).await).await;
    assert!(!success);
    assert!(log.contains("internal_error"), "{log}");
}
