//! The service, for axum.

use axum::extract::{DefaultBodyLimit, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::database::{DbError, price, stock};

#[derive(Debug, thiserror::Error)]
pub(crate) enum AppError {
    #[error("there is no order {0}")]
    OrderNotFound(String),
    #[error("only {left} left")]
    OutOfStock { left: i64 },
    #[error("the database does not answer")]
    Unavailable(#[source] DbError),
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let (status, code, details) = match &self {
            Self::OrderNotFound(id) => {
                (StatusCode::NOT_FOUND, "order_not_found", Some(json!({ "order_id": id })))
            }
            Self::OutOfStock { left } => {
                (StatusCode::CONFLICT, "out_of_stock", Some(json!({ "left": left })))
            }
            Self::Unavailable(_) | Self::Database(_) | Self::Other(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "internal_error", None)
            }
        };
        let message = match status {
            StatusCode::INTERNAL_SERVER_ERROR => "the service failed".to_owned(),
            _ => self.to_string(),
        };
        let mut error = json!({ "code": code, "message": message });
        if let Some(details) = details {
            error["details"] = details;
        }
        (status, Json(json!({ "error": error }))).into_response()
    }
}

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
        _ => Err(AppError::OrderNotFound(id.to_string())),
    }
}

async fn submit(Json(new): Json<NewOrder>) -> Result<Json<Order>, AppError> {
    let left = match stock(&new.item) {
        Err(error @ DbError::Io { .. }) => return Err(AppError::Unavailable(error)),
        other => other?,
    };
    if new.lines.iter().map(|line| line.quantity).sum::<i64>() > left {
        return Err(AppError::OutOfStock { left });
    }
    Ok(Json(Order { price: price(&new.item)?, item: new.item }))
}

async fn file() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "no such file")
}

pub(crate) fn router() -> Router {
    Router::new()
        .route("/orders/{id}", get(order))
        .route("/orders", post(submit))
        .route("/files/{name}", get(file))
        .layer(DefaultBodyLimit::max(256))
}
