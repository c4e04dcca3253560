//! The generated crates, checked against the compiler, clippy, rustdoc and the catalogue.
//!
//! The crates of all fixtures and of the real catalogue go into one workspace below `target/`.

mod bodies;
mod examples;
mod handlers;
mod mistakes;

use std::fmt::Write as _;
use std::process::Command;
use std::sync::Arc;

use crate::nested::{self, STRICT};
use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_catalogue::model::{
    Advance, Api, Catalogue, Code, Conversion, Grpc, Visibility, WireType,
};
use errcat_catalogue::name::Name;
use errcat_tests::everything;
use fs_err as fs;
use serde_json::{Value as Json, json};

/// The crate that runs the others.
const PROBE: &str = include_str!("probe.rs");

/// Tests that are the same whatever the catalogues.
const TESTS: &[(&str, &str)] = &[
    ("delays", include_str!("delays.rs")),
    ("evolution", include_str!("evolution.rs")),
    ("headers", include_str!("headers.rs")),
    ("many", include_str!("many.rs")),
    ("masks", include_str!("masks.rs")),
    ("numbers", include_str!("numbers.rs")),
    ("problems", include_str!("problems.rs")),
];

/// Features of `serde_json` that another package of a program may ask for.
const JSON_FEATURES: [&str; 5] =
    ["arbitrary_precision", "float_roundtrip", "preserve_order", "raw_value", "unbounded_depth"];

/// The program that reads bodies.
const READER: &str = include_str!("reader.rs");

/// What it does with damaged ones.
const DAMAGED: &str = include_str!("damaged.rs");

#[test]
fn generated_crates_pass_every_check() {
    let root = workspace();
    let pedantic = ["--", "-W", "clippy::pedantic", "-D", "warnings"];
    cargo(&root, &[&["clippy", "--workspace", "--all-features"][..], &pedantic].concat());
    cargo(&root, &["check", "--workspace", "--exclude", "probe", "--no-default-features"]);
    cargo(&root, &["doc", "--workspace", "--no-deps", "--all-features"]);
    let probe = root.join("crates/probe");
    let python = |command: &str, first: &str, second: &str| {
        let script =
            Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generated_rust/compare.py");
        run(Command::new("python3")
            .args([script.as_str(), command, first, second])
            .current_dir(&probe));
    };
    python("pass", "made.jsonl", "bodies.jsonl");
    cargo(&root, &["test", "--workspace", "--quiet"]);
    python("compare", "made.jsonl", "again.jsonl");
    let all = JSON_FEATURES.join(",");
    let each = if everything() { &JSON_FEATURES[..] } else { &[] };
    for features in each.iter().copied().chain([all.as_str()]) {
        let probe = ["test", "--package", "probe", "--quiet", "--features", features];
        cargo(&root, &[&probe[..], &["--test", "numbers", "--test", "reader"]].concat());
        python("compare", "made.jsonl", "again.jsonl");
    }
    mistakes::do_not_compile(&root);
}

/// Writes the workspace.
fn workspace() -> Utf8PathBuf {
    let root = nested::workspace("generated-rust");
    let home = Utf8Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut members = vec![("real".to_owned(), home.join("../catalogue"))];
    for entry in fs::read_dir(home.join("tests/pass")).unwrap() {
        let path = Utf8PathBuf::try_from(entry.unwrap().path()).unwrap();
        members.push((path.file_name().unwrap().to_owned(), path));
    }
    members.sort();
    let mut main = PROBE.to_owned();
    let mut made = String::new();
    let mut arms = String::new();
    let mut examples = "#![allow(deprecated)]\n".to_owned();
    let mut handlers =
        "#![allow(dead_code, reason = \"not each test calls each function\")]\n".to_owned();
    let mut dependencies = String::new();
    for (name, path) in &members {
        let reading = pipeline::read(path).unwrap();
        let catalogue = reading.catalogue.unwrap_or_else(|| panic!("{path} is not valid"));
        nested::write_crate(&root, name, &catalogue);
        // All others are tested over the wire, in `tests/integrations`.
        let features = if name == "types" { "\"http\", \"problem\"" } else { "" };
        let dependency = format!("{name} = {{ path = \"../{name}\", features = [{features}] }}");
        writeln!(dependencies, "{dependency}").unwrap();
        main.push_str(&probes(name, &catalogue));
        made.push_str(&bodies::lines(name, &catalogue));
        arms.push_str(&bodies::arms(name, &catalogue));
        examples.push_str(&examples::tests(name, &catalogue));
        handlers.push_str(&handlers::tests(name, &catalogue));
    }
    nested::write_crate(&root, "many", &many(&root.join("catalogues/many")));
    dependencies.push_str("many = { path = \"../many\" }\n");
    let probe = root.join("crates/probe");
    fs::create_dir_all(probe.join("tests")).unwrap();
    fs::create_dir_all(probe.join("src")).unwrap();
    fs::write(probe.join("src/lib.rs"), "//! Runs the other crates.\n").unwrap();
    fs::write(probe.join("tests/probe.rs"), main).unwrap();
    fs::write(probe.join("tests/examples.rs"), examples).unwrap();
    fs::write(probe.join("tests/handlers.rs"), handlers).unwrap();
    for (name, text) in TESTS {
        fs::write(probe.join(format!("tests/{name}.rs")), text).unwrap();
    }
    let reader = format!(
        "{READER}\nfn read(line: &Json) -> Result<String, String> {{\n    \
         match line[\"reader\"].as_str().unwrap() {{\n{arms}        \
         other => Err(other.to_owned()),\n    }}\n}}\n"
    );
    fs::write(probe.join("tests/reader.rs"), reader).unwrap();
    fs::write(probe.join("damaged.rs"), DAMAGED).unwrap();
    fs::write(probe.join("made.jsonl"), made).unwrap();
    let features = JSON_FEATURES.map(|feature| format!("{feature} = [\"serde_json/{feature}\"]\n"));
    let features = features.concat();
    let manifest = format!(
        "[package]\nname = \"probe\"\nedition = \"2024\"\n\n[features]\n{features}\n\
         [dependencies]\nhttp = \"1\"\nserde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = \"1\"\n{dependencies}{STRICT}"
    );
    fs::write(probe.join("Cargo.toml"), manifest).unwrap();
    root
}

/// A catalogue of thousands of codes, and of one with a hundred fields, for `many.rs`.
fn many(dir: &Utf8Path) -> Arc<Catalogue> {
    let write = |path: &str, text: &str| {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("catalogue.toml", "format = 1\ntitle = \"Many\"\nversion = \"1.0.0\"\n");
    for (api, kind) in [("texts", "string"), ("numbers", "integer")] {
        let head = format!("title = \"Many\"\n[code]\ntype = \"{kind}\"\n[envelopes.error.body]\n");
        write(&format!("{api}/api.toml"), &(head + "code = \"$code\"\nmessage = \"$message\"\n"));
        let mut codes = "title = \"Codes\"\n[codes]\n".to_owned();
        for at in 0..4_200 {
            let wire =
                if kind == "integer" { format!("wire = {}", at * 7_919) } else { String::new() };
            // Some are longer than what is compared of them at once.
            let pad = "LONG_".repeat(at % 7);
            writeln!(codes, "{pad}CODE_{at} = {{ {wire} }}").unwrap();
        }
        write(&format!("{api}/codes.toml"), &codes);
    }
    write("wide/api.toml", "title = \"Wide\"\n");
    let mut fields = "[codes.FULL.details]\nsome = \"integer?\"\n".to_owned();
    for at in 0..100 {
        writeln!(fields, "f{at} = \"string\"").unwrap();
    }
    write("wide/codes.toml", &(fields + "more = \"list<string>?\"\n"));
    let reading = pipeline::read(dir).unwrap();
    reading.catalogue.unwrap_or_else(|| panic!("{dir} is not valid"))
}

fn cargo(root: &Utf8Path, arguments: &[&str]) {
    run(&mut nested::cargo(root, arguments));
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}\n{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
}

/// The tests of one crate: what each code is, as the catalogue has it.
fn probes(name: &str, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    for api in &catalogue.apis {
        let codes: Vec<Json> =
            api.codes.iter().map(|code| expected(catalogue, api, code)).collect();
        let module = api.name.snake();
        let literal = serde_json::to_string(&serde_json::to_string(&codes).unwrap()).unwrap();
        // JSON's escapes are Rust's except these, which the inner string has escaped already.
        let literal = literal.replace("\\u", "\\\\u");
        writeln!(
            out,
            "\n#[test]\nfn {name}_{module}() {{\n    use {name}::ErrorCode;\n    check!({name}::r#{module}, {literal});\n}}"
        )
        .unwrap();
    }
    for conversion in &catalogue.conversions {
        out.push_str(&conversion_probe(name, catalogue, conversion));
    }
    out
}

fn expected(catalogue: &Catalogue, api: &Api, code: &Code) -> Json {
    let name = |at: usize| api.codes[at].name.as_str();
    json!({
        "name": code.name.as_str(),
        "wire": code.wire.json(),
        "title": code.title,
        "message": code.message.source,
        "description": code.description.as_ref().map(|prose| &prose.source),
        "advice": code.advice.as_ref().map(|prose| &prose.source),
        "action": code.action.map(|id| catalogue.action(id).name.as_str()),
        "retry": catalogue.retry(code).map(Advance::as_str),
        "statuses": code.statuses.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "grpc": code.grpc.map(Grpc::as_str),
        "group": api.groups[code.group].name.as_str(),
        "docs_url": code.is_public().then(|| catalogue.permalink(api, &code.wire)).flatten(),
        "part_of": code.part_of.map(name),
        "since": code.since,
        "tags": code.tags,
        "aliases": code.aliases.iter().map(Name::as_str).collect::<Vec<_>>(),
        "public": match code.visibility {
            Visibility::Public => code.name.as_str(),
            Visibility::Internal { masked_as } => name(masked_as),
        },
        "deprecated": code.deprecated.is_some(),
        "replaced_by": code.deprecated.as_ref().and_then(|it| it.replaced_by).map(name),
    })
}

fn conversion_probe(name: &str, catalogue: &Catalogue, conversion: &Conversion) -> String {
    let (from, to) = (&catalogue.apis[conversion.from], &catalogue.apis[conversion.to]);
    let (source, target) = (from.name.snake(), to.name.snake());
    let mut out = format!("\n#[test]\nfn {name}_{source}_to_{target}() {{\n");
    let some = |code: usize| format!("Some({:?})", to.codes[code].name.as_str());
    for (code, counterpart) in from.codes.iter().zip(&conversion.codes) {
        let expected = counterpart.map_or("None".to_owned(), some);
        let wrap = if conversion.total { "Some" } else { "" };
        writeln!(
            out,
            "    let code = {name}::r#{source}::Code::from_name({:?}).unwrap();\n    \
             assert_eq!({wrap}(code.to_{target}()).map(|code| code.name()), {expected});\n    \
             assert_eq!(code.to_{target}(), code.into());",
            code.name.as_str(),
        )
        .unwrap();
    }
    let unknown = match from.wire {
        WireType::String => "\"no such code\"",
        WireType::Integer => "i64::MIN",
    };
    let otherwise = conversion.otherwise.map_or("None".to_owned(), some);
    let wrap = if conversion.total && conversion.otherwise.is_some() { "Some" } else { "" };
    writeln!(
        out,
        "    let unknown = {name}::r#{source}::ReceivedCode::from({unknown});\n    \
         assert_eq!({wrap}(unknown.to_{target}()).map(|code| code.name()), {otherwise});\n}}"
    )
    .unwrap();
    out
}
