//! Codes: what is known of an error condition, and of one that is gone.

use serde_json::Value as Json;

use super::catalogue::ActionId;
use super::catalogue::Link;
use super::prose::Prose;
use super::types::{Field, TypeRef};
use crate::name::Name;
use crate::vocabulary::{Grpc, Status};
use errcat_findings::source::Span;

/// A code's value on the wire.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Wire {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
}

/// A code of some API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeRef {
    /// Index of the API in [`Catalogue::apis`](super::Catalogue::apis).
    pub api: usize,
    /// Index of the code in [`Api::codes`](super::Api::codes).
    pub code: usize,
}

/// Who sees a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Everyone.
    Public,
    /// The server alone; on the wire the code with this index in [`Api::codes`](super::Api::codes) stands
    /// for it.
    Internal {
        /// The mask.
        masked_as: usize,
    },
}

/// One error condition.
#[derive(Debug)]
pub struct Code {
    /// Its name.
    pub name: Name,
    /// The wire value.
    pub wire: Wire,
    /// Index of its group in [`Api::groups`](super::Api::groups).
    pub group: usize,
    /// Index of its envelope in [`Api::envelopes`](super::Api::envelopes).
    pub envelope: usize,
    /// The statuses it can come with, the default first; empty where the API gives none.
    pub statuses: Vec<Status>,
    /// A short title.
    pub title: String,
    /// What the response says.
    pub message: Message,
    /// What happened, and what to know about it.
    pub description: Option<Prose>,
    /// What to do.
    pub action: Option<ActionId>,
    /// What to do, in words: the code's own, or those it inherits.
    pub advice: Option<Prose>,
    /// The gRPC code.
    pub grpc: Option<Grpc>,
    /// Why it may have happened.
    pub causes: Vec<Prose>,
    /// What to try, in order.
    pub troubleshooting: Vec<Prose>,
    /// Its typed details.
    pub details: Option<Details>,
    /// Examples; at least one, made up from the fields' own where the catalogue has none.
    pub examples: Vec<Example>,
    /// The code that it is a part of: an index of [`Api::codes`](super::Api::codes).
    pub part_of: Option<usize>,
    /// Codes that people confuse with it or meet next.
    pub see_also: Vec<CodeRef>,
    /// Where to read on.
    pub links: Vec<Link>,
    /// Other names of it.
    pub aliases: Vec<Name>,
    /// Where the delay before another try stands, in order.
    pub retry_after: Vec<Place>,
    /// Optional slots that it always fills: indices of [`Envelope::slots`](super::Envelope::slots).
    pub fills: Vec<usize>,
    /// Slots whose value it fixes, in their order: indices of [`Envelope::slots`](super::Envelope::slots).
    pub set: Vec<(usize, Json)>,
    /// The version that brought it.
    pub since: Option<String>,
    /// That it will go.
    pub deprecated: Option<Deprecated>,
    /// Who sees it.
    pub visibility: Visibility,
    /// Words for sorting.
    pub tags: Vec<String>,
    /// The team's own facts: indices of [`Api::meta`](super::Api::meta).
    pub meta: Vec<(usize, Json)>,
    /// Names of lints that it waives.
    pub allow: Vec<String>,
    /// Where its name stands.
    pub span: Span,
}

/// A code's details.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// What they are.
    pub shape: DetailsShape,
    /// Whether an occurrence may have none.
    pub optional: bool,
}

/// What details are.
#[derive(Debug, Clone, PartialEq)]
pub enum DetailsShape {
    /// A record of the code's own.
    Record(Vec<Field>),
    /// A value of a type, which may be a record of the API's. Never optional or nullable itself.
    Type(TypeRef),
}

/// A message with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// As the catalogue writes it.
    pub source: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Where it stands; `None` where it is the title.
    pub span: Option<Span>,
}

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text.
    Text(String),
    /// The value of a required field of the details, by its index in the record.
    Field(usize),
    /// The value of a slot that the code fills, by its index in
    /// [`Envelope::slots`](super::Envelope::slots).
    Slot(usize),
}

/// Where a delay stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a field of the details, by its index in the record.
    Detail(usize),
    /// In a slot, by its index in
    /// [`Envelope::slots`](super::Envelope::slots).
    Slot(usize),
    /// In the header `Retry-After` (RFC 9110, section 10.2.3).
    Header,
    /// Nowhere: so many seconds may be assumed.
    Assume(u64),
}

/// One occurrence of a code, as an example.
#[derive(Debug, Clone)]
pub struct Example {
    /// Whether the catalogue gives it; otherwise it was made up.
    pub given: bool,
    /// Its title.
    pub title: Option<String>,
    /// The message, filled in.
    pub message: String,
    /// The details.
    pub details: Option<Json>,
    /// Values of slots: indices of [`Envelope::slots`](super::Envelope::slots). What is optional
    /// and not there is left out.
    pub slots: Vec<(usize, Json)>,
}

/// That a code will go.
#[derive(Debug)]
pub struct Deprecated {
    /// The version that deprecated it.
    pub since: Option<String>,
    /// The day on which it may go: an RFC 3339 `full-date`.
    pub sunset: Option<String>,
    /// Index of the code that replaces it.
    pub replaced_by: Option<usize>,
    /// A note for readers.
    pub note: Option<Prose>,
}

/// A code that is gone: its name and wire value are never used again.
#[derive(Debug)]
pub struct Retired {
    /// Its name.
    pub name: Name,
    /// Its wire value.
    pub wire: Wire,
    /// Index of its group in [`Api::groups`](super::Api::groups).
    pub group: usize,
    /// The version that retired it.
    pub since: Option<String>,
    /// Index of the code that replaces it.
    pub replaced_by: Option<usize>,
    /// A note for readers.
    pub note: Option<Prose>,
    /// Where its name stands.
    pub span: Span,
}
