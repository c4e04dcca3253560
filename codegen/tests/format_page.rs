//! The format's reference page holds what it says: its examples are read by the parser, its wrong
//! examples are refused, its JSON is what the envelopes make, its tables of keys are complete.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8Path;
use errcat::pipeline::{Reading, read};
use errcat_catalogue::raw::format::TABLES;
use errcat_findings::render::{Style, human};
use errcat_tests::{Block, Files, Page, lay, write};

const PAGE: &str = include_str!("../docs/format.md");
const BASE: &str = "The smallest catalogue";

/// The smallest catalogue with these blocks laid over it.
fn over<'a>(blocks: impl IntoIterator<Item = &'a Block<'a>>) -> Files {
    let mut files = Files::new();
    lay(&mut files, Page::new(PAGE).files(BASE)).unwrap();
    lay(&mut files, blocks).unwrap();
    files
}

fn read_files(files: &Files) -> Reading {
    let dir = tempfile::tempdir().unwrap();
    let dir = Utf8Path::from_path(dir.path()).unwrap();
    write(files, dir).unwrap();
    read(dir).unwrap()
}

/// The catalogue of each section that has files.
fn sections() -> BTreeMap<&'static str, Files> {
    let page = Page::new(PAGE);
    let right = |section| page.files(section).filter(|block| block.info == "toml");
    let shown = page.sections.iter().filter(|section| right(section).next().is_some());
    shown.map(|section| (*section, over(right(section)))).collect()
}

#[test]
fn every_example_is_valid() {
    let sections = sections();
    assert!(sections.len() > 15, "the page has lost its examples");
    for (section, files) in &sections {
        let reading = read_files(files);
        let text = human(&reading.diagnostics, &reading.sources, Style::Plain);
        assert!(reading.catalogue.is_some(), "the examples of `{section}` are not valid:\n{text}");
    }
}

#[test]
fn every_wrong_example_is_refused() {
    let page = Page::new(PAGE);
    let wrong: Vec<_> = page.blocks.iter().filter(|block| block.info == "toml,wrong").collect();
    assert!(!wrong.is_empty());
    for block in wrong {
        let reading = read_files(&over([block]));
        assert!(reading.catalogue.is_none(), "this is not refused:\n{}", block.text);
    }
}

#[test]
fn every_json_is_what_an_envelope_makes() {
    let sections = sections();
    for block in Page::new(PAGE).blocks.iter().filter(|block| block.info == "json") {
        let json: serde_json::Value = serde_json::from_str(block.text).unwrap();
        let catalogue = read_files(&sections[block.section]).catalogue.unwrap();
        let mut bodies = Vec::new();
        for api in &catalogue.apis {
            for (_, code) in api.public_codes() {
                for example in &code.examples {
                    bodies.push(catalogue.example_body(api, code, example).to_string());
                }
            }
        }
        // A response with several errors has those of its examples' bodies, in one list.
        let several = json["errors"].as_array().is_some_and(|errors| errors.len() > 1);
        let parts: Vec<String> = match (&json["errors"], several) {
            (serde_json::Value::Array(errors), true) => errors
                .iter()
                .map(|error| {
                    let mut one = json.clone();
                    one["errors"] = serde_json::Value::Array(vec![error.clone()]);
                    one.to_string()
                })
                .collect(),
            _ => vec![json.to_string()],
        };
        for part in parts {
            assert!(
                bodies.contains(&part),
                "`{}` shows\n{part}\nbut makes\n{}",
                block.section,
                bodies.join("\n")
            );
        }
    }
}

#[test]
fn every_key_is_in_the_tables() {
    // A key in a table's first column: `| **`title`** |` or `| `title` |`.
    let listed: BTreeSet<&str> = PAGE
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .filter_map(|row| row.trim_start_matches('*').strip_prefix('`')?.split('`').next())
        .collect();
    for def in TABLES {
        for key in def.keys {
            assert!(
                listed.contains(key.name),
                "{} has the key `{}`, which no table lists",
                def.what,
                key.name
            );
        }
    }
}

#[test]
fn every_rule_is_in_its_table_with_its_page() {
    for rule in errcat_findings::rules::ALL {
        let name = format!("[`{0}`](../findings/rules/{0}.md)", rule.name);
        let row = if rule.is_lint() {
            let level = format!("{:?}", rule.level).to_lowercase();
            format!("| {name} | {} | {level} | {} |", rule.id, rule.summary)
        } else {
            format!("| {name} | {} | {} |", rule.id, rule.summary)
        };
        assert!(PAGE.contains(&row), "the page lacks the row\n{row}");
    }
}
