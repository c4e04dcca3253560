//! A release of a catalogue, as it is compared.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::pair::items;
use errcat_catalogue::model::Catalogue;
use errcat_emit::json;

/// All facts of a catalogue: the document of its `catalogue.json`, and where the catalogue itself
/// was at hand, what the generated crate alone has: its name and internal codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot(pub(super) Json);

/// Why a text is no `catalogue.json` that can be compared.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// It is not JSON.
    #[error("it is not JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// It is of another format.
    #[error("its `format` is {0}, and this program reads 1: update the program")]
    Format(Json),
    /// Something is not as `gen` writes it.
    #[error("it is no `catalogue.json`: {0}")]
    Shape(String),
}

impl Snapshot {
    /// That of a catalogue.
    pub fn of(catalogue: &Catalogue) -> Self {
        Self(json::with_internal(catalogue))
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
        Ok(Self(document))
    }

    /// The version of the release.
    pub fn version(&self) -> &str {
        self.0.get("version").and_then(Json::as_str).unwrap_or_default()
    }

    /// The titles of its APIs.
    pub fn api_titles(&self) -> HashMap<&str, &str> {
        let apis = items(self.0.get("apis")).iter();
        apis.filter_map(|api| Some((api.get("id")?.as_str()?, api.get("title")?.as_str()?)))
            .collect()
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
