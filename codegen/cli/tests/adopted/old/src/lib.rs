//! A service as many are: its errors are an enum of its own.

pub mod error;

use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};

use crate::error::ApiError;

pub fn app() -> Router {
    Router::new()
        .route("/orders/{id}", get(order))
        .route("/orders", post(place))
        .route("/vouchers/{voucher}", get(voucher))
        .route("/report", get(report))
}

async fn order(Path(id): Path<String>) -> Result<String, ApiError> {
    match id.as_str() {
        "mine" => Err(ApiError::Unauthorized),
        _ => Err(ApiError::OrderNotFound { id }),
    }
}

async fn place() -> Result<String, ApiError> {
    let sku = "Tea \"Earl\nGrey\"".to_owned();
    Err(ApiError::OutOfStock { sku, available: 2 })
}

async fn voucher(Path(voucher): Path<String>) -> Result<String, ApiError> {
    match voucher.as_str() {
        "again" => Err(ApiError::RateLimited { limit: 5, seconds: 30 }),
        _ => Err(ApiError::VoucherExpired { voucher }),
    }
}

async fn report() -> Result<String, ApiError> {
    Err(std::io::Error::other("the disk is full"))?
}
