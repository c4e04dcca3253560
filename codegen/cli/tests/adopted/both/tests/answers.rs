//! What the old service sends, the new one sends: status, headers that matter, and body.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use axum::Router;
use serde_json::Value;

/// Begins to serve, and tells where.
async fn served(service: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}

#[derive(Debug, PartialEq)]
struct Answer {
    status: String,
    headers: Vec<(String, String)>,
    body: Value,
}

/// What a service answers to `request`, such as `GET /orders/1`.
fn answer(service: SocketAddr, request: &str) -> Answer {
    let mut stream = TcpStream::connect(service).unwrap();
    write!(stream, "{request} HTTP/1.0\r\nHost: localhost\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().to_owned();
    let headers = lines.filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        ["content-type", "retry-after"].contains(&name).then(|| (name.to_owned(), value.to_owned()))
    });
    let mut headers: Vec<_> = headers.collect();
    headers.sort();
    Answer { status, headers, body: serde_json::from_str(body).unwrap() }
}

#[tokio::test]
async fn both_services_answer_alike() {
    let (old, new) = (served(old::app()).await, served(new::app()).await);
    let requests: Vec<&str> = include_str!("../../requests.txt").lines().collect();
    for request in &requests {
        let ask = |service| {
            let request = (*request).to_owned();
            tokio::task::spawn_blocking(move || answer(service, &request))
        };
        let (was, is) = (ask(old).await.unwrap(), ask(new).await.unwrap());
        assert_eq!(is, was, "{request}");
        assert!(was.body["error"]["code"].is_string(), "{request}: {was:?}");
    }
    println!("compared {} answers", requests.len());
}
