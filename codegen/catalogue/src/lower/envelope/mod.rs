//! Envelopes: headers, slots, and what holds between an envelope and its codes.

mod check;
mod headers;
mod slots;
mod summary;

pub use check::check_codes;
pub use slots::demand;
pub use summary::EnvelopeSummary;

use crate::lower::body;
use crate::lower::declare::RENAME;
use crate::lower::lowering::Lowering;
use crate::lower::scope::Scope;
use crate::model::{
    Absent, BodyPart, BuiltIn, Envelope, Member, SlotRef, SlotUse, Status, TypeDef,
};
use crate::name::{Grammar, Name};
use crate::raw::shape::is_whole;
use crate::raw::{Key, Table, format};
use errcat_findings::rules;
use errcat_findings::source::Span;
use headers::headers;
use slots::{check_placed, slots};

/// Reads an API's envelopes; without any, the one that every API has by default.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    span: Span,
    types: &[TypeDef],
) -> (Vec<Envelope>, Vec<EnvelopeSummary>) {
    let whole = lowering.draft().is_none_or(|draft| draft.whole);
    let mut envelopes = Vec::new();
    let mut summaries = Vec::new();
    for (key, node) in root.into_iter().flat_map(|root| root.entries_of("envelopes")) {
        let table = node.table().unwrap_or_else(|| node.as_empty_table());
        let is_whole = whole && node.table().is_some() && is_whole(table, &format::ENVELOPE);
        let envelope = envelope(lowering, key, table, types, is_whole);
        summaries.push(EnvelopeSummary::new(&envelope, !is_whole));
        envelopes.push(envelope);
    }
    if envelopes.is_empty() {
        let envelope = default_envelope(span);
        summaries.push(EnvelopeSummary::new(&envelope, !whole));
        envelopes.push(envelope);
    }
    (envelopes, summaries)
}

/// `{ code, message, details? }`.
fn default_envelope(span: Span) -> Envelope {
    let slot = |slot: BuiltIn, absent| {
        let used = SlotUse { slot: SlotRef::BuiltIn(slot), as_string: false, absent };
        Member::Key(slot.as_str().to_owned(), BodyPart::Slot(used))
    };
    Envelope {
        name: Name::new("error"),
        media_type: "application/json".to_owned(),
        http_status: None,
        body: BodyPart::Object(vec![
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
    lowering: &mut Lowering<'a, '_>,
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
    let mut slots = slots(lowering, table, types, &mut names);
    let headers = headers(lowering, table, &mut slots, &names, types);
    let (body, all_known) = match table.get("body") {
        Some(node) => body::lower(lowering, node, &mut slots, &names, types),
        None => (BodyPart::Object(Vec::new()), false),
    };
    // An unknown name may be a misspelled slot, so an unused slot is not reported.
    if is_whole && all_known && headers.len() == table.entries_of("headers").count() {
        check_placed(lowering, &slots, &headers, table);
    }
    Envelope {
        name: Name::new(key.text),
        media_type: media_type(lowering, table),
        http_status: http_status(lowering, table),
        body,
        headers,
        slots,
        span: key.span,
    }
}

fn media_type<'a>(lowering: &mut Lowering<'a, '_>, table: Table<'a>) -> String {
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
        lowering.error(
            &rules::BAD_VALUE,
            node.span(),
            format!("`{text}` is not a media type of JSON"),
            "write \"application/json\", or a type that ends in `+json`, such as \"application/problem+json\"",
        );
    }
    text.to_owned()
}

fn http_status<'a>(lowering: &mut Lowering<'a, '_>, table: Table<'a>) -> Option<u16> {
    let node = table.get("http_status")?;
    node.integer()?;
    match lowering.status(node)? {
        Status::Exact(number) => Some(number),
        Status::Class(_) => None,
    }
}
