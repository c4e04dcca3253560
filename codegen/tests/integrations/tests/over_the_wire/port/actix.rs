//! The service in actix-web.

use std::sync::mpsc;
use std::thread;

use actix_web::web::{self, Json, JsonConfig, Path};
use actix_web::{App, HttpServer, Responder, rt};
use serde::{Deserialize, Serialize};

use super::database::{DbError, price, stock};
use super::errors::FailureMiddleware;
use super::errors::shop::{Error, Failure, details};

#[derive(Serialize)]
struct Order {
    item: String,
    price: i64,
}

#[derive(Deserialize)]
struct NewOrder {
    item: String,
    lines: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    quantity: i64,
}

async fn order(id: Path<u32>) -> Result<Json<Order>, Failure> {
    match *id {
        1 => Ok(Json(Order { item: "teapot".to_owned(), price: price("teapot")? })),
        2 => Ok(Json(Order { item: "kettle".to_owned(), price: price("kettle")? })),
        3 => panic!("secret of a panic"),
        id => Err(details::OrderNotFound::builder().order_id(id.to_string()).build())?,
    }
}

async fn submit(Json(new): Json<NewOrder>) -> Result<impl Responder, Failure> {
    let left = match stock(&new.item) {
        Err(error @ DbError::Io { .. }) => return Err(Error::DatabaseDown.caused_by(error)),
        other => other?,
    };
    if new.lines.iter().map(|line| line.quantity).sum::<i64>() > left {
        return Err(details::OutOfStock::builder().left(left).build().into());
    }
    Ok(Json(Order { price: price(&new.item)?, item: new.item }))
}

#[tokio::test]
async fn actix_web_answers_in_the_envelope() {
    super::logs::start();
    let (sender, receiver) = mpsc::channel();
    let server = thread::spawn(move || {
        rt::System::new().block_on(async {
            let app = || {
                App::new()
                    .wrap(FailureMiddleware::<Error>::new())
                    .app_data(JsonConfig::default().limit(256))
                    .service(web::resource("/orders/{id}").route(web::get().to(order)))
                    .service(web::resource("/orders").route(web::post().to(submit)))
            };
            let server = HttpServer::new(app).workers(1).disable_signals();
            let server = server.bind("127.0.0.1:0").unwrap();
            let address = server.addrs()[0];
            let server = server.run();
            sender.send((address, server.handle())).unwrap();
            server.await.unwrap();
        });
    });
    let (address, handle) = receiver.recv().unwrap();
    let mut cases = super::cases("", "");
    for case in &mut cases {
        // actix-web answers data that does not fit as it answers broken JSON.
        if case.status == 422 {
            case.status = 400;
            case.logged = "invalid_request|400|";
        }
    }
    super::check(&format!("http://{address}"), cases).await;
    handle.stop(false).await;
    server.join().unwrap();
}
