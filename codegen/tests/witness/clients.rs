//! The crates of old releases, in one workspace below `target/`, and a program that reads with them.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Stdio;

use crate::nested;
use camino::Utf8PathBuf;
use errcat::pipeline;
use errcat_catalogue::model::Catalogue;
use errcat_emit::target;
use fs_err as fs;
use serde_json::Value as Json;

/// The program, except its arms.
const PROGRAM: &str = include_str!("client.rs");

/// The crates of all old releases that differ.
pub struct Clients {
    /// The name of each crate, by the text of its files.
    names: HashMap<String, String>,
    root: Utf8PathBuf,
    arms: String,
    dependencies: String,
}

impl Clients {
    pub fn new() -> Self {
        let root = nested::workspace("witness");
        let (names, arms, dependencies) = (HashMap::new(), String::new(), String::new());
        Self { names, root, arms, dependencies }
    }

    /// The name of a catalogue's crate.
    pub fn of(&mut self, catalogue: &Catalogue) -> &str {
        let artifacts = pipeline::emit(catalogue, &[target("rust").unwrap()]);
        let whole = artifacts.iter().map(|it| [it.path(), "\n", it.text()].concat()).collect();
        let next = format!("client_{}", self.names.len());
        let known = self.names.len();
        let name = self.names.entry(whole).or_insert_with(|| next);
        if name.ends_with(&format!("_{known}")) {
            nested::write_crate(&self.root, name, catalogue);
            writeln!(self.dependencies, "{name} = {{ path = \"../{name}\" }}").unwrap();
            self.arms.push_str(&arms(name, catalogue));
        }
        name
    }

    /// How the clients read the sent lines.
    pub fn read(&self, lines: &[&Json]) -> Vec<Json> {
        self.write();
        // Most changes leave most responses as they were.
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let mut at = HashMap::new();
        let mut text = String::new();
        for line in &lines {
            let next = at.len();
            at.entry(line).or_insert_with(|| {
                text.push_str(line);
                text.push('\n');
                next
            });
        }
        let mut child = nested::cargo(&self.root, &["run", "--quiet", "--package", "reader"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "the clients do not run");
        writer.join().unwrap().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let read: Vec<Json> = text.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
        assert_eq!(read.len(), at.len());
        lines.iter().map(|line| read[at[line]].clone()).collect()
    }

    fn write(&self) {
        let reader = self.root.join("crates/reader");
        fs::create_dir_all(reader.join("src")).unwrap();
        let program = format!(
            "{PROGRAM}\nfn look(line: &Json) -> Result<Json, String> {{\n    \
             match line[\"client\"].as_str().unwrap() {{\n{}        \
             other => panic!(\"{{other}}\"),\n    }}\n}}\n",
            self.arms
        );
        fs::write(reader.join("src/main.rs"), program).unwrap();
        let manifest = format!(
            "[package]\nname = \"reader\"\nedition = \"2024\"\n\n[dependencies]\nserde_json = \"1\"\n{}",
            self.dependencies
        );
        fs::write(reader.join("Cargo.toml"), manifest).unwrap();
    }
}

/// The arms of the program for one crate.
fn arms(name: &str, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    for api in &catalogue.apis {
        for envelope in &api.envelopes {
            if !api.codes.iter().any(|code| api.envelope(code).name == envelope.name) {
                continue;
            }
            let key = key(name, api.name.as_str(), envelope.name.as_str());
            let (api, envelope) = (api.name.snake(), envelope.name.snake());
            writeln!(
                out,
                "        {key:?} => client!({name}, {name}::r#{api}::envelopes::r#{envelope}::Error, line),"
            )
            .unwrap();
        }
    }
    out
}

/// What a client is called in a line.
pub fn key(name: &str, api: &str, envelope: &str) -> String {
    format!("{name}/{api}/{envelope}")
}
