//! Errors on their way from real servers to real clients.

#![allow(clippy::unused_async, reason = "frameworks want handlers and resolvers to be async")]

mod actix;
mod axum;
mod client;
mod failures;
mod graphql;
mod grpc;
mod port;

use ::axum::Router;
use tokio::net::TcpListener;

/// Starts a server of axum, and tells its address.
async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { ::axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}
