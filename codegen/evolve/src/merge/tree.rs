//! A document as far as a merge looks into it, with places.

use std::ops::Range;

use serde_json::Value as Json;

use super::keys::Twice;

/// A document.
#[derive(Debug)]
pub(super) struct Tree {
    /// The whole of it, as the value of an empty key.
    pub root: Entry,
    /// The quotes that most strings of it are in.
    pub quote: char,
    /// Keys that a map of it has twice.
    pub twice: Vec<Twice>,
}

/// A value.
#[derive(Debug)]
pub(super) struct Node {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    pub kind: NodeKind,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum NodeKind {
    Map {
        entries: Vec<Entry>,
        /// Where it goes on behind its brace, if it is in braces.
        brace: Option<usize>,
    },
    List(Vec<Node>),
    /// A string, number, boolean or null: its text, and whether it is a string for sure.
    Scalar {
        text: String,
        quoted: bool,
    },
    /// A YAML alias.
    Alias,
    /// A key without a value.
    Nothing,
    /// JSON that is not looked into.
    Json,
}

/// An entry of a map.
#[derive(Debug)]
pub(super) struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub value: Node,
}

/// Why a document cannot be read.
#[derive(Debug)]
pub(super) struct Fault {
    /// Offset in bytes.
    pub at: usize,
    pub message: String,
    pub help: String,
}

impl Tree {
    pub(super) fn new(root: Node, quote: char, twice: Vec<Twice>) -> Self {
        let start = root.span.start..root.span.start;
        Self { root: Entry { key: String::new(), key_span: start, value: root }, quote, twice }
    }

    /// The entry `key` of the whole.
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.root.value.get(key)
    }
}

impl Node {
    /// Whether it is a map, or may become one.
    pub(super) fn is_map(&self) -> bool {
        matches!(self.kind, NodeKind::Map { .. } | NodeKind::Nothing)
    }

    /// The entries of the map that it is.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.kind {
            NodeKind::Map { entries, .. } => entries,
            _ => &[],
        }
    }

    /// Its entry `key`.
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The text of the scalar that it is.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// What it refers to, if it is a reference and nothing else.
    pub(super) fn reference(&self) -> Option<&str> {
        self.get("$ref").and_then(|entry| entry.value.text())
    }

    /// Whether it says the same as `json`; `source` is the document's text.
    pub(super) fn says(&self, json: &Json, source: &str) -> bool {
        match (&self.kind, json) {
            (NodeKind::Json, _) => serde_json::from_str::<Json>(&source[self.span.clone()])
                .is_ok_and(|found| found == *json),
            (NodeKind::Map { entries, .. }, Json::Object(wanted)) => {
                entries.len() == wanted.len()
                    && entries.iter().all(|entry| {
                        wanted.get(&entry.key).is_some_and(|it| entry.value.says(it, source))
                    })
            }
            (NodeKind::List(items), Json::Array(wanted)) => {
                items.len() == wanted.len()
                    && items.iter().zip(wanted).all(|(item, wanted)| item.says(wanted, source))
            }
            (NodeKind::Scalar { text, quoted }, Json::String(wanted)) => {
                text == wanted && (*quoted || super::layout::is_plain(wanted))
            }
            (NodeKind::Scalar { text, quoted: false }, wanted) => {
                super::layout::is_number_or_word(text, wanted)
            }
            _ => false,
        }
    }
}
