//! Details that name the faults of fields.

use alloc_::vec::Vec;

use tonic_types::FieldViolation;

use super::public_error::is_record;
use crate::runtime_::json::Json;

/// Keys that name a field in a record.
const FIELDS: [&str; 6] = ["field", "path", "pointer", "parameter", "property", "name"];

/// Keys that describe a field's fault in a record.
const DESCRIPTIONS: [&str; 4] = ["message", "description", "detail", "reason"];

/// What the details say of fields, where they are a list of records with a field and a description
/// each, a map from fields to one or more texts, or a record with such a list.
pub(super) fn violations(details: &Json) -> Vec<FieldViolation> {
    match details {
        Json::Array(items) => of_records(items),
        Json::Object(members) if is_record(members) => {
            let lists = members.iter().filter_map(|(_, value)| value.as_array());
            lists.filter_map(of_records).find(|found| !found.is_empty())
        }
        Json::Object(members) => {
            let texts = members.iter().map(|(field, value)| of_field(field, value));
            texts.collect::<Option<Vec<_>>>().map(|found| found.into_iter().flatten().collect())
        }
        _ => None,
    }
    .unwrap_or_default()
}

/// Every item must fit, because half of the faults would look like all of them.
fn of_records(items: &[Json]) -> Option<Vec<FieldViolation>> {
    let one = |item: &Json| {
        let text = |keys: &[&str]| keys.iter().find_map(|key| item.get(key)?.as_str());
        Some(FieldViolation::new(text(&FIELDS)?, text(&DESCRIPTIONS)?))
    };
    items.iter().map(one).collect()
}

/// A field of a map, and its faults.
fn of_field(field: &str, value: &Json) -> Option<Vec<FieldViolation>> {
    let one = |text: &Json| Some(FieldViolation::new(field, text.as_str()?));
    match value {
        Json::Array(texts) => texts.iter().map(one).collect(),
        text => one(text).map(|only| [only].to_vec()),
    }
}
