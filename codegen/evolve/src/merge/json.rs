//! JSON documents, with places.

use std::fmt;
use std::ops::Range;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::keys;
use super::tree::{Entry, Fault, Node, NodeKind, Tree};

/// The entries of an object, their values not looked into.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(All)
    }
}

/// Reads a document.
pub(super) fn parse(text: &str) -> Result<Tree, Fault> {
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| fault(text, &error))?;
    let root = node(text, whole.get(), &mut Vec::new());
    if !matches!(root.kind, NodeKind::Map { .. }) {
        return Err(Fault {
            at: root.span.start,
            message: "this is not an OpenAPI document: it is not an object".to_owned(),
            help: "name the document to add the components to".to_owned(),
        });
    }
    let twice = keys::of_json(text).map_err(|error| fault(text, &error))?;
    Ok(Tree::new(root, '"', twice))
}

fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let before: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    let at = (before + error.column().saturating_sub(1)).min(text.len());
    if said == "recursion limit exceeded" {
        return Fault {
            at,
            message: "values nest more than 127 levels deep here".to_owned(),
            help: "use a flatter document".to_owned(),
        };
    }
    Fault {
        at,
        message: format!("the document is not JSON: {said}"),
        help: "fix it by hand, or name a file that ends in `.yaml` if it is YAML".to_owned(),
    }
}

/// The value `raw`, which is a part of `text`, behind the keys of `path`.
fn node(text: &str, raw: &str, path: &mut Vec<String>) -> Node {
    let start = raw.as_ptr() as usize - text.as_ptr() as usize;
    let span = start..start + raw.len();
    let kind = if raw.starts_with('{') && is_looked_into(path) {
        let entries: Entries<'_> = serde_json::from_str(raw).unwrap_or(Entries(Vec::new()));
        NodeKind::Map { entries: placed(text, start, entries, path), brace: Some(start + 1) }
    } else if raw.starts_with('{') || raw.starts_with('[') {
        NodeKind::Json
    } else {
        match serde_json::from_str::<String>(raw) {
            Ok(text) => NodeKind::Scalar { text, quoted: true },
            Err(_) => NodeKind::Scalar { text: raw.to_owned(), quoted: false },
        }
    };
    Node { span, kind }
}

fn placed(text: &str, start: usize, entries: Entries<'_>, path: &mut Vec<String>) -> Vec<Entry> {
    let mut behind = start + 1;
    let mut all = Vec::with_capacity(entries.0.len());
    for (key, raw) in entries.0 {
        path.push(key);
        let value = node(text, raw.get(), path);
        let key = path.pop().unwrap_or_default();
        let key_span = key_between(text, behind, value.span.start);
        behind = value.span.end;
        all.push(Entry { key, key_span, value });
    }
    all
}

/// The place of a key, quotes included: what is between two values is white space, a comma, the
/// key and a colon.
fn key_between(text: &str, from: usize, to: usize) -> Range<usize> {
    let between = &text[from..to];
    let start = between.find('"').unwrap_or(0);
    let end = between.rfind('"').map_or(start, |at| at + 1);
    from + start..from + end
}

/// Whether the entries of the object behind these keys matter.
fn is_looked_into(path: &[String]) -> bool {
    let key = |at: usize| path.get(at).map(String::as_str);
    match key(0) {
        None => true,
        // Up to the entries of a component.
        Some("components") => path.len() <= 3,
        // Up to the entries of an operation, and of its responses.
        Some("paths") => path.len() <= 3 || (path.len() <= 5 && key(3) == Some("responses")),
        Some(_) => false,
    }
}
