//! A file held against the format: kinds, keys, names and texts.

use super::format::{CODE, Def, ENUM, FIELD_SHAPE, GROUP, Shape, TABLES};
use super::node::{Key, Node, Table, Value};
use super::text::{self, Lines};
use crate::diagnostic::{Diagnostic, Findings};
use crate::name::Grammar;
use crate::rules;

/// How deeply values may be nested.
pub const MOST_LEVELS: usize = 32;

/// Reports whatever in `table` is not as `def` says.
pub fn check_table(table: Table<'_>, def: &Def, findings: &mut Findings) {
    let mut misspelt = Vec::new();
    for (key, node) in table.entries() {
        if let Some(known) = def.keys.iter().find(|known| known.name == key.text) {
            check(node, &known.shape, At::value(key.text), findings);
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
            findings.push(fault.at(key.span));
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
}

impl<'a> At<'a> {
    fn value(key: &'a str) -> Self {
        Self { key, in_list: false }
    }
}

/// Reports whatever in `node` is not as `shape` says.
fn check(node: Node<'_>, shape: &Shape, at: At<'_>, findings: &mut Findings) {
    match (shape, node.value()) {
        (Shape::Text(lines), Value::Text(text)) => check_text(node, text, *lines, findings),
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

fn check_text(node: Node<'_>, text: &str, lines: Lines, findings: &mut Findings) {
    if let Some(fault) = text::fault(text, lines) {
        let span = if findings.is_crowded() { node.span() } else { node.span_of(fault.range) };
        findings.push(Diagnostic::new(&rules::BAD_TEXT, span, fault.message).help(fault.help));
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
        Value::Array => {
            node.items().for_each(|item| check_json(item, level + 1, findings));
        }
        Value::Table(table) => {
            table.entries().for_each(|(_, item)| check_json(item, level + 1, findings));
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
                joined(&words, "or")
            }
        }
    }

    /// The key with a value that shows how to write it.
    fn sample(&self, key: &str) -> String {
        match self {
            Self::Text(Lines::One) => format!("`{key} = \"…\"`"),
            Self::Text(_) => format!("`{key} = \"\"\"…\"\"\"`"),
            Self::Word(words) => format!("`{key} = \"…\"` with one of {}", list(words)),
            Self::Integer if key.ends_with("status") => format!("`{key} = 404`"),
            Self::Integer => format!("`{key} = 1`"),
            Self::Boolean => format!("`{key} = true`"),
            Self::List(item) => match item {
                Self::Table(_) => format!("`{key} = [{{ … }}]`"),
                _ => format!("`{key} = [\"…\"]`"),
            },
            Self::Json | Self::Map(..) | Self::Table(_) | Self::TypeTable => {
                format!("`{key} = {{ … }}`")
            }
            Self::Either(shapes) => shapes.first().map_or(String::new(), |shape| shape.sample(key)),
        }
    }
}

fn wrong_kind(node: Node<'_>, shape: &Shape, at: At<'_>) -> Diagnostic {
    if let (Value::Integer(None), true) = (node.value(), shape.takes(node)) {
        return out_of_range(node);
    }
    let what = if at.in_list { "an entry of " } else { "" };
    let message = format!("{what}`{}` is {}, not {}", at.key, shape.words(), node.kind());
    let help = match shape {
        _ if at.in_list => format!("write {}", shape.words()),
        _ => format!("write {}", shape.sample(at.key)),
    };
    Diagnostic::new(&rules::WRONG_KIND, node.span(), message).help(help)
}

fn out_of_range(node: Node<'_>) -> Diagnostic {
    Diagnostic::new(&rules::BAD_VALUE, node.span(), "the integer doesn't fit 64 bits")
        .help("write a number between -9223372036854775808 and 9223372036854775807")
}

fn not_one_of(node: Node<'_>, text: &str, words: &[&str], at: At<'_>) -> Diagnostic {
    let near = nearest(text, words.iter().copied());
    Diagnostic::new(&rules::BAD_VALUE, node.span(), format!("`{}` cannot be `{text}`", at.key))
        .help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", list(words)),
        })
        .suggest(near.map(|word| format!("\"{word}\"")))
}

fn unknown_key(key: Key<'_>, node: Node<'_>, def: &Def, near: Option<&'static str>) -> Diagnostic {
    let known: Vec<&str> = def.keys.iter().map(|key| key.name).collect();
    let message = format!("{} has no key `{}`", def.what, key.text);
    let diagnostic = Diagnostic::new(&rules::UNKNOWN_KEY, key.span, message);
    if let Some(near) = near {
        return diagnostic.help(format!("did you mean `{near}`?")).suggest(Some(near));
    }
    if node.table().is_some() {
        // A table of the user's own, in the wrong place.
        if def.what == GROUP.what {
            return diagnostic.help(format!("write `[codes.{}]` if it is a code", key.text));
        }
        if def.what == CODE.what {
            return diagnostic.help("write `_` instead of `.` if it is part of the code's name");
        }
    }
    let owners: Vec<&str> = TABLES
        .iter()
        .filter(|def| def.keys.iter().any(|known| known.name == key.text))
        .map(|def| def.what)
        .collect();
    let diagnostic = if owners.as_slice().is_empty() {
        diagnostic
    } else {
        let owners: Vec<_> = owners.iter().map(|owner| (*owner).to_owned()).collect();
        diagnostic.help(format!("`{}` is a key of {}", key.text, joined(&owners, "or")))
    };
    if known.is_empty() {
        diagnostic.help("delete it: the table has no keys")
    } else {
        diagnostic.help(format!("the keys here are {}", list(&known)))
    }
}

/// `a, b or c`.
fn joined(words: &[String], last: &str) -> String {
    match words.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}

/// `` `a`, `b` and `c` ``.
pub fn all(words: &[&str]) -> String {
    if words.len() > MOST_LISTED {
        return list_some(words);
    }
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    joined(&quoted, "and")
}

/// `` `a`, `b`, `c` ``.
pub fn list(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// So many names are listed; more nobody reads.
const MOST_LISTED: usize = 12;

/// `` one of `a`, `b` ``, or the only one.
pub fn one_of(words: &[&str]) -> String {
    let one_of = if words.len() == 1 { "" } else { "one of " };
    format!("{one_of}{}", list_some(words))
}

/// The same, of many words the first alone.
pub fn list_some(words: &[&str]) -> String {
    match words.len().checked_sub(MOST_LISTED).filter(|more| *more > 0) {
        Some(more) => format!("{} and {more} more", list(&words[..MOST_LISTED])),
        None => list(words),
    }
}

/// Whether all keys of `table` are known and have values of the right kind. Where they aren't, what
/// seems to be missing may be what could not be read.
pub fn is_whole(table: Table<'_>, def: &Def) -> bool {
    table.entries().all(|(key, node)| {
        def.keys.iter().any(|known| known.name == key.text && known.shape.takes(node))
    })
}

/// The word that `text` was probably meant to be.
pub fn nearest<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    /// So many pairs of characters are compared: more words than that are not worth the time.
    const MOST_WORK: usize = 1 << 21;
    let lower = text.to_lowercase();
    let counts = letters(&lower);
    let mut work = 0;
    let mut best: Option<(usize, &str)> = None;
    for word in words {
        let longest = word.len().max(text.len());
        // Of a word of one or two letters nothing is left where one is wrong.
        let most = if longest < 3 { 0 } else { (longest / 3).max(1) };
        if word.len().abs_diff(text.len()) > most {
            continue;
        }
        let word_lower = word.to_lowercase();
        let other = letters(&word_lower);
        // No edit mends more than one letter that is missing and one that is too much.
        let missing: u32 =
            counts.iter().zip(&other).map(|(a, b)| u32::from(a.saturating_sub(*b))).sum();
        if missing as usize > most {
            continue;
        }
        work += (word.len() + 1) * (text.len() + 1);
        if work > MOST_WORK {
            break;
        }
        let distance = strsim::damerau_levenshtein(&lower, &word_lower);
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

/// How often each byte occurs.
fn letters(text: &str) -> [u8; 256] {
    let mut counts = [0_u8; 256];
    for byte in text.bytes() {
        counts[usize::from(byte)] = counts[usize::from(byte)].saturating_add(1);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::nearest;

    fn check(text: &str, words: &[&str], expected: Option<&str>) {
        assert_eq!(nearest(text, words.iter().copied()), expected, "{text}");
    }

    #[test]
    fn what_is_near_is_found() {
        check("mesage", &["title", "message", "massage"], Some("message"));
        check("Titel", &["title"], Some("title"));
        check("TOKEN_EXPIERD", &["TOKEN_EXPIRED", "TOKEN_INVALID"], Some("TOKEN_EXPIRED"));
        check("id", &["ID"], Some("ID"));
    }

    #[test]
    fn what_is_far_is_not() {
        check("x", &["a", "b"], None);
        check("colour", &["title", "message"], None);
        check("", &["a"], None);
        check(&"a".repeat(1 << 20), &[&"b".repeat(1 << 20)], None);
    }
}
