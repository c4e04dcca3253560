//! What can be asked of the model.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use serde_json::Value as Json;

use super::catalogue::ActionId;
use super::catalogue::{Action, Api, ApiAction, Catalogue, StatusInfo};
use super::code::{Code, CodeRef, Details, DetailsShape, Visibility, Wire};
use super::envelope::Envelope;
use super::types::{Base, Field, Scalar, TypeKind};
use crate::vocabulary::{Advance, Status};

impl Catalogue {
    /// The action `id`.
    pub fn action(&self, id: ActionId) -> &Action {
        &self.actions[id.0]
    }

    /// The API of a code, and the code.
    pub fn code(&self, code: CodeRef) -> (&Api, &Code) {
        let api = &self.apis[code.api];
        (api, &api.codes[code.code])
    }

    /// The action of an API's codes that have this status, and none of their own.
    pub fn status_action(&self, api: usize, status: Status) -> Option<ActionId> {
        let all = [status, Status::Class(status.class())];
        all.into_iter().find_map(|status| {
            let common = || self.statuses.iter().find(|info| info.status == status);
            self.apis[api].status(status).or_else(common)?.action
        })
    }

    /// Where people read about a code, for ever: `<docs_url>/<api>/#<anchor>`.
    pub fn permalink(&self, api: &Api, wire: &Wire) -> Option<String> {
        let base = self.docs_url.as_ref()?;
        Some([base, "/", api.name.as_str(), "/#", &wire.anchor()].concat())
    }

    /// The problem type URI of a code: its permalink, else `about:blank` (RFC 9457, section 4.2.1).
    pub fn problem_type(&self, api: &Api, wire: &Wire) -> String {
        self.permalink(api, wire).unwrap_or_else(|| "about:blank".to_owned())
    }

    /// Whether and when a request that met `code` may be sent again; `None` without an action.
    pub fn retry(&self, code: &Code) -> Option<Advance> {
        code.action.map(|id| self.action(id).retry)
    }
}

/// The next number of a range of which `taken` are taken: the one behind the last of these, or, where
/// that is the end of the range, its first gap. `None` where all are taken.
pub fn next_in(range: &RangeInclusive<i64>, taken: &BTreeSet<i64>) -> Option<i64> {
    let last = taken.range(range.clone()).next_back();
    let next = last.map_or(Some(*range.start()), |last| last.checked_add(1));
    next.filter(|next| range.contains(next))
        .or_else(|| range.clone().find(|number| !taken.contains(number)))
}

impl Api {
    /// The built-in type that a type is, through any number of names.
    pub fn scalar(&self, base: &Base) -> Option<Scalar> {
        let mut base = base;
        // A valid catalogue has no circles of names; as many as there are types may follow each other.
        for _ in 0..=self.types.len() {
            match base {
                Base::Scalar(scalar) => return Some(*scalar),
                Base::Named(id) => match &self.types[*id].kind {
                    TypeKind::Alias(ty) => base = &ty.base,
                    _ => return None,
                },
                _ => return None,
            }
        }
        None
    }

    /// Every number that is or was a code's on the wire.
    pub fn numbers(&self) -> BTreeSet<i64> {
        let codes = self.codes.iter().map(|code| &code.wire);
        let wires = codes.chain(self.retired.iter().map(|it| &it.wire));
        let numbers = wires.filter_map(|wire| match wire {
            Wire::Integer(number) => Some(*number),
            Wire::String(_) => None,
        });
        numbers.collect()
    }

    /// The codes that the world may know, with their indices.
    pub fn public_codes(&self) -> impl Iterator<Item = (usize, &Code)> {
        self.codes.iter().enumerate().filter(|(_, code)| code.is_public())
    }

    /// A code's envelope.
    pub fn envelope(&self, code: &Code) -> &Envelope {
        &self.envelopes[code.envelope]
    }

    /// What the API says of a status that is among its own.
    pub fn status(&self, status: Status) -> Option<&StatusInfo> {
        self.statuses.iter().find(|info| info.status == status)
    }

    /// The API's own words for an action.
    pub fn own_action(&self, id: ActionId) -> Option<&ApiAction> {
        let at = self.actions.binary_search_by_key(&id, |action| action.action).ok()?;
        self.actions.get(at)
    }

    /// The fields of a code's details, where these are a record: the code's own or a type's.
    pub fn detail_fields<'a>(&'a self, code: &'a Code) -> Option<&'a [Field]> {
        self.fields_of(code.details.as_ref()?)
    }

    /// The fields of `details`, where these are a record.
    pub fn fields_of<'a>(&'a self, details: &'a Details) -> Option<&'a [Field]> {
        match &details.shape {
            DetailsShape::Record(fields) => Some(fields),
            DetailsShape::Type(ty) => self.record(&ty.base),
        }
    }

    /// The fields of a named record, through any number of names.
    pub fn record(&self, base: &Base) -> Option<&[Field]> {
        match base {
            Base::Named(id) => match &self.types[*id].kind {
                TypeKind::Record(fields) => Some(fields),
                TypeKind::Alias(ty) => self.record(&ty.base),
                TypeKind::Enum(_) => None,
            },
            _ => None,
        }
    }
}

impl Code {
    /// Whether the world may know it.
    pub fn is_public(&self) -> bool {
        self.visibility == Visibility::Public
    }

    /// The value that it fixes for a slot: an index of [`Envelope::slots`].
    pub fn fixed(&self, slot: usize) -> Option<&Json> {
        let at = self.set.binary_search_by_key(&slot, |(slot, _)| *slot).ok()?;
        Some(&self.set[at].1)
    }

    /// The status it comes with by default.
    pub fn status(&self) -> Option<Status> {
        self.statuses.first().copied()
    }

    /// The HTTP status of an occurrence if the server did not choose one: the first exact one, else `N00` of
    /// the first class.
    pub fn default_http_status(&self) -> Option<u16> {
        let exact = self.statuses.iter().find_map(|status| status.exact());
        exact.or_else(|| self.status().map(Status::representative))
    }

    /// The HTTP status on the transport: the envelope's fixed one, else the code's, if it has any.
    pub fn transport_status(&self, envelope: &Envelope) -> Option<u16> {
        envelope.http_status.or_else(|| self.default_http_status())
    }
}

impl Wire {
    /// The id of the code's place on its page: the wire value, each character outside
    /// `[A-Za-z0-9._-]` as `~`, its code point in hex, and `.`.
    pub fn anchor(&self) -> Cow<'_, str> {
        let text = self.text();
        let stays = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        if text.bytes().all(stays) {
            return text;
        }
        let mut anchor = String::new();
        for character in text.chars() {
            match u8::try_from(character) {
                Ok(byte) if stays(byte) => anchor.push(character),
                _ => anchor.push_str(&format!("~{:x}.", u32::from(character))),
            }
        }
        anchor.into()
    }

    /// As text: a number in decimal digits.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::String(text) => text.into(),
            Self::Integer(number) => number.to_string().into(),
        }
    }

    /// As JSON.
    pub fn json(&self) -> serde_json::Value {
        match self {
            Self::String(text) => text.as_str().into(),
            Self::Integer(number) => (*number).into(),
        }
    }
}

impl std::fmt::Display for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::String(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
        }
    }
}
