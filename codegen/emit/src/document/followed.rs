//! Data that tools would take for more than data.
//!
//! A bundler goes through a whole document, examples included. Wherever it meets an object with a key
//! such as `$ref`, it puts there what the key's value leads to, which may be a file of the machine
//! that it runs on; by `$id`, an example could pass itself off as another document. So what holds such
//! a key never is in a document as JSON: bodies of responses are there as text, and samples in
//! schemas are left out. A *property* of that name is harmless: what is at it is a schema, and
//! only strings are followed.

use serde_json::Value as Json;

use errcat_catalogue::model::{BodyPart, Envelope, Example, Member};

/// The keys: those by which JSON Schema refers and names resources (draft 2020-12, core, section 8;
/// 2019-09), and the one of `OpenAPI`'s examples that leads elsewhere. Redocly follows the last one
/// too, wherever it stands.
const KEYS: &[&str] = &[
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "externalValue",
];

/// Whether a value holds such a key.
pub(super) fn is_followed(value: &Json) -> bool {
    match value {
        Json::Object(members) => {
            members.iter().any(|(key, value)| is_key(key) || is_followed(value))
        }
        Json::Array(items) => items.iter().any(is_followed),
        _ => false,
    }
}

/// Whether the body of an example holds such a key, without writing it.
pub(super) fn is_body_followed(envelope: &Envelope, example: &Example) -> bool {
    example.details.iter().any(is_followed)
        || example.slots.iter().any(|(_, value)| is_followed(value))
        || is_shape_followed(&envelope.body)
}

fn is_shape_followed(shape: &BodyPart) -> bool {
    match shape {
        BodyPart::Object(members) => members.iter().any(|member| match member {
            Member::Key(key, value) => is_key(key) || is_shape_followed(value),
            Member::Spread => false,
        }),
        BodyPart::Array(items) => items.iter().any(is_shape_followed),
        BodyPart::Errors(item) => is_shape_followed(item),
        BodyPart::Constant(value) => is_followed(value),
        BodyPart::Slot(_) => false,
    }
}

fn is_key(key: &str) -> bool {
    KEYS.contains(&key)
}
