//! A service of tonic that fails, and a client that reads why.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use api_errors::{iozen, izi, numeric, rest};
use axum::http::uri::PathAndQuery;
use axum::http::{Request as HttpRequest, Response as HttpResponse};
use tonic::body::Body;
use tonic::server::{NamedService, UnaryService};
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Response, Status};
use tonic_prost::ProstCodec;
use tonic_types::{ErrorDetails, StatusExt};

/// Fails as it is asked to.
fn fail(with: &str) -> Status {
    match with {
        "form" => {
            let errors = BTreeMap::from([
                ("amount".to_owned(), vec!["Enter an amount".to_owned(), "Or leave".to_owned()]),
                ("title".to_owned(), vec!["Enter a title".to_owned()]),
            ]);
            rest::Response::from(rest::Error::ValidationError(errors)).into()
        }
        "violations" => {
            let violation = izi::types::Violation::builder();
            let violation = violation.field("input.amount").message("Above zero").constraint("min");
            let slots = izi::ErrorSlots::builder().timestamp("2026-05-30T14:32:00Z").build();
            let error = izi::Error::ValidationError(vec![violation.build()]);
            izi::Occurrence::new(error, slots).into()
        }
        "wait" => {
            let details = iozen::details::RateLimitExceeded::builder();
            let details = details.retry_after(Duration::from_secs(12)).build();
            iozen::Response::from(iozen::Error::from(details)).into()
        }
        "limit" => {
            let details = iozen::details::PlanLimitExceeded::builder();
            let details = details.resource("Übertragungen").current(500).max(500).build();
            iozen::Response::from(iozen::Error::from(details)).into()
        }
        "number" => numeric::Response::from(numeric::Error::NotRealized(None)).into(),
        "class" => numeric::Response::from(numeric::Error::InvalidType(None)).into(),
        other => Status::internal(other),
    }
}

#[derive(Clone)]
struct Failing;

impl UnaryService<String> for Failing {
    type Response = String;
    type Future = Ready<Result<Response<String>, Status>>;

    fn call(&mut self, request: Request<String>) -> Self::Future {
        ready(Err(fail(request.get_ref())))
    }
}

impl NamedService for Failing {
    const NAME: &'static str = "test.Failing";
}

impl tower::Service<HttpRequest<Body>> for Failing {
    type Response = HttpResponse<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequest<Body>) -> Self::Future {
        Box::pin(async {
            let codec = ProstCodec::<String, String>::default();
            Ok(tonic::server::Grpc::new(codec).unary(Failing, request).await)
        })
    }
}

struct Client(tonic::client::Grpc<Channel>);

impl Client {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let incoming = tonic::transport::server::TcpIncoming::from(listener);
        let server = Server::builder().add_service(Failing).serve_with_incoming(incoming);
        tokio::spawn(async { server.await.unwrap() });
        let channel = Channel::from_shared(format!("http://{address}")).unwrap();
        Self(tonic::client::Grpc::new(channel.connect().await.unwrap()))
    }

    async fn ask(&mut self, with: &str) -> Status {
        self.0.ready().await.unwrap();
        let path = PathAndQuery::from_static("/test.Failing/Fail");
        let codec = ProstCodec::<String, String>::default();
        let request = Request::new(with.to_owned());
        let answer: Result<Response<String>, Status> = self.0.unary(request, path, codec).await;
        answer.unwrap_err()
    }
}

#[tokio::test]
async fn a_status_says_why() {
    let mut client = Client::start().await;

    let status = client.ask("wait").await;
    assert_eq!(status.code(), Code::ResourceExhausted);
    assert_eq!(status.message(), "Too many requests at the moment; seconds to wait: 12");
    let details = status.get_error_details();
    let info = details.error_info().unwrap();
    assert_eq!(info.reason, "RATE_LIMIT_EXCEEDED");
    assert_eq!(info.domain, "errors.example.com");
    assert_eq!(info.metadata, HashMap::from([("retry_after".to_owned(), "12".to_owned())]));
    assert_eq!(details.retry_info().unwrap().retry_delay, Some(Duration::from_secs(12)));
    assert!(details.bad_request().is_none());

    let status = client.ask("limit").await;
    assert_eq!(status.message(), "The monthly limit of Übertragungen is reached (500 of 500)");
    let details = status.get_error_details();
    let info = details.error_info().unwrap();
    assert_eq!(info.metadata["resource"], "Übertragungen");
    assert_eq!(info.metadata["max"], "500");
    assert!(details.retry_info().is_none() && details.bad_request().is_none());

    let status = client.ask("number").await;
    assert_eq!(status.code(), Code::Unknown);
    assert_eq!(status.get_error_details().error_info().unwrap().reason, "NOT_REALIZED");

    let status = client.ask("class").await;
    assert_eq!(status.code(), Code::InvalidArgument);
}

fn violations(details: &ErrorDetails) -> Vec<(&str, &str)> {
    let violations = details.bad_request().unwrap().field_violations.iter();
    violations.map(|it| (it.field.as_str(), it.description.as_str())).collect()
}

#[tokio::test]
async fn a_status_says_which_fields_are_at_fault() {
    let mut client = Client::start().await;

    let status = client.ask("form").await;
    assert_eq!(status.code(), Code::InvalidArgument);
    let details = status.get_error_details();
    assert_eq!(details.error_info().unwrap().reason, "VALIDATION_ERROR");
    assert_eq!(
        violations(&details),
        [("amount", "Enter an amount"), ("amount", "Or leave"), ("title", "Enter a title")]
    );

    let status = client.ask("violations").await;
    // The catalogue has neither a gRPC code nor a status for it.
    assert_eq!(status.code(), Code::Unknown);
    let details = status.get_error_details();
    assert_eq!(violations(&details), [("input.amount", "Above zero")]);
}
