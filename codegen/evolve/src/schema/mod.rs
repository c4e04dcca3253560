//! The format as JSON Schemas, for editors: a document per kind of file.
//!
//! They are made from the tables that the parser reads, [`FILES`], and from the reference page's descriptions
//! of each key, so that there is no second definition of the format. A schema tells the shape of a
//! file; what needs other files, such as whether an action exists, `lint` tells.

use serde_json::{Map, Value as Json, json};

use crate::diff::rules as changes;
use errcat_catalogue::name::Grammar;
use errcat_catalogue::raw::format::{Def, ENUM, FIELD_SHAPE, FILES, Shape};
use errcat_findings::json::pretty;
use errcat_findings::rules;

/// The reference of the format.
const PAGE: &str = include_str!("format.md");

/// Lines are this long at most, in characters, where they can be broken.
const WIDTH: usize = 100;

/// The schema of each kind of file, by its name without `.toml`.
pub fn schemas() -> Vec<(&'static str, String)> {
    let schemas = FILES.iter().map(|file| {
        let stem = file.name.trim_end_matches(".toml");
        let mut defs = Map::new();
        let mut schema = shape(&file.shape, &mut defs);
        if let Some(Json::Object(whole)) = match &file.shape {
            Shape::Table(def) => defs.shift_remove(def.name),
            _ => None,
        } {
            schema = Json::Object(whole);
        }
        let mut root = Map::new();
        // Taplo knows no later draft.
        root.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
        root.insert("title".to_owned(), format!("errcat: {stem}").into());
        root.extend(schema.as_object().cloned().unwrap_or_default());
        if !defs.is_empty() {
            root.insert("definitions".to_owned(), defs.into());
        }
        (stem, pretty(&root, WIDTH) + "\n")
    });
    schemas.collect()
}

/// The schema of a value; tables that it needs are put into `defs`.
fn shape(of: &'static Shape, defs: &mut Map<String, Json>) -> Json {
    match of {
        Shape::Text(_) => json!({ "type": "string" }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Json => {
            // Strict readers want to be told that any key may be there.
            let any = json!({ "additionalProperties": { "$ref": "#/definitions/JSON" } });
            defs.entry("JSON").or_insert(any);
            json!({ "$ref": "#/definitions/JSON" })
        }
        Shape::List(item) => json!({ "type": "array", "items": shape(item, defs) }),
        Shape::Map(grammar, item) => map(*grammar, &shape(item, defs)),
        Shape::Table(def) => table(def, defs),
        Shape::Either(shapes) => {
            let shapes: Vec<Json> = shapes.iter().map(|it| shape(it, defs)).collect();
            json!({ "anyOf": shapes })
        }
        Shape::TypeTable => {
            let record = map(Grammar::Field, &shape(&FIELD_SHAPE, defs));
            json!({ "anyOf": [table(&ENUM, defs), record] })
        }
    }
}

/// A table with names as keys.
fn map(grammar: Grammar, item: &Json) -> Json {
    let mut schema = json!({ "type": "object", "additionalProperties": item });
    if grammar == Grammar::Lint {
        let lints: Vec<&str> =
            rules::ALL.iter().filter(|it| it.is_lint()).map(|it| it.name).collect();
        schema["propertyNames"] = json!({ "enum": lints });
    } else if grammar == Grammar::Change {
        let names: Vec<&str> = changes::ALL.iter().map(|it| it.name).collect();
        schema["propertyNames"] = json!({ "enum": names });
    } else if let Some(pattern) = grammar.pattern() {
        schema["propertyNames"] = json!({ "pattern": pattern });
    }
    schema
}

/// A reference to a table, which is put into `defs` where it is not yet.
fn table(def: &'static Def, defs: &mut Map<String, Json>) -> Json {
    if !defs.contains_key(def.name) {
        // It may contain itself.
        defs.insert(def.name.to_owned(), Json::Null);
        let mut properties = Map::new();
        for key in def.keys {
            let mut property = shape(&key.shape, defs);
            if let (Some(about), Some(object)) = (meaning(def, key.name), property.as_object_mut())
            {
                if object.contains_key("$ref") {
                    // Beside a reference nothing else is read.
                    *object = Map::from_iter([("allOf".to_owned(), json!([object.clone()]))]);
                }
                object.insert("description".to_owned(), about.into());
            }
            properties.insert(key.name.to_owned(), property);
        }
        let required: Vec<&str> =
            def.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
        });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        defs.insert(def.name.to_owned(), schema);
    }
    json!({ "$ref": format!("#/definitions/{}", def.name) })
}

/// What the reference says of a key: the last cell of its row below the table's heading.
pub fn meaning(def: &Def, key: &str) -> Option<String> {
    let below = PAGE.lines().skip_while(|line| heading(line) != Some(def.section)).skip(1);
    let mut rows = below.take_while(|line| !line.starts_with("## ")).filter_map(|line| {
        let row = line.strip_prefix("| ")?.strip_suffix(" |")?;
        let (first, rest) = row.split_once(" | ")?;
        let name = first.trim_matches('*').strip_prefix('`')?.strip_suffix('`')?;
        (name == key).then(|| rest.rsplit(" | ").next().unwrap_or_default())
    });
    rows.next().map(unlinked)
}

fn heading(line: &str) -> Option<&str> {
    line.strip_prefix("## ").or_else(|| line.strip_prefix("### "))
}

/// Markdown without links, which lead nowhere in an editor.
fn unlinked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once('[') {
        let Some((label, behind)) = link.split_once("](") else { break };
        let Some((_, behind)) = behind.split_once(')') else { break };
        out.push_str(before);
        out.push_str(label);
        rest = behind;
    }
    out.push_str(rest);
    out
}
