//! What the generated Rust can be used with, and what that takes.

use std::fmt::Write as _;

use errcat_catalogue::model::Integration;

/// A crate that integrations need.
struct Dependency {
    name: &'static str,
    version: &'static str,
    /// Whether it is taken with its default features.
    default_features: bool,
    /// Those that need it.
    of: &'static [Integration],
}

const fn whole(
    name: &'static str,
    version: &'static str,
    of: &'static [Integration],
) -> Dependency {
    Dependency { name, version, default_features: true, of }
}

const fn bare(name: &'static str, version: &'static str, of: &'static [Integration]) -> Dependency {
    Dependency { name, version, default_features: false, of }
}

/// By name.
const DEPENDENCIES: &[Dependency] = &[
    bare("actix-web", "4", &[Integration::ActixWeb]),
    bare("async-graphql", "7.2", &[Integration::AsyncGraphql]),
    bare("axum", "0.8", &[Integration::AxumExtract]),
    whole("axum-core", "0.5", &[Integration::Axum]),
    whole("bytes", "1", &[Integration::Tower]),
    whole("form_urlencoded", "1", &[Integration::AxumExtract]),
    whole("http", "1", &[Integration::Http]),
    whole("http-body", "1", &[Integration::Tower]),
    bare("reqwest", "0.13", &[Integration::Reqwest]),
    whole("serde_json", "1.0", &[Integration::AxumExtract]),
    whole("serde_path_to_error", "0.1", &[Integration::AxumExtract]),
    whole("serde_urlencoded", "0.7", &[Integration::AxumExtract]),
    bare("tonic", "0.14", &[Integration::Tonic]),
    whole("tonic-types", "0.14", &[Integration::Tonic]),
    whole("tower-layer", "0.3", &[Integration::Tower]),
    whole("tower-service", "0.3", &[Integration::Tower]),
    bare("tracing", "0.1", &[Integration::Tracing]),
];

/// The items of each, and the Rust version that it needs. `codegen/tests/integrations/tests/floors.rs` compares
/// the last column with the manifests of the dependencies.
const GIVES: &[(Integration, &str, &str)] = &[
    (Integration::Problem, "`Problem`: any error as `application/problem+json` (RFC 9457)", "1.85"),
    (
        Integration::Http,
        "`http::Response`, with text or what is made of it as the body, from `Failure` and `Response`",
        "1.85",
    ),
    (
        Integration::Axum,
        "`IntoResponse` of `Failure` and `Response`, for `Result<T, Failure>` in handlers; with `http`",
        "1.85",
    ),
    (
        Integration::AxumExtract,
        "`extract` of an API with `[unexpected]`: `Json`, `Query` and `Path` whose rejections are its failures; with `axum`",
        "1.85",
    ),
    (
        Integration::Tower,
        "`FailureLayer`: answers of an API with `[unexpected]` instead of the framework's; with `http`",
        "1.85",
    ),
    (
        Integration::ActixWeb,
        "`Failure` and `Response` as errors and responders, and `FailureMiddleware`, for the same",
        "1.89",
    ),
    (
        Integration::AsyncGraphql,
        "`async_graphql::Error` from `Failure`, for `Result<T, Failure>` in resolvers; `GraphqlError`",
        "1.89",
    ),
    (
        Integration::Tonic,
        "`tonic::Status` from `Failure`, `Response` and `Occurrence`, with `ErrorInfo`, `RetryInfo` and `BadRequest`",
        "1.88",
    ),
    (
        Integration::Reqwest,
        "`api_error` of a `reqwest::Response`: an `ApiError`, with advice on a retry, of an answer of any kind",
        "1.85",
    ),
    (
        Integration::Tracing,
        "One event for each failed response that these frameworks send, with its code and its causes",
        "1.85",
    ),
];

/// What some integrations need: responses of axum are those of `http`.
const NEEDS: &[(Integration, &[Integration])] = &[
    (Integration::Axum, &[Integration::Http]),
    (Integration::AxumExtract, &[Integration::Axum, Integration::Http]),
    (Integration::Reqwest, &[Integration::Http]),
    (Integration::Tower, &[Integration::Http]),
];

/// The integrations with those that they need.
pub(super) fn with_needed(integrations: &[Integration]) -> Vec<Integration> {
    let needed = NEEDS.iter().filter(|(it, _)| integrations.contains(it));
    let needed: Vec<Integration> = needed.flat_map(|(_, needed)| *needed).copied().collect();
    let is_in = |it: &Integration| integrations.contains(it) || needed.contains(it);
    Integration::ALL.iter().copied().filter(is_in).collect()
}

/// The lines of a crate's manifest.
pub(super) fn optional() -> String {
    lines(DEPENDENCIES.iter(), Some("optional = true"))
}

/// The lines that the manifest of a crate needs which has a module with these integrations.
pub(super) fn needed(integrations: &[Integration]) -> String {
    let integrations = with_needed(integrations);
    lines(DEPENDENCIES.iter().filter(|it| it.of.iter().any(|of| integrations.contains(of))), None)
}

fn lines<'a>(of: impl Iterator<Item = &'a Dependency>, optional: Option<&str>) -> String {
    let mut out = String::new();
    for Dependency { name, version, default_features, .. } in of {
        let bare = (!default_features).then_some("default-features = false");
        let settings: Vec<&str> = optional.into_iter().chain(bare).collect();
        let _ = match settings.as_slice() {
            [] => writeln!(out, "{name} = \"{version}\""),
            settings => {
                writeln!(out, "{name} = {{ version = \"{version}\", {} }}", settings.join(", "))
            }
        };
    }
    out
}

/// The rows of a table of the integrations that `is_in` takes.
pub(super) fn rows(is_in: impl Fn(Integration) -> bool) -> String {
    let mut out = String::new();
    for (integration, gives, rust) in GIVES.iter().filter(|(it, ..)| is_in(*it)) {
        let _ = writeln!(out, "| `{}` | {gives} | {rust} |", integration.as_str());
    }
    out
}
