//! A file held against the format: kinds, keys, names and texts.

use super::format::{Def, ENUM, FIELD_SHAPE, Shape};
use super::node::{Key, Node, Table, Value};
use super::text::{self, Lines};
use crate::diagnostic::{Diagnostic, Findings};
use crate::name::Grammar;
use crate::rules;

/// How deeply values may be nested.
pub const MOST_LEVELS: usize = 32;

/// Reports whatever in `table` is not as `def` says.
pub fn check_table(table: Table<'_>, def: &Def, findings: &mut Findings) {
    for (key, node) in table.entries() {
        match def.keys.iter().find(|known| known.name == key.text) {
            Some(known) => check(node, &known.shape, Some(key), findings),
            None => findings.push(unknown_key(key, def)),
        }
    }
    for key in def.keys.iter().filter(|key| key.required && table.get(key.name).is_none()) {
        findings.push(
            Diagnostic::new(
                &rules::MISSING_KEY,
                table.span,
                format!("{} needs `{}`", def.what, key.name),
            )
            .help(format!("add `{} = {}`", key.name, key.shape.sample())),
        );
    }
}

/// Reports whatever in a table of named things is not as `shape` says.
pub fn check_map(table: Table<'_>, grammar: Grammar, shape: &Shape, findings: &mut Findings) {
    for (key, node) in table.entries() {
        if let Err(fault) = grammar.check(key.text) {
            findings.push(fault.at(key.span));
        }
        check(node, shape, Some(key), findings);
    }
}

/// Reports whatever in `node`, the value of `key`, is not as `shape` says.
pub fn check(node: Node<'_>, shape: &Shape, key: Option<Key<'_>>, findings: &mut Findings) {
    match (shape, node.value()) {
        (Shape::Text(lines), Value::Text(text)) => check_text(node, text, *lines, findings),
        (Shape::Word(words), Value::Text(text)) => {
            if !words.contains(&text) {
                findings.push(not_one_of(node, text, words));
            }
        }
        (Shape::Integer, Value::Integer(Some(_))) | (Shape::Boolean, Value::Boolean(_)) => {}
        (Shape::Json, _) => check_json(node, 1, findings),
        (Shape::List(item), Value::Array) => {
            node.items().for_each(|node| check(node, item, key, findings))
        }
        (Shape::Map(grammar, shape), Value::Table(table)) => {
            check_map(table, *grammar, shape, findings)
        }
        (Shape::Table(def), Value::Table(table)) => check_table(table, def, findings),
        (Shape::TypeTable, Value::Table(table)) => {
            if table.get("enum").is_some_and(Node::is_array) {
                check_table(table, &ENUM, findings);
            } else {
                check_map(table, Grammar::Field, &FIELD_SHAPE, findings);
            }
        }
        (Shape::Either(shapes), _) => match shapes.iter().find(|shape| shape.takes(node)) {
            Some(shape) => check(node, shape, key, findings),
            None => findings.push(wrong_kind(node, shape, key)),
        },
        _ => findings.push(wrong_kind(node, shape, key)),
    }
}

fn check_text(node: Node<'_>, text: &str, lines: Lines, findings: &mut Findings) {
    if let Some(fault) = text::fault(text, lines) {
        findings.push(Diagnostic::new(&rules::BAD_TEXT, node.span(), fault).help(match lines {
            Lines::One => "write one line of visible text, or leave the key out",
            Lines::Many => "write visible text; line feeds and tabs are fine, or leave the key out",
        }));
    }
}

/// What JSON cannot hold, and what is nested too deeply to be meant.
fn check_json(node: Node<'_>, level: usize, findings: &mut Findings) {
    if level > MOST_LEVELS {
        findings.push(
            Diagnostic::new(
                &rules::TOO_DEEP,
                node.span(),
                "the value is nested more than 32 levels deep",
            )
            .help("write a flatter value"),
        );
        return;
    }
    match node.value() {
        Value::Datetime => findings.push(
            Diagnostic::new(&rules::WRONG_KIND, node.span(), "JSON has no dates")
                .help("write the date as a string, in quotes"),
        ),
        Value::Integer(None) => findings.push(out_of_range(node)),
        Value::Float(None) => findings.push(
            Diagnostic::new(&rules::BAD_VALUE, node.span(), "JSON has neither `inf` nor `nan`")
                .help("write a finite number"),
        ),
        Value::Array => node.items().for_each(|item| check_json(item, level + 1, findings)),
        Value::Table(table) => {
            table.entries().for_each(|(_, item)| check_json(item, level + 1, findings))
        }
        _ => {}
    }
}

impl Shape {
    fn takes(&self, node: Node<'_>) -> bool {
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

    /// What it asks for, in words.
    fn words(&self) -> String {
        match self {
            Self::Text(_) | Self::Word(_) => "a string".to_owned(),
            Self::Integer => "an integer".to_owned(),
            Self::Boolean => "`true` or `false`".to_owned(),
            Self::Json => "a value".to_owned(),
            Self::List(_) => "an array".to_owned(),
            Self::Map(..) | Self::Table(_) | Self::TypeTable => "a table".to_owned(),
            Self::Either(shapes) => {
                let words: Vec<_> = shapes.iter().map(Self::words).collect();
                words.join(" or ")
            }
        }
    }

    /// A value that shows how to write one.
    fn sample(&self) -> &'static str {
        match self {
            Self::Text(Lines::One) => "\"…\"",
            Self::Text(Lines::Many) => "\"\"\"…\"\"\"",
            Self::Word(words) => words.first().copied().map_or("\"…\"", |_| "\"…\""),
            Self::Integer => "1",
            Self::Boolean => "true",
            Self::List(_) => "[…]",
            Self::Json | Self::Map(..) | Self::Table(_) | Self::TypeTable => "{ … }",
            Self::Either(shapes) => shapes.first().map_or("…", Self::sample),
        }
    }
}

fn wrong_kind(node: Node<'_>, shape: &Shape, key: Option<Key<'_>>) -> Diagnostic {
    if let (Value::Integer(None), true) = (node.value(), shape.takes(node)) {
        return out_of_range(node);
    }
    let key = key.map_or_else(|| "this".to_owned(), |key| format!("`{}`", key.text));
    let diagnostic = Diagnostic::new(
        &rules::WRONG_KIND,
        node.span(),
        format!("{key} takes {}, not {}", shape.words(), node.kind()),
    );
    match shape {
        Shape::Word(words) => diagnostic.help(format!("write one of {}", list(words))),
        _ => diagnostic.help(format!("write {}", shape.words())),
    }
}

fn out_of_range(node: Node<'_>) -> Diagnostic {
    Diagnostic::new(&rules::BAD_VALUE, node.span(), "the integer doesn't fit 64 bits")
        .help("write a number between -9223372036854775808 and 9223372036854775807")
}

fn not_one_of(node: Node<'_>, text: &str, words: &[&str]) -> Diagnostic {
    let near = nearest(text, words.iter().copied());
    Diagnostic::new(&rules::BAD_VALUE, node.span(), format!("`{text}` is not allowed here"))
        .help(format!("write one of {}", list(words)))
        .suggest(near.map(|word| format!("\"{word}\"")))
}

fn unknown_key(key: Key<'_>, def: &Def) -> Diagnostic {
    let known: Vec<&str> = def.keys.iter().map(|key| key.name).collect();
    let diagnostic = Diagnostic::new(
        &rules::UNKNOWN_KEY,
        key.span,
        format!("{} has no key `{}`", def.what, key.text),
    );
    match nearest(key.text, known.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).suggest(Some(near)),
        None if known.is_empty() => diagnostic.help("delete it: the table has no keys"),
        None => diagnostic.help(format!("its keys are {}", list(&known))),
    }
}

/// `` `a`, `b`, `c` ``.
pub fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// The word that `text` was probably meant to be.
pub fn nearest<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    // Comparing is quadratic in the length: nobody misspells a name by more than this.
    if text.len() > 256 {
        return None;
    }
    let lower = text.to_lowercase();
    words
        .map(|word| (strsim::damerau_levenshtein(&lower, &word.to_lowercase()), word))
        .filter(|(distance, word)| *distance <= (word.len().max(text.len()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
