//! The catalogue's own notation: types, refs and places as its TOML writes them, for outputs that
//! speak of them by name.

use serde_json::{Map, Value as Json};

use errcat_catalogue::model::{
    Absent, Api, Base, BodyPart, Code, CodeRef, Envelope, HeaderValue, Member, Place, Presence,
    SlotRef, SlotUse, Status, TypeRef,
};

/// A type: `list<Violation|null>?`.
pub(super) fn type_text(api: &Api, ty: &TypeRef) -> String {
    let base = match &ty.base {
        Base::Scalar(scalar) => scalar.as_str().to_owned(),
        Base::List(item) => format!("list<{}>", type_text(api, item)),
        Base::Map(item) => format!("map<{}>", type_text(api, item)),
        Base::Named(id) => api.types[*id].name.as_str().to_owned(),
    };
    let suffix = match ty.presence {
        Presence::Required => "",
        Presence::Omitted => "?",
        Presence::Null => "|null",
    };
    base + suffix
}

/// A body as JSON whose strings are the TOML's: slots as refs, constants with `$` doubled.
pub(super) fn template(envelope: &Envelope, shape: &BodyPart) -> Json {
    match shape {
        BodyPart::Object(members) => {
            let member = |member: &Member| match member {
                Member::Key(key, value) => (key.clone(), template(envelope, value)),
                Member::Spread => ("...".to_owned(), "$details".into()),
            };
            Json::Object(members.iter().map(member).collect::<Map<_, _>>())
        }
        BodyPart::Array(items) => {
            Json::Array(items.iter().map(|item| template(envelope, item)).collect())
        }
        BodyPart::Errors(item) => Json::Array(vec![template(envelope, item)]),
        BodyPart::Constant(Json::String(text)) if text.starts_with('$') => {
            format!("${text}").into()
        }
        BodyPart::Constant(value) => value.clone(),
        BodyPart::Slot(slot) => slot_text(envelope, *slot).into(),
    }
}

/// A ref: `$status|string?`.
fn slot_text(envelope: &Envelope, slot: SlotUse) -> String {
    let name = match slot.slot {
        SlotRef::BuiltIn(slot) => slot.as_str(),
        SlotRef::Own(index) => envelope.slots[index].name.as_str(),
    };
    let number = if slot.as_string { "|string" } else { "" };
    let absent = match slot.absent {
        Absent::Never => "",
        Absent::Omit => "?",
        Absent::Null => "|null",
    };
    format!("${name}{number}{absent}")
}

/// The value of a header: a ref, or a constant as in a body.
pub(super) fn header(envelope: &Envelope, value: &HeaderValue) -> String {
    match value {
        HeaderValue::Constant(text) if text.starts_with('$') => format!("${text}"),
        HeaderValue::Constant(text) => text.clone(),
        HeaderValue::Slot { slot, optional } => {
            let suffix = if *optional { "?" } else { "" };
            format!("${}{suffix}", envelope.slots[*slot].name.as_str())
        }
    }
}

/// A status: a number, or a class such as `4XX`.
pub(super) fn status(status: Status) -> Json {
    match status {
        Status::Exact(number) => number.into(),
        Status::Class(_) => status.to_string().into(),
    }
}

/// Where a code's delay stands, in order.
pub(super) fn places(api: &Api, code: &Code) -> Vec<Json> {
    code.retry_after.iter().map(|it| place(api, code, it)).collect()
}

/// Where a delay stands: `details.wait`, `slots.retry_after`, `header`, or seconds to assume.
fn place(api: &Api, code: &Code, place: &Place) -> Json {
    match place {
        Place::Detail(index) => {
            let name = api.detail_fields(code).and_then(|fields| fields.get(*index));
            format!("details.{}", name.map_or("", |field| field.name.as_str())).into()
        }
        Place::Slot(index) => {
            format!("slots.{}", api.envelope(code).slots[*index].name.as_str()).into()
        }
        Place::Header => "header".into(),
        Place::Assume(seconds) => (*seconds).into(),
    }
}

/// A code as others of its API call it, or with its API as those of another API do.
pub(super) fn code_text(apis: &[Api], from: usize, code: CodeRef) -> String {
    let api = &apis[code.api];
    let name = api.codes[code.code].name.as_str();
    if code.api == from { name.to_owned() } else { format!("{}/{name}", api.name.as_str()) }
}
