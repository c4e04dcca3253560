//! What a code has from its file, its API or its statuses if it does not say it itself.

use crate::lower::api::ApiParts;
use crate::lower::lowering::Lowering;
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
    lowering: &mut Lowering<'a, '_>,
    code: Span,
    table: Table<'a>,
    group: Option<Table<'a>>,
    parts: &ApiParts,
) -> usize {
    let count = parts.envelopes.len();
    let found = slots::envelope_of(lowering, table, group, count, true).filter(|at| *at < count);
    let named = inherited(table, group, "envelope");
    if named.is_none() && found.is_none() && !lowering.vague.envelope {
        let envelopes: Vec<_> =
            parts.envelopes.iter().map(|envelope| envelope.name.as_str()).collect();
        let message = "the API has several envelopes, so each code or its file must name one";
        lowering.findings.push(
            Diagnostic::new(&rules::MISSING_KEY, code, message)
                .help(format!("add `envelope = \"…\"` with {}", one_of(&envelopes)))
                .fold(),
        );
    }
    lowering.vague.envelope |= found.is_none_or(|at| parts.summaries[at].vague);
    found.unwrap_or(0)
}

/// The action of a code, and the advice that goes with it.
pub(super) fn action_and_advice<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    group: Option<Table<'a>>,
    statuses: &[Status],
    parts: &ApiParts,
    actions: &[Action],
) -> (Option<ActionId>, Option<Prose>) {
    let own_advice = prose_at(lowering, table, "advice");
    let node = inherited(table, group, "action");
    let (action, status_advice) = if let Some(node) = node {
        (action_in(lowering, node), None)
    } else {
        // An entry that could not be read might have given the action.
        let vague = lowering.vague.statuses
            || entries(statuses, parts).any(|info| lowering.broken.contains(&info.span));
        lowering.vague.action |= vague;
        from_statuses(statuses, parts, |info| Some((info.action?, info.advice.clone())))
            .map_or((None, None), |(action, advice)| (Some(action), advice))
    };
    lowering.vague.action |= node.is_some() && action.is_none();
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
