//! The invariants of ARCHITECTURE.md, held by reading the sources as syntax.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline;
use errcat_catalogue::raw::format;
use errcat_emit::{TARGETS, target};
use errcat_findings::rules;
use proc_macro2::{TokenStream, TokenTree};

fn root() -> Utf8PathBuf {
    Utf8Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The crates, lowest first: their folders in `codegen/`, and those that each may need.
const CRATES: &[(&str, &str, &[&str])] = &[
    ("findings", "errcat-findings", &[]),
    ("catalogue", "errcat-catalogue", &["findings"]),
    ("runtime", "errcat-runtime", &[]),
    ("emit", "errcat-emit", &["catalogue", "findings", "runtime"]),
    ("evolve", "errcat-evolve", &["catalogue", "emit", "findings"]),
    ("cli", "errcat", &["catalogue", "emit", "evolve", "findings"]),
];

fn manifest(path: &str) -> toml::Table {
    fs_err::read_to_string(root().join(path)).unwrap().parse().unwrap()
}

/// All Rust files below a folder of `codegen`, or the one file of that name.
fn sources(module: &str) -> Vec<Utf8PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("codegen").join(module)];
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            folders.extend(path.read_dir_utf8().unwrap().map(|entry| entry.unwrap().into_path()));
        } else if path.extension() == Some("rs") {
            found.push(path);
        }
    }
    assert!(!found.is_empty(), "there is no module {module}");
    found
}

/// The paths that a file names, such as `crate::raw` and `std::fs`, comments and strings aside.
/// Groups of imports are spread out.
fn paths(file: &Utf8Path) -> BTreeSet<String> {
    let text = fs_err::read_to_string(file).unwrap();
    let tokens: TokenStream = text.parse().unwrap();
    let mut found = BTreeSet::new();
    walk(tokens, "", &mut found);
    found
}

fn walk(tokens: TokenStream, prefix: &str, found: &mut BTreeSet<String>) {
    let mut path = prefix.to_owned();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                if !path.is_empty() && !path.ends_with("::") {
                    path.clear();
                    path.push_str(prefix);
                }
                path.push_str(&ident.to_string());
                found.insert(path.clone());
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => path.push(':'),
            TokenTree::Group(group) => {
                let inner = if path.ends_with("::") { path.clone() } else { String::new() };
                walk(group.stream(), &inner, found);
                path.clear();
                path.push_str(prefix);
            }
            _ => {
                path.clear();
                path.push_str(prefix);
            }
        }
    }
}

/// The files of `modules` that name one of `forbidden`.
fn offenders(modules: &[&str], forbidden: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in modules.iter().flat_map(|module| sources(module)) {
        for path in paths(&file) {
            let hit =
                forbidden.iter().find(|one| path == **one || path.starts_with(&format!("{one}::")));
            found.extend(hit.map(|_| format!("{file}: {path}")));
        }
    }
    found
}

#[test]
fn the_reader_of_sources_sees_paths() {
    let mut found = BTreeSet::new();
    walk(
        "use crate::{raw::Node, a::b}; fn f() { std::fs::read(\"x\"); } // std::net"
            .parse()
            .unwrap(),
        "",
        &mut found,
    );
    for path in ["crate::raw", "crate::raw::Node", "crate::a::b", "std::fs", "std::fs::read"] {
        assert!(found.contains(path), "{path} is not in {found:?}");
    }
    assert!(!found.contains("std::net"));
}

#[test]
fn crates_need_each_other_in_one_direction() {
    for (at, (folder, name, needs)) in CRATES.iter().enumerate() {
        let manifest = manifest(&format!("codegen/{folder}/Cargo.toml"));
        assert_eq!(manifest["package"]["name"].as_str(), Some(*name));
        let needed = manifest["dependencies"].as_table().unwrap().keys();
        let ours = needed.filter_map(|key| CRATES.iter().find(|(_, name, _)| name == key));
        let ours: BTreeSet<&str> = ours.map(|(folder, ..)| *folder).collect();
        assert_eq!(ours, needs.iter().copied().collect(), "{name}");
        let below: Vec<_> = CRATES[..at].iter().map(|(folder, ..)| folder).collect();
        assert!(needs.iter().all(|it| below.contains(&it)), "{name} needs one above it");
    }
    let members = manifest("Cargo.toml")["workspace"]["members"].clone();
    let members = members.as_array().unwrap().iter().filter_map(|it| it.as_str());
    let crates = members.filter_map(|it| it.strip_prefix("codegen/")).collect::<BTreeSet<_>>();
    assert_eq!(crates, CRATES.iter().map(|(folder, ..)| *folder).collect());
}

#[test]
fn emitters_see_the_model_alone() {
    let outside = [
        "errcat_catalogue::check",
        "errcat_catalogue::lower",
        "errcat_catalogue::raw",
        "errcat_findings::diagnostic",
        "errcat_findings::rules",
        "errcat_findings::source",
    ];
    assert_eq!(offenders(&["emit/src"], &outside), Vec::<String>::new());
}

/// The modules at the top of a crate, each with those that it names.
fn modules(folder: &str) -> BTreeMap<String, BTreeSet<String>> {
    let src = root().join("codegen").join(folder).join("src");
    let entries = src.read_dir_utf8().unwrap();
    let names = entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_owned());
    let names: BTreeSet<String> = names.filter(|name| name != "lib" && name != "main").collect();
    let needs = |name: &String| {
        let mut files = Vec::new();
        for part in [format!("{name}.rs"), name.clone()] {
            if src.join(&part).exists() {
                files.extend(sources(&format!("{folder}/src/{part}")));
            }
        }
        let paths: BTreeSet<String> = files.iter().flat_map(|file| paths(file)).collect();
        let modules = paths.iter().filter_map(|path| path.strip_prefix("crate::"));
        modules.filter(|it| *it != name && names.contains(*it)).map(str::to_owned).collect()
    };
    names.iter().map(|name| (name.clone(), needs(name))).collect()
}

#[test]
fn modules_need_each_other_in_one_direction() {
    assert!(modules("catalogue")["raw"].contains("vocabulary"));
    assert!(modules("cli")["commands"].contains("pipeline"));
    for (folder, ..) in CRATES {
        let mut open = modules(folder);
        // What needs nothing that is still open is done. What is left in the end is a circle, or above
        // one.
        while let Some(name) =
            open.keys().find(|name| open[*name].iter().all(|needed| !open.contains_key(needed)))
        {
            let name = name.clone();
            open.remove(&name);
        }
        assert!(open.is_empty(), "these of {folder} need each other: {open:#?}");
    }
}

/// The files of all crates, except those of the command line, that name one of `forbidden`.
fn offenders_but_commands(forbidden: &[&str], others: &[&str]) -> Vec<String> {
    let folders: Vec<String> = CRATES.iter().map(|(folder, ..)| format!("{folder}/src")).collect();
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let mut found = offenders(&folders, forbidden);
    found.retain(|line| {
        let line = line.split_once("/codegen/").unwrap().1;
        !others.iter().chain(&["cli/src/commands/"]).any(|other| line.starts_with(other))
    });
    found
}

#[test]
fn two_modules_touch_the_disk() {
    let disk = ["fs_err", "std::fs", "tempfile"];
    let own = ["cli/src/apply", "cli/src/load"];
    assert_eq!(offenders_but_commands(&disk, &own), Vec::<String>::new());
}

#[test]
fn one_module_reads_the_syntax_of_toml() {
    let own = ["catalogue/src/toml_tree/"];
    assert_eq!(offenders_but_commands(&["toml_parser"], &own), Vec::<String>::new());
}

#[test]
fn nothing_asks_the_world() {
    let world = ["std::env", "std::net", "std::process", "std::time"];
    let own = [
        "cli/src/build.rs",
        "cli/src/main.rs",
        "cli/src/paths.rs",
        "cli/src/program.rs",
        "cli/src/terminal",
    ];
    assert_eq!(offenders_but_commands(&world, &own), Vec::<String>::new());
}

#[test]
fn nothing_depends_on_what_is_generated() {
    let generated =
        manifest("generated/Cargo.toml")["package"]["name"].as_str().unwrap().to_owned();
    let root = manifest("Cargo.toml");
    let members = root["workspace"]["members"].as_array().unwrap();
    for member in members.iter().filter_map(toml::Value::as_str) {
        let manifest = manifest(&format!("{member}/Cargo.toml"));
        for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let names = manifest.get(kind).and_then(toml::Value::as_table);
            assert!(
                names.is_none_or(|names| !names.contains_key(&generated)),
                "{member} depends on it"
            );
        }
    }
    assert!(!root["workspace"]["dependencies"].as_table().unwrap().contains_key(&generated));
}

#[test]
fn targets_are_sorted_and_keep_to_their_files() {
    assert!(TARGETS.is_sorted_by(|a, b| a.name < b.name), "the targets are not sorted by name");
    let reading = pipeline::read(&root().join("catalogue")).unwrap();
    let catalogue = reading.catalogue.unwrap();
    let mut seen = BTreeSet::new();
    for target in TARGETS {
        let artifacts = target.files(&catalogue);
        assert!(!artifacts.is_empty(), "{} makes nothing", target.name);
        for artifact in artifacts {
            let owners: Vec<_> = TARGETS
                .iter()
                .filter(|one| one.owns(artifact.path()))
                .map(|one| one.name)
                .collect();
            assert_eq!(owners, [target.name], "{} is not {}'s alone", artifact.path(), target.name);
            assert!(
                artifact.text().ends_with('\n'),
                "{} does not end its last line",
                artifact.path()
            );
            assert!(!artifact.text().contains('\r'), "{} has a carriage return", artifact.path());
            assert!(seen.insert(artifact.path().to_owned()), "{} is made twice", artifact.path());
        }
    }
}

/// What a target needs beside its line.
#[test]
fn targets_can_be_told_things_and_are_in_the_readme() {
    let readme = fs_err::read_to_string(root().join("README.md")).unwrap();
    let catalogue = pipeline::read(&root().join("catalogue")).unwrap().catalogue.unwrap();
    for target in TARGETS {
        let table = format::OUTPUTS.keys.iter().any(|key| key.name == target.name);
        assert!(table, "add the table of `{}` to OUTPUTS in raw/format.rs", target.name);
        let home = (target.home)(&catalogue);
        let place = if home.is_empty() { target.owns[0] } else { home };
        let row = readme.lines().any(|line| line.starts_with(&format!("| `{place}`")));
        assert!(row, "add a row for `{place}` to the table of outputs in README.md");
    }
}

#[test]
fn rules_are_sorted_and_raised() {
    assert!(rules::ALL.is_sorted_by(|a, b| a.id < b.id), "the rules are not sorted by id");
    let names: BTreeSet<_> = rules::ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules::ALL.len(), "two rules have one name");
    let text = fs_err::read_to_string(root().join("codegen/findings/src/rules.rs")).unwrap();
    let constants = text.lines().filter_map(|line| {
        let (name, rest) = line.trim().split_once(" = ")?;
        (rest.starts_with("\"E") || rest.starts_with("\"W")).then(|| name.to_owned())
    });
    let used: BTreeSet<String> = CRATES
        .iter()
        .flat_map(|(folder, ..)| sources(&format!("{folder}/src")))
        .flat_map(|file| paths(&file))
        .collect();
    for constant in constants {
        assert!(used.contains(&format!("rules::{constant}")), "nothing raises {constant}");
    }
}

/// rustc compares the arms of a `match` with each other, and looks `Self::X` up among all variants.
#[test]
fn errors_are_made_of_codes_in_blocks() {
    let catalogue = pipeline::read(&root().join("codegen/tests/pass/wide")).unwrap().catalogue;
    let files = pipeline::emit(&catalogue.unwrap(), &[target("rust").unwrap()]);
    for envelope in ["error", "list"] {
        let path = format!("src/blocks/envelopes/{envelope}.rs");
        let text = &files.iter().find(|file| file.path() == path).unwrap().text();
        let variant = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase());
        assert!(!text.split("Self::").skip(1).any(variant), "{path} looks variants up by name");
        for function in ["plain", "read"] {
            let block = format!("        1 => Self::{function}_1(code");
            assert!(text.contains(&block), "{path} has no blocks");
        }
        let (above, _) = text.split_once("pub enum Error {").unwrap();
        assert!(!above.contains("derive("), "{path} derives what errors can do");
    }
}

/// Tests are modules of few programs, since Cargo does not find them by itself then: one that no program names
/// would never run.
#[test]
fn every_file_of_tests_belongs_to_a_program() {
    for (folder, programs) in
        [("tests", &["crowd", "growth", "suite"][..]), ("cli/tests", &["commands"])]
    {
        let folder = root().join("codegen").join(folder);
        let roots: String = programs
            .iter()
            .map(|program| fs_err::read_to_string(folder.join(format!("{program}.rs"))).unwrap())
            .collect();
        let mut count = 0;
        for entry in folder.read_dir_utf8().unwrap() {
            let path = entry.unwrap().into_path();
            let name = path.file_stem().unwrap();
            let is_module = path.extension() == Some("rs") || path.join("mod.rs").exists();
            if is_module && !programs.contains(&name) {
                assert!(roots.contains(&format!("\nmod {name};\n")), "no program has {path}");
                count += 1;
            }
        }
        assert!(count > 20, "{folder}: {count}");
    }
}
