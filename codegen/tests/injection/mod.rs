//! Hostile texts and harmless ones, in every place of the format that takes a text, give the same
//! files up to literals: a text never becomes code.

mod complete;
mod readers;

use crate::every_text::{Filled, Texts, fill, harmless_alone, places};
use crate::hostile;
use crate::outputs::{Model, Prose, Reader};
use errcat::pipeline;
use errcat_catalogue::model::{Integration, RustModule};
use errcat_emit::output::Artifact;
use errcat_emit::{TARGETS, target};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// All hostile texts.
fn hostile_texts() -> Vec<String> {
    hostile::TEXTS.iter().map(|text| (*text).to_owned()).chain(hostile::long()).collect()
}

/// All files of a catalogue.
fn files(filled: &Filled) -> Vec<Artifact> {
    pipeline::emit(&filled.catalogue, &TARGETS.iter().collect::<Vec<_>>())
}

/// The Rust as a module, whatever the catalogue says.
fn files_of_module(filled: &mut Filled) -> Vec<Artifact> {
    let module =
        RustModule { path: "crate::errors".to_owned(), integrations: Integration::ALL.to_vec() };
    filled.catalogue.outputs.module = Some(module);
    pipeline::emit(&filled.catalogue, &[target("rust").unwrap()])
}

/// Texts for all places, or for those of plain text alone: in each turn another for each place, and
/// no text twice, since the outputs leave out what says the same again.
fn texts(hostile: &[String], turn: usize, prose: Prose) -> Texts {
    let mut texts = vec![None; places().count];
    for place in &places().all {
        if !place.is_prose || prose == Prose::Free {
            texts[place.text] = Some(hostile[(place.text + turn) % hostile.len()].clone());
        }
    }
    texts
}

/// Checks the outputs with hostile texts against those with harmless ones.
fn check(prose: Prose, files: fn(&mut Filled) -> Vec<Artifact>) {
    let hostile = hostile_texts();
    assert!(hostile.len() > places().count);
    let mut harmless = harmless_alone();
    let model = Model::new(files(&mut harmless), harmless.texts(), Reader { prose }).unwrap();
    let (mut held, mut refused, mut wrong) = (0, 0, Vec::new());
    for turn in 0..hostile.len() {
        let tried = texts(&hostile, turn, prose);
        let mut filled = fill(tried.clone());
        held += filled.filled.iter().flatten().count();
        refused += tried.iter().flatten().count() - filled.filled.iter().flatten().count();
        let found = model.differences(&files(&mut filled), &filled.texts());
        wrong.extend(found.into_iter().map(|found| format!("in turn {turn}, {found}")));
    }
    let first = wrong[..wrong.len().min(20)].join("\n\n");
    assert!(wrong.is_empty(), "{first}\n{} differ", wrong.len());
    // Neither of the two is for nothing.
    assert!(held > 4 * refused && refused > 500, "{held} held, {refused} refused");
}

#[test]
fn hostile_texts_change_nothing_but_literals() {
    check(Prose::Free, |filled| files(filled));
}

#[test]
fn hostile_texts_change_nothing_of_a_module() {
    check(Prose::Free, files_of_module);
}

/// Where texts are plain, not even Markdown has another structure.
#[test]
fn hostile_plain_texts_change_no_page() {
    check(Prose::Plain, |filled| files(filled));
}

/// The TypeScript on the pages about handling errors.
fn typescript(files: &[Artifact]) -> Vec<String> {
    let mut blocks = Vec::new();
    for file in files.iter().filter(|file| file.path().ends_with("/handling.md")) {
        let mut is_ours = false;
        for event in Parser::new(file.text()) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    is_ours = &*language == "typescript";
                    blocks.extend(is_ours.then(String::new));
                }
                Event::End(TagEnd::CodeBlock) => is_ours = false,
                Event::Text(text) if is_ours => blocks.last_mut().unwrap().push_str(&text),
                _ => {}
            }
        }
    }
    blocks
}

/// The scripts that give the pages data.
fn scripts(files: &[Artifact]) -> Vec<String> {
    let scripts = files.iter().filter(|file| file.path().ends_with("/codes-index.js"));
    scripts.map(|file| file.text().to_owned()).collect()
}

/// The same, as TypeScript's own parser reads it, and the scripts with data as Node.js runs them:
/// `cargo chores conformance` installs it.
#[test]
#[ignore = "it needs Node.js, and the folder `node_modules` of the conformance tests in ERRCAT_NODE_MODULES"]
fn typescript_has_the_same_trees() {
    let hostile = hostile_texts();
    let harmless = files(&harmless_alone());
    let turns: Vec<Vec<Artifact>> =
        (0..hostile.len()).map(|turn| files(&fill(texts(&hostile, turn, Prose::Free)))).collect();
    let scripts: Vec<String> = turns.iter().flat_map(|files| scripts(files)).collect();
    let turns: Vec<Vec<String>> = turns.iter().map(|files| typescript(files)).collect();
    let sources = serde_json::json!({
        "harmless": typescript(&harmless), "hostile": turns, "scripts": scripts,
    });
    let modules = std::env::var_os("ERRCAT_NODE_MODULES").expect("ERRCAT_NODE_MODULES is set");
    let mut command = std::process::Command::new("node");
    command.arg(script("typescript.mjs")).arg(std::path::Path::new(&modules).join("typescript"));
    run_over(command, &sources);
}

/// A program of ours that calls a reader of somebody else's.
fn script(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/injection").join(name)
}

/// Runs `command` with a file of `sources` as its last argument. It has to find nothing.
fn run_over(mut command: std::process::Command, sources: &serde_json::Value) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sources.json");
    fs_err::write(&file, sources.to_string()).unwrap();
    let output = command.arg(file).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
}
