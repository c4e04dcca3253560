//! Kinds of values: which values are of one, and what it is in words.

use crate::raw::format::{Def, KeyDef, Shape};
use crate::raw::{Lines, Node, Value};
use errcat_findings::wording::{joined, list};

impl Shape {
    /// Whether the value is of a kind that it asks for.
    pub fn takes(&self, node: Node<'_>) -> bool {
        match (self, node.value()) {
            (Self::Text(_) | Self::Word(_), Value::Text(_))
            | (Self::Integer, Value::Integer(_))
            | (Self::Boolean, Value::Boolean(_))
            | (Self::List(_), Value::Array)
            | (Self::Map(..) | Self::Table(_) | Self::TypeTable, Value::Table(_))
            | (Self::Json, _) => true,
            (Self::Either(shapes), _) => shapes.iter().any(|shape| shape.takes(node)),
            _ => false,
        }
    }

    /// The table of the format that it asks for, if that has a key for the wire value.
    pub fn with_wire(&self) -> Option<&'static Def> {
        match self {
            Self::Table(def) => {
                Some(*def).filter(|def| def.keys.iter().any(|it| it.name == "wire"))
            }
            Self::Either(shapes) => shapes.iter().find_map(Self::with_wire),
            _ => None,
        }
    }

    /// What it asks for, in words.
    pub fn words(&self) -> String {
        match self {
            Self::Text(_) | Self::Word(_) => "a string".to_owned(),
            Self::Integer => "an integer".to_owned(),
            Self::Boolean => "`true` or `false`".to_owned(),
            Self::Json => "a value".to_owned(),
            Self::List(_) => "an array".to_owned(),
            Self::Map(..) | Self::Table(_) | Self::TypeTable => "a table".to_owned(),
            Self::Either(shapes) => {
                let words: Vec<_> = shapes.iter().map(Self::words).collect();
                joined(&words, "or")
            }
        }
    }

    /// The key with a value that shows how to write it.
    pub fn sample(&self, key: &str) -> String {
        let sample = format!("`{}`", self.entry(key));
        match self {
            Self::Word(words) => format!("{sample} with one of {}", list(words)),
            _ => sample,
        }
    }

    /// `key = "…"`
    fn entry(&self, key: &str) -> String {
        match self {
            Self::Text(Lines::One) | Self::Word(_) => format!("{key} = \"…\""),
            Self::Text(_) => format!("{key} = \"\"\"…\"\"\""),
            Self::Integer if key.ends_with("status") => format!("{key} = 404"),
            Self::Integer => format!("{key} = 1"),
            Self::Boolean => format!("{key} = true"),
            Self::List(Self::Table(def)) => format!("{key} = [{}]", def.sample()),
            Self::List(_) => format!("{key} = [\"…\"]"),
            Self::Table(def) => format!("{key} = {}", def.sample()),
            Self::Json | Self::Map(..) | Self::TypeTable => format!("{key} = {{ … }}"),
            Self::Either(shapes) => shapes.first().map_or(String::new(), |shape| shape.entry(key)),
        }
    }
}

impl Def {
    /// The key for what does not fit in a line at `key`, where that takes a sentence.
    pub fn longer(&self, key: &str) -> Option<&'static str> {
        let longer = |it: &&KeyDef| {
            matches!(it.name, "description" | "docs")
                && matches!(it.shape, Shape::Text(Lines::Many))
        };
        let key =
            self.keys.iter().find(longer).filter(|_| ["title", "summary", "causes"].contains(&key));
        key.map(|key| key.name)
    }

    /// An inline table that shows how to write it: with what it must have, or else the first key.
    fn sample(&self) -> String {
        let needed = self.keys.iter().filter(|key| key.required);
        let first = self.keys.iter().find(|_| !self.keys.iter().any(|key| key.required));
        let entries: Vec<String> =
            needed.chain(first).map(|key| key.shape.entry(key.name)).collect();
        if entries.is_empty() { "{ }".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
    }
}
