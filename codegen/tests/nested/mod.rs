//! Cargo over what is generated: workspaces below `target/`, which share one folder of artifacts, so that
//! what all of them depend on is built once. Flags of the compiler are in manifests, since those of the
//! environment would have all of it built again.

#![allow(dead_code, reason = "each test program uses some of it")]

use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_catalogue::model::{Catalogue, Integration, RustModule};
use errcat_emit::target;
use fs_err as fs;

/// What a manifest ends with whose code has no warnings.
pub const STRICT: &str = "\n[lints.rust]\nwarnings = \"deny\"\n";

/// The folder `target/tmp/<name>`, for a workspace with the versions that this one has. Crates of an
/// earlier run are gone.
pub fn workspace(name: &str) -> Utf8PathBuf {
    let root = Utf8PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(root.join("crates"));
    fs::create_dir_all(&root).unwrap();
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n\
                    [profile.dev]\ndebug = false\n";
    fs::write(root.join("Cargo.toml"), manifest).unwrap();
    copy_lock(&root);
    root
}

/// Gives a workspace the versions that this one has.
pub fn copy_lock(workspace: &Utf8Path) {
    let mut above = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let lock = above.find_map(|it| Some(it.join("Cargo.lock")).filter(|it| it.exists()));
    fs::copy(lock.unwrap(), workspace.join("Cargo.lock")).unwrap();
}

/// Writes a generated crate into a workspace, under a name that no other of it has. Warnings in it are
/// errors.
pub fn write_crate(root: &Utf8Path, name: &str, catalogue: &Catalogue) {
    let package = format!("name = \"{}\"", catalogue.package.as_str());
    for artifact in pipeline::emit(catalogue, &[target("rust").unwrap()]) {
        let path = root.join("crates").join(name).join(artifact.path());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = match artifact.path() {
            "Cargo.toml" => {
                let lints = "[lints.rust]\n";
                assert!(artifact.text().contains(lints), "{}", artifact.text());
                let strict = format!("{lints}warnings = {{ level = \"deny\", priority = -1 }}\n");
                let text = artifact.text().replace(&package, &format!("name = \"{name}\""));
                text.replace(lints, &strict)
            }
            _ => artifact.text().to_owned(),
        };
        fs::write(path, text).unwrap();
    }
}

/// Writes the Rust of a catalogue as the module `crate::NAME` into the sources of a crate.
pub fn write_module(sources: &Utf8Path, name: &str, mut catalogue: Catalogue) {
    let module = RustModule {
        path: format!("crate::{name}"),
        integrations: vec![Integration::Axum, Integration::Problem],
    };
    catalogue.outputs.module = Some(module);
    for artifact in pipeline::emit(&catalogue, &[target("rust").unwrap()]) {
        let path = sources
            .join(name.trim_start_matches("r#"))
            .join(artifact.path().strip_prefix("src/").unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, artifact.text()).unwrap();
    }
}

/// Cargo in the workspace `root`.
pub fn cargo(root: &Utf8Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .current_dir(root)
        .env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/nested"))
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}
