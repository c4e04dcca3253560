//! The examples in the documentation of the APIs' modules, as tests.

use std::fmt::Write as _;

use errcat::pipeline;
use errcat_catalogue::model::Catalogue;
use errcat_emit::target;

/// A test for each example.
pub fn tests(name: &str, catalogue: &Catalogue) -> String {
    let package = catalogue.package.as_str().replace('-', "_");
    let mut out = String::new();
    for artifact in pipeline::emit(catalogue, &[target("rust").unwrap()]) {
        let Some(api) =
            artifact.path().strip_prefix("src/").and_then(|it| it.strip_suffix("/mod.rs"))
        else {
            continue;
        };
        let Some((_, example)) = artifact.text().split_once("//! # Example\n//!\n//! ```\n") else {
            // What all APIs share has none, nor has one of which nothing is public.
            assert!(["runtime_"].contains(&api) || api.contains('/'), "{api} has no example");
            continue;
        };
        let (example, _) = example.split_once("//! ```\n").unwrap();
        writeln!(out, "\n#[test]\nfn {name}_{api}() -> Result<(), serde_json::Error> {{").unwrap();
        for line in example.lines() {
            let line = line.strip_prefix("//!").unwrap();
            let line = line.strip_prefix(' ').unwrap_or(line);
            let line = line.strip_prefix("# ").unwrap_or(line);
            let line = line.replace(&format!("{package}::"), &format!("{name}::"));
            writeln!(out, "    {line}").unwrap();
        }
        out.push_str("}\n");
    }
    out
}
