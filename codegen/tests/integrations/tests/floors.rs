//! The Rust that each feature of the generated crate needs, as its documentation lists it.

use std::process::Command;

use serde_json::Value as Json;

const DOCS: &str = include_str!("../../../../generated/src/lib.rs");

#[test]
fn each_feature_needs_the_rust_that_is_listed() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--locked", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Json = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let own = packages.iter().find(|package| package["name"] == "api-errors").unwrap();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let dependencies = nodes.iter().find(|node| node["id"] == own["id"]).unwrap();
    let features = own["features"].as_object().unwrap();
    let mut seen = 0;
    for (feature, asks_for) in features {
        if feature == "default" {
            continue;
        }
        let mut floor = rust(own);
        for dependency in asks_for.as_array().unwrap() {
            let Some(name) = dependency.as_str().unwrap().strip_prefix("dep:") else { continue };
            let name = name.replace('-', "_");
            let dependencies = dependencies["deps"].as_array().unwrap();
            let id = &dependencies.iter().find(|it| it["name"] == *name).unwrap()["pkg"];
            let package = packages.iter().find(|package| package["id"] == *id).unwrap();
            floor = floor.max(rust(package));
            seen += 1;
        }
        let row = DOCS.lines().find(|line| line.starts_with(&format!("//! | `{feature}` |")));
        let row = row.unwrap_or_else(|| panic!("`{feature}` is not listed"));
        let listed = row.trim_end_matches(" |").rsplit(' ').next().unwrap();
        assert_eq!(listed, format!("{}.{}", floor.0, floor.1), "{feature}");
    }
    assert!(seen > 4);
}

/// The `rust-version` of a package.
fn rust(package: &Json) -> (u32, u32) {
    let text = package["rust_version"].as_str().unwrap_or("1.0");
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap_or(0))
}
