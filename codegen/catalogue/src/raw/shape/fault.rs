//! Messages about values and keys that the format does not allow.

use super::At;
use crate::name::Fault;
use crate::raw::format::{CODE, Def, GROUP, Shape, TABLES};
use crate::raw::{Key, Lines, Node, Value, text};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::wording::nearest;
use errcat_findings::wording::{joined, list};

pub(super) fn wrong_kind(node: Node<'_>, shape: &Shape, at: At<'_>) -> Diagnostic {
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

pub(super) fn out_of_range(node: Node<'_>) -> Diagnostic {
    if !node.overflows() {
        return Diagnostic::new(&rules::BAD_VALUE, node.span(), "this is not an integer of TOML")
            .help("write digits from 0 to 9, as in `401`");
    }
    Diagnostic::new(&rules::BAD_VALUE, node.span(), "the integer doesn't fit 64 bits")
        .help("write a number between -9223372036854775808 and 9223372036854775807")
}

pub(super) fn not_one_of(node: Node<'_>, text: &str, words: &[&str], at: At<'_>) -> Diagnostic {
    let near = nearest(text, words.iter().copied());
    Diagnostic::new(&rules::BAD_VALUE, node.span(), format!("`{}` cannot be `{text}`", at.key))
        .help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", list(words)),
        })
        .suggest(near.map(|word| format!("\"{word}\"")))
}

/// A name that breaks its grammar. Where the wire value can differ from the name, it says how it stays.
pub(super) fn bad_key(fault: &Fault, key: Key<'_>, node: Node<'_>, shape: &Shape) -> Diagnostic {
    let has_wire = node.table().is_some_and(|table| table.get("wire").is_some());
    let travels = text::fault(key.text, Lines::One).is_none() && key.text.trim() == key.text;
    let Some((name, def)) = fault.name().zip(shape.with_wire()).filter(|_| travels && !has_wire)
    else {
        return fault.at(key.span);
    };
    let wire = toml::Value::from(key.text);
    let entry = match node.value() {
        Value::Text(ty) => format!("{name} = {{ type = \"{ty}\", wire = {wire} }}"),
        _ if def.what == CODE.what => format!("[codes.{name}]` with `wire = {wire}"),
        _ => format!("{name}` with `wire = {wire}"),
    };
    fault.at(key.span).help(format!("write `{entry}`, which keeps the wire value"))
}

pub(super) fn unknown_key(
    key: Key<'_>,
    node: Node<'_>,
    def: &Def,
    near: Option<&'static str>,
) -> Diagnostic {
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
