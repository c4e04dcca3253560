//! The numbers of groups: each code of a group with a `range` has one of them, and no other code has.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::drafts::{ApiDraft, CodeDraft};
use crate::model::{Wire, WireType};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::Span;

/// A group's numbers, and where they stand.
type Range = (RangeInclusive<i64>, Span);

/// Reads the ranges of an API's groups, and checks its codes against them.
pub(super) fn ranges(draft: &mut ApiDraft<'_>, kind: Option<WireType>, findings: &mut Findings) {
    let found: Vec<Option<Range>> =
        draft.groups.iter().map(|group| range(group.root?.get("range")?, kind, findings)).collect();
    if found.iter().all(Option::is_none) {
        return;
    }
    overlaps(draft, &found, findings);
    let by_start: BTreeMap<i64, usize> = found
        .iter()
        .enumerate()
        .filter_map(|(at, range)| Some((*range.as_ref()?.0.start(), at)))
        .collect();
    let owner = |number: i64| {
        let (_, at) = by_start.range(..=number).next_back()?;
        let (range, span) = found[*at].as_ref()?;
        range.contains(&number).then_some((*at, *span))
    };
    let mut next = Free::new(draft);
    for code in &draft.codes {
        let Some(Wire::Integer(number)) = code.wire else { continue };
        let own = found[code.group].as_ref();
        let owner = owner(number);
        let span = place(code);
        let (message, place) = match (own, owner) {
            (Some((range, _)), _) if range.contains(&number) => continue,
            (_, Some((group, place))) => {
                let id = draft.groups[group].id;
                (format!("the number {number} belongs to the group `{id}`"), place)
            }
            (Some((_, place)), None) => {
                (format!("the number {number} is outside the group's range"), *place)
            }
            (None, None) => continue,
        };
        let help = match own {
            Some(_) if findings.is_crowded() => "write a number in the group's range".to_owned(),
            Some((range, _)) => match next.take(range) {
                Some(free) => format!("write `wire = {free}`, the next free number of the group"),
                None => "widen the range: all its numbers are taken".to_owned(),
            },
            None => "choose a number outside every group's range".to_owned(),
        };
        let diagnostic = Diagnostic::new(&rules::RANGE, span, message);
        findings.push(diagnostic.secondary(place, "the range").help(help));
    }
    for (group, range) in draft.groups.iter_mut().zip(found) {
        group.range = range.map(|(range, _)| range);
    }
}

fn place(code: &CodeDraft<'_>) -> Span {
    let table: Table<'_> = code.table;
    table.get("wire").map_or(code.span, Node::span)
}

fn range(node: Node<'_>, kind: Option<WireType>, findings: &mut Findings) -> Option<Range> {
    if !node.is_array() {
        return None;
    }
    let items: Vec<Option<i64>> = node.items().map(Node::integer).collect();
    let (message, help) = match items.as_slice() {
        _ if kind == Some(WireType::String) => (
            "the group has a range of numbers, but the API's codes are strings".to_owned(),
            "delete it, or set `type = \"integer\"` in `[code]` of api.toml",
        ),
        [Some(first), Some(last)] if first <= last => return Some((*first..=*last, node.span())),
        [Some(first), Some(last)] => (
            format!("the range is empty: {first} is greater than {last}"),
            "write the lower number first",
        ),
        [_, _] => return None,
        items if items.iter().any(Option::is_none) => return None,
        items => (
            format!(
                "a range needs two numbers, the first and the last, but this one has {}",
                items.len()
            ),
            "write two numbers, such as `range = [1000, 1999]`",
        ),
    };
    findings.push(Diagnostic::new(&rules::RANGE, node.span(), message).help(help));
    None
}

/// Reports ranges that have numbers in common: these would belong to two groups.
fn overlaps(draft: &ApiDraft<'_>, found: &[Option<Range>], findings: &mut Findings) {
    let all = found.iter().enumerate().filter_map(|(at, range)| Some((at, range.as_ref()?)));
    let mut all: Vec<(usize, &Range)> = all.collect();
    all.sort_by_key(|(at, (range, _))| (*range.start(), *at));
    let mut widest: Option<(usize, &Range)> = None;
    for (at, range) in all {
        if let Some((other, (before, span))) = widest
            && before.end() >= range.0.start()
        {
            let id = draft.groups[other].id;
            let (first, last) = (range.0.start(), before.end().min(range.0.end()));
            let message = if first == last {
                format!("the number {first} is also in the range of `{id}`")
            } else {
                format!("the numbers {first} to {last} are also in the range of `{id}`")
            };
            findings.push(
                Diagnostic::new(&rules::RANGE, range.1, message)
                    .secondary(*span, "its range")
                    .help("change the ranges so that they do not overlap"),
            );
        }
        if widest.is_none_or(|(_, (before, _))| before.end() < range.0.end()) {
            widest = Some((at, range));
        }
    }
}

/// Numbers that nobody has.
struct Free {
    taken: std::collections::BTreeSet<i64>,
}

impl Free {
    fn new(draft: &ApiDraft<'_>) -> Self {
        let codes = draft.codes.iter().map(|code| &code.wire);
        let wires = codes.chain(draft.retired.iter().map(|it| &it.wire));
        let numbers = wires.filter_map(|wire| match wire {
            Some(Wire::Integer(number)) => Some(*number),
            _ => None,
        });
        Self { taken: numbers.collect() }
    }

    /// The number behind the last one taken of a range, else its first gap; taken from then on.
    fn take(&mut self, range: &RangeInclusive<i64>) -> Option<i64> {
        let free = crate::model::next_in(range, &self.taken)?;
        self.taken.insert(free);
        Some(free)
    }
}
