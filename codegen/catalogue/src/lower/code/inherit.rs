//! What a code has from its file, its API or its statuses if it does not say it itself.

use crate::lower::api::ApiParts;
use crate::lower::cx::Cx;
use crate::lower::prose::prose_at;
use crate::lower::slots;
use crate::lower::vocabulary::action_in;
use crate::model::{Action, ActionId, Prose, Status, StatusInfo};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::one_of;

/// The value of `key` for a code: its own, or its file's.
pub fn inherited<'a>(table: Table<'a>, group: Option<Table<'a>>, key: &str) -> Option<Node<'a>> {
    table.get(key).or_else(|| group?.get(key))
}

/// The index of the code's envelope. One that could not be found has been reported: any will do
/// from there.
pub(super) fn envelope<'a>(
    cx: &mut Cx<'a, '_>,
    code: Span,
    table: Table<'a>,
    group: Option<Table<'a>>,
    parts: &ApiParts,
) -> usize {
    let count = parts.envelopes.len();
    let found = slots::envelope_of(cx, table, group, count, true).filter(|at| *at < count);
    let named = inherited(table, group, "envelope");
    if named.is_none() && found.is_none() && !cx.vague.envelope {
        let envelopes: Vec<_> =
            parts.envelopes.iter().map(|envelope| envelope.name.as_str()).collect();
        let message = "the API has several envelopes, so a code or its file names one";
        cx.findings.push(
            Diagnostic::new(&rules::MISSING_KEY, code, message)
                .help(format!("add `envelope = \"…\"` with {}", one_of(&envelopes)))
                .fold(),
        );
    }
    cx.vague.envelope |= found.is_none_or(|at| parts.facts[at].vague);
    found.unwrap_or(0)
}

/// The action of a code, and the advice that goes with it.
pub(super) fn action_and_advice<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    group: Option<Table<'a>>,
    statuses: &[Status],
    parts: &ApiParts,
    actions: &[Action],
) -> (Option<ActionId>, Option<Prose>) {
    let own_advice = prose_at(cx, table, "advice");
    let node = inherited(table, group, "action");
    let (action, status_advice) = if let Some(node) = node {
        (action_in(cx, node), None)
    } else {
        // An entry that could not be read might have given the action.
        let vague = cx.vague.statuses
            || entries(statuses, parts).any(|info| cx.broken.contains(&info.span));
        cx.vague.action |= vague;
        from_statuses(statuses, parts, |info| Some((info.action?, info.advice.clone())))
            .map_or((None, None), |(action, advice)| (Some(action), advice))
    };
    cx.vague.action |= node.is_some() && action.is_none();
    let words = action.and_then(|id| {
        let own = parts.actions.binary_search_by_key(&id, |own| own.action).ok();
        let own = own.map(|at| parts.actions[at].advice.clone());
        own.or_else(|| actions.get(id.0).map(|action| action.advice.clone()))
    });
    (action, own_advice.or(status_advice).or(words))
}

/// What the first status's entries say: the exact one's before its class's.
pub(super) fn from_statuses<T>(
    statuses: &[Status],
    parts: &ApiParts,
    get: impl Fn(&StatusInfo) -> Option<T>,
) -> Option<T> {
    entries(statuses, parts).find_map(get)
}

fn entries<'p>(
    statuses: &[Status],
    parts: &'p ApiParts,
) -> impl Iterator<Item = &'p StatusInfo> + use<'p> {
    let first = statuses.first().copied();
    let both = first.into_iter().flat_map(|first| [first, Status::Class(first.class())]);
    both.filter_map(|status| parts.statuses.iter().find(|info| info.status == status))
}
