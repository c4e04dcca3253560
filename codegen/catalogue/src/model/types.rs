//! Types of fields and slots.

use serde_json::Value as Json;

use super::prose::Prose;
use crate::name::Name;
use errcat_findings::source::Span;

/// A type in use.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeRef {
    /// What it is.
    pub base: Base,
    /// Whether there may be no value, and how that is written.
    pub presence: Presence,
}

/// Whether there may be no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// There is always one.
    Required,
    /// `?`: the key is left out.
    Omitted,
    /// `|null`: null is written.
    Null,
}

/// A type without its suffix.
#[derive(Debug, Clone, PartialEq)]
pub enum Base {
    /// A built-in type.
    Scalar(Scalar),
    /// `list<T>`.
    List(Box<TypeRef>),
    /// `map<T>`, with string keys.
    Map(Box<TypeRef>),
    /// A type of the API: index of [`Api::types`](super::Api::types).
    Named(usize),
}

/// A built-in type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// A string.
    String,
    /// A 64-bit integer.
    Integer,
    /// A finite 64-bit float.
    Number,
    /// A boolean.
    Boolean,
    /// A date and time with offset (RFC 3339), as a string.
    Datetime,
    /// A date (RFC 3339 `full-date`), as a string.
    Date,
    /// A UUID (RFC 9562), as a string.
    Uuid,
    /// A URI reference (RFC 3986), as a string.
    Uri,
    /// Whole seconds, as an integer.
    Duration,
    /// Any JSON value.
    Json,
}

impl Scalar {
    /// All of them with their words in the catalogue.
    pub const ALL: &[(Self, &str)] = &[
        (Self::String, "string"),
        (Self::Integer, "integer"),
        (Self::Number, "number"),
        (Self::Boolean, "boolean"),
        (Self::Datetime, "datetime"),
        (Self::Date, "date"),
        (Self::Uuid, "uuid"),
        (Self::Uri, "uri"),
        (Self::Duration, "duration"),
        (Self::Json, "json"),
    ];

    /// The word for it in the catalogue.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(scalar, _)| *scalar == self).map_or("", |(_, word)| word)
    }
}

/// A type of an API.
#[derive(Debug)]
pub struct TypeDef {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub kind: TypeKind,
    /// Where its name stands.
    pub span: Span,
}

/// What a type is.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// A record.
    Record(Vec<Field>),
    /// An open enum of strings: unknown values are kept.
    Enum(Vec<EnumValue>),
    /// Another name for a type.
    Alias(TypeRef),
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// Its name.
    pub name: Name,
    /// The wire value.
    pub wire: String,
}

/// A field of a record, or a fact of `[meta]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its key in JSON.
    pub wire: String,
    /// Its type.
    pub ty: TypeRef,
    /// What it says: inline Markdown.
    pub description: Option<Prose>,
    /// A value of it.
    pub example: Option<Json>,
    /// Where its name stands.
    pub span: Span,
}
