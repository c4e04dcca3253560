//! The root, `lib.rs` of a crate or `mod.rs` of a module, and `Cargo.toml`.

use errcat_catalogue::model::{Integration, RustModule};
use proc_macro2::TokenStream;
use quote::quote;

use super::place::Place;
use super::scope::CrateScope;
use super::source_text::SourceText;
use super::{docs, integrations};

/// What the crate's features are for.
fn features() -> String {
    format!(
        "# Features\n\n| feature | gives | needs Rust |\n|---|---|---|\n\
         | `std` | Delays until a date, which need a clock; on by default | 1.85 |\n{}\n\
         `http`, `axum` and `actix-web` make responses of `Problem`, too. What a feature needs is the \
         crate's own `rust-version` or what its dependency declares, in the newest versions as of this \
         writing: older ones may do with less.",
        integrations::rows(|_| true)
    )
}

/// What the crate has to have that a module lies in, and what the module gives it.
fn needs(module: &RustModule) -> String {
    let dependencies = integrations::needed(&module.integrations);
    let mut docs = format!(
        "It lies at `{}`, and its crate needs these:\n\n\
         ```toml\n[dependencies]\nserde = \"1.0\"\n{dependencies}```",
        module.path
    );
    let has = integrations::with_needed(&module.integrations);
    if !has.is_empty() {
        docs.push_str("\n\n# Integrations\n\n| with | gives | needs Rust |\n|---|---|---|\n");
        docs.push_str(&integrations::rows(|it| has.contains(&it)));
    }
    docs
}

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
    "clippy::should_implement_trait",
    "clippy::struct_excessive_bools",
    "clippy::struct_field_names",
    "clippy::too_many_lines",
    "clippy::type_complexity",
];

/// Those of the compiler that a module breaks of which its crate does not use all.
const USES: &[&str] = &["dead_code", "unreachable_pub", "unused_imports", "unused_macros"];

/// Those of clippy that spare what a crate exports, whose names have to stay. A module may be private.
const EXPORTED: &[&str] = &[
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::upper_case_acronyms",
    "clippy::wrong_self_convention",
];

/// The root. What is in it looks the same however rustfmt is configured: short lines, nothing
/// indented, and modules that are skipped.
pub(super) fn expand(scope: &CrateScope<'_>) -> String {
    let needs = match scope.place {
        Place::Crate => features(),
        Place::Module(module) => needs(module),
    };
    let title = docs::plain(&scope.catalogue.title);
    let docs = format!("{title}\n\nA module for each API, and what they share.\n\n{needs}");
    let mut source = SourceText::new(&docs);
    let is_crate = matches!(scope.place, Place::Crate);
    if is_crate {
        source.items(&quote! {
            #![no_std]
        });
    } else {
        source.blank_line();
    }
    write_allowed(scope, &mut source);
    if is_crate {
        source.items(&quote! {
            extern crate alloc as alloc_;
            #[cfg(feature = "std")]
            extern crate std as std_;
        });
    }
    for api in scope.apis() {
        let module = &api.names.module;
        // rustc takes these for the root itself unless it is told where they are.
        let taken: &[&str] = if is_crate { &["lib", "main"] } else { &["r#mod"] };
        let path = taken.contains(&module.as_str());
        let path = path.then(|| format!("{}/mod.rs", api.api.name.snake()));
        let path = path.map(|path| quote!(#[path = #path]));
        source.items(&quote! {
            #[rustfmt::skip]
            #path
            pub mod #module;
        });
    }
    let integrations = exported(scope.place);
    source.items(&quote! {
        #[rustfmt::skip]
        mod runtime_;

        pub use runtime_::action::{Action, ActionInfo};
        pub use runtime_::advice::RetryAdvice;
        pub use runtime_::deprecation::{DeprecatedOperation, Deprecation};
        pub use runtime_::failed::Failed;
        pub use runtime_::failure::{Failure, IntoFailure, Unexpected};
        pub use runtime_::found::Malformed;
        pub use runtime_::grpc::Grpc;
        pub use runtime_::headers::ReceivedHeaders;
        #integrations
        pub use runtime_::json::Json;
        pub use runtime_::occurrence::{Occurrence, ReceivedError};
        pub use runtime_::open::{Open, Word};
        pub use runtime_::received::Received;
        pub use runtime_::response::Response;
        pub use runtime_::retry::{Actor, Retry, RetryAfter};
        pub use runtime_::status::{Status, StatusInfo};
        pub use runtime_::text::UnknownValue;
        pub use runtime_::typed::{ErrorDetails, ErrorList, Missing, SlotValues, TypedError};
        pub use runtime_::wire::{ErrorCode, Wire};
    });
    source.finish()
}

/// What users name of the integrations.
fn exported(place: Place<'_>) -> TokenStream {
    let graphql = place.with(
        Integration::AsyncGraphql,
        &quote! {
            pub use runtime_::integrations::async_graphql::GraphqlError;
        },
    );
    let problem = place.with(
        Integration::Problem,
        &quote! {
            pub use runtime_::integrations::problem::Problem;
        },
    );
    let middleware = place.with(
        Integration::ActixWeb,
        &quote! {
            pub use runtime_::integrations::actix_web_layer::FailureMiddleware;
        },
    );
    let spare = place.with_any(
        &[Integration::ActixWeb, Integration::Tower],
        &quote! {
            pub use runtime_::integrations::answered::Spare;
        },
    );
    let tower = place.with(
        Integration::Tower,
        &quote! {
            pub use runtime_::integrations::tower::{
                FailureFuture, FailureLayer, FailureService, OverHttp, Protocol, Spared,
                SparedFuture,
            };
        },
    );
    let reqwest = place.with(
        Integration::Reqwest,
        &quote! {
            pub use runtime_::integrations::reqwest::{ApiError, ApiResponse};
        },
    );
    let grpc = place.with_all(
        &[Integration::Tonic, Integration::Tower],
        &quote! {
            pub use runtime_::integrations::tonic_layer::OverGrpc;
        },
    );
    quote! {
        #middleware
        #spare
        #graphql
        #problem
        #reqwest
        #grpc
        #tower
    }
}

/// Writes which lints the catalogue may break.
fn write_allowed(scope: &CrateScope<'_>, source: &mut SourceText) {
    let deprecated: &[&str] = if scope.has_deprecated { &["deprecated"] } else { &[] };
    let (uses, exported, inception): (&[&str], &[&str], &[&str]) = match scope.place {
        Place::Crate => (&[], &[], &[]),
        Place::Module(module) => {
            let last = module.path.rsplit("::").next();
            let again = scope.apis.iter().any(|api| Some(api.module.as_str()) == last);
            (USES, EXPORTED, if again { &["clippy::module_inception"] } else { &[] })
        }
    };
    for (why, lints) in [
        ("the catalogue's texts and numbers stand as they are", TEXTS),
        ("code follows the catalogue, entry by entry", ENTRIES),
        ("tables have deprecated codes as well", deprecated),
        ("not every program uses all of it", uses),
        ("names come from the catalogue, in a private module too", exported),
        ("an API may have any name", inception),
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
    let dependencies = integrations::optional();
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
# Texts of the catalogue are not tests.
doctest = false

[features]
default = ["std"]
std = ["serde/std"]
# Integrations. Some need a newer Rust than `rust-version`: a table in `src/lib.rs` says which.
problem = []
http = ["std", "dep:http"]
axum = ["http", "dep:axum-core"]
axum-extract = [
    "axum",
    "dep:axum",
    "dep:form_urlencoded",
    "dep:serde_json",
    "dep:serde_path_to_error",
    "dep:serde_urlencoded",
]
actix-web = ["std", "dep:actix-web"]
async-graphql = ["std", "dep:async-graphql"]
reqwest = ["http", "dep:reqwest"]
tonic = ["std", "dep:tonic", "dep:tonic-types"]
tower = ["http", "dep:bytes", "dep:http-body", "dep:tower-layer", "dep:tower-service"]
tracing = ["dep:tracing"]

[dependencies]
serde = {{ version = "1.0", default-features = false, features = ["alloc"] }}
{dependencies}
[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"

[lints.clippy]
pedantic = {{ level = "warn", priority = -1 }}

[package.metadata.cargo-semver-checks.lints]
# The numbers of variants, as `as` gives them, are not a part of the API.
enum_no_repr_variant_discriminant_changed = "allow"
"#
    )
}

fn text(text: &str) -> String {
    toml::Value::from(text).to_string()
}
