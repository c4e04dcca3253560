//! The Rust on the docs' pages about handling errors: it compiles against the generated crate, and
//! decides as the catalogue says after each example.

use std::fmt::Write as _;

use errcat_catalogue::model::{Actor, Advance, Catalogue, Code};
use errcat_emit::target;

/// A module for each page, and a test that calls it.
pub fn tests(name: &str, catalogue: &Catalogue) -> String {
    let package = catalogue.package.as_str().replace('-', "_");
    let files = target("docs").unwrap().files(catalogue);
    let mut out = String::new();
    for api in &catalogue.apis {
        let path = format!("docs/src/{}/handling.md", api.name.as_str());
        let Some(page) = files.iter().find(|file| file.path() == path) else {
            assert_eq!(api.public_codes().count(), 0, "{path} is missing");
            continue;
        };
        let (_, block) = page.text().split_once("\n```rust\n").unwrap();
        let (block, _) = block.split_once("\n```\n").unwrap();
        let block = block.replace(&format!("{package}::"), &format!("{name}::"));
        let module = format!("{name}_{}", api.name.snake());
        writeln!(out, "\nmod {module} {{\n{block}\n}}").unwrap();
        writeln!(out, "\n#[test]\nfn {module}_() {{\n    use {module}::Next;").unwrap();
        for (_, code) in api.public_codes() {
            let envelope = api.envelope(code);
            let explain = match api.envelopes.len() {
                1 => "explain".to_owned(),
                _ => format!("explain_{}", envelope.name.snake()),
            };
            for example in &code.examples {
                let body = catalogue.example_body(api, code, example).to_string();
                let headers = catalogue.example_headers(api, code, example);
                let retry_after = headers.iter().find(|(name, _)| name == "Retry-After");
                let retry_after = retry_after.map(|(_, value)| value);
                let (api, envelope) = (api.name.snake(), envelope.name.snake());
                writeln!(
                    out,
                    "    let response: {name}::r#{api}::envelopes::r#{envelope}::Response =\n        \
                     {module}::read({body:?}.as_bytes(), {retry_after:?}).unwrap();\n    \
                     assert_eq!(response.code().to_string(), {:?});\n    \
                     assert!(matches!({module}::next(&response, 1), {}), \"{{response:?}}\");\n    \
                     assert_eq!({module}::next(&response, 5), Next::GiveUp);\n    \
                     assert!(!{module}::{explain}(&response).is_empty());",
                    code.wire.to_string(),
                    next(catalogue, code),
                )
                .unwrap();
            }
        }
        out.push_str("}\n");
    }
    out
}

/// What is done after the first attempt, as a pattern.
fn next(catalogue: &Catalogue, code: &Code) -> &'static str {
    let action = code.action.map(|id| catalogue.action(id));
    match action.map(|action| (action.retry, action.actor)) {
        Some((Advance::Immediately | Advance::AfterDelay | Advance::Backoff, _)) => {
            "Next::SendAgain(_)"
        }
        Some((Advance::AfterAction, Actor::Client)) => "Next::Do(_)",
        _ => "Next::GiveUp",
    }
}
