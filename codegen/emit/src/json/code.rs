//! Codes and their examples.

use serde::{Serialize, Serializer};
use serde_json::Value as Json;

use super::facts::View;
use super::types::{FieldEntry, fields};
use crate::streamed::Map;
use crate::toml_names;
use errcat_catalogue::model::{Api, Catalogue, Code, Details, DetailsShape, Example};

/// A code as `catalogue.json` has it.
pub(super) fn code<'a>(
    catalogue: &'a Catalogue,
    at: usize,
    code: &'a Code,
    extent: Extent,
) -> impl Serialize + use<'a> {
    let view = View { catalogue, at, code, extent };
    Map(move || view.json())
}

#[derive(Serialize)]
pub(crate) struct DetailsEntry<'a> {
    optional: bool,
    #[serde(flatten)]
    shape: ShapeEntry<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum ShapeEntry<'a> {
    Fields(Vec<FieldEntry<'a>>),
    Type(String),
}

pub(super) fn details<'a>(api: &Api, details: &'a Details) -> DetailsEntry<'a> {
    DetailsEntry {
        optional: details.optional,
        shape: match &details.shape {
            DetailsShape::Record(record) => ShapeEntry::Fields(fields(api, record)),
            DetailsShape::Type(ty) => ShapeEntry::Type(toml_names::type_text(api, ty)),
        },
    }
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All.
    Whole,
    /// What a program acts on: not the longer texts for people, and of examples the response alone.
    Lean,
}

#[derive(Serialize)]
struct ExampleEntry<'a, S, H> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<&'a Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slots: Option<S>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    headers: H,
    body: Json,
}

/// The examples of a code.
pub(crate) struct Examples<'a>(pub View<'a>);

impl Serialize for Examples<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.code.examples.iter().map(|it| example(self.0, it)))
    }
}

fn example<'a>(view: View<'a>, example: &'a Example) -> impl Serialize + use<'a> {
    let View { catalogue, code, .. } = view;
    let api = view.api();
    let envelope = api.envelope(code);
    let whole = view.whole();
    let slot = |(index, value): &'a (usize, Json)| (envelope.slots[*index].name.as_str(), value);
    ExampleEntry {
        title: example.title.as_deref(),
        message: whole.then_some(&example.message),
        details: example.details.as_ref().filter(|_| whole),
        slots: whole.then_some(Map(move || example.slots.iter().map(slot))),
        status: code.transport_status(envelope),
        headers: Map(move || catalogue.example_headers(api, code, example).into_iter()),
        body: catalogue.example_body(api, code, example),
    }
}
