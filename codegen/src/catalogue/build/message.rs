//! Messages: text with placeholders.

use super::api::ApiParts;
use super::cx::Cx;
use crate::catalogue::{Base, Envelope, Field, Message, Part, Presence, Scalar, TypeDef, TypeKind};
use crate::raw::shape::{list, nearest};
use crate::rules;
use crate::source::Span;

/// Reads a message. Its placeholders name fields of the details and slots that the code fills.
pub(super) fn lower(
    cx: &mut Cx<'_, '_>,
    source: &str,
    span: Span,
    fields: Option<&[Field]>,
    envelope: &Envelope,
    fills: &[usize],
    parts: &ApiParts,
) -> Message {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut rest = source;
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            text.push_str(brace);
            rest = after;
            continue;
        }
        let name = if brace == "{" { rest.split_once('}') } else { None };
        let Some((name, after)) = name else {
            cx.error(
                &rules::MESSAGE,
                span,
                format!("the message has a single `{brace}`"),
                format!("write `{brace}{brace}` for a `{brace}` in the text, or `{{name}}` for a field of the details"),
            );
            break;
        };
        rest = after;
        if let Some(part) = placeholder(cx, name, span, fields, envelope, fills, parts) {
            if !text.is_empty() {
                found.push(Part::Text(std::mem::take(&mut text)));
            }
            found.push(part);
        }
    }
    text.push_str(rest);
    if !text.is_empty() {
        found.push(Part::Text(text));
    }
    Message { source: source.to_owned(), parts: found }
}

fn placeholder(
    cx: &mut Cx<'_, '_>,
    name: &str,
    span: Span,
    fields: Option<&[Field]>,
    envelope: &Envelope,
    fills: &[usize],
    parts: &ApiParts,
) -> Option<Part> {
    let field = fields.unwrap_or_default().iter().position(|field| field.name.as_str() == name);
    if let (Some(at), Some(fields)) = (field, fields) {
        let ty = &fields[at].ty;
        if ty.presence != Presence::Required {
            cx.error(
                &rules::MESSAGE,
                span,
                format!("`{{{name}}}` may have no value"),
                "make the field required, or leave it out of the message",
            );
        } else if !is_printable(&ty.base, &parts.types) {
            unprintable(cx, name, span);
        }
        return Some(Part::Field(at));
    }
    if let Some(slot) = fills.iter().find(|at| envelope.slots[**at].name.as_str() == name) {
        if !is_printable(&envelope.slots[*slot].ty.base, &parts.types) {
            unprintable(cx, name, span);
        }
        return Some(Part::Slot(*slot));
    }
    let names: Vec<&str> = fields
        .unwrap_or_default()
        .iter()
        .map(|field| field.name.as_str())
        .chain(fills.iter().map(|at| envelope.slots[*at].name.as_str()))
        .collect();
    let help = match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{{{near}}}`?"),
        None if names.is_empty() => {
            "add the field to the code's `details`, or write `{{` and `}}` for braces in the text"
                .to_owned()
        }
        None => format!(
            "its fields and filled slots are {}; for braces in the text write `{{{{` and `}}}}`",
            list(&names)
        ),
    };
    cx.error(
        &rules::MESSAGE,
        span,
        format!("`{{{name}}}` is neither a field of the code's details nor a slot that it fills"),
        help,
    );
    None
}

fn unprintable(cx: &mut Cx<'_, '_>, name: &str, span: Span) {
    cx.error(
        &rules::MESSAGE,
        span,
        format!("`{{{name}}}` is no single value that a message could print"),
        "take a scalar other than `json`, an enum, or a list of these",
    );
}

/// Required scalars but `json`, enums, and lists of these.
fn is_printable(base: &Base, types: &[TypeDef]) -> bool {
    let single = |base: &Base| is_single(base, types);
    match base {
        Base::List(item) => item.presence == Presence::Required && single(&item.base),
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Alias(ty) => {
                ty.presence == Presence::Required && is_printable(&ty.base, types)
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
