//! What tells errors apart in a body: the code, or else the problem type.

use serde_json::Value as Json;

use super::body;
use super::keys;
use super::schema::Schema;
use super::text::Writer;
use errcat_catalogue::model::{
    Api, BodyPart, BuiltIn, Catalogue, Code, Envelope, Member, SlotRef, SlotUse, WireType,
};

/// What tells the errors of an envelope apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// `$code`
    Code,
    /// `$code|string`
    CodeText,
    /// `$type`, in bodies without `$code`
    Type,
}

impl Tag {
    const ALL: [Self; 3] = [Self::Code, Self::CodeText, Self::Type];

    /// The tag of an envelope.
    pub(super) fn of(envelope: &Envelope) -> Self {
        let error = body::error(envelope);
        let stands = |tag: &Self| has(error, *tag);
        Self::ALL.into_iter().find(stands).unwrap_or(Self::Code)
    }

    /// The tags of a document: that of the codes always.
    pub(super) fn all<'a>(envelopes: impl Iterator<Item = &'a Envelope>) -> Vec<Self> {
        let used: Vec<_> = envelopes.map(Self::of).collect();
        let wanted = |tag: &Self| *tag == Self::Code || used.contains(tag);
        Self::ALL.into_iter().filter(wanted).collect()
    }

    /// The name of its components.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Code => "Code",
            Self::CodeText => "CodeText",
            Self::Type => "Type",
        }
    }

    /// Whether it is this slot.
    pub(super) fn is(self, slot: SlotUse) -> bool {
        match self {
            Self::Code => slot.slot == SlotRef::BuiltIn(BuiltIn::Code) && !slot.as_string,
            Self::CodeText => slot.slot == SlotRef::BuiltIn(BuiltIn::Code) && slot.as_string,
            Self::Type => slot.slot == SlotRef::BuiltIn(BuiltIn::Type),
        }
    }

    /// Its value for a code.
    pub(super) fn value(self, catalogue: &Catalogue, api: &Api, code: &Code) -> Json {
        match self {
            Self::Code => code.wire.json(),
            Self::CodeText => code.wire.text().into_owned().into(),
            Self::Type => problem_type(catalogue, api, code).into(),
        }
    }

    /// The component with the values of all public codes.
    pub(super) fn known(self, writer: Writer<'_>) -> Schema<'_> {
        let Writer { catalogue, api, .. } = writer;
        let codes = || api.public_codes().map(|(_, code)| code);
        let values = codes().map(|code| self.value(catalogue, api, code)).collect();
        let described = || codes().filter(|_| !writer.style.outline);
        let schema = Schema {
            value_names: described().map(|code| code.name.screaming()).collect(),
            value_descriptions: described().map(|code| code.title.as_str()).collect(),
            ..Schema::values(values)
        };
        schema.describe(
            "The values that this document knows. Later versions may add more: use this schema to \
                build values, and the open schema to read them",
        )
    }

    /// Any value.
    pub(super) fn any<'a>(self, api: &Api) -> Schema<'a> {
        match self {
            Self::Code if api.wire == WireType::Integer => Schema::format("integer", "int64"),
            Self::Type => Schema::format("string", "uri-reference"),
            Self::Code | Self::CodeText => Schema::kind("string"),
        }
    }

    /// The component with these values and those to come.
    pub(super) fn open<'a>(self, api: &Api) -> Schema<'a> {
        let known = Schema::component(&keys::known(self.as_str()));
        let schema = Schema::any_of(vec![known, self.any(api)]);
        schema.describe("Open: later versions may add values, and clients must accept them")
    }
}

fn has(shape: &BodyPart, tag: Tag) -> bool {
    match shape {
        BodyPart::Object(members) => members.iter().any(|member| match member {
            Member::Key(_, value) => has(value, tag),
            Member::Spread => false,
        }),
        BodyPart::Array(items) => items.iter().any(|item| has(item, tag)),
        BodyPart::Errors(item) => has(item, tag),
        BodyPart::Slot(slot) => tag.is(*slot),
        BodyPart::Constant(_) => false,
    }
}

/// The value of `$type`.
pub(super) fn problem_type(catalogue: &Catalogue, api: &Api, code: &Code) -> String {
    catalogue.permalink(api, &code.wire).unwrap_or_else(|| "about:blank".to_owned())
}
