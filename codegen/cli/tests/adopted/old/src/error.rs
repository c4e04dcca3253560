//! What the service answers when it cannot do what it was asked to do.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// Nobody may see that another customer's order is there.
    #[error("There is no order {id}")]
    OrderNotFound { id: String },
    #[error("Only {available} of {sku} are left")]
    OutOfStock { sku: String, available: u32 },
    #[error("The voucher {voucher} has expired")]
    VoucherExpired { voucher: String },
    #[error("Sign in first")]
    Unauthorized,
    #[error("No more than {limit} orders a minute")]
    RateLimited { limit: u32, seconds: u64 },
    /// The cause is logged, and never sent.
    #[error("Something went wrong")]
    Internal(#[from] std::io::Error),
}

impl ApiError {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::OrderNotFound { .. } => StatusCode::NOT_FOUND,
            Self::OutOfStock { .. } | Self::VoucherExpired { .. } => StatusCode::CONFLICT,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub fn code(&self) -> &'static str {
        match self {
            Self::OrderNotFound { .. } => "order.not_found",
            Self::OutOfStock { .. } => "order.out_of_stock",
            Self::VoucherExpired { .. } => "voucher.expired",
            Self::Unauthorized => "unauthorized",
            Self::RateLimited { .. } => "rate_limited",
            Self::Internal(_) => "internal",
        }
    }

    fn details(&self) -> Option<Value> {
        match self {
            Self::OrderNotFound { id } => Some(json!({ "id": id })),
            Self::OutOfStock { sku, available } => Some(json!({ "sku": sku, "available": available })),
            Self::VoucherExpired { voucher } => Some(json!({ "voucher": voucher })),
            Self::RateLimited { limit, seconds } => Some(json!({ "limit": limit, "seconds": seconds })),
            Self::Unauthorized | Self::Internal(_) => None,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut error = json!({ "code": self.code(), "message": self.to_string() });
        if let Some(details) = self.details() {
            error["details"] = details;
        }
        let mut response = (self.status(), Json(json!({ "error": error }))).into_response();
        if let Self::RateLimited { seconds, .. } = self {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
