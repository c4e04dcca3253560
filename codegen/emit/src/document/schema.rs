//! JSON Schemas (draft 2020-12, as `OpenAPI` 3.1 has them), as far as they are needed here.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use super::extensions::CodeFacts;
use crate::streamed::Single;

/// A schema. What is `None`, `false` or empty is left out.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Schema<'a> {
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_docs: Option<ExternalDocs>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<JsonType>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Json>,
    #[serde(rename = "x-enum-varnames", skip_serializing_if = "Vec::is_empty")]
    pub value_names: Vec<String>,
    #[serde(rename = "x-enum-descriptions", skip_serializing_if = "Vec::is_empty")]
    pub value_descriptions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    pub properties: Vec<(&'a str, Schema<'a>)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<Box<Schema<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prefix_items: Vec<Schema<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema<'a>>,
    /// `anyOf` of components alone, of which there may be thousands.
    #[serde(
        rename = "anyOf",
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "as_references"
    )]
    pub any_component: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Schema<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Schema<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<&'a Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<&'a Json>,
    #[serde(rename = "x-error", skip_serializing_if = "Option::is_none")]
    pub facts: Option<Box<CodeFacts<'a>>>,
    #[serde(rename = "x-errcat", skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'a str>,
}

/// Where more is written about something.
#[derive(Debug, Serialize)]
pub(super) struct ExternalDocs {
    pub url: String,
}

/// A type of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct JsonType {
    name: &'static str,
    nullable: bool,
}

impl JsonType {
    /// A type, or null.
    pub(super) fn nullable(name: &'static str) -> Self {
        Self { name, nullable: true }
    }

    /// Whether it is that of null alone.
    pub(super) fn is_null(self) -> bool {
        self.name == "null"
    }

    /// Whether null is one of its values beside others.
    pub(super) fn may_be_null(self) -> bool {
        self.nullable
    }

    /// The same without null.
    pub(super) fn without_null(self) -> Self {
        Self { nullable: false, ..self }
    }
}

impl Serialize for JsonType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.nullable {
            [self.name, "null"].serialize(serializer)
        } else {
            self.name.serialize(serializer)
        }
    }
}

fn as_map<S: Serializer>(
    properties: &[(&str, Schema<'_>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(properties.iter().map(|(key, schema)| (key, schema)))
}

fn as_references<S: Serializer>(components: &[String], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(components.iter().map(|reference| Single("$ref", reference)))
}

impl<'a> Schema<'a> {
    /// Any value of a JSON type.
    pub(super) fn kind(name: &'static str) -> Self {
        Self { kind: Some(JsonType { name, nullable: false }), ..Self::default() }
    }

    /// A string or number with a format.
    pub(super) fn format(name: &'static str, format: &'static str) -> Self {
        Self { format: Some(format), ..Self::kind(name) }
    }

    /// What the component `key` says. [`Style`](super::style::Style) makes a reference of it.
    pub(super) fn component(key: &str) -> Self {
        Self { reference: Some(key.to_owned()), ..Self::default() }
    }

    /// One of `values`, which are of one type. Many generators pass over `const`: one value is an
    /// `enum` as well.
    pub(super) fn values(values: Vec<Json>) -> Self {
        let name = match values.first() {
            Some(Json::String(_)) => "string",
            Some(Json::Bool(_)) => "boolean",
            Some(Json::Number(number)) if number.is_f64() => "number",
            Some(Json::Number(_)) => "integer",
            Some(Json::Null) => return Self::kind("null"),
            _ => return Self::default(),
        };
        Self { values, ..Self::kind(name) }
    }

    /// What at least one of `schemas` says; a single one stands for itself.
    pub(super) fn any_of(mut schemas: Vec<Self>) -> Self {
        match schemas.pop() {
            Some(only) if schemas.is_empty() => only,
            last => {
                schemas.extend(last);
                Self { any_of: schemas, ..Self::default() }
            }
        }
    }

    /// What at least one of these components says.
    pub(super) fn any_component(mut components: Vec<String>) -> Self {
        match components.pop() {
            Some(only) if components.is_empty() => Self::component(&only),
            last => {
                components.extend(last);
                Self { any_component: components, ..Self::default() }
            }
        }
    }

    /// The same, or null.
    pub(super) fn or_null(mut self) -> Self {
        if self.is_any() {
            return self;
        }
        if self.values.is_empty()
            && let Some(kind) = &mut self.kind
        {
            kind.nullable = true;
            return self;
        }
        let description = self.description.take();
        let examples = std::mem::take(&mut self.examples);
        let any_of = vec![self, Self::kind("null")];
        Self { description, any_of, examples, ..Self::default() }
    }

    /// Whether every value will do.
    fn is_any(&self) -> bool {
        self.kind.is_none()
            && self.reference.is_none()
            && self.any_of.is_empty()
            && self.any_component.is_empty()
            && self.values.is_empty()
    }

    /// The same, with a description unless there is one.
    pub(super) fn describe(mut self, description: impl Into<Cow<'a, str>>) -> Self {
        self.description.get_or_insert(description.into());
        self
    }
}
