//! `cargo chores everything`: what CI leaves out, since it is slow and rarely fails. Before an issue is called
//! resolved, and before a release, all of it is run.

use std::process::Command;
use std::time::Instant;

use anyhow::Context;
use camino::Utf8Path;
use errcat::Outcome;
use errcat::terminal::{error, print};

use crate::{root, tools};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Run only the steps whose command holds this
    #[arg(value_name = "PART")]
    parts: Vec<String>,
}

const CHORES: &str = "cargo run --locked --quiet --package chores --";

/// Commands, from the root of the checkout. `*` is CHORES.
const STEPS: &[&str] = &[
    // The tests with every case: CI takes a part of those that are slow and rarely fail.
    "cargo test --locked",
    // What has features that CI does not ask for.
    "cargo clippy --locked --workspace --exclude api-errors --all-targets --all-features -- -D warnings",
    "cargo doc --locked --workspace --exclude api-errors --no-deps --all-features",
    // All fixtures by all validators and readers; CI takes some.
    "* conformance PASS --faulty codegen/tests/fail",
    "* site-test codegen/tests/pass/hostile_text codegen/tests/pass/integers codegen/tests/pass/json_api \
     codegen/tests/pass/problem_json",
    // What `diff` says of Rust source, by the compiler and by what people check it with.
    "cargo test --locked --test suite users:: -- --ignored",
    "* semver-checks",
    // Releases that other people made, judged by a person.
    "* history",
    // The program and its packages, away from this checkout.
    "* door",
    // The generated crate in servers and clients, and each of its features alone.
    "cargo fmt --manifest-path codegen/tests/integrations/Cargo.toml --check",
    "cargo test --manifest-path codegen/tests/integrations/Cargo.toml --target-dir target/integrations \
     --locked",
    "cargo check --locked --package api-errors --no-default-features --features problem",
    "cargo check --locked --package api-errors --no-default-features --features http",
    "cargo check --locked --package api-errors --no-default-features --features axum",
    "cargo check --locked --package api-errors --no-default-features --features actix-web",
    "cargo check --locked --package api-errors --no-default-features --features async-graphql",
    "cargo check --locked --package api-errors --no-default-features --features tonic",
    // What a build script has, and the command line without what is heavy, as `cargo xtask` has it.
    "cargo clippy --locked --package errcat --no-default-features -- -D warnings",
    "cargo clippy --locked --package errcat --no-default-features --features commands -- -D warnings",
    // The Rust that the generated crate declares.
    ".ci/oldest",
    // Inputs that were found before, then others for a while.
    ".ci/fuzz",
];

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    // An empty path is not a folder to run anything in.
    let root = Utf8Path::new(".").join(root()?);
    let wanted = |step: &&&str| {
        args.parts.is_empty() || args.parts.iter().any(|part| step.contains(part.as_str()))
    };
    let mut failed = Vec::new();
    for step in STEPS.iter().filter(wanted) {
        let line = line(step)?;
        print(&format!("== {line}\n"));
        let mut words = line.split(' ');
        let program = words.next().context("a step has no command")?;
        let mut command = match program {
            "cargo" => tools::cargo(),
            script => Command::new(root.canonicalize_utf8()?.join(script)),
        };
        let begun = Instant::now();
        command.env("ERRCAT_EVERYTHING", "1");
        let done = command.args(words).current_dir(&root).status();
        let status = done.with_context(|| format!("cannot start {program}"))?;
        print(&format!("== {} s: {status}\n", begun.elapsed().as_secs()));
        if !status.success() {
            failed.push(line);
        }
    }
    if failed.is_empty() {
        return Ok(Outcome::Clean);
    }
    error(&format!("{} of the steps failed:\n    {}\n", failed.len(), failed.join("\n    ")));
    Ok(Outcome::Findings)
}

/// A step's command, with each catalogue of `codegen/tests/pass` for PASS.
fn line(step: &str) -> anyhow::Result<String> {
    let pass = "codegen/tests/pass";
    let folders = root()?.join(pass).read_dir_utf8()?.collect::<Result<Vec<_>, _>>()?;
    let mut all: Vec<String> =
        folders.iter().map(|entry| format!("{pass}/{}", entry.file_name())).collect();
    all.sort();
    Ok(step.replace('*', CHORES).replace("PASS", &all.join(" ")))
}
