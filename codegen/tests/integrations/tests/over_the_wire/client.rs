//! The example of a client, against a server that fails in several ways before it answers.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use api_errors::{ApiError, ApiResponse as _, RetryAdvice, iozen};
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
        "authentication_required: The request has no valid API key: trying again\n\
         rate_limit_exceeded: Too many requests at the moment; seconds to wait: 1: trying again\n\
         the server answered with status 503: trying again\n"
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

/// Answers of any kind, and what a client does about them.
#[tokio::test]
async fn answers_of_any_kind_are_read() {
    let json = [("content-type", "application/json")];
    let router = Router::new()
        .route(
            "/typed",
            post(async || {
                let details = iozen::details::RateLimitExceeded::builder();
                let details = details.retry_after(Duration::from_secs(12)).build();
                iozen::Failure::from(details)
            }),
        )
        .route("/unknown", post(async move || (StatusCode::CONFLICT, json, UNKNOWN)))
        .route("/html", post(async || (StatusCode::BAD_GATEWAY, "<h1>nginx</h1>")))
        .route("/busy", post(async || (StatusCode::SERVICE_UNAVAILABLE, [("Retry-After", "7")])))
        .route("/endless", post(async || (StatusCode::BAD_GATEWAY, vec![b' '; 3 << 20])))
        .route(
            "/forever",
            post(async || (StatusCode::SERVICE_UNAVAILABLE, [("Retry-After", LONG)])),
        )
        .route("/cut", post(async move || (StatusCode::CONFLICT, json, &UNKNOWN[..30])))
        .route("/fine", post(async || "fine"));
    let base = super::serve(router).await;
    let client = reqwest::Client::new();
    let ask = async |path: &str| -> Result<String, ApiError<iozen::Error>> {
        let answer = client.post(format!("{base}{path}")).send().await?;
        Ok(answer.api_error().await?.text().await?)
    };
    let pause = Some(Duration::from_millis(50));

    assert_eq!(ask("/fine").await.unwrap(), "fine");

    let typed = ask("/typed").await.unwrap_err();
    assert!(matches!(typed.error(), Some(iozen::Error::RateLimitExceeded(_))));
    assert!(typed.should_retry() && typed.should_retry_unsent());
    assert_eq!(typed.adjust(pause), Some(Duration::from_secs(12)));
    assert_eq!(typed.adjust(None), None);

    let unknown = ask("/unknown").await.unwrap_err();
    assert_eq!(unknown.code().unwrap().to_string(), "brand_new");
    assert_eq!((unknown.should_retry(), unknown.adjust(pause)), (false, None));

    let html = ask("/html").await.unwrap_err();
    assert_eq!((html.status(), html.body()), (Some(502), &b"<h1>nginx</h1>"[..]));
    assert!(html.response().is_none() && !html.should_retry_unsent());

    let busy = ask("/busy").await.unwrap_err();
    assert_eq!(busy.retry().unwrap().delay, Some(Duration::from_secs(7)));
    // A server that did something before it failed would do it twice.
    assert!(busy.should_retry() && !busy.should_retry_unsent());

    let forever = ask("/forever").await.unwrap_err();
    assert_eq!(forever.adjust(pause), Some(RetryAdvice::MAX_DELAY));
    assert_eq!(ask("/endless").await.unwrap_err().body().len(), ApiError::<iozen::Error>::MAX_BODY);
    assert!(ask("/cut").await.unwrap_err().response().is_none());

    let nowhere = client.post("http://127.0.0.1:1/").send().await.unwrap_err();
    let nowhere = ApiError::<iozen::Error>::from(nowhere);
    assert!(nowhere.status().is_none() && nowhere.should_retry_unsent());
}

const UNKNOWN: &str = r#"{"success":false,"error":{"code":"brand_new","message":"New"}}"#;
const LONG: &str = "99999999999999999999999";

/// backon asks the error whether, and how long.
#[tokio::test]
async fn backon_follows_the_advice() {
    use backon::{ExponentialBuilder, Retryable as _};

    let requests = Requests::default();
    let counted = Arc::clone(&requests);
    let answer = async move || match counted.fetch_add(1, Ordering::SeqCst) {
        0 => (StatusCode::SERVICE_UNAVAILABLE, "<h1>Back soon</h1>").into_response(),
        1 => {
            let details = iozen::details::RateLimitExceeded::builder();
            let details = details.retry_after(Duration::ZERO).build();
            iozen::Failure::from(details).into_response()
        }
        _ => iozen::Failure::from(iozen::Error::InternalError).into_response(),
    };
    let base = super::serve(Router::new().route("/", get(answer))).await;
    let client = reqwest::Client::new();
    let send = || async {
        let answer = client.get(&base).send().await?;
        answer.api_error::<iozen::Error>().await
    };
    let retry = send.retry(ExponentialBuilder::default().with_min_delay(Duration::from_millis(1)));
    let error = retry.when(ApiError::should_retry).adjust(ApiError::adjust).await.unwrap_err();
    assert_eq!(error.error(), Some(&iozen::Error::InternalError));
    assert_eq!(requests.load(Ordering::SeqCst), 3);
}
