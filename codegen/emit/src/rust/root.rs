//! `lib.rs` and `Cargo.toml`.

use quote::quote;

use super::docs;
use super::scope::CrateScope;
use super::source_text::SourceText;

/// What the crate's features are for. `codegen/tests/integrations/tests/floors.rs` holds the last
/// column against the manifests of the dependencies.
const FEATURES: &str = "\
# Features

| feature | gives | needs Rust |
|---|---|---|
| `std` | Delays until a date, which need a clock; on by default | 1.85 |
| `problem` | `Problem`: any error as `application/problem+json` (RFC 9457) | 1.85 |
| `http` | `http::Response`, with text or what is made of it as the body, from `Response` | 1.85 |
| `axum` | `IntoResponse` of `Response`, for `Result<T, Response>` in handlers; with `http` | 1.85 |
| `actix-web` | `ResponseError` and `Responder` of `Response`, for the same | 1.89 |
| `async-graphql` | `GraphqlError`, for `Result<T, GraphqlError<Error>>` in resolvers | 1.89 |
| `tonic` | `tonic::Status` from `Response` and `Occurrence`, with `ErrorInfo`, `RetryInfo` and \
`BadRequest` | 1.88 |

`http`, `axum` and `actix-web` make responses of `Problem`, too. What a feature needs is the crate's own \
`rust-version` or what its dependency declares, in the newest versions as of this writing: older ones \
may do with less.";

/// Lints of clippy that texts and numbers may break.
const TEXTS: &[&str] = &[
    "clippy::doc_link_with_quotes",
    "clippy::doc_markdown",
    "clippy::doc_overindented_list_items",
    "clippy::invisible_characters",
    "clippy::tabs_in_doc_comments",
    "clippy::unicode_not_nfc",
    "clippy::unreadable_literal",
];

/// Those that codes, types and fields may break.
const ENTRIES: &[&str] = &[
    "clippy::approx_constant",
    "clippy::match_same_arms",
    "clippy::match_wildcard_for_single_variants",
    "clippy::struct_excessive_bools",
    "clippy::struct_field_names",
    "clippy::too_many_lines",
    "clippy::type_complexity",
];

/// `lib.rs`. What is in it looks the same however rustfmt is configured: short lines, nothing
/// indented, and modules that are skipped.
pub(super) fn expand(scope: &CrateScope<'_>) -> String {
    let docs = format!(
        "{}\n\nA module for each API, and what they share.\n\n{FEATURES}",
        docs::plain(&scope.catalogue.title)
    );
    let mut source = SourceText::new(&docs);
    source.items(&quote! {
        #![no_std]
    });
    write_allowed(scope, &mut source);
    source.items(&quote! {
        extern crate alloc as alloc_;
        #[cfg(feature = "std")]
        extern crate std as std_;
    });
    for api in scope.apis() {
        let module = &api.names.module;
        // rustc takes these for the roots of crates unless it is told where they are.
        let is_root = matches!(module.as_str(), "lib" | "main");
        let path = is_root.then(|| format!("{module}/mod.rs"));
        let path = path.map(|path| quote!(#[path = #path]));
        source.items(&quote! {
            #[rustfmt::skip]
            #path
            pub mod #module;
        });
    }
    source.items(&quote! {
        #[rustfmt::skip]
        mod runtime_;

        pub use runtime_::action::{Action, ActionInfo};
        pub use runtime_::advice::RetryAdvice;
        pub use runtime_::deprecation::Deprecation;
        pub use runtime_::found::Malformed;
        pub use runtime_::grpc::Grpc;
        #[cfg(feature = "async-graphql")]
        pub use runtime_::integrations::async_graphql::GraphqlError;
        #[cfg(feature = "problem")]
        pub use runtime_::integrations::problem::Problem;
        pub use runtime_::json::Json;
        pub use runtime_::occurrence::{Occurrence, ReceivedError};
        pub use runtime_::open::{Open, Word};
        pub use runtime_::received::Received;
        pub use runtime_::response::Response;
        pub use runtime_::retry::{Actor, Retry, RetryAfter};
        pub use runtime_::status::{Status, StatusInfo};
        pub use runtime_::text::UnknownValue;
        pub use runtime_::typed::{ErrorList, Missing, SlotValues, TypedError};
        pub use runtime_::wire::{ErrorCode, Wire};
    });
    source.finish()
}

/// Writes which lints the catalogue may break.
fn write_allowed(scope: &CrateScope<'_>, source: &mut SourceText) {
    let deprecated: &[&str] = if scope.has_deprecated { &["deprecated"] } else { &[] };
    for (why, lints) in [
        ("the catalogue's texts and numbers stand as they are", TEXTS),
        ("code follows the catalogue, entry by entry", ENTRIES),
        ("tables have deprecated codes as well", deprecated),
    ] {
        // As rustfmt lays it out.
        match lints {
            [] => {}
            [lint] => source.line(format_args!("#![allow({lint}, reason = \"{why}\")]")),
            lints => {
                source.line("#![allow(");
                for lint in lints {
                    source.line(format_args!("    {lint},"));
                }
                source.line(format_args!("    reason = \"{why}\"\n)]"));
            }
        }
    }
}

/// `Cargo.toml`. Nothing in it comes from a workspace: the crate is to be copied and vendored.
pub(super) fn manifest(scope: &CrateScope<'_>) -> String {
    let catalogue = scope.catalogue;
    let package = text(catalogue.package.as_str());
    let version = text(&catalogue.version.to_string());
    let description = text(&catalogue.title);
    let said = &catalogue.outputs.manifest;
    let rust = text(&said.rust_version);
    let edition = text(&said.edition);
    let publish = said.publish;
    let line = |key: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!("{key} = {}\n", text(value))).unwrap_or_default()
    };
    let license = line("license", &said.license);
    let repository = line("repository", &said.repository);
    format!(
        r#"[package]
name = {package}
description = {description}
version = {version}
edition = {edition}
rust-version = {rust}
{license}{repository}publish = {publish}
# Only what is generated is built and run: no file that somebody puts beside it.
build = false
autobins = false
autoexamples = false
autotests = false
autobenches = false

[lib]
# Texts of the catalogue are no tests.
doctest = false

[features]
default = ["std"]
std = ["serde/std"]
# Integrations. Some need a newer Rust than `rust-version`: a table in `src/lib.rs` says which.
problem = []
http = ["std", "dep:http"]
axum = ["http", "dep:axum-core"]
actix-web = ["std", "dep:actix-web"]
async-graphql = ["std", "dep:async-graphql"]
tonic = ["std", "dep:tonic", "dep:tonic-types"]

[dependencies]
serde = {{ version = "1.0", default-features = false, features = ["alloc"] }}
actix-web = {{ version = "4", optional = true, default-features = false }}
async-graphql = {{ version = "7.2", optional = true, default-features = false }}
axum-core = {{ version = "0.5", optional = true }}
http = {{ version = "1", optional = true }}
tonic = {{ version = "0.14", optional = true, default-features = false }}
tonic-types = {{ version = "0.14", optional = true }}

[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"

[lints.clippy]
pedantic = {{ level = "warn", priority = -1 }}
"#
    )
}

fn text(text: &str) -> String {
    toml::Value::from(text).to_string()
}
