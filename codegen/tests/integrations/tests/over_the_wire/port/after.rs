//! The service, for axum.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use super::database::{DbError, price, stock};
use super::errors::shop::extract::{Json, Path};
use super::errors::shop::{Error, Failure as AppError, details};
use super::errors::{FailureLayer, Spare};

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

async fn order(Path(id): Path<u32>) -> Result<Json<Order>, AppError> {
    match id {
        1 => Ok(Json(Order { item: "teapot".to_owned(), price: price("teapot")? })),
        2 => Ok(Json(Order { item: "kettle".to_owned(), price: price("kettle")? })),
        3 => panic!("secret of a panic"),
        _ => Err(details::OrderNotFound::builder().order_id(id.to_string()).build())?,
    }
}

async fn submit(Json(new): Json<NewOrder>) -> Result<Json<Order>, AppError> {
    let left = match stock(&new.item) {
        Err(error @ DbError::Io { .. }) => return Err(Error::DatabaseDown.caused_by(error)),
        other => other?,
    };
    if new.lines.iter().map(|line| line.quantity).sum::<i64>() > left {
        return Err(details::OutOfStock::builder().left(left).build().into());
    }
    Ok(Json(Order { price: price(&new.item)?, item: new.item }))
}

async fn file() -> (StatusCode, Spare, &'static str) {
    (StatusCode::NOT_FOUND, Spare, "no such file")
}

pub(crate) fn router() -> Router {
    Router::new()
        .route("/orders/{id}", get(order))
        .route("/orders", post(submit))
        .route("/files/{name}", get(file))
        .layer(DefaultBodyLimit::max(256))
        .layer(FailureLayer::<Error>::new())
}
