//! Integrations with other crates. Each module needs the feature of its name.

#[cfg(feature = "actix-web")]
mod actix_web;
#[cfg(feature = "actix-web")]
pub(crate) mod actix_web_layer;
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub(crate) mod answered;
#[cfg(feature = "async-graphql")]
pub(crate) mod async_graphql;
#[cfg(feature = "axum")]
mod axum;
#[cfg(feature = "axum-extract")]
pub(crate) mod axum_extract;
#[cfg(feature = "http")]
mod http;
#[cfg(any(feature = "http", feature = "actix-web"))]
mod outgoing;
#[cfg(feature = "problem")]
pub(crate) mod problem;
#[cfg(any(feature = "tonic", test))]
mod reason;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(any(feature = "http", feature = "actix-web", feature = "async-graphql", feature = "tonic"))]
mod seen;
#[cfg(any(feature = "problem", feature = "async-graphql", feature = "tonic"))]
mod public_error;
#[cfg(feature = "tonic")]
mod tonic;
#[cfg(all(feature = "tonic", feature = "tower"))]
pub(crate) mod tonic_layer;
#[cfg(feature = "tower")]
pub(crate) mod tower;
#[cfg(feature = "tracing")]
pub(crate) mod tracing;
#[cfg(feature = "tonic")]
mod violations;
