//! Statuses and actions: the common ones, and an API's own words for them.

use super::cx::Cx;
use super::prose::{prose, prose_at};
use crate::catalogue::{
    Action, ActionId, Actor, Advance, ApiAction, Grpc, Prose, Status, StatusInfo,
};
use crate::name::Name;
use crate::raw::{File, Key, Table};
use crate::rules;
use crate::source::Span;

/// Reads `statuses.toml`.
pub(super) fn statuses<'a>(cx: &mut Cx<'a, '_>) -> Vec<StatusInfo> {
    let symbols = cx.symbols;
    symbols
        .statuses
        .iter()
        .map(|(status, table, span)| status_info(cx, *status, *table, *span))
        .collect()
}

fn status_info<'a>(
    cx: &mut Cx<'a, '_>,
    status: Status,
    table: Table<'a>,
    span: Span,
) -> StatusInfo {
    StatusInfo {
        status,
        reason: table.text("reason").unwrap_or_default().to_owned(),
        meaning: prose_at(cx, table, "meaning"),
        action: action_at(cx, table),
        advice: prose_at(cx, table, "advice"),
        grpc: table.text("grpc").and_then(Grpc::parse),
        span,
    }
}

/// The action named at `action`: common, or of the API at hand.
pub(super) fn action_at<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>) -> Option<ActionId> {
    let node = table.get("action")?;
    cx.symbols.actions.resolve(node.text()?, node.span(), cx.findings)
}

/// Reads the common actions and each API's own, in the order of their ids.
pub(super) fn actions<'a>(cx: &mut Cx<'a, '_>, file: &'a File<'a>) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for (key, node) in file.root().into_iter().flat_map(Table::entries) {
        // Something that is no table has its id all the same.
        let action = match node.table() {
            Some(table) => action(cx, key, table, None),
            None => nothing(key),
        };
        actions.push(action);
    }
    let common = actions.len();
    for (api, draft) in cx.symbols.drafts.iter().enumerate() {
        cx.api = Some(api);
        for (key, table) in draft.root.into_iter().flat_map(|root| root.tables_of("actions")) {
            match cx.symbols.actions.get(key.text) {
                Some(ActionId(id)) if id < common => reworded(cx, key, table),
                Some(ActionId(id)) if id == actions.len() => {
                    if !file.is_broken() {
                        check_whole(cx, key, table);
                    }
                    let action = action(cx, key, table, Some(api));
                    actions.push(action);
                }
                // Declared twice, which has been reported: it keeps an id that nothing refers to.
                _ => actions.push(nothing(key)),
            }
        }
    }
    cx.api = None;
    actions
}

fn nothing(key: Key<'_>) -> Action {
    Action {
        name: Name::new(key.text),
        title: String::new(),
        advice: Prose { source: String::new(), references: Vec::new() },
        actor: Actor::Client,
        retry: Advance::Never,
        api: None,
        span: key.span,
    }
}

fn action<'a>(cx: &mut Cx<'a, '_>, key: Key<'a>, table: Table<'a>, api: Option<usize>) -> Action {
    let name = Name::new(key.text);
    Action {
        title: table.text("title").map_or_else(|| name.title(), str::to_owned),
        advice: prose_at(cx, table, "advice").unwrap_or_else(|| nothing(key).advice),
        actor: table.text("actor").and_then(Actor::parse).unwrap_or(Actor::Client),
        retry: table.text("retry").and_then(Advance::parse).unwrap_or(Advance::Never),
        name,
        api,
        span: key.span,
    }
}

/// An action that only one API has is defined there.
fn check_whole(cx: &mut Cx<'_, '_>, key: Key<'_>, table: Table<'_>) {
    for needed in ["advice", "actor", "retry"].iter().filter(|needed| table.get(needed).is_none()) {
        cx.error(
            &rules::MISSING_KEY,
            key.span,
            format!("the action `{}` needs `{needed}`", key.text),
            format!("add `{needed} = \"…\"`: actions.toml has no action of this name that it could come from"),
        );
    }
}

/// An API may reword a common action, and no more: programs rely on the rest.
fn reworded(cx: &mut Cx<'_, '_>, key: Key<'_>, table: Table<'_>) {
    for (fact, node) in ["actor", "retry"].iter().filter_map(|key| Some((key, table.get(key)?))) {
        cx.error(
            &rules::ACTION,
            node.span(),
            format!("`{}` is a common action, whose `{fact}` is the same everywhere", key.text),
            format!("delete `{fact}`, or give this API an action of its own under another name"),
        );
    }
}

/// Reads what an API says about actions: those that it rewords or adds.
pub(super) fn api_actions<'a>(
    cx: &mut Cx<'a, '_>,
    root: Option<Table<'a>>,
    actions: &[Action],
) -> Vec<ApiAction> {
    let mut own = Vec::new();
    for (key, table) in root.into_iter().flat_map(|root| root.tables_of("actions")) {
        let Some(id) = cx.symbols.actions.get(key.text) else { continue };
        let Some(action) = actions.get(id.0) else { continue };
        // The text of an action of its own has been read with the action.
        let reads = if action.api.is_some() { None } else { table.get("advice") };
        own.push(ApiAction {
            action: id,
            title: table.text("title").map_or_else(|| action.title.clone(), str::to_owned),
            advice: reads.and_then(|node| prose(cx, node)).unwrap_or_else(|| action.advice.clone()),
        });
    }
    own
}

/// Every status as one API sees it: its `[statuses]` replace the common words key by key. The
/// statuses that it describes stand in the second place.
pub(super) fn api_statuses<'a>(
    cx: &mut Cx<'a, '_>,
    root: Option<Table<'a>>,
    common: &[StatusInfo],
) -> (Vec<StatusInfo>, Vec<Status>) {
    let mut infos = common.to_vec();
    let mut described = Vec::new();
    for (key, table) in root.into_iter().flat_map(|root| root.tables_of("statuses")) {
        let Some(status) = Status::parse(key.text) else { continue };
        if !cx.known_status(status, key.span) {
            continue;
        }
        let own = status_info(cx, status, table, key.span);
        let Some(info) = cx.symbols.status_index.get(&status).and_then(|at| infos.get_mut(*at))
        else {
            continue;
        };
        // Advice belongs to an action: that of another action would mislead.
        let advice = if own.action.is_some() {
            own.advice
        } else {
            own.advice.or_else(|| info.advice.clone())
        };
        *info = StatusInfo {
            status,
            reason: table.text("reason").map_or_else(|| info.reason.clone(), str::to_owned),
            meaning: own.meaning.or_else(|| info.meaning.clone()),
            action: own.action.or(info.action),
            advice,
            grpc: own.grpc.or(info.grpc),
            span: own.span,
        };
        described.push(status);
    }
    (infos, described)
}
