//! Where the delay before another try stands.

use super::api::ApiParts;
use super::cx::Cx;
use super::envelope::built_ins;
use super::slots::slot_named;
use crate::catalogue::{
    Action, Advance, Base, BuiltIn, Envelope, Field, Place, Scalar, SlotRef, TypeDef, TypeKind,
};
use crate::raw::shape::{list, nearest};
use crate::raw::{Node, Table};
use crate::rules;
use crate::source::Span;

/// Reads `retry_after`, and holds it against what the action says of another try.
pub(super) fn lower<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    action: Option<&Action>,
    fields: Option<&[Field]>,
    envelope: &Envelope,
    parts: &ApiParts,
) -> Vec<Place> {
    let node = table.get("retry_after");
    match (action.map(|action| (action.name.as_str(), action.retry)), node) {
        (Some((name, Advance::AfterDelay)), None) => cx.error(
            &rules::RETRY,
            table.get("action").map_or(table.span, Node::span),
            format!("the action `{name}` waits for a delay, but the code does not say where it stands"),
            "add `retry_after = [\"details.…\", \"header\", 5]`: places in order, last the seconds to assume; or take an action that backs off",
        ),
        (Some((name, retry @ (Advance::Never | Advance::Immediately | Advance::AfterAction))), Some(node)) => cx.error(
            &rules::RETRY,
            node.span(),
            format!("the action `{name}` says `{}`, so no delay is of use", retry.as_str()),
            "delete `retry_after`, or take an action whose `retry` is `after_delay` or `backoff`",
        ),
        (None, Some(node)) => cx.error(
            &rules::RETRY,
            node.span(),
            "the code has a delay, but no action that says to try again",
            "add an `action` whose `retry` is `after_delay` or `backoff`",
        ),
        _ => {}
    }
    let Some(node) = node else { return Vec::new() };
    let nodes: Vec<Node<'_>> = if node.is_array() { node.items().collect() } else { vec![node] };
    if nodes.is_empty() {
        cx.error(
            &rules::RETRY,
            node.span(),
            "the list of places is empty",
            "name a place, or delete the key",
        );
    }
    let mut places = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        let Some(place) = place(cx, *node, fields, envelope, parts) else { continue };
        if matches!(place, Place::Assume(_)) && at + 1 < nodes.len() {
            cx.error(
                &rules::RETRY,
                node.span(),
                "seconds to assume stand last",
                "move the number to the end of the list",
            );
        }
        if places.contains(&place) {
            cx.error(
                &rules::RETRY,
                node.span(),
                "the place is there twice",
                "delete one of the two",
            );
        }
        places.push(place);
    }
    places
}

fn place(
    cx: &mut Cx<'_, '_>,
    node: Node<'_>,
    fields: Option<&[Field]>,
    envelope: &Envelope,
    parts: &ApiParts,
) -> Option<Place> {
    let span = node.span();
    if let Some(number) = node.integer() {
        let seconds = u64::try_from(number).ok();
        if seconds.is_none() {
            cx.error(
                &rules::RETRY,
                span,
                "nobody can wait for less than no time",
                "write seconds, 0 or more",
            );
        }
        return seconds.map(Place::Assume);
    }
    let text = node.text()?;
    if text == "header" {
        return Some(Place::Header);
    }
    if let Some(name) = text.strip_prefix("details.") {
        return detail(cx, name, span, fields, envelope, parts);
    }
    if let Some(name) = text.strip_prefix("slots.") {
        let at = slot_named(cx, name, span, envelope)?;
        if !is_delay(&envelope.slots[at].ty.base, &parts.types) {
            no_delay(cx, name, span);
        }
        return Some(Place::Slot(at));
    }
    cx.error(
        &rules::RETRY,
        span,
        format!("`{text}` is not a place where a delay can stand"),
        "write `\"details.FIELD\"`, `\"slots.SLOT\"`, `\"header\"`, or a number of seconds",
    );
    None
}

fn detail(
    cx: &mut Cx<'_, '_>,
    name: &str,
    span: Span,
    fields: Option<&[Field]>,
    envelope: &Envelope,
    parts: &ApiParts,
) -> Option<Place> {
    let fields = fields.unwrap_or_default();
    let Some(at) = fields.iter().position(|field| field.name.as_str() == name) else {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `details.{near}`?"),
            None if names.is_empty() => {
                format!("give the code `details = {{ {name} = \"duration\" }}`")
            }
            None => format!("its fields are {}", list(&names)),
        };
        cx.error(&rules::RETRY, span, format!("the code's details have no field `{name}`"), help);
        return None;
    };
    if !is_delay(&fields[at].ty.base, &parts.types) {
        no_delay(cx, name, span);
    }
    let travels = built_ins(&envelope.body)
        .iter()
        .any(|used| used.slot == SlotRef::BuiltIn(BuiltIn::Details))
        || super::envelope::spread(&envelope.body).is_some();
    if !travels {
        cx.error(
            &rules::RETRY,
            span,
            format!("the details do not travel in the envelope `{}`", envelope.name.as_str()),
            "add `\"$details?\"` to its body, or name another place",
        );
    }
    Some(Place::Detail(at))
}

fn no_delay(cx: &mut Cx<'_, '_>, name: &str, span: Span) {
    cx.error(
        &rules::RETRY,
        span,
        format!("`{name}` is neither a number of seconds nor a time"),
        "give it the type `duration`, `integer`, `number` or `datetime`",
    );
}

/// A duration, a number of seconds, or the time from which on a try is of use.
fn is_delay(base: &Base, types: &[TypeDef]) -> bool {
    match base {
        Base::Scalar(scalar) => {
            matches!(scalar, Scalar::Duration | Scalar::Integer | Scalar::Number | Scalar::Datetime)
        }
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Alias(ty) => is_delay(&ty.base, types),
            _ => false,
        },
        _ => false,
    }
}
