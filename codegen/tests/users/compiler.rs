//! Generated crates, compiled as far as others need that to be checked against them.

use std::collections::HashMap;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, OnceLock};

use crate::nested;
use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_catalogue::model::Catalogue;
use errcat_emit::target;
use fs_err as fs;
use serde_json::Value as Json;

use super::uses::{self, Uses};

/// Features of the generated crate that need no other crates.
const FEATURES: &[&str] = &["std", "problem"];

/// A generated crate.
pub struct Compiled {
    /// As source names it.
    pub name: String,
    pub sources: Vec<(String, String)>,
    root: Utf8PathBuf,
    library: OnceLock<Utf8PathBuf>,
    uses: OnceLock<Uses>,
}

impl Compiled {
    /// Its lines with their files, without comments.
    pub fn code(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sources.iter().flat_map(|(path, text)| {
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            lines.map(|line| (path.as_str(), line))
        })
    }
}

/// Compiles generated crates, each once.
pub struct Compiler {
    root: Utf8PathBuf,
    serde: Utf8PathBuf,
    all: Mutex<HashMap<Vec<(String, String)>, Arc<Compiled>>>,
}

impl Compiler {
    /// Cargo builds what generated crates depend on, with the features that this one asks for.
    pub fn new(catalogue: &Catalogue, name: &str) -> Self {
        let root = nested::workspace(name);
        nested::write_crate(&root, "first", catalogue);
        let output = run(nested::cargo(&root, &["check", "--quiet", "--message-format=json"]));
        let messages = String::from_utf8(output.stdout).unwrap();
        let serde = messages.lines().find_map(|line| {
            let message: Json = serde_json::from_str(line).unwrap();
            let is_serde = message["target"]["name"] == "serde";
            let file = message["filenames"].as_array()?.iter().find_map(Json::as_str)?;
            (is_serde && file.ends_with(".rmeta")).then(|| Utf8PathBuf::from(file))
        });
        Self { root, serde: serde.unwrap(), all: Mutex::default() }
    }

    /// The crate of a catalogue.
    pub fn of(&self, catalogue: &Catalogue) -> Arc<Compiled> {
        let artifacts = pipeline::emit(catalogue, &[target("rust").unwrap()]);
        let sources = artifacts.into_iter().map(errcat_emit::output::Artifact::into_parts);
        let sources: Vec<_> = sources.filter(|(path, _)| path.starts_with("src/")).collect();
        let mut all = self.all.lock().unwrap();
        let name = catalogue.package.as_str().replace('-', "_");
        let root = self.root.join(format!("crates/{}", all.len()));
        let mut key = sources.clone();
        key.push((name.clone(), String::new()));
        let compiled = all.entry(key).or_insert_with(|| {
            let (library, uses) = (OnceLock::new(), OnceLock::new());
            Arc::new(Compiled { name, sources, root, library, uses })
        });
        Arc::clone(compiled)
    }

    fn rustc(&self, name: &str, edition: &str) -> Command {
        let mut command = Command::new(Utf8Path::new(env!("CARGO")).with_file_name("rustc"));
        command
            .args(["--crate-type=lib", "--cap-lints=allow", "--crate-name", name])
            .args(["--edition", edition, "--extern"])
            .arg(format!("serde={}", self.serde))
            .arg(format!("-Ldependency={}", self.serde.parent().unwrap()))
            .args(FEATURES.iter().map(|it| format!("--cfg=feature=\"{it}\"")));
        command
    }

    fn library<'c>(&self, of: &'c Compiled) -> &'c Utf8Path {
        of.library.get_or_init(|| {
            for (path, text) in &of.sources {
                let path = of.root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            let library = of.root.join(format!("lib{}.rmeta", of.name));
            let mut rustc = self.rustc(&of.name, "2021");
            rustc.args(["--emit=metadata", "-o"]).arg(&library).arg(of.root.join("src/lib.rs"));
            run(rustc);
            library
        })
    }

    /// All that can be done with a crate.
    pub fn uses<'c>(&self, of: &'c Compiled) -> &'c Uses {
        self.library(of);
        of.uses.get_or_init(|| {
            // Macros are expanded by the compiler: what they make is not assumed.
            let mut rustc = self.rustc(&of.name, "2021");
            rustc.arg("-Zunpretty=expanded").env("RUSTC_BOOTSTRAP", "1");
            rustc.arg(of.root.join("src/lib.rs"));
            let uses = uses::of(&of.name, &String::from_utf8(run(rustc).stdout).unwrap());
            fs::write(of.root.join("uses.rs"), &uses.text).unwrap();
            assert_eq!(self.against(of, of), None, "what uses {} does not use it", of.root);
            uses
        })
    }

    /// What the compiler says against using the crate `new` as the crate `old` could be used.
    pub fn says(&self, old: &Compiled, new: &Compiled) -> Option<String> {
        self.uses(old);
        self.against(old, new)
    }

    fn against(&self, old: &Compiled, new: &Compiled) -> Option<String> {
        let mut rustc = self.rustc("uses", "2024");
        rustc
            .args(["--emit=metadata", "-o"])
            .arg(new.root.join("uses.rmeta"))
            .arg("--extern")
            .arg(format!("{}={}", new.name, self.library(new)))
            .arg(old.root.join("uses.rs"));
        let output = rustc.output().unwrap();
        (!output.status.success()).then(|| {
            let said = String::from_utf8_lossy(&output.stderr);
            said.split("\n\n").take(2).collect::<Vec<_>>().join("\n")
        })
    }
}

fn run(mut command: Command) -> Output {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}\n{}", String::from_utf8_lossy(&output.stderr));
    output
}
