//! The first pass: every name that something else may refer to.

mod api;
mod codes;
mod drafts;
mod range;
mod visible;
mod wire;

pub use drafts::ApiDraft;

use std::collections::{HashMap, HashSet};

use crate::lower::lowering::Symbols;
use crate::lower::scope::Scope;
use crate::model::{ActionId, Status};
use crate::name::Grammar;
use crate::raw::{Table, Tree};
use api::{api, is_whole_api};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Declares everything in the catalogue.
pub(super) fn declare<'a>(tree: &'a Tree<'a>, findings: &mut Findings) -> Symbols<'a> {
    let mut statuses = Vec::new();
    let mut status_index = HashMap::new();
    let mut statuses_partial = tree.statuses.is_broken();
    for (key, node) in tree.statuses.root().into_iter().flat_map(Table::entries) {
        if let (Some(status), Some(table)) = (Status::parse(key.text), node.table()) {
            status_index.insert(status, statuses.len());
            statuses.push((status, table, key.span));
        } else {
            statuses_partial = true;
        }
    }
    let mut apis = Scope::new(
        "an API of the catalogue",
        Grammar::Api,
        "make a folder for it",
        "rename the folder of one of them",
    );
    let mut drafts = Vec::new();
    for folder in &tree.apis {
        let Some(span) = folder.span() else { continue };
        apis.declare(folder.name, span, drafts.len(), findings);
        drafts.push(api(folder, span, findings));
    }
    if let (true, Some(file)) = (drafts.is_empty(), tree.catalogue.root().and(tree.catalogue.id()))
    {
        let message = "the catalogue has no APIs";
        findings.push(
            Diagnostic::new(&rules::EMPTY_API, Span::start_of(file), message).help(
                "make a folder beside this file, with an `api.toml` and a file of codes in it",
            ),
        );
    }
    let (actions, action_apis) = actions(tree, findings);
    Symbols { statuses, statuses_partial, status_index, actions, action_apis, apis, drafts }
}

/// The common actions, then each API's own. What an API says about a common one is not new.
fn actions<'a>(
    tree: &'a Tree<'a>,
    findings: &mut Findings,
) -> (Scope<'a, ActionId>, Vec<Option<usize>>) {
    let mut actions = Scope::new(
        "an action of actions.toml or of the API's `[actions]`",
        Grammar::Action,
        "define it in actions.toml",
        "rename or delete one of them, or move an action that APIs share to actions.toml",
    );
    let mut owners = Vec::new();
    let mut common = HashSet::new();
    for (key, _) in tree.actions.root().into_iter().flat_map(Table::entries) {
        actions.declare(key.text, key.span, ActionId(owners.len()), findings);
        owners.push(None);
        common.insert(key.text);
    }
    let apis = tree.apis.iter().filter(|api| api.span().is_some());
    for (at, api) in apis.enumerate() {
        for (key, _) in api.api.root().into_iter().flat_map(|root| root.entries_of("actions")) {
            if !common.contains(key.text) {
                actions.declare(key.text, key.span, ActionId(owners.len()), findings);
                owners.push(Some(at));
            }
        }
    }
    if tree.actions.is_broken() || tree.apis.iter().any(|api| !is_whole_api(api)) {
        actions.set_partial();
    }
    (actions, owners)
}

/// What to do about two equal names that do not travel.
pub(super) const RENAME: &str = "rename or delete one of them";
