//! The same service, whose errors come from the catalogue that `import` has made of the enum.

use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post};
use store_errors::store::details::{OrderNotFound, OutOfStock, RateLimited, VoucherExpired};
use store_errors::store::{Error, Response};

pub fn app() -> Router {
    Router::new()
        .route("/orders/{id}", get(order))
        .route("/orders", post(place))
        .route("/vouchers/{voucher}", get(voucher))
        .route("/report", get(report))
}

async fn order(Path(id): Path<String>) -> Result<String, Response> {
    match id.as_str() {
        "mine" => Err(Error::Unauthorized.into()),
        _ => Err(Error::from(OrderNotFound::builder().id(id).build()).into()),
    }
}

async fn place() -> Result<String, Response> {
    let sku = "Tea \"Earl\nGrey\"";
    Err(Error::from(OutOfStock::builder().sku(sku).available(2).build()).into())
}

async fn voucher(Path(voucher): Path<String>) -> Result<String, Response> {
    match voucher.as_str() {
        "again" => Err(Error::from(RateLimited::builder().limit(5).seconds(30).build()).into()),
        _ => Err(Error::from(VoucherExpired::builder().voucher(voucher).build()).into()),
    }
}

async fn report() -> Result<String, Response> {
    Err(std::io::Error::other("the disk is full")).map_err(|_| Error::Internal.into())
}
