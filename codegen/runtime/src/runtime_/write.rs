//! A body from its envelope's table.

use alloc_::borrow::Cow;
use alloc_::string::{String, ToString};
use alloc_::vec::Vec;
use core::iter;

use super::json::Json;
use super::occurrence::{Occurrence, ReceivedError};
use super::shape::{Absent, Member, BodyPart, Slot, Use};
use super::typed::{SlotValues, TypedError};
use super::value::Printed;
use super::wire::{ErrorCode, Wire};

/// What a body is made of.
pub(crate) struct Body<'a, E: TypedError> {
    pub(crate) first: &'a Occurrence<E>,
    /// The others of the list, where the envelope has one.
    pub(crate) others: &'a [Occurrence<E>],
    /// What belongs to the whole response, if it is known.
    pub(crate) slots: Option<&'a E::Slots>,
}

impl<E: TypedError> Body<'_, E> {
    pub(crate) fn json(&self) -> Json {
        self.part(&E::ENVELOPE.body).unwrap_or(Json::Null)
    }

    /// A part of the body; `None` where it is left out.
    pub(crate) fn part(&self, shape: &BodyPart) -> Option<Json> {
        Some(match shape {
            BodyPart::Object(members) => Json::Object(self.members(members)),
            BodyPart::Array(items) => items.iter().filter_map(|item| self.part(item)).collect(),
            BodyPart::Errors(item) => {
                let errors = iter::once(self.first).chain(self.others).map(|first| {
                    let body = Body { first, others: &[], slots: self.slots };
                    body.part(item).unwrap_or(Json::Null)
                });
                errors.collect()
            }
            BodyPart::Constant(constant) => constant.json(),
            BodyPart::Slot(used) => return self.slot(*used),
        })
    }

    fn members(&self, members: &[Member]) -> Vec<(Cow<'static, str>, Json)> {
        let mut out = Vec::with_capacity(members.len());
        for member in members {
            match member {
                Member::Key(key, shape) => {
                    out.extend(self.part(shape).map(|json| (Cow::Borrowed(*key), json)));
                }
                Member::Spread => {
                    if let Some(Json::Object(details)) = self.value(Slot::Details) {
                        out.extend(details);
                    }
                }
            }
        }
        out
    }

    fn slot(&self, used: Use) -> Option<Json> {
        match self.value(used.slot) {
            Some(json) if used.as_string => Some(Printed(&json).to_string().into()),
            Some(json) => Some(json),
            None if used.absent == Absent::Omit => None,
            None => Some(Json::Null),
        }
    }

    /// The value of a slot.
    pub(crate) fn value(&self, slot: Slot) -> Option<Json> {
        let occurrence = self.first;
        let code = match occurrence.received() {
            ReceivedError::Unknown { code, details } => {
                return match slot {
                    Slot::Code => Some(code.json()),
                    Slot::Message => occurrence.chosen_message().map(Json::from),
                    Slot::Status => occurrence.chosen_status().map(|it| i64::from(it).into()),
                    Slot::Details => details.clone(),
                    Slot::Own(at) => self.own(occurrence, at),
                    Slot::Name | Slot::Title | Slot::Type | Slot::Grpc => None,
                };
            }
            ReceivedError::Untyped { code, .. } => *code,
            ReceivedError::Typed(error) => error.code(),
        };
        let public = code.public();
        Some(match slot {
            Slot::Code => public.wire_json(),
            Slot::Name => public.name().into(),
            Slot::Title => public.title().into(),
            Slot::Type => public.docs_url().unwrap_or("about:blank").into(),
            Slot::Grpc => public.grpc()?.as_str().into(),
            // An internal code leaves as what masks it, and takes nothing of its own along.
            Slot::Message if public != code => plain_message(public).into(),
            Slot::Details if public != code => return None,
            Slot::Message => occurrence.message().unwrap_or_else(|| plain_message(code)).into(),
            Slot::Status => i64::from(occurrence.sent_status()?).into(),
            Slot::Details => return occurrence.received().details(),
            Slot::Own(at) => {
                let fixed = E::fixed(public).iter().find(|(slot, _)| *slot == at);
                match (fixed, occurrence.error()) {
                    (Some((_, constant)), _) => constant.json(),
                    (None, Some(error)) if public == code => {
                        return error.held().filled(at).or_else(|| self.own(occurrence, at));
                    }
                    _ => return self.own(occurrence, at),
                }
            }
        })
    }

    /// The value that was set for this occurrence or for the whole response.
    fn own(&self, occurrence: &Occurrence<E>, slot: usize) -> Option<Json> {
        occurrence.slots().get(slot).or_else(|| self.slots?.get(slot))
    }
}

/// The message of a code as the catalogue writes it, for errors whose values are not known.
fn plain_message<C: ErrorCode>(code: C) -> String {
    super::text::Message(code.message()).to_string()
}
