//! Which changes are told as one, because one edit made them, or because they say the same of many.

use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};

use super::Judged;
use super::reach::Reach;
use crate::diff::{Class, Kind, Rule, Snapshot};

/// Changes of which one text tells.
#[derive(Debug)]
pub struct Cause {
    /// Their indices, in order; there is at least one.
    pub changes: Vec<usize>,
    /// The codes that the change of a type or envelope reaches.
    pub reaches: Vec<String>,
    /// Whether these are all codes of the API.
    pub reaches_all: bool,
}

/// What the changes of a cause have in common: rule, reason, class, entry of accepted.toml, API, kind of thing, and
/// which fact of it. What that was and is may differ.
type Key<'a> =
    (&'static str, &'a str, Class, Option<usize>, &'a Option<String>, Kind, &'a [String]);

/// The changes from `old` to `new` by cause, the gravest first.
pub(in crate::diff) fn causes(changes: &[Judged], old: &Snapshot, new: &Snapshot) -> Vec<Cause> {
    let mut at: HashMap<Key<'_>, usize> = HashMap::new();
    let mut causes: Vec<Cause> = Vec::new();
    for (index, one) in changes.iter().enumerate() {
        let change = &one.change;
        let key = (
            change.rule.id,
            change.reason(),
            one.class,
            one.accepted,
            &change.subject.api,
            change.subject.kind,
            change.key.as_slice(),
        );
        let cause = *at.entry(key).or_insert_with(|| {
            causes.push(Cause { changes: Vec::new(), reaches: Vec::new(), reaches_all: false });
            causes.len() - 1
        });
        causes[cause].changes.push(index);
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(weight(changes, cause)));
    let mut reach = Reach::new(old, new);
    for cause in &mut causes {
        let mut met = HashSet::new();
        for change in cause.changes.iter().map(|at| &changes[*at].change) {
            let codes = reach.of(&change.subject).into_iter();
            cause.reaches.extend(codes.filter(|code| met.insert(code.clone())));
        }
        let api = changes[cause.changes[0]].change.subject.api.as_ref();
        cause.reaches_all = api.is_some_and(|api| !met.is_empty() && reach.count(api) == met.len());
    }
    causes
}

/// The same with one cause for several facts of a thing of which the same is said: a body that has three new keys.
pub(super) fn of_things(causes: Vec<Cause>, changes: &[Judged]) -> Vec<Cause> {
    let mut at: HashMap<(Key<'_>, &str), usize> = HashMap::new();
    let mut merged: Vec<Cause> = Vec::new();
    for cause in causes {
        let (first, change) = (cause.first(changes), &cause.first(changes).change);
        let name = change.subject.name.as_str();
        let is_of_one = cause.changes.iter().all(|at| changes[*at].change.subject.name == name);
        let Some((_, above)) = change.key.split_last().filter(|_| is_of_one) else {
            merged.push(cause);
            continue;
        };
        let api = &change.subject.api;
        let key = (
            change.rule.id,
            change.reason(),
            first.class,
            first.accepted,
            api,
            change.subject.kind,
            above,
        );
        match at.entry((key, name)) {
            Entry::Occupied(before) => merged[*before.get()].changes.extend(cause.changes),
            Entry::Vacant(free) => {
                free.insert(merged.len());
                merged.push(cause);
            }
        }
    }
    merged
}

/// What counts first: the class, among the additive what is accepted although it breaks somebody, and what those
/// who call the API feel.
fn weight(changes: &[Judged], cause: &Cause) -> (Class, bool, Class) {
    let first = &changes[cause.changes[0]];
    let felt = first.change.wire.max(first.change.meaning);
    (first.class, first.accepted.is_some(), felt)
}

impl Cause {
    /// The first of its changes.
    pub fn first<'c>(&self, changes: &'c [Judged]) -> &'c Judged {
        &changes[self.changes[0]]
    }

    /// The rule of all of them.
    pub fn rule(&self, changes: &[Judged]) -> &'static Rule {
        self.first(changes).change.rule
    }
}
