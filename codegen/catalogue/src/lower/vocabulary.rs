//! Statuses and actions: the common ones, and an API's own words for them.

use super::lowering::Lowering;
use super::prose::{prose, prose_at};
use crate::model::{Action, ActionId, Actor, Advance, ApiAction, Grpc, Prose, Status, StatusInfo};
use crate::name::Name;
use crate::raw::shape::is_whole;
use crate::raw::{File, Key, Node, Table, format};
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::list;

/// Reads `statuses.toml`.
pub(super) fn statuses<'a>(lowering: &mut Lowering<'a, '_>) -> Vec<StatusInfo> {
    let symbols = lowering.symbols;
    symbols
        .statuses
        .iter()
        .map(|(status, table, span)| status_info(lowering, *status, *table, *span, &format::STATUS))
        .collect()
}

fn status_info<'a>(
    lowering: &mut Lowering<'a, '_>,
    status: Status,
    table: Table<'a>,
    span: Span,
    def: &format::Def,
) -> StatusInfo {
    let action = table.get("action").and_then(|node| action_in(lowering, node));
    if !is_whole(table, def) || (action.is_none() && table.get("action").is_some()) {
        lowering.broken.insert(span);
    }
    StatusInfo {
        status,
        reason: table.text("reason").unwrap_or_default().to_owned(),
        reason_span: table.get("reason").map(Node::span),
        meaning: prose_at(lowering, table, "meaning"),
        action,
        advice: prose_at(lowering, table, "advice"),
        grpc: table.text("grpc").and_then(Grpc::parse),
        span,
    }
}

/// The action that `node` names: common, or of the API at hand.
pub(super) fn action_in<'a>(lowering: &mut Lowering<'a, '_>, node: Node<'a>) -> Option<ActionId> {
    let symbols = lowering.symbols;
    let text = node.text()?;
    let action = symbols.actions.resolve(text, node.span(), lowering.findings)?;
    if let Some(owner) = symbols.action_apis.get(action.0).copied().flatten()
        && lowering.api() != Some(owner)
    {
        let owner = symbols.drafts.get(owner).map_or("", |draft| draft.id);
        lowering.error(
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
pub(super) fn actions<'a>(lowering: &mut Lowering<'a, '_>, file: &'a File<'a>) -> Vec<Action> {
    let mut actions: Vec<Action> = Vec::new();
    for (key, node) in file.root().into_iter().flat_map(Table::entries) {
        // Something that is not a table has its id all the same.
        let action = if let Some(table) = node.table() {
            action(lowering, key, table, None)
        } else {
            lowering.broken.insert(key.span);
            nothing(key)
        };
        actions.push(action);
    }
    let common = actions.len();
    for api in 0..lowering.symbols.drafts.len() {
        lowering
            .in_api(api, |lowering| of_api(lowering, api, common, file.is_broken(), &mut actions));
    }
    actions
}

/// The actions of an API: those that it rewords, and those of its own, which come behind the `common` ones.
fn of_api<'a>(
    lowering: &mut Lowering<'a, '_>,
    api: usize,
    common: usize,
    is_partial: bool,
    actions: &mut Vec<Action>,
) {
    let root = lowering.symbols.drafts[api].root;
    for (key, node) in root.into_iter().flat_map(|root| root.entries_of("actions")) {
        let table = node.table().unwrap_or_else(|| node.as_empty_table());
        match lowering.symbols.actions.get(key.text) {
            Some(ActionId(id)) if id < common => reworded(lowering, key, table),
            Some(ActionId(id)) if id == actions.len() => {
                if !is_partial && node.table().is_some() {
                    check_whole(lowering, key, table);
                }
                actions.push(action(lowering, key, table, Some(api)));
            }
            // Declared twice, which has been reported: it keeps an id that nothing refers to.
            _ => {
                lowering.broken.insert(key.span);
                actions.push(nothing(key));
            }
        }
    }
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

fn action<'a>(
    lowering: &mut Lowering<'a, '_>,
    key: Key<'a>,
    table: Table<'a>,
    api: Option<usize>,
) -> Action {
    let name = Name::new(key.text);
    let retry = table.text("retry").and_then(Advance::parse);
    if retry.is_none() || !is_whole(table, &format::ACTION) {
        lowering.broken.insert(key.span);
    }
    Action {
        title: table.text("title").map_or_else(|| name.title(), str::to_owned),
        advice: prose_at(lowering, table, "advice").unwrap_or_else(|| nothing(key).advice),
        actor: table.text("actor").and_then(Actor::parse).unwrap_or(Actor::Client),
        retry: retry.unwrap_or(Advance::Never),
        name,
        api,
        span: key.span,
    }
}

/// An action that only one API has is defined there.
fn check_whole(lowering: &mut Lowering<'_, '_>, key: Key<'_>, table: Table<'_>) {
    let needed: Vec<&str> = ["advice", "actor", "retry"]
        .into_iter()
        .filter(|needed| table.get(needed).is_none())
        .collect();
    if !needed.is_empty() {
        let near = lowering.symbols.actions.near(key.text, lowering.findings);
        let help = match near {
            Some(near) => format!("did you mean `{near}` of actions.toml? If not, add them"),
            None => "add them: actions.toml does not define an action of this name".to_owned(),
        };
        let message = format!("the action `{}` needs {}", key.text, list(&needed));
        lowering.error(&rules::MISSING_KEY, key.span, message, help);
    }
}

/// An API may reword a common action, and no more: programs rely on the rest.
fn reworded(lowering: &mut Lowering<'_, '_>, key: Key<'_>, table: Table<'_>) {
    for (fact, node) in ["actor", "retry"].iter().filter_map(|key| Some((key, table.get(key)?))) {
        lowering.error(
            &rules::ACTION,
            node.span(),
            format!(
                "`{}` is an action of actions.toml, whose `{fact}` must be the same in every API",
                key.text
            ),
            format!("delete `{fact}`, or define an action with another name for this API"),
        );
    }
}

/// Reads what an API says about actions: those that it rewords or adds.
pub(super) fn api_actions<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    actions: &[Action],
) -> Vec<ApiAction> {
    let mut own = Vec::new();
    for (key, table) in root.into_iter().flat_map(|root| root.tables_of("actions")) {
        let Some(id) = lowering.symbols.actions.get(key.text) else { continue };
        let Some(action) = actions.get(id.0) else { continue };
        // The text of an action of its own has been read with the action.
        let reads = if action.api.is_some() { None } else { table.get("advice") };
        own.push(ApiAction {
            action: id,
            title: table.text("title").map_or_else(|| action.title.clone(), str::to_owned),
            advice: reads
                .and_then(|node| prose(lowering, node))
                .unwrap_or_else(|| action.advice.clone()),
        });
    }
    own.sort_by_key(|own| own.action);
    own
}

/// Every status as one API sees it: its `[statuses]` replace the common words key by key. The
/// statuses that it describes are in the second place.
pub(super) fn api_statuses<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    common: &[StatusInfo],
) -> (Vec<StatusInfo>, Vec<Status>) {
    let mut infos = common.to_vec();
    let mut described = Vec::new();
    for (key, table) in root.into_iter().flat_map(|root| root.tables_of("statuses")) {
        let Some(status) = Status::parse(key.text) else { continue };
        if !lowering.known_status(status, key.span) {
            continue;
        }
        let own = status_info(lowering, status, table, key.span, &format::API_STATUS);
        if lowering
            .symbols
            .status_index
            .get(&status)
            .and_then(|at| infos.get(*at))
            .is_some_and(|info| lowering.broken.contains(&info.span))
        {
            lowering.broken.insert(own.span);
        }
        let Some(info) =
            lowering.symbols.status_index.get(&status).and_then(|at| infos.get_mut(*at))
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
