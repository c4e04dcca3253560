//! What a generated file is made of, whatever the catalogue's texts: its syntax tree, by a parser of
//! somebody else's, with literals left out. Two catalogues that differ in texts alone give files with
//! equal outlines.

#![allow(dead_code, reason = "each user takes some of it")]

mod markdown;
pub mod readers;
mod rust;
mod typescript;

use std::collections::{BTreeMap, BTreeSet};

use errcat_emit::output::Artifact;
use serde_json::Value as Json;

pub use markdown::Prose;

/// A syntax tree, flattened.
pub type Outline = Vec<String>;

/// Reads files.
#[derive(Clone, Copy)]
pub struct Reader {
    /// Whether the catalogue's Markdown may have structure of its own.
    pub prose: Prose,
}

impl Reader {
    /// The outline of a file.
    ///
    /// # Errors
    /// Why it is not a file of its format, or what in it could become code.
    pub fn outline(self, file: &Artifact) -> Result<Outline, String> {
        let (_, extension) = file.path().rsplit_once('.').unwrap_or_default();
        let mut out = Outline::new();
        match extension {
            "rs" if file.path().ends_with("/lookup.rs") => rust::names_alone(file.text())?,
            "rs" => rust::outline(file.text(), &mut out)?,
            "json" => json(&parse(file.text())?, &mut out),
            "toml" => {
                toml(&file.text().parse().map_err(|error| format!("{error}"))?, "", &mut out);
            }
            "csv" => csv(file.text(), &mut out)?,
            "svg" => svg(file.text(), &mut out)?,
            "md" | "txt" => markdown::outline(self, file, &mut out)?,
            // Scripts hold data of the catalogue's in one expression of JSON, or nothing of it.
            "js" | "css" => match file.text().split_once(" = {") {
                Some((head, rest)) if head.ends_with("globalThis.errcatIndex") => {
                    let data = rest.strip_suffix(";\n").ok_or("the script has more than data")?;
                    if data.contains('<') {
                        return Err("the script holds a `<`".to_owned());
                    }
                    json(&parse(&format!("{{{data}"))?, &mut out);
                }
                _ => out.push(file.text().to_owned()),
            },
            _ => return Err("nobody reads files of this kind".to_owned()),
        }
        Ok(out)
    }
}

fn json(value: &Json, out: &mut Outline) {
    match value {
        Json::Object(members) => {
            out.push("{".to_owned());
            for (key, value) in members {
                out.push(format!("key {key}"));
                json(value, out);
            }
            out.push("}".to_owned());
        }
        Json::Array(items) => {
            out.push("[".to_owned());
            for item in items {
                json(item, out);
            }
            out.push("]".to_owned());
        }
        Json::String(_) => out.push("string".to_owned()),
        Json::Number(number) => out.push(number.to_string()),
        Json::Bool(truth) => out.push(truth.to_string()),
        Json::Null => out.push("null".to_owned()),
    }
}

/// Texts that tools would follow as keys of an `OpenAPI` document: an example with one of them is
/// written in another way, or not at all.
const FOLLOWED: &[&str] = &[
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "externalValue",
];

/// The outline of an `OpenAPI` document except its examples, which are data.
fn without_examples(text: &str) -> Result<Outline, String> {
    fn take_out(value: &mut Json) {
        match value {
            Json::Object(members) => {
                for key in ["example", "examples", "x-error-examples"] {
                    members.remove(key);
                }
                members.values_mut().for_each(take_out);
            }
            Json::Array(items) => items.iter_mut().for_each(take_out),
            _ => {}
        }
    }
    let mut value = parse(text)?;
    take_out(&mut value);
    let mut out = Outline::new();
    json(&value, &mut out);
    Ok(out)
}

fn parse(text: &str) -> Result<Json, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn toml(table: &toml::Table, path: &str, out: &mut Outline) {
    for (key, value) in table {
        out.push(format!("{path}{key}: {}", value.type_str()));
        if let toml::Value::Table(inner) = value {
            toml(inner, &format!("{path}{key}."), out);
        }
    }
}

fn csv(text: &str, out: &mut Outline) -> Result<(), String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(|error| error.to_string())?;
        match row {
            0 => out.extend(record.iter().map(str::to_owned)),
            _ => out.push(format!("{} columns", record.len())),
        }
    }
    Ok(())
}

fn svg(text: &str, out: &mut Outline) -> Result<(), String> {
    let document = roxmltree::Document::parse(text).map_err(|error| error.to_string())?;
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        if ["script", "foreignObject", "a", "image", "use", "animate", "set"].contains(&name) {
            return Err(format!("the picture has the element {name}"));
        }
        let names: Vec<&str> = node.attributes().map(|attribute| attribute.name()).collect();
        if names.iter().any(|name| name.starts_with("on") || name.ends_with("href")) {
            return Err(format!("the element {name} has the attributes {names:?}"));
        }
        out.push(format!("{name} {names:?}"));
    }
    Ok(())
}

/// The files of a catalogue whose texts are harmless, to check those of others against.
pub struct Model {
    reader: Reader,
    /// Path, text and outline.
    files: BTreeMap<String, (String, Outline)>,
    /// The texts.
    texts: BTreeSet<String>,
}

impl Model {
    /// Of these files, which were made with `texts`.
    ///
    /// # Errors
    /// Where a file is not what it should be.
    pub fn new(
        files: Vec<Artifact>,
        texts: BTreeSet<String>,
        reader: Reader,
    ) -> Result<Self, String> {
        let outlines = files.into_iter().map(|file| {
            let outline = reader.outline(&file)?;
            let (path, text) = file.into_parts();
            Ok((path, (text, outline)))
        });
        Ok(Self { reader, files: outlines.collect::<Result<_, String>>()?, texts })
    }

    /// Where the files of a catalogue with other `texts` differ in more than literals.
    pub fn differences(&self, files: &[Artifact], texts: &BTreeSet<String>) -> Vec<String> {
        let paths: BTreeSet<&str> = files.iter().map(Artifact::path).collect();
        if !paths.into_iter().eq(self.files.keys().map(String::as_str)) {
            return vec!["there are other files".to_owned()];
        }
        let mut found = Vec::new();
        for file in files {
            let (text, expected) = &self.files[file.path()];
            // Most files that are the same for every catalogue.
            if *text == file.text() {
                continue;
            }
            let without = file.path().starts_with("openapi/")
                && texts.iter().any(|text| FOLLOWED.contains(&text.as_str()));
            let outlines = if without {
                without_examples(text).and_then(|it| Ok((it, without_examples(file.text())?)))
            } else {
                self.reader.outline(file).map(|outline| (expected.clone(), outline))
            };
            let difference = match outlines {
                Ok((expected, found)) => self.difference(&expected, &found, texts),
                Err(error) => Some(error),
            };
            found.extend(difference.map(|difference| format!("{}: {difference}", file.path())));
        }
        found
    }

    /// The first difference between two outlines, with what stands around it. Keys of JSON objects may
    /// be texts, which are literals like any other.
    fn difference(
        &self,
        expected: &Outline,
        found: &Outline,
        texts: &BTreeSet<String>,
    ) -> Option<String> {
        let is_text = |entry: &str, texts: &BTreeSet<String>| {
            entry.strip_prefix("key ").is_some_and(|key| texts.contains(key))
        };
        let mut pairs = expected.iter().zip(found);
        let at = pairs
            .position(|(a, b)| a != b && !(is_text(a, &self.texts) && is_text(b, texts)))
            .or((expected.len() != found.len()).then(|| expected.len().min(found.len())))?;
        let near = |outline: &Outline| {
            outline[at.saturating_sub(12).min(outline.len())..(at + 4).min(outline.len())].join(" ")
        };
        Some(format!("{}\n  became\n{}", near(expected), near(found)))
    }
}

/// Reads each of the files, and says where one is not what it should be.
pub fn check(files: &[Artifact]) -> Result<(), String> {
    let reader = Reader { prose: Prose::Free };
    for file in files {
        reader
            .outline(file)
            .map_err(|error| format!("{}: {error}\n{}", file.path(), file.text()))?;
    }
    Ok(())
}
