//! Envelopes as tables: one reader and one writer for all of them.

use super::view::View;

/// An envelope: a JSON shape that carries errors.
#[derive(Debug)]
pub struct Envelope {
    pub(crate) media_type: &'static str,
    /// The HTTP status, if it is fixed.
    pub(crate) http_status: Option<u16>,
    pub(crate) body: BodyPart,
    /// The body as it is written.
    pub(crate) pieces: &'static [Piece],
    pub(crate) headers: &'static [(&'static str, Header)],
    /// The names of its own slots.
    pub(crate) slots: &'static [&'static str],
}

/// A part of a body.
#[derive(Debug)]
pub(crate) enum BodyPart {
    /// An object.
    Object(&'static [Member]),
    /// An array that stands as written.
    Array(&'static [Self]),
    /// The list of errors: one or more of these.
    Errors(&'static Self),
    /// A constant.
    Constant(Constant),
    /// A slot.
    Slot(Use),
}

/// A member of an object.
#[derive(Debug)]
pub(crate) enum Member {
    /// A key and its value.
    Key(&'static str, BodyPart),
    /// The details' own keys, at this level.
    Spread,
}

/// A piece of a body as text.
#[derive(Debug)]
pub(crate) enum Piece {
    /// JSON text that is the same in each body.
    Text(&'static str),
    /// A comma, unless an object or an array has just begun.
    Comma,
    /// The value of a slot.
    Slot(Use),
    /// The value of a slot that may be left out, after a comma, where one is needed, and this text.
    Optional(&'static str, Use),
    /// The details' own members, each with a comma before it where needed.
    Spread,
    /// The list of errors: the pieces of each.
    Errors(&'static [Self]),
}

/// A constant.
#[derive(Debug, Clone, Copy)]
pub enum Constant {
    Null,
    Bool(bool),
    Integer(i64),
    Number(f64),
    Text(&'static str),
}

/// A slot in use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use {
    pub(crate) slot: Slot,
    /// Whether a number is written as a string.
    pub(crate) as_string: bool,
    /// What is written without a value.
    pub(crate) absent: Absent,
}

/// Which slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Code,
    Name,
    Title,
    Message,
    Type,
    Status,
    Grpc,
    Details,
    /// One of the envelope's own, by its index.
    Own(usize),
}

/// What is written for a slot without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// There is always a value.
    Never,
    /// Nothing, and no key.
    Omit,
    /// `null`.
    Null,
}

/// The value of a header.
#[derive(Debug)]
pub(crate) enum Header {
    Constant(&'static str),
    /// One of the envelope's own slots, by its index.
    Slot(usize),
}

impl Use {
    pub(crate) const fn always(slot: Slot) -> Self {
        Self { slot, as_string: false, absent: Absent::Never }
    }

    pub(crate) const fn omitted(slot: Slot) -> Self {
        Self { slot, as_string: false, absent: Absent::Omit }
    }

    pub(crate) const fn nullable(slot: Slot) -> Self {
        Self { slot, as_string: false, absent: Absent::Null }
    }

    pub(crate) const fn as_string(self) -> Self {
        Self { as_string: true, ..self }
    }
}

impl Constant {
    pub(crate) const fn view(self) -> View<'static> {
        match self {
            Self::Null => View::Null,
            Self::Bool(value) => View::Bool(value),
            Self::Integer(number) => View::Integer(number),
            Self::Number(number) => View::Number(number),
            Self::Text(text) => View::Text(text),
        }
    }
}

impl BodyPart {
    /// The errors' part of a body that has a list of them.
    pub(crate) fn list(&self) -> Option<&'static Self> {
        match self {
            Self::Errors(item) => Some(item),
            Self::Object(members) => members.iter().find_map(|member| match member {
                Member::Key(_, shape) => shape.list(),
                Member::Spread => None,
            }),
            Self::Array(items) => items.iter().find_map(Self::list),
            Self::Constant(_) | Self::Slot(_) => None,
        }
    }
}
