//! Resolvers of async-graphql that fail, over HTTP.

use api_errors::{Failed, GraphqlError, iozen, izi, rest};
use async_graphql::{
    EmptyMutation, EmptySubscription, ErrorExtensions, Object, Request, Response, Schema,
    ServerError,
};
use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde_json::{Value, json};

type Api = Schema<Query, EmptyMutation, EmptySubscription>;

struct Query;

fn slots() -> izi::ErrorSlots {
    izi::ErrorSlots::builder().timestamp("2026-05-30T14:32:00Z").field("amount").build()
}

#[Object]
impl Query {
    async fn name(&self) -> &'static str {
        "Ada"
    }

    /// Fails with what GraphQL's envelope of the API says.
    async fn amount(&self) -> Result<Option<i32>, GraphqlError<izi::Error>> {
        let violation = izi::types::Violation::builder()
            .field("input.amount")
            .message("Must be above zero")
            .constraint("min")
            .value(-100_i64)
            .build();
        let error = izi::Error::ValidationError(vec![violation]);
        Err(izi::Occurrence::new(error, slots()))?
    }

    /// Fails with the bare error of an API whose envelope is not GraphQL's.
    async fn document(&self) -> Result<Option<i32>, GraphqlError<rest::Error>> {
        Err(rest::Error::NotFound)?
    }

    /// Fails with what its API does not know.
    async fn secret(&self) -> Result<Option<i32>, iozen::Failure> {
        Err(std::io::Error::other("hunter2"))?
    }

    /// The same in an error that other functions have.
    async fn hidden(&self) -> Result<Option<i32>, GraphqlError<iozen::Error>> {
        Err(iozen::Failure::from("hunter2"))?
    }

    /// Fails in a function of async-graphql.
    async fn club(&self) -> async_graphql::Result<Option<i32>> {
        let occurrence = izi::Occurrence::new(izi::Error::ClubClosed, slots());
        Err(occurrence.with_message("Closed until Monday").extend())
    }
}

async fn execute(State(api): State<Api>, Json(request): Json<Request>) -> Json<Response> {
    Json(api.execute(request).await)
}

#[tokio::test]
async fn errors_stand_beside_partial_data() {
    let api = Schema::new(Query, EmptyMutation, EmptySubscription);
    let router = Router::new().route("/graphql", post(execute)).with_state(api);
    let url = format!("{}/graphql", super::serve(router).await);
    let request = json!({ "query": "{ name amount document club }" });
    let answer = reqwest::Client::new().post(url).json(&request).send().await.unwrap();
    let mut body: Value = answer.json().await.unwrap();
    assert_eq!(body["data"]["name"], "Ada");
    let errors = body["errors"].as_array_mut().unwrap();
    errors.sort_by_key(|error| error["locations"][0]["column"].as_u64());
    assert_eq!(
        errors[0],
        json!({
            "message": "Some values were not accepted",
            "locations": [{ "line": 1, "column": 8 }],
            "path": ["amount"],
            "extensions": {
                "code": "VALIDATION_ERROR",
                "timestamp": "2026-05-30T14:32:00Z",
                "field": "amount",
                "details": [{
                    "field": "input.amount",
                    "message": "Must be above zero",
                    "constraint": "min",
                    "value": -100,
                }],
            },
        })
    );
    assert_eq!(errors[1]["message"], "There is no such resource");
    assert_eq!(errors[1]["extensions"], json!({ "code": "NOT_FOUND" }));
    assert_eq!(errors[2]["message"], "Closed until Monday");
    assert_eq!(errors[2]["extensions"]["code"], "CLUB_CLOSED");

    // The API's own client reads the failed fields of its envelope.
    body["errors"].as_array_mut().unwrap().remove(1);
    let response: izi::Response = serde_json::from_value(body).unwrap();
    let Some(izi::Error::ValidationError(violations)) = response.error() else {
        panic!("{response:?}")
    };
    assert_eq!(violations[0].field, "input.amount");
    let data = response.slots().data.as_ref().unwrap();
    assert_eq!(data.get("name").and_then(api_errors::Json::as_str), Some("Ada"));
}

#[test]
fn errors_before_execution_have_no_place() {
    let occurrence = izi::Occurrence::new(izi::Error::Unauthenticated, slots());
    let errors = Vec::<ServerError>::from(&izi::Response::from(occurrence));
    let body = serde_json::to_value(Response::from_errors(errors)).unwrap();
    assert_eq!(
        body["errors"],
        json!([{
            "message": "The request has no access token",
            "extensions": {
                "code": "UNAUTHENTICATED",
                "timestamp": "2026-05-30T14:32:00Z",
                "field": "amount",
            },
        }])
    );
}

#[tokio::test]
async fn failures_tell_nothing_internal() {
    let api = Schema::new(Query, EmptyMutation, EmptySubscription);
    let answer = api.execute("{ name secret hidden }").await;
    let sent = serde_json::to_string(&answer).unwrap();
    assert!(!sent.contains("hunter2"), "{sent}");
    assert_eq!(answer.errors.len(), 2);
    for error in &answer.errors {
        assert_eq!(error.message, "The request failed because of an internal error");
        let extensions = serde_json::to_value(&error.extensions).unwrap();
        assert_eq!(extensions, json!({ "code": "internal_error" }));
    }
    // The server has the cause.
    let of_path = |error: &&ServerError| format!("{:?}", error.path).contains("secret");
    let error = answer.errors.iter().find(of_path).unwrap();
    let failed = error.source::<Failed>().unwrap();
    assert_eq!((failed.code(), failed.causes()), ("internal_error".into(), Some("hunter2".into())));
}
