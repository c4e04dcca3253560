//! Bodies: the JSON of an envelope, with slots in it.

use super::cx::Cx;
use super::envelope::{built_ins, demand, walk};
use super::json::json;
use super::scope::Scope;
use crate::catalogue::{
    Absent, Base, BuiltIn, Member, Presence, Scalar, Shape, Slot, SlotRef, SlotUse, TypeDef,
    TypeKind, WireType,
};
use crate::raw::{Node, Value};
use crate::rules;
use crate::source::Span;

/// Reads a body, and tells its slots where they stand.
pub(super) fn lower(
    cx: &mut Cx<'_, '_>,
    node: Node<'_>,
    slots: &mut [Slot],
    names: &Scope<'_, usize>,
    types: &[TypeDef],
) -> Shape {
    let mut reader = Reader { slots, names, types, spreads: Vec::new() };
    let raw = reader.shape(cx, node);
    let spreads = reader.spreads;
    let rooted = match &raw {
        Shape::Object(_) => true,
        Shape::Array(items) => matches!(items.as_slice(), [Shape::Object(_)]),
        _ => false,
    };
    if !rooted {
        cx.error(
            &rules::BODY,
            node.span(),
            "a body is an object, or an array of one object",
            "write a table, such as `{ code = \"$code\", message = \"$message\" }`",
        );
        return raw;
    }
    check_identity(cx, &raw, node.span());
    check_details(cx, &raw, &spreads, node.span());
    let body = mark_list(raw);
    for_slots_in_list(&body, slots);
    body
}

struct Reader<'r, 'n, 't> {
    slots: &'r mut [Slot],
    names: &'r Scope<'n, usize>,
    types: &'t [TypeDef],
    /// Where details are spread.
    spreads: Vec<Span>,
}

impl Reader<'_, '_, '_> {
    fn shape(&mut self, cx: &mut Cx<'_, '_>, node: Node<'_>) -> Shape {
        match node.value() {
            Value::Table(table) => {
                let mut members = Vec::new();
                for (key, node) in table.entries() {
                    if key.text == "..." {
                        self.spread(cx, node);
                        members.push(Member::Spread);
                    } else {
                        members.push(Member::Key(key.text.to_owned(), self.shape(cx, node)));
                    }
                }
                Shape::Object(members)
            }
            Value::Array => Shape::Array(node.items().map(|item| self.shape(cx, item)).collect()),
            Value::Text(text) => match text.strip_prefix('$') {
                Some(constant) if constant.starts_with('$') => Shape::Constant(constant.into()),
                Some(reference) => self.slot(cx, reference, node.span()),
                None => Shape::Constant(text.into()),
            },
            _ => Shape::Constant(json(node)),
        }
    }

    fn spread(&mut self, cx: &mut Cx<'_, '_>, node: Node<'_>) {
        if node.text() != Some("$details") {
            cx.error(
                &rules::BODY,
                node.span(),
                "only the details can be spread",
                "write `\"...\" = \"$details\"`",
            );
        }
        self.spreads.push(node.span());
    }

    fn slot(&mut self, cx: &mut Cx<'_, '_>, text: &str, span: Span) -> Shape {
        let (text, absent) = if let Some(text) = text.strip_suffix("|null") {
            (text, Absent::Null)
        } else if let Some(text) = text.strip_suffix('?') {
            (text, Absent::Omit)
        } else {
            (text, Absent::Never)
        };
        let (name, as_string) =
            text.strip_suffix("|string").map_or((text, false), |name| (name, true));
        let built_in = BuiltIn::ALL.iter().find(|(_, built_in)| *built_in == name);
        let slot = match built_in {
            Some((slot, _)) => SlotRef::BuiltIn(*slot),
            None => match self.names.resolve(name, span, cx.findings) {
                Some(slot) => SlotRef::Own(slot),
                None => return Shape::Constant(serde_json::Value::Null),
            },
        };
        let used = SlotUse { slot, as_string, absent };
        if as_string && !self.is_number(cx, slot) {
            cx.error(
                &rules::BODY,
                span,
                format!("`{name}` is no number, so `|string` changes nothing"),
                "delete `|string`",
            );
        }
        if let SlotRef::Own(at) = slot {
            let slot = &mut self.slots[at];
            if absent == Absent::Never {
                demand(cx, slot, span);
            }
            if slot.in_body.replace(used).is_some() {
                cx.error(
                    &rules::SLOT,
                    span,
                    format!("the slot `{name}` stands in the body twice"),
                    "delete one of the two, or declare another slot",
                );
            }
        }
        Shape::Slot(used)
    }

    fn is_number(&self, cx: &Cx<'_, '_>, slot: SlotRef) -> bool {
        match slot {
            SlotRef::BuiltIn(BuiltIn::Status) => true,
            SlotRef::BuiltIn(BuiltIn::Code) => {
                cx.draft().is_some_and(|draft| draft.wire == WireType::Integer)
            }
            SlotRef::BuiltIn(_) => false,
            SlotRef::Own(at) => is_number(&self.slots[at].ty.base, self.types),
        }
    }
}

fn is_number(base: &Base, types: &[TypeDef]) -> bool {
    match base {
        Base::Scalar(scalar) => {
            matches!(scalar, Scalar::Integer | Scalar::Number | Scalar::Duration)
        }
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Alias(ty) => ty.presence == Presence::Required && is_number(&ty.base, types),
            _ => false,
        },
        _ => false,
    }
}

/// A reader must be able to tell the code: by itself or by its permalink.
fn check_identity(cx: &mut Cx<'_, '_>, body: &Shape, span: Span) {
    let has = |built_in: BuiltIn| {
        built_ins(body).iter().any(|used| used.slot == SlotRef::BuiltIn(built_in))
    };
    if has(BuiltIn::Code) || (has(BuiltIn::Type) && cx.has_docs_url) {
        return;
    }
    let help = if has(BuiltIn::Type) {
        "add `\"$code\"` to it, or give catalogue.toml a `docs_url`, so that `$type` tells the code"
    } else {
        "add `\"$code\"` to it"
    };
    cx.error(&rules::BODY, span, "no reader of this body can tell the code", help);
}

/// Details stand in one place.
fn check_details(cx: &mut Cx<'_, '_>, body: &Shape, spreads: &[Span], span: Span) {
    let whole = built_ins(body)
        .iter()
        .filter(|used| used.slot == SlotRef::BuiltIn(BuiltIn::Details))
        .count();
    if let Some(second) = spreads.get(1) {
        cx.error(&rules::BODY, *second, "the details are spread twice", "delete one of the two");
    }
    if whole > 1 || (whole == 1 && !spreads.is_empty()) {
        let span = spreads.first().copied().unwrap_or(span);
        cx.error(
            &rules::BODY,
            span,
            "the details stand in the body more than once",
            "leave them in one place",
        );
    }
}

/// Finds the list of errors: the outermost array of one object in which every built-in slot of the
/// body stands, `$status` and `$grpc` excepted, which may also stand beside it.
fn mark_list(body: Shape) -> Shape {
    let total = identifying(&body);
    mark(body, total, &mut false)
}

fn mark(shape: Shape, total: usize, found: &mut bool) -> Shape {
    match shape {
        Shape::Array(mut items) if !*found && items.len() == 1 && is_list(&items[0], total) => {
            *found = true;
            match items.pop() {
                Some(item) => Shape::Errors(Box::new(item)),
                None => Shape::Array(items),
            }
        }
        Shape::Array(items) => {
            Shape::Array(items.into_iter().map(|item| mark(item, total, found)).collect())
        }
        Shape::Object(members) => Shape::Object(
            members
                .into_iter()
                .map(|member| match member {
                    Member::Key(key, shape) => Member::Key(key, mark(shape, total, found)),
                    Member::Spread => Member::Spread,
                })
                .collect(),
        ),
        other => other,
    }
}

fn is_list(item: &Shape, total: usize) -> bool {
    matches!(item, Shape::Object(_)) && total > 0 && identifying(item) == total
}

/// How many built-in slots stand in a shape, those aside that may also stand beside the list.
fn identifying(shape: &Shape) -> usize {
    let mut count = 0;
    walk(shape, &mut |shape| match shape {
        Shape::Slot(SlotUse { slot: SlotRef::BuiltIn(slot), .. })
            if !matches!(slot, BuiltIn::Status | BuiltIn::Grpc) =>
        {
            count += 1;
        }
        Shape::Object(members) if members.contains(&Member::Spread) => count += 1,
        _ => {}
    });
    count
}

fn for_slots_in_list(body: &Shape, slots: &mut [Slot]) {
    walk(body, &mut |shape| {
        if let Shape::Errors(item) = shape {
            walk(item, &mut |shape| {
                if let Shape::Slot(SlotUse { slot: SlotRef::Own(at), .. }) = shape {
                    slots[*at].per_error = true;
                }
            });
        }
    });
}
