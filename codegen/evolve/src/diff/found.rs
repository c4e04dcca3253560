//! Collects changes.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::pair::Pair;
use super::rules::{ORDER, UNKNOWN_FACT};
use super::{Change, Kind, Rule, Subject};

/// What has been found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub changes: Vec<Change>,
    /// Changes of facts that others repeat: whose and which, and what it was and is. Where the same change is
    /// met again, it is a consequence, and the cause has been told.
    causes: HashSet<(String, String)>,
    /// The changes to what all APIs share: rule and name.
    common: HashSet<(&'static str, String)>,
}

impl Found {
    /// Takes a change of the fact at `key`.
    pub fn push(&mut self, rule: &'static Rule, subject: &Subject, key: &[&str], pair: Pair<'_>) {
        if subject.api.is_none() {
            self.common.insert((rule.name, subject.name.clone()));
        }
        let key = key.iter().map(|part| (*part).to_owned()).collect();
        let (old, new) = (pair.old.cloned(), pair.new.cloned());
        self.changes.push(Change { key, ..Change::new(rule, subject.clone(), old, new) });
    }

    /// Says what to type about the last change.
    pub fn help(&mut self, help: String) {
        if let Some(last) = self.changes.last_mut() {
            last.help = Some(help);
        }
    }

    /// Takes a change of a list's order.
    pub fn order(&mut self, subject: &Subject, key: &[&str]) {
        self.push(&ORDER, subject, key, Pair { old: None, new: None });
    }

    /// Whether a rule has been raised for what all APIs have in common under this name.
    pub fn told(&self, rule: &Rule, name: &str) -> bool {
        self.common.contains(&(rule.name, name.to_owned()))
    }

    /// Remembers that a fact has changed which others repeat.
    pub fn cause(&mut self, fact: &str, pair: Pair<'_>) {
        self.causes.insert((fact.to_owned(), spelt(pair)));
    }

    /// Whether such a change has been told already.
    pub fn explained(&self, fact: &str, pair: Pair<'_>) -> bool {
        !self.causes.is_empty() && self.causes.contains(&(fact.to_owned(), spelt(pair)))
    }

    /// As [`facts`](Self::facts), for a thing whose facts others repeat under the name `whose`.
    pub fn repeated(
        &mut self,
        subject: &Subject,
        pair: Pair<'_>,
        table: &[(&str, Option<FactRules>)],
        whose: &str,
    ) {
        let before = self.changes.len();
        self.facts(subject, &[], pair, table);
        let mut own = self.changes.split_off(before);
        own.retain(|change| {
            let key = change.key.concat();
            let pair = Pair { old: change.old.as_ref(), new: change.new.as_ref() };
            let fact = format!("{whose} {key}");
            if self.explained(&fact, pair) {
                return false;
            }
            self.cause(&fact, pair);
            if key == "advice" {
                self.cause("advice", pair);
            }
            true
        });
        self.changes.append(&mut own);
    }

    /// Compares the facts of a thing one by one. What `table` does not name is something that this
    /// program does not know; `None` there is compared elsewhere.
    pub fn facts(
        &mut self,
        subject: &Subject,
        prefix: &[&str],
        pair: Pair<'_>,
        table: &[(&str, Option<FactRules>)],
    ) {
        for key in pair.keys() {
            let fact = pair.get(key);
            if !fact.differs() {
                continue;
            }
            let rule = match table.iter().find(|(name, _)| *name == key) {
                None => &UNKNOWN_FACT,
                Some((_, None)) => continue,
                Some((_, Some(rules))) => rules.of(fact),
            };
            self.push(rule, subject, &[prefix, &[key]].concat(), fact);
        }
    }
}

fn spelt(pair: Pair<'_>) -> String {
    let text = |it: Option<&Json>| it.map(ToString::to_string).unwrap_or_default();
    format!("{}\n{}", text(pair.old), text(pair.new))
}

/// The rules of a fact that comes, changes and goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct FactRules {
    added: &'static Rule,
    changed: &'static Rule,
    removed: &'static Rule,
}

#[expect(
    clippy::unnecessary_wraps,
    reason = "a table has `None` where a fact is compared elsewhere"
)]
impl FactRules {
    /// One rule for all.
    pub const fn any(rule: &'static Rule) -> Option<Self> {
        Some(Self { added: rule, changed: rule, removed: rule })
    }

    /// One rule where it comes, another where it changes or goes.
    pub const fn new(added: &'static Rule, changed: &'static Rule) -> Option<Self> {
        Some(Self { added, changed, removed: changed })
    }

    /// One rule for each.
    pub const fn each(
        added: &'static Rule,
        changed: &'static Rule,
        removed: &'static Rule,
    ) -> Option<Self> {
        Some(Self { added, changed, removed })
    }

    fn of(self, pair: Pair<'_>) -> &'static Rule {
        match (pair.old, pair.new) {
            (None, _) => self.added,
            (_, None) => self.removed,
            _ => self.changed,
        }
    }
}

impl Subject {
    /// Something that all APIs have in common.
    pub(super) fn common(kind: Kind, name: &str) -> Self {
        Self { api: None, kind, name: name.to_owned() }
    }

    /// Something of an API.
    pub(super) fn of(api: &str, kind: Kind, name: &str) -> Self {
        Self { api: Some(api.to_owned()), kind, name: name.to_owned() }
    }
}
