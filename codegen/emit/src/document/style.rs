//! How a document is written: its version of `OpenAPI`, and whose components its own stand among.

use serde_json::Value as Json;

use super::followed::is_followed;
use super::schema::{JsonType, Schema};
use errcat_catalogue::model::OpenapiVersion;

/// How a document is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style<'a> {
    pub version: OpenapiVersion,
    /// The id of the API, where its components stand among those of somebody's own document:
    /// every key begins with it there, and every component says it.
    pub among: Option<&'a str>,
    /// What keys begin with there: `Izi_`.
    pub prefix: &'a str,
    /// Whether it is only for a page about the document: without schemas of single codes, lists of
    /// codes and words about them, and of the examples of a response the first alone is there.
    pub outline: bool,
    /// Whether it is only compared with another one: codes have no descriptions, and of their facts only the name and
    /// the wire value are there.
    pub bare: bool,
}

impl<'a> Style<'a> {
    /// A document of the API's own.
    pub(super) fn alone(version: OpenapiVersion) -> Self {
        Self { version, among: None, prefix: "", outline: false, bare: false }
    }

    /// The key of a component.
    pub(super) fn key(self, key: &str) -> String {
        [self.prefix, key].concat()
    }

    /// A reference to a component of a section such as `schemas`.
    pub(super) fn reference(self, section: &str, key: &str) -> String {
        ["#/components/", section, "/", self.prefix, key].concat()
    }

    /// The component of a schema.
    pub(super) fn component(self, schema: Schema<'a>) -> Schema<'a> {
        let mut schema = self.schema(schema);
        schema.mark = self.among;
        if self.version == OpenapiVersion::V30 { beside_nothing(schema) } else { schema }
    }

    /// A schema as the document has it.
    pub(super) fn schema(self, mut schema: Schema<'a>) -> Schema<'a> {
        let inner = |schema: &mut Box<Schema<'a>>| **schema = self.schema(std::mem::take(schema));
        if let Some(reference) = &mut schema.reference {
            *reference = self.reference("schemas", reference);
        }
        for reference in &mut schema.any_component {
            *reference = self.reference("schemas", reference);
        }
        for (_, property) in &mut schema.properties {
            *property = self.schema(std::mem::take(property));
        }
        for item in schema.any_of.iter_mut().chain(&mut schema.prefix_items) {
            *item = self.schema(std::mem::take(item));
        }
        schema.additional_properties.iter_mut().for_each(inner);
        schema.items.iter_mut().for_each(inner);
        schema.not.iter_mut().for_each(inner);
        schema.examples.retain(|example| !is_followed(example));
        if self.version == OpenapiVersion::V30 { in_3_0(schema) } else { schema }
    }
}

/// What `OpenAPI` 3.0.3 has other words for: null (section 4.7.24.3), arrays by place, examples, and
/// anything beside a reference.
fn in_3_0(mut schema: Schema<'_>) -> Schema<'_> {
    if schema.kind.is_some_and(JsonType::is_null) {
        schema.kind = Some(JsonType::nullable("object"));
        schema.values = vec![Json::Null];
    }
    if let Some(kind) = schema.kind
        && kind.may_be_null()
    {
        schema.kind = Some(kind.without_null());
        schema.nullable = true;
    }
    if !schema.prefix_items.is_empty() {
        let mut items = std::mem::take(&mut schema.prefix_items);
        items.push(Schema::default());
        schema.items = Some(Box::new(Schema::any_of(items)));
    }
    schema.example = schema.examples.first().copied();
    schema.examples.clear();
    beside_nothing(schema)
}

/// In 3.0 nothing counts beside a reference: it goes into an `allOf`.
fn beside_nothing(mut schema: Schema<'_>) -> Schema<'_> {
    let alone = schema.description.is_none() && schema.example.is_none() && schema.mark.is_none();
    if schema.reference.is_none() || alone {
        return schema;
    }
    let reference = schema.reference.take();
    schema.all_of.push(Schema { reference, ..Schema::default() });
    schema
}
