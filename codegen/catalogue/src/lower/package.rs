//! The name of the generated crate.

use crate::model::Api;
use crate::name::Name;
use crate::raw::Table;
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// Registries take no longer names.
const LONGEST: usize = 64;

/// Names that a generated crate cannot have: it could not be used beside the language's own crates
/// or depend on serde and on what its features integrate.
const NO_PACKAGES: &[&str] = &[
    "actix_web",
    "alloc",
    "async_graphql",
    "axum_core",
    "core",
    "http",
    "proc_macro",
    "serde",
    "std",
    "test",
    "tonic",
    "tonic_types",
];

/// The name that `catalogue.toml` says.
pub(super) fn given(root: Table<'_>, findings: &mut Findings) -> Option<Name> {
    let node = root.table("outputs")?.table("rust")?.get("package")?;
    let text = node.text()?;
    let crate_name = text.replace('-', "_");
    let grammar = text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    // A keyword is an identifier to `syn` only when it is written raw.
    let good = grammar
        && !NO_PACKAGES.contains(&crate_name.as_str())
        && syn::parse_str::<syn::Ident>(&crate_name).is_ok();
    if !good {
        findings.push(
            Diagnostic::new(
                &rules::BAD_NAME,
                node.span(),
                format!(
                    "`{text}` cannot be the name \
            of a crate"
                ),
            )
            .help(
                "write letters, digits, `-` and `_`, a letter first, and do not use a Rust \
                    keyword, such as \"api-errors\"",
            ),
        );
    }
    good.then(|| Name::new(text))
}

/// The default name. Two catalogues in one program must not have the same name.
///
/// It comes from the name of the only API, or else from the title; from the names of all APIs where
/// the title has letters or digits that no crate's name may have.
pub(super) fn usual(title: &str, apis: &[Api]) -> Name {
    let of_apis = || apis.iter().map(|api| api.name.snake().replace('_', "-")).collect();
    let mut words: Vec<String> = match apis {
        [_] => of_apis(),
        _ => words(title).unwrap_or_else(of_apis),
    };
    loop {
        let name = with_errors(&words);
        if name.len() <= LONGEST {
            return Name::new(&name);
        }
        match words.as_mut_slice() {
            [only] => only.truncate(LONGEST - "-errors".len()),
            _ => words.truncate(words.len() - 1),
        }
    }
}

/// The words of a title in lower case, if a crate's name can be made of all of them.
fn words(title: &str) -> Option<Vec<String>> {
    let foreign = |letter: char| letter.is_alphanumeric() && !letter.is_ascii();
    let words = title.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<_> =
        words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect();
    let first = words.first()?.chars().next()?;
    (first.is_ascii_alphabetic() && !title.contains(foreign)).then_some(words)
}

/// `shop-errors`; what speaks of errors already stays as it is.
fn with_errors(words: &[String]) -> String {
    let mut name = words.join("-");
    if !name.split('-').any(|word| matches!(word, "error" | "errors")) {
        name.push_str(if name.is_empty() { "errors" } else { "-errors" });
    }
    name
}
