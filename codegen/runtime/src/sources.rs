//! The texts of the modules, for what generates crates.

/// Reads the files, so that the list is all there is to keep.
macro_rules! sources {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("runtime_/", $path)))),*]
    };
}

/// The modules that are the same in every generated crate: the path of each below `src/runtime_/`, and its
/// text.
pub const SOURCES: &[(&str, &str)] = sources! {
    "advice.rs"
    "codes.rs"
    "date.rs"
    "deprecation.rs"
    "errors.rs"
    "failed.rs"
    "failure.rs"
    "found.rs"
    "grpc.rs"
    "hash.rs"
    "headers.rs"
    "input.rs"
    "integrations/actix_web.rs"
    "integrations/actix_web_layer.rs"
    "integrations/answered.rs"
    "integrations/async_graphql.rs"
    "integrations/axum.rs"
    "integrations/axum_extract.rs"
    "integrations/http.rs"
    "integrations/mod.rs"
    "integrations/outgoing.rs"
    "integrations/problem.rs"
    "integrations/public_error.rs"
    "integrations/reason.rs"
    "integrations/reqwest.rs"
    "integrations/seen.rs"
    "integrations/tonic.rs"
    "integrations/tonic_layer.rs"
    "integrations/tower.rs"
    "integrations/tracing.rs"
    "integrations/violations.rs"
    "json.rs"
    "json_text.rs"
    "mod.rs"
    "number.rs"
    "occurrence.rs"
    "open.rs"
    "parse.rs"
    "reader.rs"
    "received.rs"
    "record.rs"
    "response.rs"
    "retry.rs"
    "scan.rs"
    "shape.rs"
    "source.rs"
    "structs.rs"
    "text.rs"
    "typed.rs"
    "value.rs"
    "view.rs"
    "wire.rs"
    "write.rs"
};
