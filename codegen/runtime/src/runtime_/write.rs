//! Bodies to write, from the tables of their envelope and the fields of their errors.

use alloc_::string::String;
use core::fmt;
use core::iter;

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::json_text::{self, Escaped};
use super::occurrence::{Occurrence, ReceivedError};
use super::record::Held;
use super::shape::{Absent, BodyPart, Constant, Member, Piece, Slot, Use};
use super::typed::TypedError;
use super::view::{Message, View};
use super::wire::{ErrorCode, Wire};

/// Most bodies are shorter than this.
const LENGTH: usize = 256;

/// What a body is made of.
pub(crate) struct Body<'a, E: TypedError> {
    first: &'a Occurrence<E>,
    /// The others of the list, where the envelope has one.
    others: &'a [Occurrence<E>],
    /// The slots of the whole response, if they are known.
    outer: Option<&'a E::Slots>,
    /// The code that is sent, if it is known.
    code: Option<E::Code>,
    /// What the error tells. An internal code leaves as what masks it, and takes nothing of its own along.
    held: Held<'a>,
    is_masked: bool,
    /// The slots whose value the code fixes.
    fixed: &'static [(usize, Constant)],
}

impl<'a, E: TypedError> Body<'a, E> {
    /// The body of errors, with the slots of the response if they are known.
    pub(crate) fn new(
        first: &'a Occurrence<E>,
        others: &'a [Occurrence<E>],
        outer: Option<&'a E::Slots>,
    ) -> Self {
        let (code, held) = match first.received() {
            ReceivedError::Typed(error) => (Some(error.code()), error.held()),
            ReceivedError::Untyped { code, .. } => (Some(*code), Held::Nothing),
            ReceivedError::Unknown { .. } => (None, Held::Nothing),
        };
        let sent = code.map(ErrorCode::public);
        let is_masked = code != sent;
        let held = if is_masked { Held::Nothing } else { held };
        let fixed = sent.map_or(&[][..], E::fixed);
        Self { first, others, outer, code: sent, held, is_masked, fixed }
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        self.joined(E::ENVELOPE.pieces)
    }

    /// The first error as text: as an entry of the list, or as the whole body where there is no list.
    pub(crate) fn entry(&self) -> String {
        let entry = E::ENVELOPE.pieces.iter().find_map(|piece| match piece {
            Piece::Errors(pieces) => Some(*pieces),
            _ => None,
        });
        self.joined(entry.unwrap_or(E::ENVELOPE.pieces))
    }

    fn joined(&self, pieces: &[Piece]) -> String {
        let mut text = String::with_capacity(LENGTH);
        // A `String` takes every text.
        let _ = self.write(pieces, &mut text);
        text
    }

    fn write(&self, pieces: &[Piece], out: &mut String) -> fmt::Result {
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Comma => comma(out),
                Piece::Slot(used) => match self.view(used.slot) {
                    Some(value) => slot(value, *used, out)?,
                    None => out.push_str("null"),
                },
                Piece::Optional(before, used) => {
                    if let Some(value) = self.view(used.slot) {
                        comma(out);
                        out.push_str(before);
                        slot(value, *used, out)?;
                    }
                }
                Piece::Spread => {
                    let mut done = Ok(());
                    self.spread(&mut |key, value| {
                        if done.is_ok() {
                            comma(out);
                            done = json_text::member(key, value, out);
                        }
                    });
                    done?;
                }
                Piece::Errors(pieces) => {
                    let (mut before, mut done) = ("[", Ok(()));
                    self.each(|error| {
                        out.push_str(before);
                        before = ",";
                        done = done.and_then(|()| error.write(pieces, out));
                    });
                    done?;
                    out.push(']');
                }
            }
        }
        Ok(())
    }

    /// Calls `see` with each error of the list.
    fn each(&self, mut see: impl FnMut(Body<'a, E>)) {
        for first in iter::once(self.first).chain(self.others) {
            see(Body::new(first, &[], self.outer));
        }
    }

    /// Calls `see` with each member of details without a key of their own.
    fn spread(&self, see: &mut dyn FnMut(&'a str, View<'a>)) {
        if let Some(details) = self.view(Slot::Details) {
            details.members(see);
        }
    }

    fn is_left_out(&self, part: &BodyPart) -> bool {
        let BodyPart::Slot(used) = part else { return false };
        used.absent == Absent::Omit && self.view(used.slot).is_none()
    }

    /// The value of a slot.
    pub(crate) fn view(&self, slot: Slot) -> Option<View<'a>> {
        let occurrence = self.first;
        let chosen = || occurrence.chosen_message().filter(|_| !self.is_masked);
        match (slot, self.code) {
            (Slot::Own(at), _) => self.own(at),
            (Slot::Details, _) if self.is_masked => None,
            (Slot::Details, _) => occurrence.received().details_view(),
            (Slot::Status, Some(_)) => occurrence.sent_status().map(|it| i64::from(it).into()),
            (Slot::Status, None) => occurrence.chosen_status().map(|it| i64::from(it).into()),
            (Slot::Message, code) => chosen().map(View::Text).or_else(|| {
                // Without values, as the catalogue writes it.
                Some(View::Message(Message { template: code?.message(), held: self.held }))
            }),
            (Slot::Code, Some(code)) => Some(code.wire_view()),
            (Slot::Code, None) => occurrence.received().unknown_code().map(Wire::view),
            (Slot::Name, code) => Some(code?.name().into()),
            (Slot::Title, code) => Some(code?.title().into()),
            (Slot::Type, code) => Some(code?.docs_url().unwrap_or("about:blank").into()),
            (Slot::Grpc, code) => Some(code?.grpc()?.as_str().into()),
        }
    }

    /// The value of one of the envelope's own slots: that of the code, of the error, of the occurrence, or of the
    /// whole response.
    fn own(&self, slot: usize) -> Option<View<'a>> {
        if let Some((_, constant)) = self.fixed.iter().find(|(it, _)| *it == slot) {
            return Some(constant.view());
        }
        self.held.filled(slot).or_else(|| self.first.set_slot(slot, self.outer))
    }
}

/// Writes a comma, unless an object or an array has just begun. A string ends with a quote.
fn comma(out: &mut String) {
    if !out.ends_with(['{', '[']) {
        out.push(',');
    }
}

/// Writes the value of a slot.
fn slot(value: View<'_>, used: Use, out: &mut String) -> fmt::Result {
    if !used.as_string {
        return json_text::view(value, out);
    }
    out.push('"');
    value.print(&mut Escaped(out))?;
    out.push('"');
    Ok(())
}

/// A part of a body, for serde.
struct Part<'b, 'a, E: TypedError> {
    body: &'b Body<'a, E>,
    part: &'b BodyPart,
}

impl<E: TypedError> Serialize for Body<'_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Part { body: self, part: &E::ENVELOPE.body }.serialize(serializer)
    }
}

impl<E: TypedError> Serialize for Part<'_, '_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let body = self.body;
        match self.part {
            BodyPart::Object(members) => {
                let mut object = serializer.serialize_map(None)?;
                for member in *members {
                    match member {
                        Member::Key(_, part) if body.is_left_out(part) => {}
                        Member::Key(key, part) => {
                            object.serialize_entry(key, &Part { body, part })?;
                        }
                        Member::Spread => {
                            let mut done = Ok(());
                            body.spread(&mut |key, value| {
                                if done.is_ok() {
                                    done = object.serialize_entry(key, &value);
                                }
                            });
                            done?;
                        }
                    }
                }
                object.end()
            }
            BodyPart::Array(parts) => serializer.collect_seq(
                parts.iter().filter(|it| !body.is_left_out(it)).map(|part| Part { body, part }),
            ),
            BodyPart::Errors(part) => {
                let mut errors = serializer.serialize_seq(Some(1 + body.others.len()))?;
                let mut done = Ok(());
                body.each(|error| {
                    if done.is_ok() {
                        done = errors.serialize_element(&Part { body: &error, part });
                    }
                });
                done?;
                errors.end()
            }
            BodyPart::Constant(constant) => constant.view().serialize(serializer),
            BodyPart::Slot(Use { slot, as_string, .. }) => match body.view(*slot) {
                Some(value) if *as_string => serializer.serialize_str(&value.printed()),
                Some(value) => value.serialize(serializer),
                None => serializer.serialize_unit(),
            },
        }
    }
}
