//! What `OpenAPI` has no words for.
//!
//! - `x-error`, on the schema of each code: [`CodeFacts`].
//! - `x-error-codes`, on each response: the wire values of the codes that come with its status;
//!   on the one for any status, of those without.
//! - `x-error-examples`, beside the examples of a response: those that tools would take for more than
//!   data (`followed`), as JSON in a string each.
//! - `x-error-operations`, on the document: what operations answer with.
//! - `x-errcat`, on each component that is in somebody's own document: the API whose it is.
//! - `x-error-groups`, `x-error-actions`, `x-error-statuses`, on the document: what groups,
//!   actions and statuses mean in this API.
//!
//! Keys are those of `catalogue.json`; what does not apply is left out.

use serde::{Serialize, Serializer};

use super::text::Writer;
use crate::json::Extent;
use crate::json::facts::View;
use crate::public_view;
use errcat_catalogue::model::{Action, ActionId, Code, Grpc};

/// What a machine may want to know of a code, and no schema says.
#[derive(Debug)]
pub(super) struct CodeFacts<'a> {
    view: View<'a>,
    /// Whether nothing but the name and the wire value is told.
    bare: bool,
}

impl Serialize for CodeFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told = |key: &str| !self.bare || ["name", "wire"].contains(&key);
        serializer.collect_map(self.view.openapi().filter(|(key, _)| told(key)))
    }
}

#[derive(Debug, Serialize)]
pub(super) struct GroupFacts<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct ActionFacts<'a> {
    title: &'a str,
    advice: String,
    actor: &'static str,
    retry: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct StatusFacts<'a> {
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meaning: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grpc: Option<&'static str>,
}

impl<'a> Writer<'a> {
    pub(super) fn facts(self, at: usize, code: &'a Code) -> CodeFacts<'a> {
        let view = View { catalogue: self.catalogue, at, code, extent: Extent::Whole };
        CodeFacts { view, bare: self.style.bare }
    }

    /// The groups of the API by name.
    pub(super) fn groups(self) -> impl Iterator<Item = (&'a str, GroupFacts<'a>)> {
        let groups =
            self.api.groups.iter().filter(move |group| public_view::is_public(self.api, group));
        groups.map(move |group| {
            let summary = group.summary.as_ref().map(|summary| self.inline(summary));
            (group.name.as_str(), GroupFacts { title: &group.title, summary })
        })
    }

    /// The actions of the API's public codes and statuses by name, in its own words.
    pub(super) fn actions(self) -> impl Iterator<Item = (&'a str, ActionFacts<'a>)> {
        let actions = public_view::actions(self.catalogue, self.api);
        actions.map(move |(id, action)| (action.name.as_str(), self.action(id, action)))
    }

    fn action(self, id: ActionId, action: &'a Action) -> ActionFacts<'a> {
        let (title, advice) = match self.api.own_action(id) {
            Some(own) => (&own.title, &own.advice),
            None => (&action.title, &action.advice),
        };
        ActionFacts {
            title,
            advice: self.inline(advice),
            actor: action.actor.as_str(),
            retry: action.retry.as_str(),
        }
    }

    /// The statuses of the API, in its own words.
    pub(super) fn statuses(self) -> impl Iterator<Item = (String, StatusFacts<'a>)> {
        self.api.statuses.iter().map(move |info| {
            let facts = StatusFacts {
                reason: &info.reason,
                meaning: info.meaning.as_ref().map(|meaning| self.inline(meaning)),
                action: info.action.map(|id| self.catalogue.action(id).name.as_str()),
                advice: info.advice.as_ref().map(|advice| self.inline(advice)),
                grpc: info.grpc.map(Grpc::as_str),
            };
            (info.status.to_string(), facts)
        })
    }
}
