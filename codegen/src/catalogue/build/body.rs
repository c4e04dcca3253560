//! Bodies: the JSON of an envelope, with slots in it.

use std::collections::HashMap;

use super::cx::Cx;
use super::envelope::{built_ins, demand, walk};
use super::json::json;
use super::scope::Scope;
use crate::catalogue::{
    Absent, Base, BuiltIn, Member, Presence, Scalar, Shape, Slot, SlotRef, SlotUse, TypeDef,
    TypeKind, WireType,
};
use crate::diagnostic::Diagnostic;
use crate::raw::shape::{nearest, one_of};
use crate::raw::{Key, Lines, Node, Value, text};
use crate::rules;
use crate::source::Span;

/// Reads a body, and tells its slots where they stand; and whether all that it names are slots.
pub(super) fn lower(
    cx: &mut Cx<'_, '_>,
    node: Node<'_>,
    slots: &mut [Slot],
    names: &Scope<'_, usize>,
    types: &[TypeDef],
) -> (Shape, bool) {
    let mut reader =
        Reader { slots, names, types, places: HashMap::new(), details: Vec::new(), vague: false };
    let raw = reader.shape(cx, node);
    let (details, vague) = (reader.details, reader.vague);
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
        return (raw, false);
    }
    if !vague {
        check_identity(cx, &raw, node.span());
    }
    check_details(cx, &details);
    let body = mark_list(raw);
    for_slots_in_list(&body, slots);
    (body, !vague)
}

struct Reader<'r, 'n, 't> {
    slots: &'r mut [Slot],
    names: &'r Scope<'n, usize>,
    types: &'t [TypeDef],
    /// Where own slots stand.
    places: HashMap<usize, Span>,
    /// Where details stand, and whether they are spread there.
    details: Vec<(Span, bool)>,
    /// Whether some slot is not known.
    vague: bool,
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
                        check_key(cx, key);
                        members.push(Member::Key(key.text.to_owned(), self.shape(cx, node)));
                    }
                }
                Shape::Object(members)
            }
            Value::Array => Shape::Array(node.items().map(|item| self.shape(cx, item)).collect()),
            Value::Text(text) => match text.strip_prefix('$') {
                Some(constant) if constant.starts_with('$') => Shape::Constant(constant.into()),
                Some(reference) => self.slot(cx, reference, node),
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
                "nothing but the details can be spread",
                "write `\"...\" = \"$details\"`, without a suffix: no details add nothing",
            );
        }
        self.details.push((node.span(), true));
    }

    fn slot(&mut self, cx: &mut Cx<'_, '_>, reference: &str, node: Node<'_>) -> Shape {
        let span = node.span();
        let (text, absent) = if let Some(text) = reference.strip_suffix("|null") {
            (text, Absent::Null)
        } else if let Some(text) = reference.strip_suffix('?') {
            (text, Absent::Omit)
        } else {
            (reference, Absent::Never)
        };
        let (name, as_string) =
            text.strip_suffix("|string").map_or((text, false), |name| (name, true));
        let built_in = BuiltIn::ALL.iter().find(|(_, built_in)| *built_in == name);
        let slot = match built_in {
            Some((slot, _)) => SlotRef::BuiltIn(*slot),
            None => {
                if let Some(slot) = self.names.get(name) {
                    SlotRef::Own(slot)
                } else {
                    self.unknown(cx, name, node);
                    return Shape::Constant(serde_json::Value::Null);
                }
            }
        };
        let used = SlotUse { slot, as_string, absent };
        if as_string && !self.is_number(cx, slot) {
            cx.error(
                &rules::BODY,
                span,
                format!("`{name}` is no number, so `|string` cannot write it"),
                "delete `|string`",
            );
        }
        match slot {
            SlotRef::BuiltIn(BuiltIn::Details) => self.details.push((span, false)),
            SlotRef::BuiltIn(_) => {}
            SlotRef::Own(at) => self.own(cx, at, used, span),
        }
        Shape::Slot(used)
    }

    fn own(&mut self, cx: &mut Cx<'_, '_>, at: usize, used: SlotUse, span: Span) {
        let slot = &mut self.slots[at];
        if used.absent == Absent::Never {
            demand(cx, slot, span);
        }
        slot.in_body = Some(used);
        if let Some(first) = self.places.insert(at, span) {
            let message = format!("the slot `{}` stands in the body twice", slot.name.as_str());
            cx.findings.push(
                Diagnostic::new(&rules::SLOT, span, message)
                    .secondary(first, "here for the first time")
                    .help("delete one of the two, or declare another slot"),
            );
        }
    }

    fn unknown(&mut self, cx: &mut Cx<'_, '_>, name: &str, node: Node<'_>) {
        self.vague = true;
        if self.names.is_partial() {
            return;
        }
        let parts: Vec<&str> = name.split(['?', '|']).collect();
        let all = BuiltIn::ALL.iter().map(|(_, built_in)| *built_in);
        let all = all.chain(self.slots.iter().map(|slot| slot.name.as_str()));
        let help = if let [known, _, ..] = parts.as_slice()
            && all.clone().any(|slot| slot == *known)
        {
            format!("write `|string` before the one suffix for no value: `${known}|string?`")
        } else if cx.findings.is_crowded() {
            "declare it in the envelope's `slots`".to_owned()
        } else if let Some(near) = nearest(name, all.clone()) {
            format!("did you mean `${near}`?")
        } else {
            let all: Vec<&str> = all.collect();
            format!(
                "declare it in the envelope's `slots`, write `$$` for a `$` in the text, or name {}",
                one_of(&all)
            )
        };
        cx.error(&rules::UNKNOWN_NAME, node.span(), format!("there is no slot `{name}`"), help);
    }

    fn is_number(&self, cx: &Cx<'_, '_>, slot: SlotRef) -> bool {
        match slot {
            SlotRef::BuiltIn(BuiltIn::Status) => true,
            SlotRef::BuiltIn(BuiltIn::Code) => {
                cx.draft().is_some_and(|draft| draft.wire == WireType::Integer || !draft.whole)
            }
            SlotRef::BuiltIn(_) => false,
            SlotRef::Own(at) => {
                let slot = &self.slots[at];
                cx.broken.contains(&slot.span)
                    || cx.is_vague(&slot.ty.base, self.types)
                    || is_number(&slot.ty.base, self.types)
            }
        }
    }
}

/// A key of the body is no constant: readers look for it.
fn check_key(cx: &mut Cx<'_, '_>, key: Key<'_>) {
    if let Some(fault) = text::fault(key.text, Lines::One) {
        let message = fault.message.replace("the text", "the key");
        cx.error(&rules::BAD_TEXT, key.span, message, "write a key that people can read");
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
fn check_details(cx: &mut Cx<'_, '_>, details: &[(Span, bool)]) {
    let Some((first, rest)) = details.split_first() else { return };
    for (span, _) in rest {
        cx.findings.push(
            Diagnostic::new(&rules::BODY, *span, "the details stand in the body twice")
                .secondary(first.0, "here for the first time")
                .help("leave them in one place"),
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
