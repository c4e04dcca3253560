//! A file checked against the format: kinds, keys, names and texts.

mod fault;
mod json;
mod kinds;

use crate::name::Grammar;
use crate::raw::format::{Def, ENUM, FIELD_SHAPE, Shape};
use crate::raw::{Lines, Node, Table, Value, text};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::wording::{all, joined, nearest};
use fault::{bad_key, not_one_of, unknown_key, wrong_kind};
use json::check_json;

/// Reports whatever in `table` is not as `def` says.
pub fn check_table(table: Table<'_>, def: &Def, findings: &mut Findings) {
    let mut misspelt = Vec::new();
    for (key, node) in table.entries() {
        if let Some(known) = def.keys.iter().find(|known| known.name == key.text) {
            let longer = def.longer(key.text);
            check(node, &known.shape, At { longer, ..At::value(key.text) }, findings);
        } else {
            let near = nearest(key.text, def.keys.iter().map(|key| key.name));
            findings.push(unknown_key(key, node, def, near));
            misspelt.extend(near);
        }
    }
    let missing: Vec<_> = def
        .keys
        .iter()
        .filter(|key| {
            key.required && table.get(key.name).is_none() && !misspelt.contains(&key.name)
        })
        .collect();
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(|key| key.name).collect();
        let lines: Vec<_> = missing.iter().map(|key| key.shape.sample(key.name)).collect();
        findings.push(
            Diagnostic::new(
                &rules::MISSING_KEY,
                table.span,
                format!("{} needs {}", def.what, all(&names)),
            )
            .help(format!("add {}", joined(&lines, "and"))),
        );
    }
}

/// Reports whatever in a table of named things is not as `shape` says.
pub fn check_map(table: Table<'_>, grammar: Grammar, shape: &Shape, findings: &mut Findings) {
    for (key, node) in table.entries() {
        if let Err(fault) = grammar.check(key.text) {
            findings.push(bad_key(&fault, key, node, shape));
        }
        check(node, shape, At::value(key.text), findings);
    }
}

/// What a value belongs to.
#[derive(Debug, Clone, Copy)]
struct At<'a> {
    key: &'a str,
    /// Whether it is an entry of the array at the key.
    in_list: bool,
    /// The key for what does not fit in a line here.
    longer: Option<&'static str>,
}

impl<'a> At<'a> {
    fn value(key: &'a str) -> Self {
        Self { key, in_list: false, longer: None }
    }
}

/// Reports whatever in `node` is not as `shape` says.
fn check(node: Node<'_>, shape: &Shape, at: At<'_>, findings: &mut Findings) {
    match (shape, node.value()) {
        (Shape::Text(lines), Value::Text(text)) => check_text(node, text, *lines, at, findings),
        (Shape::Word(words), Value::Text(text)) => {
            if !words.contains(&text) {
                findings.push(not_one_of(node, text, words, at));
            }
        }
        (Shape::Integer, Value::Integer(Some(_))) | (Shape::Boolean, Value::Boolean(_)) => {}
        (Shape::Json, _) => check_json(node, 1, findings),
        (Shape::List(item), Value::Array) => {
            node.items().for_each(|node| check(node, item, At { in_list: true, ..at }, findings));
        }
        (Shape::Map(grammar, shape), Value::Table(table)) => {
            check_map(table, *grammar, shape, findings);
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
            Some(shape) => check(node, shape, at, findings),
            None => findings.push(wrong_kind(node, shape, at)),
        },
        _ => findings.push(wrong_kind(node, shape, at)),
    }
}

fn check_text(node: Node<'_>, text: &str, lines: Lines, at: At<'_>, findings: &mut Findings) {
    if let Some(fault) = text::fault(text, lines) {
        let span =
            if findings.is_crowded() { node.span() } else { node.span_of(fault.range.clone()) };
        let help = match at.longer {
            Some(key) if text[fault.range].starts_with('\n') => {
                format!("{}: put a text of several lines in `{key}`", fault.help)
            }
            _ => fault.help.to_owned(),
        };
        findings.push(Diagnostic::new(&rules::BAD_TEXT, span, fault.message).help(help));
    }
}

/// Whether all keys of `table` are known and have values of the right kind. Where they aren't, what
/// seems to be missing may be what could not be read.
pub fn is_whole(table: Table<'_>, def: &Def) -> bool {
    table.entries().all(|(key, node)| {
        def.keys.iter().any(|known| known.name == key.text && known.shape.takes(node))
    })
}
