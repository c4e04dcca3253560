//! Which changes are told as one, because one edit made them, or because they say the same of many.

use std::collections::{HashMap, HashSet};

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
            causes.push(Cause { changes: Vec::new(), reaches: Vec::new() });
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
    }
    causes
}

/// What counts first: the class, and among the additive what is accepted although it breaks somebody.
fn weight(changes: &[Judged], cause: &Cause) -> (Class, bool) {
    let first = &changes[cause.changes[0]];
    (first.class, first.accepted.is_some())
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
