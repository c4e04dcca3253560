//! What is inserted, in the document's own way of writing.

use serde_json::Value as Json;

use super::Format;
use super::tree::{Node, NodeKind, Tree};
use errcat_findings::json;

/// The document's own way of writing.
#[derive(Debug)]
pub(super) struct Layout {
    /// One level of indentation; `None` where all is on one line.
    pub unit: Option<String>,
    /// What ends a line.
    pub newline: &'static str,
    /// What is behind a colon in braces.
    pub colon: &'static str,
    quote: char,
}

impl Layout {
    pub(super) fn of(text: &str, format: Format, tree: &Tree) -> Self {
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let first = tree.root.value.entries().first();
        let unit = match format {
            Format::Json => first.and_then(|entry| {
                let lead = &text[..entry.key_span.start];
                lead.rsplit_once('\n').map(|(_, indent)| indent.to_owned())
            }),
            Format::Yaml => Some(" ".repeat(block_unit(text, &tree.root.value).unwrap_or(2))),
        };
        let behind = first.map(|entry| &text.as_bytes()[entry.key_span.end..]);
        let spaced = behind.is_none_or(|it| it.get(1).is_some_and(u8::is_ascii_whitespace));
        let colon = if spaced { ": " } else { ":" };
        Self { unit, newline, colon, quote: tree.quote }
    }

    /// A value in braces, its lines behind the first indented by `indent`; `None` for one line.
    pub(super) fn braces(&self, value: &Json, indent: Option<&str>) -> String {
        match (indent, &self.unit) {
            (Some(indent), Some(unit)) => {
                let text = json::indented(value, unit);
                text.replace('\n', &[self.newline, indent].concat())
            }
            _ if self.colon == ":" => json::dense(value),
            _ => json::line(value),
        }
    }

    /// A key in front of a value in lines of its own.
    pub(super) fn key(&self, key: &str) -> String {
        if is_plain(key) { key.to_owned() } else { self.quoted(key) }
    }

    /// What is behind a key and its colon: the lines of a value, whose key is indented by
    /// `indent`.
    pub(super) fn block(&self, value: &Json, indent: &str) -> String {
        let mut out = String::new();
        self.value(value, indent, &mut out);
        out
    }

    fn value(&self, value: &Json, indent: &str, out: &mut String) {
        let unit = self.unit.as_deref().unwrap_or("  ");
        let deeper = [indent, unit].concat();
        match value {
            Json::Object(map) if !map.is_empty() => {
                for (key, value) in map {
                    out.push_str(self.newline);
                    self.entry(key, value, &deeper, out);
                }
            }
            Json::Array(items) if !items.is_empty() => {
                for item in items {
                    out.push_str(self.newline);
                    self.item(item, &deeper, out);
                }
            }
            scalar => {
                out.push(' ');
                self.scalar(scalar, &deeper, out);
            }
        }
    }

    fn entry(&self, key: &str, value: &Json, indent: &str, out: &mut String) {
        out.push_str(indent);
        out.push_str(&self.key(key));
        out.push(':');
        self.value(value, indent, out);
    }

    fn item(&self, item: &Json, indent: &str, out: &mut String) {
        out.push_str(indent);
        out.push('-');
        let inner = [indent, "  "].concat();
        match item {
            // The first entry is behind the dash.
            Json::Object(map) if !map.is_empty() => {
                for (at, (key, value)) in map.iter().enumerate() {
                    let start = out.len();
                    self.entry(key, value, &inner, out);
                    if at == 0 {
                        out.replace_range(start..start + inner.len(), " ");
                    }
                    if at + 1 < map.len() {
                        out.push_str(self.newline);
                    }
                }
            }
            Json::Array(items) if !items.is_empty() => {
                out.push(' ');
                out.push_str(&json::line(item));
            }
            scalar => {
                out.push(' ');
                self.scalar(scalar, &inner, out);
            }
        }
    }

    /// A scalar, an empty list or an empty map; further lines are indented by `indent`.
    fn scalar(&self, value: &Json, indent: &str, out: &mut String) {
        match value {
            Json::String(text) if is_plain(text) => out.push_str(text),
            Json::String(text) if is_literal(text) => {
                out.push('|');
                if !text.ends_with('\n') {
                    out.push('-');
                }
                for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
                    out.push_str(self.newline);
                    if !line.is_empty() {
                        out.push_str(indent);
                        out.push_str(line);
                    }
                }
            }
            Json::String(text) => out.push_str(&self.quoted(text)),
            Json::Array(_) => out.push_str("[]"),
            Json::Object(_) => out.push_str("{}"),
            other => out.push_str(&json::line(other)),
        }
    }

    fn quoted(&self, text: &str) -> String {
        let simple = text.chars().all(|c| c == ' ' || c.is_ascii_graphic());
        if self.quote == '\'' && simple {
            format!("'{}'", text.replace('\'', "''"))
        } else {
            json::line(&text)
        }
    }
}

/// By how much the first map in lines of its own is indented that is in another.
fn block_unit(text: &str, node: &Node) -> Option<usize> {
    let column = |node: &Node| {
        let start = node.entries().first()?.key_span.start;
        Some(start - text[..start].rfind('\n').map_or(0, |at| at + 1))
    };
    let own = column(node)?;
    node.entries().iter().find_map(|entry| {
        let NodeKind::Map { brace: None, .. } = entry.value.kind else { return None };
        column(&entry.value)?.checked_sub(own).filter(|unit| *unit > 0)
    })
}

/// Whether a string needs no quotes in YAML, 1.1 as well: no number, no word with a meaning of its
/// own, no character with one.
pub(super) fn is_plain(text: &str) -> bool {
    const WORDS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let inner = |c: char| c.is_ascii_alphanumeric() || " _-./$".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic() || "_$/".contains(c))
        && text.chars().all(inner)
        && !text.ends_with(' ')
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether `text` is how `value`, which is not a string, is written.
pub(super) fn is_number_or_word(text: &str, value: &Json) -> bool {
    let written = value.to_string();
    text == written
}

/// Whether a string can stand as lines of its own.
fn is_literal(text: &str) -> bool {
    let fits = |c: char| c == '\n' || c == ' ' || (!c.is_control() && !c.is_whitespace());
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with("\n\n")
        && text.chars().all(|c| fits(c) && !json::hides(c))
        && text.split('\n').all(|line| !line.ends_with(' '))
}

/// Keys and values as they are in braces.
pub(super) fn in_braces(layout: &Layout, key: &str, value: &Json, indent: Option<&str>) -> String {
    [&json::line(&key), layout.colon, &layout.braces(value, indent)].concat()
}
