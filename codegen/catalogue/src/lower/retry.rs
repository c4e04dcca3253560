//! Where the delay before another try stands.

use std::collections::HashMap;

use super::api::ApiParts;
use super::lowering::Lowering;
use super::slots::{Carrier, slot_named};
use crate::model::{Action, Advance, Base, Field, Place, Scalar, TypeDef, TypeKind};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::nearest;

/// The fields of a code's details, and their indices by name.
type Fields<'f> = (Option<&'f [Field]>, &'f HashMap<&'f str, usize>);

/// Reads `retry_after`, and checks it against what the action says of another try.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    code: Span,
    action: Option<&Action>,
    fields: Fields<'_>,
    carrier: Carrier<'_>,
    parts: &ApiParts,
) -> Vec<Place> {
    let node = table.get("retry_after");
    let known = !lowering.vague.action
        && action.is_none_or(|action| !lowering.broken.contains(&action.span));
    if known {
        check_action(lowering, table, code, action, node);
    }
    let Some(node) = node else { return Vec::new() };
    let nodes: Vec<Node<'_>> = if node.is_array() { node.items().collect() } else { vec![node] };
    if nodes.is_empty() {
        lowering.error(
            &rules::RETRY,
            node.span(),
            "the list of places is empty",
            "name a place, or delete the key",
        );
    }
    let mut places = Vec::new();
    let mut known: HashMap<String, Span> = HashMap::new();
    for (at, node) in nodes.iter().enumerate() {
        if node.integer().is_some() && at + 1 < nodes.len() {
            lowering.error(
                &rules::RETRY,
                node.span(),
                "the number of seconds comes before another place",
                "move the number to the end of the list",
            );
            continue;
        }
        if let Some(first) = known.insert(node.text().unwrap_or_default().to_owned(), node.span()) {
            lowering.findings.push(
                Diagnostic::new(&rules::RETRY, node.span(), "the place is listed twice")
                    .secondary(first, "first used here")
                    .help("delete one of the two"),
            );
            continue;
        }
        places.extend(place(lowering, *node, fields, carrier, parts));
    }
    places
}

fn check_action(
    lowering: &mut Lowering<'_, '_>,
    table: Table<'_>,
    code: Span,
    action: Option<&Action>,
    node: Option<Node<'_>>,
) {
    match (action.map(|action| (action.name.as_str(), action.retry)), node) {
        (Some((name, Advance::AfterDelay)), None) => lowering.error(
            &rules::RETRY,
            table.get("action").map_or(code, Node::span),
            format!(
                "the action `{name}` waits for a delay, but the code does not say where to \
                find it"
            ),
            "add `retry_after = [\"header\", 5]` or other places in order, ending with the \
                seconds to assume; or use an action whose `retry` is `backoff`",
        ),
        (
            Some((name, retry @ (Advance::Never | Advance::Immediately | Advance::AfterAction))),
            Some(node),
        ) => lowering.error(
            &rules::RETRY,
            node.span(),
            format!(
                "the action `{name}` has `retry = \"{}\"`, so a delay has no effect",
                retry.as_str()
            ),
            "delete `retry_after`, or use an action whose `retry` is `after_delay` or `backoff`",
        ),
        (None, Some(node)) => lowering.error(
            &rules::RETRY,
            node.span(),
            "the code has a delay, but its action does not repeat the request",
            "add an `action` whose `retry` is `after_delay` or `backoff`",
        ),
        _ => {}
    }
}

fn place(
    lowering: &mut Lowering<'_, '_>,
    node: Node<'_>,
    fields: Fields<'_>,
    carrier: Carrier<'_>,
    parts: &ApiParts,
) -> Option<Place> {
    let span = node.span();
    if let Some(number) = node.integer() {
        let seconds = u64::try_from(number).ok();
        if seconds.is_none() {
            lowering.error(
                &rules::RETRY,
                span,
                "a delay cannot be negative",
                "write a number of seconds, 0 or more",
            );
        }
        return seconds.map(Place::Assume);
    }
    let text = node.text()?;
    if text == "header" {
        return Some(Place::Header);
    }
    if let Some(name) = text.strip_prefix("details.") {
        return detail(lowering, name, span, fields, carrier, parts);
    }
    if let Some(name) = text.strip_prefix("slots.") {
        let at = slot_named(lowering, name, span, carrier)?;
        let slot = &carrier.envelope.slots[at];
        if !lowering.broken.contains(&slot.span) && !is_delay(lowering, &slot.ty.base, &parts.types)
        {
            no_delay(lowering, name, span);
        }
        return Some(Place::Slot(at));
    }
    let help = if fields.1.contains_key(text) {
        format!("write `\"details.{text}\"`")
    } else if carrier.summary.slots.contains_key(text) {
        format!("write `\"slots.{text}\"`")
    } else if text.eq_ignore_ascii_case("retry-after")
        || nearest(text, ["header"].into_iter()).is_some()
    {
        "write `\"header\"`".to_owned()
    } else if text.parse::<u64>().is_ok() {
        format!("write {text} without quotes")
    } else {
        "write `\"details.FIELD\"`, `\"slots.SLOT\"`, `\"header\"`, or a number of seconds"
            .to_owned()
    };
    let message = format!("`{text}` is not a place for a delay");
    lowering.error(&rules::RETRY, span, message, help);
    None
}

fn detail(
    lowering: &mut Lowering<'_, '_>,
    name: &str,
    span: Span,
    fields: Fields<'_>,
    carrier: Carrier<'_>,
    parts: &ApiParts,
) -> Option<Place> {
    let (fields, names) = (fields.0.unwrap_or_default(), fields.1);
    let Some(at) = names.get(name).copied() else {
        if !lowering.vague.details {
            let names = fields.iter().map(|field| field.name.as_str());
            let by_wire = fields.iter().find(|field| field.wire == name);
            let help = match by_wire {
                Some(field) => format!("write its name, `details.{}`", field.name.as_str()),
                None => lowering.instead(name, names).unwrap_or_else(|| {
                    format!("give the code `details = {{ {name} = \"duration\" }}`")
                }),
            };
            let message = format!("the code's details have no field `{name}`");
            lowering.error(&rules::RETRY, span, message, help);
        }
        return None;
    };
    if !is_delay(lowering, &fields[at].ty.base, &parts.types) {
        no_delay(lowering, name, span);
    }
    if !carrier.summary.has_details && !lowering.vague.envelope {
        lowering.error(
            &rules::RETRY,
            span,
            format!("the envelope `{}` does not carry the details", carrier.envelope.name.as_str()),
            "add `\"$details?\"` to its body, or name another place",
        );
    }
    Some(Place::Detail(at))
}

fn no_delay(lowering: &mut Lowering<'_, '_>, name: &str, span: Span) {
    lowering.error(
        &rules::RETRY,
        span,
        format!("`{name}` is neither a number of seconds nor a date and time"),
        "give it the type `duration`, `integer`, `number` or `datetime`",
    );
}

/// A duration, a number of seconds, or the time from which on a try is of use.
fn is_delay(lowering: &Lowering<'_, '_>, base: &Base, types: &[TypeDef]) -> bool {
    match base {
        _ if lowering.is_vague(base, types) => true,
        Base::Scalar(scalar) => {
            matches!(scalar, Scalar::Duration | Scalar::Integer | Scalar::Number | Scalar::Datetime)
        }
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Alias(ty) => is_delay(lowering, &ty.base, types),
            _ => false,
        },
        _ => false,
    }
}
