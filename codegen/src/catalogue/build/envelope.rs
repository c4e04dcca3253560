//! Envelopes: headers, slots, and what holds between an envelope and its codes.

use super::api::ApiParts;
use super::cx::Cx;
use super::json::typed_json;
use super::scope::Scope;
use super::{body, types};
use crate::catalogue::{
    Absent, Base, BuiltIn, Code, DetailsShape, Envelope, HeaderValue, Member, Presence, Shape,
    Slot, SlotRef, SlotUse, Status, TypeDef, TypeKind,
};
use crate::name::Name;
use crate::raw::{Key, Node, Table};
use crate::rules;
use crate::source::Span;

/// Reads an API's envelopes; without any, the one that every API has by default.
pub(super) fn lower<'a>(
    cx: &mut Cx<'a, '_>,
    root: Option<Table<'a>>,
    span: Span,
    types: &[TypeDef],
) -> Vec<Envelope> {
    let envelopes: Vec<_> = root
        .into_iter()
        .flat_map(|root| root.tables_of("envelopes"))
        .map(|(key, table)| envelope(cx, key, table, types))
        .collect();
    if envelopes.is_empty() { vec![default_envelope(span)] } else { envelopes }
}

/// `{ code, message, details? }`.
fn default_envelope(span: Span) -> Envelope {
    let slot = |slot: BuiltIn, absent| {
        let used = SlotUse { slot: SlotRef::BuiltIn(slot), as_string: false, absent };
        Member::Key(slot.as_str().to_owned(), Shape::Slot(used))
    };
    Envelope {
        name: Name::new("error"),
        media_type: "application/json".to_owned(),
        http_status: None,
        body: Shape::Object(vec![
            slot(BuiltIn::Code, Absent::Never),
            slot(BuiltIn::Message, Absent::Never),
            slot(BuiltIn::Details, Absent::Omit),
        ]),
        headers: Vec::new(),
        slots: Vec::new(),
        span,
    }
}

fn envelope<'a>(
    cx: &mut Cx<'a, '_>,
    key: Key<'a>,
    table: Table<'a>,
    types: &[TypeDef],
) -> Envelope {
    let mut names = Scope::new(format!("a slot of the envelope `{}`", key.text));
    let mut slots = slots(cx, table, types, &mut names);
    let headers = headers(cx, table, &mut slots, &names, types);
    let body = match table.get("body") {
        Some(node) => body::lower(cx, node, &mut slots, &names, types),
        None => Shape::Object(Vec::new()),
    };
    check_placed(cx, &mut slots, &headers);
    Envelope {
        name: Name::new(key.text),
        media_type: media_type(cx, table),
        http_status: http_status(cx, table),
        body,
        headers,
        slots,
        span: key.span,
    }
}

fn slots<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    types: &[TypeDef],
    names: &mut Scope<'a, usize>,
) -> Vec<Slot> {
    let symbols = cx.symbols;
    let mut slots: Vec<Slot> = Vec::new();
    for (key, node) in table.entries_of("slots") {
        let Some(draft) = cx.api.map(|api| &symbols.drafts[api]) else { continue };
        let Some(field) = types::field(cx, key, node, &draft.types) else {
            names.set_partial();
            continue;
        };
        names.declare(key.text, key.span, slots.len(), cx.findings);
        if field.ty.presence == Presence::Null {
            cx.error(
                &rules::SLOT,
                key.span,
                format!("the type of the slot `{}` says `|null`", key.text),
                format!("write the type without it, and `\"${}|null\"` in the body", key.text),
            );
        }
        let example = node.table().and_then(|table| table.get("example"));
        slots.push(Slot {
            name: field.name,
            example: example
                .and_then(|node| typed_json(cx, &rules::EXAMPLE, node, &field.ty, types)),
            ty: field.ty,
            description: field.description,
            required: false,
            fixed: false,
            filled: false,
            per_error: false,
            in_body: None,
            span: key.span,
        });
    }
    slots
}

fn headers<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    slots: &mut [Slot],
    names: &Scope<'a, usize>,
    types: &[TypeDef],
) -> Vec<(String, HeaderValue)> {
    let mut headers: Vec<(String, HeaderValue)> = Vec::new();
    for (key, node) in table.entries_of("headers") {
        let Some(text) = node.text() else { continue };
        for (taken, help) in [
            ("Retry-After", "list `\"header\"` in the `retry_after` of the codes that send it"),
            ("Content-Type", "write the media type as `media_type`"),
        ] {
            if key.text.eq_ignore_ascii_case(taken) {
                cx.error(
                    &rules::HEADER,
                    key.span,
                    format!("`{taken}` is not for an envelope to write"),
                    help,
                );
            }
        }
        if headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(key.text)) {
            cx.error(
                &rules::HEADER,
                key.span,
                format!("the header `{}` is there twice", key.text),
                "delete one of the two",
            );
        }
        if let Some(value) = header(cx, text, node, slots, names, types) {
            headers.push((key.text.to_owned(), value));
        }
    }
    headers
}

fn header(
    cx: &mut Cx<'_, '_>,
    text: &str,
    node: Node<'_>,
    slots: &mut [Slot],
    names: &Scope<'_, usize>,
    types: &[TypeDef],
) -> Option<HeaderValue> {
    if let Some(constant) = text.strip_prefix("$$") {
        return Some(HeaderValue::Constant(format!("${constant}")));
    }
    let Some(reference) = text.strip_prefix('$') else {
        if !text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
            cx.error(
                &rules::HEADER,
                node.span(),
                "a header's value is plain ASCII text",
                "write ASCII characters alone",
            );
        }
        return Some(HeaderValue::Constant(text.to_owned()));
    };
    let (name, optional) =
        reference.strip_suffix('?').map_or((reference, false), |name| (name, true));
    if BuiltIn::ALL.iter().any(|(_, built_in)| *built_in == name) {
        cx.error(
            &rules::HEADER,
            node.span(),
            format!("`${name}` is built in, and stands in bodies alone"),
            "declare a slot of the envelope's own for the header",
        );
        return None;
    }
    let slot = names.resolve(name, node.span(), cx.findings)?;
    if !is_scalar(&slots[slot].ty.base, types) {
        cx.error(
            &rules::HEADER,
            node.span(),
            format!("the slot `{name}` is no single value, so no header can hold it"),
            "take a slot with a scalar type, such as `string`",
        );
        return None;
    }
    if !optional {
        demand(cx, &mut slots[slot], node.span());
    }
    Some(HeaderValue::Slot { slot, optional })
}

/// A reference without suffix: there is always a value.
pub(super) fn demand(cx: &mut Cx<'_, '_>, slot: &mut Slot, span: Span) {
    let name = slot.name.as_str();
    if slot.ty.presence == Presence::Omitted {
        cx.error(
            &rules::SLOT,
            span,
            format!("`${name}` demands a value, but the slot's type says that there may be none"),
            format!("write `${name}?`, or delete the `?` of the type"),
        );
    }
    slot.required = true;
}

/// Whether a type is a single value other than any JSON.
pub(super) fn is_scalar(base: &Base, types: &[TypeDef]) -> bool {
    match base {
        Base::Scalar(scalar) => *scalar != crate::catalogue::Scalar::Json,
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Enum(_) => true,
            TypeKind::Alias(ty) => is_scalar(&ty.base, types),
            TypeKind::Record(_) => false,
        },
        Base::List(_) | Base::Map(_) => false,
    }
}

fn check_placed(cx: &mut Cx<'_, '_>, slots: &mut [Slot], headers: &[(String, HeaderValue)]) {
    for (at, slot) in slots.iter_mut().enumerate() {
        let placed = headers
            .iter()
            .filter(|(_, value)| matches!(value, HeaderValue::Slot { slot, .. } if *slot == at))
            .count();
        let name = slot.name.as_str();
        if placed == 0 && slot.in_body.is_none() {
            cx.error(
                &rules::SLOT,
                slot.span,
                format!("the slot `{name}` stands nowhere"),
                format!("write `\"${name}\"` or `\"${name}?\"` in the body or in a header, or delete the slot"),
            );
        }
        if placed > 1 {
            cx.error(
                &rules::SLOT,
                slot.span,
                format!("the slot `{name}` stands in {placed} headers"),
                "leave it in one of them",
            );
        }
    }
}

fn media_type<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>) -> String {
    let Some(node) = table.get("media_type") else { return "application/json".to_owned() };
    let text = node.text().unwrap_or("application/json");
    let essence = text.split(';').next().unwrap_or_default().trim_end();
    let json = essence == "application/json" || essence.ends_with("+json");
    let token = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    let good = essence.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype));
    let printable = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if !(good && json && printable) {
        cx.error(
            &rules::BAD_VALUE,
            node.span(),
            format!("`{text}` is not a media type of JSON"),
            "write \"application/json\", or a type that ends in `+json`, such as \"application/problem+json\"",
        );
    }
    text.to_owned()
}

fn http_status<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>) -> Option<u16> {
    let node = table.get("http_status")?;
    node.integer()?;
    match cx.status(node)? {
        Status::Exact(number) => Some(number),
        Status::Class(_) => None,
    }
}

/// Reports codes that do not fit their envelope: where the body demands a value, each has one.
pub(super) fn check_codes(cx: &mut Cx<'_, '_>, parts: &ApiParts, codes: &[Code]) {
    for code in codes.iter().filter(|code| code.is_public()) {
        let Some(envelope) = parts.envelopes.get(code.envelope) else { continue };
        for used in built_ins(&envelope.body) {
            check_built_in(cx, code, envelope, used);
        }
        if let Some(siblings) = spread(&envelope.body) {
            check_spread(cx, parts, code, envelope, &siblings);
        }
    }
}

fn check_built_in(cx: &mut Cx<'_, '_>, code: &Code, envelope: &Envelope, used: SlotUse) {
    let SlotRef::BuiltIn(slot) = used.slot else { return };
    let missing = used.absent == Absent::Never
        && match slot {
            BuiltIn::Status => code.statuses.is_empty(),
            BuiltIn::Grpc => code.grpc.is_none(),
            BuiltIn::Details => code.details.as_ref().is_none_or(|details| details.optional),
            _ => false,
        };
    if missing {
        let (name, slot) = (code.name.as_str(), slot.as_str());
        cx.error(
            &rules::BODY,
            code.span,
            format!(
                "`{name}` has no {slot} for certain, but the envelope `{}` demands one",
                envelope.name.as_str()
            ),
            format!("give the code its {slot}, or write `\"${slot}?\"` in the envelope's body"),
        );
    }
}

/// The built-in slots of a body.
pub(super) fn built_ins(shape: &Shape) -> Vec<SlotUse> {
    let mut found = Vec::new();
    walk(shape, &mut |shape| {
        if let Shape::Slot(used @ SlotUse { slot: SlotRef::BuiltIn(_), .. }) = shape {
            found.push(*used);
        }
    });
    found
}

/// Calls `see` with a body and each of its parts.
pub(super) fn walk(shape: &Shape, see: &mut impl FnMut(&Shape)) {
    see(shape);
    match shape {
        Shape::Object(members) => {
            for member in members {
                if let Member::Key(_, shape) = member {
                    walk(shape, see);
                }
            }
        }
        Shape::Array(items) => items.iter().for_each(|item| walk(item, see)),
        Shape::Errors(item) => walk(item, see),
        Shape::Constant(_) | Shape::Slot(_) => {}
    }
}

/// The keys beside the place where details are spread, if they are.
pub(super) fn spread(shape: &Shape) -> Option<Vec<String>> {
    let mut found = None;
    walk(shape, &mut |shape| {
        if let Shape::Object(members) = shape
            && members.contains(&Member::Spread)
        {
            let keys = members.iter().filter_map(|member| match member {
                Member::Key(key, _) => Some(key.clone()),
                Member::Spread => None,
            });
            found = Some(keys.collect());
        }
    });
    found
}

fn check_spread(
    cx: &mut Cx<'_, '_>,
    parts: &ApiParts,
    code: &Code,
    envelope: &Envelope,
    siblings: &[String],
) {
    let Some(details) = &code.details else { return };
    let (name, envelope) = (code.name.as_str(), envelope.name.as_str());
    let fields = match &details.shape {
        DetailsShape::Record(fields) => Some(fields.as_slice()),
        DetailsShape::Type(ty) => record(&ty.base, &parts.types),
    };
    let Some(fields) = fields else {
        cx.error(
            &rules::DETAILS,
            code.span,
            format!("the details of `{name}` are no record, so the envelope `{envelope}` cannot spread them"),
            "make them a record, or write `details = \"$details?\"` in the body instead of `\"...\"`",
        );
        return;
    };
    for field in fields.iter().filter(|field| siblings.contains(&field.wire)) {
        cx.error(
            &rules::DETAILS,
            field.span,
            format!("the envelope `{envelope}` has a key `{}` of its own beside the details of `{name}`", field.wire),
            "give the field another `wire`",
        );
    }
}

/// The fields of a type that is a record, through any number of names.
pub(super) fn record<'t>(
    base: &Base,
    types: &'t [TypeDef],
) -> Option<&'t [crate::catalogue::Field]> {
    match base {
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Record(fields) => Some(fields),
            TypeKind::Alias(ty) => record(&ty.base, types),
            TypeKind::Enum(_) => None,
        },
        _ => None,
    }
}
