//! Envelopes: the JSON shapes that carry errors.

use serde_json::Value as Json;

use super::prose::Prose;
use super::types::TypeRef;
use crate::name::Name;
use errcat_findings::source::Span;

/// A JSON shape that carries an error.
#[derive(Debug)]
pub struct Envelope {
    /// Its name.
    pub name: Name,
    /// Its media type.
    pub media_type: String,
    /// The transport's status where it is fixed: a code's own status is then nominal.
    pub http_status: Option<u16>,
    /// Its JSON.
    pub body: BodyPart,
    /// Its headers, names as written.
    pub headers: Vec<(String, HeaderValue)>,
    /// Its own slots, in order.
    pub slots: Vec<Slot>,
    /// Where its name stands.
    pub span: Span,
}

/// A part of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyPart {
    /// An object.
    Object(Vec<Member>),
    /// An array that stands as written.
    Array(Vec<BodyPart>),
    /// The list of errors: one or more of these.
    Errors(Box<BodyPart>),
    /// A value that stands for itself: no array and no object.
    Constant(Json),
    /// A slot.
    Slot(SlotUse),
}

/// A member of an object in a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Member {
    /// A key and its value.
    Key(String, BodyPart),
    /// The details' own keys, at this level.
    Spread,
}

/// A slot in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlotUse {
    /// Which.
    pub slot: SlotRef,
    /// Whether a number is written as a string.
    pub as_string: bool,
    /// What is written where there is no value.
    pub absent: Absent,
}

/// What a body writes for a slot without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// There is always a value.
    Never,
    /// `?`: the key is left out.
    Omit,
    /// `|null`: null.
    Null,
}

/// Which slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotRef {
    /// A slot that every envelope has.
    BuiltIn(BuiltIn),
    /// One of the envelope's own: index of [`Envelope::slots`].
    Own(usize),
}

/// The slots that every envelope has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuiltIn {
    /// The code's wire value.
    Code,
    /// The code's name.
    Name,
    /// The code's short title.
    Title,
    /// The message, filled in.
    Message,
    /// The problem type URI: the code's permalink, else `about:blank` (RFC 9457, section 4.2.1).
    Type,
    /// The occurrence's HTTP status.
    Status,
    /// The code's gRPC code.
    Grpc,
    /// The code's details.
    Details,
}

impl BuiltIn {
    /// All of them with their names.
    pub const ALL: &[(Self, &str)] = &[
        (Self::Code, "code"),
        (Self::Name, "name"),
        (Self::Title, "title"),
        (Self::Message, "message"),
        (Self::Type, "type"),
        (Self::Status, "status"),
        (Self::Grpc, "grpc"),
        (Self::Details, "details"),
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(slot, _)| *slot == self).map_or("", |(_, name)| name)
    }

    /// What it holds, for readers of an API's docs.
    pub fn description(self) -> &'static str {
        match self {
            Self::Code => "The error code: decide by this",
            Self::Name => "The code's name",
            Self::Title => "A short title, the same for every occurrence",
            Self::Message => "What went wrong, for people; its wording may change at any time",
            Self::Type => "The URL of the code's documentation, which identifies the problem",
            Self::Status => "The HTTP status",
            Self::Grpc => "The gRPC status code",
            Self::Details => "More about the error; each code has its own fields",
        }
    }
}

/// A slot of an envelope's own.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four facts, each true or not by itself")]
pub struct Slot {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeRef,
    /// What it says: inline Markdown.
    pub description: Option<Prose>,
    /// A value of it.
    pub example: Option<Json>,
    /// Whether every response has a value for it.
    pub required: bool,
    /// Whether codes fix its value.
    pub fixed: bool,
    /// Whether some code always fills it.
    pub filled: bool,
    /// Whether it belongs to an error of a list, and not to the response.
    pub per_error: bool,
    /// Its place in the body; `None` where it is in a header alone.
    pub in_body: Option<SlotUse>,
    /// Where its name stands.
    pub span: Span,
}

/// The value of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderValue {
    /// Always this.
    Constant(String),
    /// The value of a slot, printed as in a message: index of [`Envelope::slots`].
    Slot {
        /// Which.
        slot: usize,
        /// Whether the header is left out where there is no value; else there always is one.
        optional: bool,
    },
}
