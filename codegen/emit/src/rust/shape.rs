//! Envelopes as tables.

use serde_json::Value as Json;

use super::imports::Imports;
use super::pieces::{self, Piece};
use super::source_text::{Literal, SourceText, list, option};
use errcat_catalogue::model::{
    Absent, BodyPart, BuiltIn, Envelope, HeaderValue, Member, SlotRef, SlotUse,
};

/// A line of the table has at most so many characters where it can be broken.
const WIDTH: usize = 100;

/// Writes the table of an envelope.
pub(super) fn write(envelope: &Envelope, imports: &Imports<'_>, source: &mut SourceText) {
    let ty = imports.name("crate::runtime_::shape::Envelope");
    let shape = Writer { imports };
    let headers = envelope.headers.iter().map(|(name, value)| {
        let header = imports.name("crate::runtime_::shape::Header");
        match value {
            HeaderValue::Constant(text) => {
                format!("({}, {header}::Constant({}))", Literal(name), Literal(text))
            }
            HeaderValue::Slot { slot, .. } => {
                format!("({}, {header}::Slot({slot}))", Literal(name))
            }
        }
    });
    let slots = envelope.slots.iter().map(|slot| Literal(slot.name.as_str()).to_string());
    source.one_line(format_args!("static ENVELOPE: {ty} = {ty} {{"));
    source.line(format_args!("    media_type: {},", Literal(&envelope.media_type)));
    source.line(format_args!("    http_status: {},", option(envelope.http_status)));
    source.line(format_args!("    body: {},", shape.shape(&envelope.body, 4, "body: ".len())));
    let pieces =
        pieces::of(&envelope.body).iter().map(|piece| shape.piece(piece, 8)).collect::<Vec<_>>();
    source.row("    ", "pieces: &[", &pieces, "],");
    source.row("    ", "headers: &[", &headers.collect::<Vec<_>>(), "],");
    source.row("    ", "slots: &[", &slots.collect::<Vec<_>>(), "],");
    source.line("};");
}

/// A value of a body that stands for itself.
pub(super) fn constant(value: &Json, imports: &Imports<'_>) -> String {
    let constant = imports.name("crate::runtime_::shape::Constant");
    match value {
        Json::Bool(value) => format!("{constant}::Bool({value})"),
        Json::String(text) => format!("{constant}::Text({})", Literal(text)),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => format!("{constant}::Integer({whole})"),
            (None, Some(number)) => format!("{constant}::Number({number:?})"),
            (None, None) => format!("{constant}::Null"),
        },
        Json::Null | Json::Array(_) | Json::Object(_) => format!("{constant}::Null"),
    }
}

struct Writer<'w> {
    imports: &'w Imports<'w>,
}

impl Writer<'_> {
    /// A part of a body as an expression whose first line stands `indent` columns in, behind
    /// `before` others.
    fn shape(&self, shape: &BodyPart, indent: usize, before: usize) -> String {
        let name = self.imports.name("crate::runtime_::shape::BodyPart");
        match shape {
            BodyPart::Object(members) => {
                let open = format!("{name}::Object(&[");
                let member = |member: &Member, indent| self.member(member, indent);
                brackets(&open, members, member, "])", indent, before)
            }
            BodyPart::Array(items) => {
                let open = format!("{name}::Array(&[");
                let item = |item: &BodyPart, indent| self.shape(item, indent, 0);
                brackets(&open, items, item, "])", indent, before)
            }
            BodyPart::Errors(item) => {
                let open = format!("{name}::Errors(&");
                format!("{open}{})", self.shape(item, indent, before + open.len()))
            }
            BodyPart::Constant(value) => {
                format!("{name}::Constant({})", constant(value, self.imports))
            }
            BodyPart::Slot(slot) => format!("{name}::Slot({})", self.slot(*slot)),
        }
    }

    /// A piece of a body as an expression whose first line stands `indent` columns in.
    fn piece(&self, piece: &Piece, indent: usize) -> String {
        let name = self.imports.name("crate::runtime_::shape::Piece");
        match piece {
            Piece::Text(text) => format!("{name}::Text({})", Literal(text)),
            Piece::Comma => format!("{name}::Comma"),
            Piece::Slot(slot) => format!("{name}::Slot({})", self.slot(*slot)),
            Piece::Optional(before, slot) => {
                format!("{name}::Optional({}, {})", Literal(before), self.slot(*slot))
            }
            Piece::Spread => format!("{name}::Spread"),
            Piece::Errors(pieces) => {
                let piece = |piece: &Piece, indent| self.piece(piece, indent);
                brackets(&format!("{name}::Errors(&["), pieces, piece, "])", indent, 0)
            }
        }
    }

    fn member(&self, member: &Member, indent: usize) -> String {
        let name = self.imports.name("crate::runtime_::shape::Member");
        match member {
            Member::Key(key, shape) => {
                let open = format!("{name}::Key({}, ", Literal(key));
                let shape = self.shape(shape, indent, open.len());
                format!("{open}{shape})")
            }
            Member::Spread => format!("{name}::Spread"),
        }
    }

    fn slot(&self, used: SlotUse) -> String {
        let name = self.imports.name("crate::runtime_::shape::Slot");
        let slot = match used.slot {
            SlotRef::BuiltIn(slot) => format!("{name}::{}", built_in(slot)),
            SlotRef::Own(at) => format!("{name}::Own({at})"),
        };
        let make = match used.absent {
            Absent::Never => "always",
            Absent::Omit => "omitted",
            Absent::Null => "nullable",
        };
        let text = if used.as_string { ".as_string()" } else { "" };
        format!("{}::{make}({slot}){text}", self.imports.name("crate::runtime_::shape::Use"))
    }
}

/// Entries between brackets: on one line where they fit, else on one line each.
fn brackets<T>(
    open: &str,
    entries: &[T],
    write: impl Fn(&T, usize) -> String,
    close: &str,
    indent: usize,
    before: usize,
) -> String {
    let texts: Vec<String> = entries.iter().map(|entry| write(entry, indent + 4)).collect();
    let length: usize = texts.iter().map(|text| text.len() + 2).sum();
    let is_flat = !texts.iter().any(|text| text.contains('\n'));
    let fits = indent + before + open.len() + length + close.len() < WIDTH;
    if texts.is_empty() || (is_flat && fits) {
        return format!("{open}{}{close}", list(texts));
    }
    let (outer, inner) = (" ".repeat(indent), " ".repeat(indent + 4));
    let lines = texts.join(&format!(",\n{inner}"));
    format!("{open}\n{inner}{lines},\n{outer}{close}")
}

const fn built_in(slot: BuiltIn) -> &'static str {
    match slot {
        BuiltIn::Code => "Code",
        BuiltIn::Name => "Name",
        BuiltIn::Title => "Title",
        BuiltIn::Message => "Message",
        BuiltIn::Type => "Type",
        BuiltIn::Status => "Status",
        BuiltIn::Grpc => "Grpc",
        BuiltIn::Details => "Details",
    }
}
