//! A release of a catalogue, as it is compared.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value as Json;

use super::generated::Outputs;
use super::pair::items;
use errcat_catalogue::model::Catalogue;
use errcat_emit::json;

/// All facts of a catalogue: the document of its `catalogue.json`, and where the catalogue itself
/// was at hand, what the generated crate alone has: its name and internal codes.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) json: Json,
    /// What is generated for the catalogue; `None` where a `catalogue.json` is all there is.
    pub(super) outputs: Option<Outputs>,
}

/// Why a text is not a `catalogue.json` that can be compared.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// It is not JSON.
    #[error("it is not JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// It is of another format.
    #[error("its `format` is {0}, but this version of errcat reads 1: update errcat")]
    Format(Json),
    /// Something is not as `gen` writes it.
    #[error("it is not a `catalogue.json`: {0}")]
    Shape(String),
}

impl Snapshot {
    /// The facts of a catalogue alone: what changes means what the rules say.
    pub fn of(catalogue: &Catalogue) -> Self {
        Self { json: json::with_internal(catalogue), outputs: None }
    }

    /// Those of a catalogue whose outputs are compared as well, where anything has changed.
    pub fn with_outputs(catalogue: &Arc<Catalogue>) -> Self {
        Self { outputs: Some(Outputs::of(catalogue)), ..Self::of(catalogue) }
    }

    /// Reads a `catalogue.json`.
    pub fn parse(text: &str) -> Result<Self, SnapshotError> {
        Self::from_json(serde_json::from_str(text)?)
    }

    /// Takes the document of a `catalogue.json`.
    pub fn from_json(document: Json) -> Result<Self, SnapshotError> {
        match document.get("format") {
            Some(format) if format.as_u64() == Some(1) => {}
            Some(format) => return Err(SnapshotError::Format(format.clone())),
            None => return Err(SnapshotError::Shape("it has no `format`".to_owned())),
        }
        let wants = |there: bool, what: &str| {
            if there { Ok(()) } else { Err(SnapshotError::Shape(format!("it has no {what}"))) }
        };
        let version = document.get("version").and_then(Json::as_str);
        let version = version.is_some_and(|it| semver::Version::parse(it).is_ok());
        wants(version, "`version` such as \"1.0.0\"")?;
        named(&document, "statuses", "status")?;
        named(&document, "actions", "name")?;
        named(&document, "conversions", "from")?;
        named(&document, "apis", "id")?;
        for api in items(document.get("apis")) {
            for list in ["envelopes", "types", "groups", "codes", "retired"] {
                named(api, list, "name")?;
            }
        }
        Ok(Self { json: document, outputs: None })
    }

    /// The version of the release.
    pub fn version(&self) -> &str {
        self.json.get("version").and_then(Json::as_str).unwrap_or_default()
    }

    /// The titles of its APIs.
    pub fn api_titles(&self) -> HashMap<&str, &str> {
        let apis = items(self.json.get("apis")).iter();
        apis.filter_map(|api| Some((api.get("id")?.as_str()?, api.get("title")?.as_str()?)))
            .collect()
    }

    /// The same facts without the outputs.
    #[must_use]
    pub fn facts(&self) -> Self {
        Self { json: self.json.clone(), outputs: None }
    }

    /// Whether both are releases of the same catalogue, word for word.
    pub fn is_same(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

/// Holds a list to be there, with a key in each of its items.
fn named(document: &Json, list: &str, key: &str) -> Result<(), SnapshotError> {
    let Some(items) = document.get(list).and_then(Json::as_array) else {
        return Err(SnapshotError::Shape(format!("it has no list `{list}`")));
    };
    match items.iter().position(|item| item.get(key).is_none()) {
        None => Ok(()),
        Some(at) => Err(SnapshotError::Shape(format!("`{list}[{at}]` has no `{key}`"))),
    }
}
