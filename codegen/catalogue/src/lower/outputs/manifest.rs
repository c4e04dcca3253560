//! What the manifest of the generated crate says of it, its name aside.

use super::checked;
use crate::model::PackageManifest;
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Findings;

/// The oldest Rust that compiles a generated crate, with and without `std`: `.ci/oldest` has it do so.
const OLDEST_RUST: (u32, u32) = (1, 85);

/// Reads it from `[outputs.rust]`.
pub(super) fn manifest(rust: Option<Table<'_>>, findings: &mut Findings) -> PackageManifest {
    let node = |key: &str| rust.and_then(|rust| rust.get(key));
    let is_license = |text: &str| {
        let words = text.split([' ', '(', ')']).filter(|word| !word.is_empty());
        let good = |it: u8| it.is_ascii_alphanumeric() || b"-.+ ()".contains(&it);
        words.count() > 0 && text.bytes().all(good)
    };
    let is_address = |text: &str| {
        text.strip_prefix("https://").is_some_and(|rest| {
            rest.bytes().all(|it| it.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&it))
                && rest.starts_with(|it: char| it.is_ascii_alphanumeric())
        })
    };
    let (major, minor) = OLDEST_RUST;
    let is_rust = |text: &str| {
        let parts: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
        let digits = text.bytes().all(|it| it.is_ascii_digit() || it == b'.');
        digits
            && parts.is_some_and(|parts| match parts.as_slice() {
                [a, b] | [a, b, _] => (*a, *b) >= OLDEST_RUST,
                _ => false,
            })
    };
    let mut text = |key: &str, good: &dyn Fn(&str) -> bool, words: (&str, &str)| {
        node(key).and_then(|node| checked(node, findings, good, words))
    };
    let license = "an SPDX expression";
    let rust_help = format!(
        "write at least \"{major}.{minor}\", which the generated crate needs, or delete the key"
    );
    PackageManifest {
        license: text(
            "license",
            &is_license,
            (
                license,
                "write a licence such as \"MIT\" or \"MIT OR Apache-2.0\" \
                    (https://spdx.org/licenses)",
            ),
        ),
        repository: text(
            "repository",
            &is_address,
            ("an address", "write a URL that begins with `https://`"),
        ),
        rust_version: text(
            "rust-version",
            &is_rust,
            ("a version of Rust that compiles the generated crate", &rust_help),
        )
        .unwrap_or_else(|| format!("{major}.{minor}")),
        publish: node("publish").and_then(Node::boolean).unwrap_or(false),
        edition: node("edition").and_then(Node::text).unwrap_or("2021").to_owned(),
    }
}
