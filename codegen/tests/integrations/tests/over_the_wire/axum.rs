//! Handlers of axum that fail.

use axum::Router;
use axum::routing::get;

use super::failures as it;

#[tokio::test]
async fn errors_are_responses() {
    let router = Router::new()
        .route(it::ALL[0].path, get(it::rest_token))
        .route(it::ALL[1].path, get(it::rest_form))
        .route(it::ALL[2].path, get(it::iozen_limit))
        .route(it::ALL[3].path, get(it::iozen_no_header))
        .route(it::ALL[4].path, get(it::izi_two))
        .route(it::ALL[5].path, get(it::numeric_method))
        .route(it::ALL[6].path, get(it::problem_iozen))
        .route(it::ALL[7].path, get(it::problem_rest));
    it::check(&super::serve(router).await).await;
}
