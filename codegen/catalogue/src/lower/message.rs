//! Messages: text with placeholders.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::lowering::Lowering;
use super::slots::Carrier;
use crate::model::{Base, Field, Message, Part, Presence, Scalar, TypeDef, TypeKind};
use crate::raw::{Node, Table, normal};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::{nearest, one_of};

/// What placeholders of a code's message may name.
#[derive(Debug)]
pub(super) struct Values<'v> {
    pub fields: &'v [Field],
    /// The fields' names.
    pub names: &'v HashMap<&'v str, usize>,
    pub carrier: Carrier<'v>,
    pub fills: &'v [usize],
    /// The same as a set.
    pub filled: HashSet<usize>,
    pub types: &'v [TypeDef],
    /// Whether an occurrence may have no details.
    pub details_are_optional: bool,
    /// Whether the code has details that have no fields.
    pub details_are_no_record: bool,
}

/// Reads the message in `node`. Its placeholders name fields of the details and slots that the code
/// fills.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    node: Node<'a>,
    values: &Values<'_>,
) -> Message {
    let source = normal(node.text().unwrap_or_default());
    let mut found = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while let Some(brace) = source[at..].find(['{', '}']).map(|ahead| at + ahead) {
        text.push_str(&source[at..brace]);
        let word = &source[brace..=brace];
        at = brace + 1;
        if source[at..].starts_with(word) {
            text.push_str(word);
            at += 1;
            continue;
        }
        let end = if word == "{" { source[at..].find(['{', '}', '\n']) } else { None };
        let Some(end) = end.map(|ahead| at + ahead).filter(|end| source[*end..].starts_with('}'))
        else {
            let span = lowering.place(node, brace..brace + 1);
            lowering.error(
                &rules::MESSAGE,
                span,
                format!("the message has an unmatched `{word}`"),
                format!(
                    "write `{word}{word}` to print a `{word}`, or `{{name}}` to insert a \
                    field of the details"
                ),
            );
            continue;
        };
        let name = &source[at..end];
        at = end + 1;
        let place = Place { node, range: brace..at };
        if let Some(part) = placeholder(lowering, name, &place, table, values) {
            if !text.is_empty() {
                found.push(Part::Text(std::mem::take(&mut text)));
            }
            found.push(part);
        }
    }
    text.push_str(&source[at..]);
    if !text.is_empty() {
        found.push(Part::Text(text));
    }
    Message { source, parts: found, span: Some(node.span()) }
}

/// A message that is a code's title.
pub(super) fn of_title(title: &str) -> Message {
    Message {
        source: title.replace('{', "{{").replace('}', "}}"),
        parts: vec![Part::Text(title.to_owned())],
        span: None,
    }
}

/// Where a placeholder stands: looked for where something is wrong with it.
struct Place<'n> {
    node: Node<'n>,
    range: Range<usize>,
}

impl Place<'_> {
    fn span(&self, lowering: &Lowering<'_, '_>) -> Span {
        lowering.place(self.node, self.range.clone())
    }
}

fn placeholder(
    lowering: &mut Lowering<'_, '_>,
    name: &str,
    place: &Place<'_>,
    table: Table<'_>,
    values: &Values<'_>,
) -> Option<Part> {
    let fields = values.fields;
    if let Some(at) = values.names.get(name).copied() {
        let ty = &fields[at].ty;
        if ty.presence != Presence::Required {
            let span = place.span(lowering);
            lowering.findings.push(
                Diagnostic::new(&rules::MESSAGE, span, format!("`{{{name}}}` may have no value"))
                    .secondary(fields[at].span, "optional here")
                    .help("make the field required, or leave it out of the message"),
            );
        } else if values.details_are_optional {
            let span = place.span(lowering);
            lowering.error(
                &rules::MESSAGE,
                span,
                format!("`{{{name}}}` may have no value, because an error may have no details"),
                "delete the `?` of the details' type, or leave the field out of the message",
            );
        } else if !is_printable(lowering, &ty.base, values.types) {
            unprintable(lowering, name, place);
        }
        return Some(Part::Field(at));
    }
    let slots = &values.carrier.envelope.slots;
    if let Some(slot) =
        values.carrier.summary.slots.get(name).filter(|at| values.filled.contains(at))
    {
        let broken = lowering.broken.contains(&slots[*slot].span);
        if !broken && !is_printable(lowering, &slots[*slot].ty.base, values.types) {
            unprintable(lowering, name, place);
        }
        return Some(Part::Slot(*slot));
    }
    // What the details are or which slots are filled may not be known.
    if lowering.vague.details || table.items_of("fills").any(|node| node.text() == Some(name)) {
        return None;
    }
    let filled = values.fills.iter().map(|at| slots[*at].name.as_str());
    let names = fields.iter().map(|field| field.name.as_str()).chain(filled);
    let by_wire = || fields.iter().find(|field| field.wire == name);
    let help = if lowering.findings.is_crowded() {
        "name a field of the details, or write `{{` and `}}` to print braces".to_owned()
    } else if let Some(field) = by_wire() {
        format!("write the field's name, `{{{}}}`", field.name.as_str())
    } else if values.carrier.summary.slots.contains_key(name) {
        format!("add `fills = [\"{name}\"]` to the code, or leave the slot out of the message")
    } else {
        let near = nearest(name, names.clone());
        let names: Vec<&str> = names.collect();
        match near {
            Some(near) => format!("did you mean `{{{near}}}`?"),
            None if names.is_empty() => {
                "add the field to the code's `details`, or write `{{` and `}}` to print braces"
                    .to_owned()
            }
            None => format!("name {}, or write `{{{{` and `}}}}` to print braces", one_of(&names)),
        }
    };
    let message = if values.details_are_no_record {
        format!("`{{{name}}}` names a field, but the code's details are not a record")
    } else {
        format!("`{{{name}}}` is neither a field of the code's details nor a slot that it fills")
    };
    let span = place.span(lowering);
    lowering.error(&rules::MESSAGE, span, message, help);
    None
}

fn unprintable(lowering: &mut Lowering<'_, '_>, name: &str, place: &Place<'_>) {
    let span = place.span(lowering);
    lowering.error(
        &rules::MESSAGE,
        span,
        format!("`{{{name}}}` is not a single value, so a message cannot print it"),
        "use a scalar other than `json`, an enum, or a list of these",
    );
}

/// Required scalars but `json`, enums, and lists of these.
fn is_printable(lowering: &Lowering<'_, '_>, base: &Base, types: &[TypeDef]) -> bool {
    if lowering.is_vague(base, types) {
        return true;
    }
    let single = |base: &Base| is_single(base, types);
    match base {
        Base::List(item) => item.presence == Presence::Required && single(&item.base),
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Alias(ty) => {
                ty.presence == Presence::Required && is_printable(lowering, &ty.base, types)
            }
            _ => single(base),
        },
        _ => single(base),
    }
}

fn is_single(base: &Base, types: &[TypeDef]) -> bool {
    match base {
        Base::Scalar(scalar) => *scalar != Scalar::Json,
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Enum(_) => true,
            TypeKind::Alias(ty) => ty.presence == Presence::Required && is_single(&ty.base, types),
            TypeKind::Record(_) => false,
        },
        Base::List(_) | Base::Map(_) => false,
    }
}
