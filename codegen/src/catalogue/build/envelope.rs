//! Envelopes: headers, slots, and what holds between an envelope and its codes.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::api::ApiParts;
use super::cx::{Cx, Vague};
use super::declare::RENAME;
use super::json::typed_json;
use super::scope::Scope;
use super::{body, types};
use crate::catalogue::{
    Absent, Base, BuiltIn, Code, DetailsShape, Envelope, Field, HeaderValue, Member, Presence,
    Scalar, Shape, Slot, SlotRef, SlotUse, Status, TypeDef, TypeKind, TypeRef,
};
use crate::diagnostic::Diagnostic;
use crate::name::{BUILT_IN_SLOTS, Grammar, Name};
use crate::raw::shape::is_whole;
use crate::raw::{Key, Node, Table, format};
use crate::rules;
use crate::source::Span;

/// What the codes of an envelope need to know of it.
#[derive(Debug)]
pub(super) struct Facts {
    /// Whether something of it could not be read.
    pub vague: bool,
    /// The names of its slots.
    pub slots: HashMap<String, usize>,
    /// Whether it carries a list of errors.
    pub has_list: bool,
    /// Whether details travel in it.
    pub has_details: bool,
    /// The built-in slots of its body.
    pub built_ins: Vec<SlotUse>,
    /// The keys beside a spread, if there is one.
    pub siblings: Option<HashSet<String>>,
}

impl Facts {
    fn new(envelope: &Envelope, vague: bool) -> Self {
        let built_ins = built_ins(&envelope.body);
        let siblings = spread(&envelope.body);
        let mut has_list = false;
        walk(&envelope.body, &mut |shape| has_list |= matches!(shape, Shape::Errors(_)));
        let slots = envelope.slots.iter().enumerate();
        Self {
            vague,
            slots: slots.map(|(at, slot)| (slot.name.as_str().to_owned(), at)).collect(),
            has_list,
            has_details: siblings.is_some()
                || built_ins.iter().any(|used| used.slot == SlotRef::BuiltIn(BuiltIn::Details)),
            built_ins,
            siblings,
        }
    }
}

/// Reads an API's envelopes; without any, the one that every API has by default.
pub(super) fn lower<'a>(
    cx: &mut Cx<'a, '_>,
    root: Option<Table<'a>>,
    span: Span,
    types: &[TypeDef],
) -> (Vec<Envelope>, Vec<Facts>) {
    let whole = cx.draft().is_none_or(|draft| draft.whole);
    let mut envelopes = Vec::new();
    let mut facts = Vec::new();
    for (key, node) in root.into_iter().flat_map(|root| root.entries_of("envelopes")) {
        let table = node.table().unwrap_or_else(|| node.as_empty_table());
        let is_whole = whole && node.table().is_some() && is_whole(table, &format::ENVELOPE);
        let envelope = envelope(cx, key, table, types, is_whole);
        facts.push(Facts::new(&envelope, !is_whole));
        envelopes.push(envelope);
    }
    if envelopes.is_empty() {
        let envelope = default_envelope(span);
        facts.push(Facts::new(&envelope, !whole));
        envelopes.push(envelope);
    }
    (envelopes, facts)
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
    is_whole: bool,
) -> Envelope {
    let mut names = Scope::new(
        format!("a slot of the envelope `{}`", key.text),
        Grammar::Slot,
        "declare it in the envelope's `slots`",
        RENAME,
    );
    if !is_whole {
        names.set_partial();
    }
    let mut slots = slots(cx, table, types, &mut names);
    let headers = headers(cx, table, &mut slots, &names, types);
    let (body, all_known) = match table.get("body") {
        Some(node) => body::lower(cx, node, &mut slots, &names, types),
        None => (Shape::Object(Vec::new()), false),
    };
    // A slot that stands nowhere may be meant by a name that is none.
    if is_whole && all_known && headers.len() == table.entries_of("headers").count() {
        check_placed(cx, &slots, &headers, table);
    }
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
        names.declare(key.text, key.span, slots.len(), cx.findings);
        let field = types::field(cx, key, node, &draft.types).unwrap_or_else(|| {
            cx.broken.insert(key.span);
            Field {
                name: Name::new(key.text),
                wire: key.text.to_owned(),
                ty: TypeRef { base: Base::Scalar(Scalar::String), presence: Presence::Required },
                description: None,
                example: None,
                span: key.span,
            }
        });
        if field.ty.presence == Presence::Null {
            let span = node.table().and_then(|table| table.get("type")).unwrap_or(node).span();
            cx.error(
                &rules::SLOT,
                span,
                format!("the type of the slot `{}` says `|null`", key.text),
                format!("delete it here, and write `\"${}|null\"` in the body", key.text),
            );
        }
        if BUILT_IN_SLOTS.contains(&key.text) {
            cx.broken.insert(key.span);
        }
        let example = node.table().and_then(|table| table.get("example"));
        let example = example.filter(|_| !cx.broken.contains(&key.span));
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
    let mut known: HashMap<String, Span> = HashMap::new();
    for (key, node) in table.entries_of("headers") {
        let Some(text) = node.text() else { continue };
        for (taken, help) in [
            (
                "Retry-After",
                "delete it, and list `\"header\"` in the `retry_after` of the codes that send it",
            ),
            ("Content-Type", "delete it, and write the media type as `media_type`"),
        ] {
            if key.text.eq_ignore_ascii_case(taken) {
                cx.error(
                    &rules::HEADER,
                    key.span,
                    format!("no envelope writes `{taken}` by itself"),
                    help,
                );
            }
        }
        match known.entry(key.text.to_ascii_lowercase()) {
            Entry::Vacant(free) => {
                free.insert(key.span);
            }
            Entry::Occupied(first) => cx.findings.push(
                Diagnostic::new(
                    &rules::HEADER,
                    key.span,
                    format!("the header `{}` is there twice", key.text),
                )
                .secondary(*first.get(), "here for the first time")
                .help("delete one of the two; upper and lower case make no difference"),
            ),
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
    let constant = match (text.strip_prefix("$$"), text.strip_prefix('$')) {
        (Some(rest), _) => Some(format!("${rest}")),
        (None, None) => Some(text.to_owned()),
        (None, Some(_)) => None,
    };
    if let Some(constant) = constant {
        let good = constant.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
            && constant.trim() == constant;
        if !good {
            cx.error(
                &rules::HEADER,
                node.span(),
                "a header's value is plain ASCII without spaces at its ends",
                "write visible ASCII characters alone",
            );
        }
        return Some(HeaderValue::Constant(constant));
    }
    let reference = text.strip_prefix('$').unwrap_or_default();
    let (name, optional) =
        reference.strip_suffix('?').map_or((reference, false), |name| (name, true));
    if let Some((name, suffix)) = name.split_once('|') {
        cx.error(
            &rules::HEADER,
            node.span(),
            format!("`|{suffix}` has no meaning in a header"),
            format!("write `\"${name}\"`, or `\"${name}?\"` for a header that may be left out"),
        );
        cx.broken.extend(names.get(name).map(|slot| slots[slot].span));
        return None;
    }
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
    let broken = cx.broken.contains(&slots[slot].span);
    if !broken && !is_scalar(cx, &slots[slot].ty.base, types) {
        cx.error(
            &rules::HEADER,
            node.span(),
            format!("the slot `{name}` is no single value, so no header can hold it"),
            "take a slot with a scalar type other than `json`, such as `string`",
        );
        cx.broken.insert(slots[slot].span);
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
            format!("write `\"${name}?\"`, or delete the `?` of the type"),
        );
    }
    slot.required = true;
}

/// Whether a type is a single value other than any JSON.
pub(super) fn is_scalar(cx: &Cx<'_, '_>, base: &Base, types: &[TypeDef]) -> bool {
    match base {
        _ if cx.is_vague(base, types) => true,
        Base::Scalar(scalar) => *scalar != Scalar::Json,
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Enum(_) => true,
            TypeKind::Alias(ty) => is_scalar(cx, &ty.base, types),
            TypeKind::Record(_) => false,
        },
        Base::List(_) | Base::Map(_) => false,
    }
}

fn check_placed(
    cx: &mut Cx<'_, '_>,
    slots: &[Slot],
    headers: &[(String, HeaderValue)],
    table: Table<'_>,
) {
    let mut in_headers: Vec<Option<&str>> = vec![None; slots.len()];
    for (header, value) in headers {
        let HeaderValue::Slot { slot, .. } = value else { continue };
        let name = slots[*slot].name.as_str();
        if let Some(first) = in_headers[*slot].replace(header) {
            let span = |header: &str| {
                let entry = table.entries_of("headers").find(|(key, _)| key.text == header);
                entry.map_or(slots[*slot].span, |(_, node)| node.span())
            };
            let (span, first) = (span(header), span(first));
            cx.findings.push(
                Diagnostic::new(
                    &rules::SLOT,
                    span,
                    format!("the slot `{name}` stands in two headers"),
                )
                .secondary(first, "here for the first time")
                .help("leave it in one of them"),
            );
        }
    }
    for (slot, in_header) in slots.iter().zip(in_headers) {
        let broken = cx.broken.contains(&slot.span);
        if in_header.is_none() && slot.in_body.is_none() && !broken {
            let name = slot.name.as_str();
            cx.error(
                &rules::SLOT,
                slot.span,
                format!("the slot `{name}` stands nowhere"),
                format!("write `\"${name}\"` or `\"${name}?\"` in the body or in a header, or delete the slot"),
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
pub(super) fn check_codes(cx: &mut Cx<'_, '_>, parts: &ApiParts, codes: &[(Code, Vague)]) {
    for (at, (code, vague)) in codes.iter().enumerate().filter(|(_, (code, _))| code.is_public()) {
        let (Some(envelope), Some(facts)) =
            (parts.envelopes.get(code.envelope), parts.facts.get(code.envelope))
        else {
            continue;
        };
        if vague.envelope {
            continue;
        }
        for used in &facts.built_ins {
            check_built_in(cx, code, *vague, envelope, *used);
        }
        if let Some(siblings) = facts.siblings.as_ref().filter(|_| !vague.details) {
            check_spread(cx, parts, (at, code), envelope, siblings);
        }
    }
}

fn check_built_in(
    cx: &mut Cx<'_, '_>,
    code: &Code,
    vague: Vague,
    envelope: &Envelope,
    used: SlotUse,
) {
    let SlotRef::BuiltIn(slot) = used.slot else { return };
    let (missing, what, help) = match slot {
        BuiltIn::Status => (
            code.statuses.is_empty() && !vague.statuses,
            "a status",
            "add `status = 400` or another",
        ),
        BuiltIn::Grpc => (
            code.grpc.is_none() && !vague.statuses,
            "a gRPC code",
            "add `grpc = \"…\"` to the code or to its status",
        ),
        BuiltIn::Details => (
            code.details.as_ref().is_none_or(|details| details.optional) && !vague.details,
            "details",
            "give each code or its file `details` that are not optional",
        ),
        _ => return,
    };
    if missing && used.absent == Absent::Never {
        let (envelope, slot) = (envelope.name.as_str(), slot.as_str());
        // Many codes with one fault are one fault of the envelope.
        let message = format!("the envelope `{envelope}` demands {what} of every code");
        let finding = Diagnostic::new(&rules::BODY, code.span, message)
            .label("this code has none for certain")
            .help(format!("{help}, or write `\"${slot}?\"` in the envelope's body"));
        cx.findings.push(finding.fold());
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
fn spread(shape: &Shape) -> Option<HashSet<String>> {
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
    (at, code): (usize, &Code),
    envelope: &Envelope,
    siblings: &HashSet<String>,
) {
    let Some(details) = &code.details else { return };
    let envelope = envelope.name.as_str();
    let fields = match &details.shape {
        DetailsShape::Record(fields) => Some(fields.as_slice()),
        DetailsShape::Type(ty) if cx.is_vague(&ty.base, &parts.types) => return,
        DetailsShape::Type(ty) => record(&ty.base, &parts.types),
    };
    let Some(fields) = fields else {
        let span = cx.code_value(at, "details").map_or(code.span, Node::span);
        cx.error(
            &rules::DETAILS,
            span,
            format!("these details are no record, so the envelope `{envelope}` cannot spread them"),
            "make them a record, or write `details = \"$details?\"` in the body instead of `\"...\"`",
        );
        return;
    };
    for field in fields.iter().filter(|field| siblings.contains(&field.wire)) {
        cx.error(
            &rules::DETAILS,
            field.span,
            format!(
                "the envelope `{envelope}` has a key `{}` of its own beside the details",
                field.wire
            ),
            "give the field another `wire`",
        );
    }
}

/// The fields of a type that is a record, through any number of names.
pub(super) fn record<'t>(base: &Base, types: &'t [TypeDef]) -> Option<&'t [Field]> {
    match base {
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Record(fields) => Some(fields),
            TypeKind::Alias(ty) => record(&ty.base, types),
            TypeKind::Enum(_) => None,
        },
        _ => None,
    }
}
