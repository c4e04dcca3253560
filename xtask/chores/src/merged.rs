//! Merges into documents that other people wrote, and compares the result with the original:
//! nothing of theirs is touched, no validator finds anything new, a client generated of it compiles.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::process::Command;
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_emit::document::prefix;
use errcat_evolve::merge::{Format, Request, merge};
use errcat_findings::source::Source;
use fs_err as fs;
use serde_json::Value as Json;

use crate::root;
use crate::tools::{NEEDS_NODE, said, start};
use crate::validators::{redocly, spec_validator, spectral};

/// A document out of a pinned package.
struct Foreign {
    name: &'static str,
    /// Below `node_modules`.
    path: &'static str,
    /// `operations.toml` of the API that is merged into it.
    operations: &'static str,
    /// Whether Spectral, which takes more than a minute over it, reads it after the merge alone.
    large: bool,
}

const FOREIGN: &[Foreign] = &[
    Foreign {
        name: "github",
        path: "@octokit/openapi/generated/api.github.com.json",
        operations: include_str!("../conformance/merges/github.toml"),
        large: true,
    },
    Foreign {
        name: "star_trek",
        path: "@readme/oas-examples/3.0/yaml/star-trek.yaml",
        operations: include_str!("../conformance/merges/star_trek.toml"),
        large: false,
    },
    Foreign {
        name: "train_travel",
        path: "@readme/oas-examples/3.1/yaml/train-travel.yaml",
        operations: include_str!("../conformance/merges/train_travel.toml"),
        large: false,
    },
];

/// The API that is merged into all of them, and what the keys of its components begin with.
const API: &str = "iozen";
const PREFIX: &str = "Iozen_";

const USAGE: &str = include_str!("../conformance/merges/usage.ts");

/// Merges, validates and compiles in the folder `work`, where the tools are installed. `documents`
/// get clients, too.
///
/// Returns lines on what was done.
pub(crate) fn run(documents: &[Utf8PathBuf], work: &Utf8Path) -> Result<String> {
    let folder = work.join("merged");
    let mut lines = String::new();
    thread::scope(|scope| {
        let mut large = Vec::new();
        for foreign in FOREIGN {
            let before = work.join("node_modules").join(foreign.path);
            let extension = before.extension().unwrap_or_default();
            let after = folder.join(format!("{}.{extension}", foreign.name));
            let took = merge_into(foreign, &before, &after, &folder)?;
            if foreign.large {
                let after = after.clone();
                large.push(scope.spawn(move || no_findings_of_ours(&after, work)));
            }
            no_new_findings(foreign, &before, &after, work)?;
            let name = foreign.name;
            lines.push_str(&format!("{name}: merged in {took} ms; nothing of it is touched\n"));
        }
        large.into_iter().try_for_each(|one| one.join().unwrap_or_else(|it| resume_unwind(it)))
    })?;
    let count = FOREIGN.len();
    lines.push_str(&format!("merged: {count} documents, all three validators find nothing new\n"));
    let mut clients = vec![(folder.join("github.json"), "github".to_owned())];
    for (at, document) in documents.iter().enumerate() {
        clients.push((document.clone(), format!("client{at}")));
    }
    compile(&clients, work, &folder)?;
    Ok(lines + &format!("openapi-typescript: {} clients compile\n", clients.len()))
}

/// Merges, and returns the milliseconds that it took.
fn merge_into(
    foreign: &Foreign,
    before: &Utf8Path,
    after: &Utf8Path,
    folder: &Utf8Path,
) -> Result<u128> {
    let catalogue = folder.join("catalogues").join(foreign.name);
    copy(&root()?.join("catalogue"), &catalogue)?;
    fs::write(catalogue.join(API).join("operations.toml"), foreign.operations)?;
    let mut reading = pipeline::read(&catalogue)?;
    let text = fs::read_to_string(before)?;
    let display = before.to_string();
    let source = Source { path: display.clone(), display, text, readable: true };
    let file = reading.sources.add(source);
    let text = reading.sources.get(file).text.as_str();
    let catalogue = reading.catalogue.context("the catalogue has errors")?;
    let api = catalogue.apis.iter().position(|api| api.name.as_str() == API);
    let api = api.with_context(|| format!("there is no API `{API}`"))?;
    ensure!(prefix(&catalogue.apis[api]) == PREFIX, "components of `{API}` have other keys");
    let format = Format::of(before.as_str()).context("a document is JSON or YAML")?;
    let request =
        Request { catalogue: &catalogue, api, prefix: PREFIX, file, text, format, replace: false };
    let start = Instant::now();
    let merged = match merge(request) {
        Ok(merged) => merged,
        Err(found) => {
            let style = errcat_findings::render::Style::Plain;
            bail!("{}", errcat_findings::render::human(&found, &reading.sources, style));
        }
    };
    let took = start.elapsed().as_millis();
    let wired = merged.done.responses.added + merged.done.kept.len();
    ensure!(wired > 0, "{before}: no operation was wired");
    untouched(text, &merged.text).with_context(|| format!("{before} did not stay as it is"))?;
    let again = merge(Request { text: &merged.text, ..request }).ok();
    ensure!(again.is_some_and(|it| it.text == merged.text), "{before}: a second merge changes it");
    fs::write(after, &merged.text)?;
    Ok(took)
}

fn copy(from: &Utf8Path, to: &Utf8Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in from.read_dir_utf8()? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

/// Every line of `before` is in `after`, in order; to one in front of something inserted a comma may
/// have been added.
fn untouched(before: &str, after: &str) -> Result<()> {
    let mut rest = after.split_inclusive('\n');
    for line in before.split_inclusive('\n') {
        let comma = format!("{},\n", line.trim_end_matches('\n'));
        ensure!(rest.any(|it| it == line || it == comma), "this line is gone: {line}");
    }
    Ok(())
}

/// Fails if Spectral finds anything in what was merged into the document.
fn no_findings_of_ours(after: &Utf8Path, work: &Utf8Path) -> Result<()> {
    let document: Json = serde_json::from_str(&fs::read_to_string(after)?)?;
    // An entry of somebody else's that refers to a component of ours is ours, too.
    let is_ours = |finding: &Json| {
        let mut at = &document;
        let mut keys = finding["path"].as_array().into_iter().flatten();
        keys.any(|key| {
            at = match key {
                Json::Number(index) => {
                    &at[usize::try_from(index.as_u64().unwrap_or_default()).unwrap_or_default()]
                }
                key => &at[key.as_str().unwrap_or_default()],
            };
            let refers = at["$ref"].as_str().is_some_and(|to| to.contains(&format!("/{PREFIX}")));
            refers || key.as_str().is_some_and(|key| key.starts_with(PREFIX))
        })
    };
    let found = json(spectral(work, "json").arg(after))?;
    let found = found.as_array().context("spectral says nothing")?;
    let ours: Vec<String> = found.iter().filter(|it| is_ours(it)).map(Json::to_string).collect();
    ensure!(
        ours.is_empty(),
        "spectral finds in what was merged into {after}:\n{}",
        ours.join("\n")
    );
    Ok(())
}

/// Fails if a validator finds in `after` what it does not find in `before`.
fn no_new_findings(
    foreign: &Foreign,
    before: &Utf8Path,
    after: &Utf8Path,
    work: &Utf8Path,
) -> Result<()> {
    new_findings("redocly", before, after, &|document| {
        let mut command = redocly(work, "json");
        command.args(["--max-problems", "1000000"]).arg(document);
        let found = json(&mut command)?;
        let problems = found["problems"].as_array().context("redocly says nothing")?.iter();
        Ok(problems
            .map(|it| [&it["ruleId"], &it["message"], &it["location"][0]["pointer"]])
            .map(|it| it.map(Json::to_string).join(" "))
            .collect())
    })?;
    let output = start(spec_validator(work).arg(after), crate::validators::NEEDS_PYTHON)?;
    ensure!(output.status.success(), "openapi-spec-validator: {}", said(&output));
    if foreign.large {
        return Ok(());
    }
    new_findings("spectral", before, after, &|document| {
        let mut command = spectral(work, "json");
        command.arg(document);
        let found = json(&mut command)?;
        let found = found.as_array().context("spectral says nothing")?.iter();
        Ok(found
            .map(|it| [&it["code"], &it["message"], &it["path"]])
            .map(|it| it.map(Json::to_string).join(" "))
            .collect())
    })
}

fn new_findings(
    name: &str,
    before: &Utf8Path,
    after: &Utf8Path,
    find: &dyn Fn(&Utf8Path) -> Result<Vec<String>>,
) -> Result<()> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for finding in find(before)? {
        *known.entry(finding).or_default() += 1;
    }
    let mut new = Vec::new();
    for finding in find(after)? {
        match known.get_mut(&finding) {
            Some(left) if *left > 0 => *left -= 1,
            _ => new.push(finding),
        }
    }
    ensure!(new.is_empty(), "{name} finds in {after}, but not in {before}:\n{}", new.join("\n"));
    Ok(())
}

/// What a program prints as JSON.
fn json(command: &mut Command) -> Result<Json> {
    let output = start(command, NEEDS_NODE)?;
    serde_json::from_slice(&output.stdout).with_context(|| said(&output))
}

/// Makes a client of each document and compiles all of them, and a program that uses one.
fn compile(clients: &[(Utf8PathBuf, String)], work: &Utf8Path, folder: &Utf8Path) -> Result<()> {
    let modules = work.join("node_modules");
    let mut files = vec![folder.join("usage.ts")];
    fs::write(folder.join("usage.ts"), USAGE)?;
    for (document, name) in clients {
        let client = folder.join(format!("{name}.d.ts"));
        let mut command = Command::new("node");
        command
            .arg(modules.join("openapi-typescript/bin/cli.js"))
            .arg(document)
            .arg("-o")
            .arg(&client);
        let output = start(&mut command, NEEDS_NODE)?;
        ensure!(output.status.success(), "openapi-typescript {document}: {}", said(&output));
        files.push(client);
    }
    let mut tsc = Command::new("node");
    tsc.arg(modules.join("typescript/bin/tsc"))
        .args(["--strict", "--noEmit", "--module", "nodenext", "--moduleResolution", "nodenext"])
        .args(&files);
    let output = start(&mut tsc, NEEDS_NODE)?;
    ensure!(output.status.success(), "tsc: {}", said(&output));
    Ok(())
}
