//! The catalogue's types as schemas. Objects stay open: receivers keep keys that they don't know.

use serde_json::Value as Json;

use super::keys;
use super::schema::Schema;
use super::text::Writer;
use errcat_catalogue::model::{
    Base, Code, Details, DetailsShape, Field, Presence, Scalar, TypeDef, TypeKind, TypeRef,
};

impl<'a> Writer<'a> {
    /// The component of a type.
    pub(super) fn type_def(self, def: &'a TypeDef) -> Schema<'a> {
        match &def.kind {
            TypeKind::Record(fields) => self.record(fields),
            TypeKind::Enum(values) => {
                let known =
                    Schema::values(values.iter().map(|value| value.wire.as_str().into()).collect());
                Schema::any_of(vec![known, Schema::kind("string")])
            }
            TypeKind::Alias(ty) => self.ty(ty),
        }
    }

    /// An object with these fields.
    pub(super) fn record(self, fields: &'a [Field]) -> Schema<'a> {
        let mut schema = Schema::kind("object");
        self.add_fields(&mut schema, fields, false);
        schema
    }

    /// Adds fields to an object; `optional` ones may all be missing.
    pub(super) fn add_fields(self, to: &mut Schema<'a>, fields: &'a [Field], optional: bool) {
        for field in fields {
            if field.ty.presence != Presence::Omitted && !optional {
                to.required.push(&field.wire);
            }
            to.properties.push((&field.wire, self.field(field)));
        }
    }

    fn field(self, field: &'a Field) -> Schema<'a> {
        let mut schema = self.ty(&field.ty);
        schema.examples = field.example.iter().collect();
        if let Some(description) = &field.description {
            schema.description = Some(self.inline(description).into());
        }
        schema
    }

    /// A type in use: what may be null, if it is written as null.
    pub(super) fn ty(self, ty: &TypeRef) -> Schema<'a> {
        let base = self.base(&ty.base);
        if ty.presence == Presence::Null { base.or_null() } else { base }
    }

    /// A type without its suffix.
    pub(super) fn base(self, base: &Base) -> Schema<'a> {
        match base {
            Base::Scalar(scalar) => self::scalar(*scalar),
            Base::List(item) => {
                Schema { items: Some(Box::new(self.ty(item))), ..Schema::kind("array") }
            }
            Base::Map(item) => Schema {
                additional_properties: Some(Box::new(self.ty(item))),
                ..Schema::kind("object")
            },
            Base::Named(id) => Schema::component(self.api.types[*id].name.as_str()),
        }
    }

    /// A code's details, where there are some: records of its own are components.
    pub(super) fn details(self, code: &Code, details: &Details) -> Schema<'a> {
        match &details.shape {
            DetailsShape::Record(_) => Schema::component(&keys::details(code)),
            DetailsShape::Type(ty) => self.ty(ty),
        }
    }
}

fn scalar<'a>(scalar: Scalar) -> Schema<'a> {
    match scalar {
        Scalar::String => Schema::kind("string"),
        Scalar::Integer => Schema::format("integer", "int64"),
        Scalar::Number => Schema::format("number", "double"),
        Scalar::Boolean => Schema::kind("boolean"),
        Scalar::Datetime => Schema::format("string", "date-time"),
        Scalar::Date => Schema::format("string", "date"),
        Scalar::Uuid => Schema::format("string", "uuid"),
        Scalar::Uri => Schema::format("string", "uri-reference"),
        // As the title, so that a field's own description cannot push the unit out.
        Scalar::Duration => Schema {
            title: Some("Seconds"),
            minimum: Some(0),
            ..Schema::format("integer", "int64")
        },
        Scalar::Json => Schema::default(),
    }
}

/// A number as a string.
pub(super) fn number_text<'a>(ty: &Base) -> Schema<'a> {
    let pattern = match ty {
        Base::Scalar(Scalar::Duration) => "^[0-9]+$",
        Base::Scalar(Scalar::Number) => r"^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$",
        _ => "^-?[0-9]+$",
    };
    Schema { pattern: Some(pattern.to_owned()), ..Schema::kind("string") }
}

/// What a body says for a fixed value.
pub(super) fn constant<'a>(value: &Json, as_string: bool) -> Schema<'a> {
    let text = match value {
        Json::Number(number) if as_string => number.to_string().into(),
        other => other.clone(),
    };
    Schema::values(vec![text])
}
