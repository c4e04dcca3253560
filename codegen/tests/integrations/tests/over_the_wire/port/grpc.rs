//! The service in tonic.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::http::uri::PathAndQuery;
use axum::http::{Request as HttpRequest, Response as HttpResponse};
use tonic::body::Body;
use tonic::server::{Grpc, NamedService, UnaryService};
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Response, Status};
use tonic_prost::ProstCodec;
use tonic_types::StatusExt;

use super::database::{DbError, price, stock};
use super::errors::FailureLayer;
use super::errors::shop::{Error, Failure, details};

/// Orders an item.
fn order(item: &str) -> Result<String, Failure> {
    let left = match stock(item) {
        Err(error @ DbError::Io { .. }) => return Err(Error::DatabaseDown.caused_by(error)),
        other => other?,
    };
    Ok(format!("{left} at {}", price(item)?))
}

#[derive(Clone)]
struct Orders;

impl UnaryService<String> for Orders {
    type Response = String;
    type Future = Pin<Box<dyn Future<Output = Result<Response<String>, Status>> + Send>>;

    fn call(&mut self, request: Request<String>) -> Self::Future {
        Box::pin(async move {
            match request.get_ref().as_str() {
                "panic" => panic!("secret of a panic"),
                "none" => {
                    let details = details::OrderNotFound::builder().order_id("none").build();
                    Err(Failure::from(details).into())
                }
                item => Ok(Response::new(order(item)?)),
            }
        })
    }
}

impl NamedService for Orders {
    const NAME: &'static str = "shop.Orders";
}

impl tower::Service<HttpRequest<Body>> for Orders {
    type Response = HttpResponse<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: HttpRequest<Body>) -> Self::Future {
        Box::pin(async {
            let codec = ProstCodec::<String, String>::default();
            let mut grpc = Grpc::new(codec).max_decoding_message_size(64);
            Ok(grpc.unary(Orders, request).await)
        })
    }
}

async fn start() -> tonic::client::Grpc<Channel> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = Server::builder().layer(FailureLayer::<Error, _>::grpc()).add_service(Orders);
    let server = server.serve_with_incoming(TcpIncoming::from(listener));
    tokio::spawn(async { server.await.unwrap() });
    let channel = Channel::from_shared(format!("http://{address}")).unwrap();
    tonic::client::Grpc::new(channel.connect().await.unwrap())
}

#[tokio::test]
async fn tonic_answers_with_statuses_of_the_api() {
    super::logs::start();
    let mut client = start().await;
    let service = "/shop.Orders/Order";
    let long = "teapot ".repeat(20);
    let internal = ("internal_error", Code::Internal, "The service failed");
    for (path, item, (reason, code, message), logged) in [
        (
            service,
            "none",
            ("order_not_found", Code::NotFound, "There is no order none"),
            "order_not_found|404||There is no order none",
        ),
        (
            service,
            "unreachable",
            internal,
            "database_down|500|no connection to postgres://admin:secret@10.0.0.7|",
        ),
        (service, "lamp", internal, "internal_error|500|secret constraint of table stock|"),
        (service, "panic", internal, "internal_error|500|panic: secret of a panic|"),
        (
            service,
            &*long,
            ("body_too_large", Code::Unknown, "The body of the request is too large"),
            "body_too_large|413|the framework answered with status 413: ",
        ),
        (
            "/shop.Carts/Add",
            "",
            ("not_implemented", Code::Unimplemented, "The service has no such method"),
            "not_implemented|501|the framework answered with status 501",
        ),
    ] {
        client.ready().await.unwrap();
        let codec = ProstCodec::<String, String>::default();
        let request = Request::new(item.to_owned());
        let path = PathAndQuery::from_static(path);
        let answer: Result<Response<String>, Status> = client.unary(request, path, codec).await;
        let status = answer.unwrap_err();
        assert_eq!((status.code(), status.message()), (code, message), "{item}");
        let info = status.get_error_details().error_info().unwrap().clone();
        assert_eq!(info.reason, reason.to_uppercase(), "{item}");
        assert!(!format!("{status:?}").contains("secret"), "{status:?}");
        assert!(super::logs::has(logged), "{item}: {:#?}", super::logs::all());
    }
    client.ready().await.unwrap();
    let codec = ProstCodec::<String, String>::default();
    let request = Request::new("teapot".to_owned());
    let path = PathAndQuery::from_static(service);
    let answer: Response<String> = client.unary(request, path, codec).await.unwrap();
    assert_eq!(answer.get_ref(), "3 at 12");
}
