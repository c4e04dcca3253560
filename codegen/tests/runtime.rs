//! The runtime as a crate is the runtime as it is generated: its sources are copied byte for byte, and what
//! is beside them in its own tests comes from the generator.
//!
//! To write the sample again: `ERRCAT_BLESS=1 cargo test --test suite runtime::`.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_emit::target;

fn runtime() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime")
}

/// What the generator makes of a catalogue's Rust, by path.
fn generated(dir: &Utf8Path) -> BTreeMap<String, String> {
    let catalogue = pipeline::read(dir).unwrap().catalogue.unwrap();
    let files = pipeline::emit(&catalogue, &[target("rust").unwrap()]);
    files.into_iter().map(errcat_emit::output::Artifact::into_parts).collect()
}

/// A generated file without its header.
fn body(text: &str) -> &str {
    text.split_once("\n\n").unwrap().1
}

#[test]
fn sources_are_copied_byte_for_byte() {
    let generated = generated(&runtime().join("sample"));
    let mut copied = BTreeSet::new();
    for (path, text) in errcat_runtime::SOURCES {
        let path = format!("src/runtime_/{path}");
        assert_eq!(body(&generated[&path]), *text, "{path}");
        copied.insert(path);
    }
    let all = generated.keys().filter(|path| path.starts_with("src/runtime_/"));
    let own: Vec<_> = all.filter(|path| !copied.contains(*path)).collect();
    assert_eq!(own, ["src/runtime_/action.rs", "src/runtime_/status.rs"]);
    // No module of the runtime is left out of the list.
    let mut folders = vec![runtime().join("src/runtime_")];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir_utf8().unwrap() {
            let path = entry.unwrap().into_path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files += 1;
            }
        }
    }
    assert_eq!(files, copied.len() + own.len());
}

#[test]
fn the_sample_is_what_the_generator_makes() {
    for (path, text) in generated(&runtime().join("sample")) {
        let at = match path.strip_prefix("src/shop/") {
            Some(rest) => format!("src/tests/shop/{rest}"),
            None if path == "src/runtime_/action.rs" || path == "src/runtime_/status.rs" => path,
            None => continue,
        };
        let at = runtime().join(at);
        if std::env::var_os("ERRCAT_BLESS").is_some() {
            fs_err::create_dir_all(at.parent().unwrap()).unwrap();
            fs_err::write(&at, &text).unwrap();
        }
        let there = fs_err::read_to_string(&at).unwrap_or_default();
        assert!(there == text, "{at} is out of date");
    }
}
