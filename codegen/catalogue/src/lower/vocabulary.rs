//! Statuses and actions: the common ones, and an API's own words for them.

use super::cx::Cx;
use super::prose::{prose, prose_at};
use crate::model::{Action, ActionId, Actor, Advance, ApiAction, Grpc, Prose, Status, StatusInfo};
use crate::name::Name;
use crate::raw::shape::is_whole;
use crate::raw::{File, Key, Node, Table, format};
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::list;

/// Reads `statuses.toml`.
pub(super) fn statuses<'a>(cx: &mut Cx<'a, '_>) -> Vec<StatusInfo> {
    let symbols = cx.symbols;
    symbols
        .statuses
        .iter()
        .map(|(status, table, span)| status_info(cx, *status, *table, *span, &format::STATUS))
        .collect()
}

fn status_info<'a>(
    cx: &mut Cx<'a, '_>,
    status: Status,
    table: Table<'a>,
    span: Span,
    def: &format::Def,
) -> StatusInfo {
    let action = table.get("action").and_then(|node| action_in(cx, node));
    if !is_whole(table, def) || (action.is_none() && table.get("action").is_some()) {
        cx.broken.insert(span);
    }
    StatusInfo {
        status,
        reason: table.text("reason").unwrap_or_default().to_owned(),
        reason_span: table.get("reason").map(Node::span),
        meaning: prose_at(cx, table, "meaning"),
        action,
        advice: prose_at(cx, table, "advice"),
        grpc: table.text("grpc").and_then(Grpc::parse),
        span,
    }
}

/// The action that `node` names: common, or of the API at hand.
pub(super) fn action_in<'a>(cx: &mut Cx<'a, '_>, node: Node<'a>) -> Option<ActionId> {
    let symbols = cx.symbols;
    let text = node.text()?;
    let action = symbols.actions.resolve(text, node.span(), cx.findings)?;
    if let Some(owner) = symbols.action_apis.get(action.0).copied().flatten()
        && cx.api != Some(owner)
    {
        let owner = symbols.drafts.get(owner).map_or("", |draft| draft.id);
        cx.error(
            &rules::ACTION,
            node.span(),
            format!("`{text}` is an action of `{owner}` alone"),
            format!(
                "move it from {owner}/api.toml to actions.toml to share it, or name another action"
            ),
        );
        return None;
    }
    Some(action)
}

/// Reads the common actions and each API's own, in the order of their ids.
pub(super) fn actions<'a>(cx: &mut Cx<'a, '_>, file: &'a File<'a>) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for (key, node) in file.root().into_iter().flat_map(Table::entries) {
        // Something that is no table has its id all the same.
        let action = if let Some(table) = node.table() {
            action(cx, key, table, None)
        } else {
            cx.broken.insert(key.span);
            nothing(key)
        };
        actions.push(action);
    }
    let common = actions.len();
    for (api, draft) in cx.symbols.drafts.iter().enumerate() {
        cx.api = Some(api);
        for (key, node) in draft.root.into_iter().flat_map(|root| root.entries_of("actions")) {
            let table = node.table().unwrap_or_else(|| node.as_empty_table());
            match cx.symbols.actions.get(key.text) {
                Some(ActionId(id)) if id < common => reworded(cx, key, table),
                Some(ActionId(id)) if id == actions.len() => {
                    if !file.is_broken() && node.table().is_some() {
                        check_whole(cx, key, table);
                    }
                    let action = action(cx, key, table, Some(api));
                    actions.push(action);
                }
                // Declared twice, which has been reported: it keeps an id that nothing refers to.
                _ => {
                    cx.broken.insert(key.span);
                    actions.push(nothing(key));
                }
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
    let retry = table.text("retry").and_then(Advance::parse);
    if retry.is_none() || !is_whole(table, &format::ACTION) {
        cx.broken.insert(key.span);
    }
    Action {
        title: table.text("title").map_or_else(|| name.title(), str::to_owned),
        advice: prose_at(cx, table, "advice").unwrap_or_else(|| nothing(key).advice),
        actor: table.text("actor").and_then(Actor::parse).unwrap_or(Actor::Client),
        retry: retry.unwrap_or(Advance::Never),
        name,
        api,
        span: key.span,
    }
}

/// An action that only one API has is defined there.
fn check_whole(cx: &mut Cx<'_, '_>, key: Key<'_>, table: Table<'_>) {
    let needed: Vec<&str> = ["advice", "actor", "retry"]
        .into_iter()
        .filter(|needed| table.get(needed).is_none())
        .collect();
    if !needed.is_empty() {
        let near = cx.symbols.actions.near(key.text, cx.findings);
        let help = match near {
            Some(near) => format!("did you mean `{near}` of actions.toml? Else add them"),
            None => "add them: actions.toml has no action of this name that they could come from"
                .to_owned(),
        };
        let message = format!("the action `{}` needs {}", key.text, list(&needed));
        cx.error(&rules::MISSING_KEY, key.span, message, help);
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
    own.sort_by_key(|own| own.action);
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
        let own = status_info(cx, status, table, key.span, &format::API_STATUS);
        if cx
            .symbols
            .status_index
            .get(&status)
            .and_then(|at| infos.get(*at))
            .is_some_and(|info| cx.broken.contains(&info.span))
        {
            cx.broken.insert(own.span);
        }
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
            reason_span: own.reason_span,
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
