//! How a team judges changes: `[diff]` in catalogue.toml, and the changes that accepted.toml lets pass.
//!
//! `[diff]` says what a kind of change counts as. An accepted change that breaks somebody counts as
//! additive: it needs a version of its own, and no major one. Both are about the verdict, and with it
//! `--deny` and the least version. What callers are told of a change stays as it is.

use std::collections::HashMap;

use super::{Change, Class, rules};
use errcat_catalogue::model::{Accepted, Catalogue};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules::{STALE_WAIVER, UNKNOWN_NAME};
use errcat_findings::source::Span;
use errcat_findings::wording::nearest;

/// What changes count as in a release.
#[derive(Debug, Default)]
pub struct Policy {
    classes: HashMap<&'static str, Class>,
    waivers: Vec<Accepted>,
    /// The first entry of each rule and subject.
    by_subject: HashMap<(String, String), usize>,
}

impl Policy {
    /// That of a catalogue, for the release of its version.
    pub fn of(catalogue: &Catalogue) -> Self {
        let classes = catalogue.classes.iter().filter_map(|it| {
            Some((
                rules::named(&it.rule)?.name,
                Class::ALL.into_iter().find(|class| class.as_str() == it.class)?,
            ))
        });
        let holds = |it: &&Accepted| it.until >= catalogue.version;
        let waivers: Vec<Accepted> = catalogue.accepted.iter().filter(holds).cloned().collect();
        let mut by_subject = HashMap::new();
        for (at, it) in waivers.iter().enumerate() {
            by_subject.entry((it.rule.clone(), it.subject.clone())).or_insert(at);
        }
        Self { classes: classes.collect(), waivers, by_subject }
    }

    /// What a change counts as, and the index of the entry that accepts it.
    pub(super) fn judge(&self, change: &Change) -> (Class, Option<usize>) {
        let class = self.class(change);
        if class != Class::Breaking {
            return (class, None);
        }
        match self.waiver(change) {
            Some(at) => (Class::Additive, Some(at)),
            None => (class, None),
        }
    }

    /// The entry that names a change by its subject, or by `shop/*` as one of an API.
    fn waiver(&self, change: &Change) -> Option<usize> {
        if self.waivers.is_empty() {
            return None;
        }
        let of = |subject| self.by_subject.get(&(change.rule.name.to_owned(), subject)).copied();
        let all = || of(format!("{}/*", change.subject.api.as_ref()?));
        of(change.subject.path()).or_else(all)
    }

    /// What it counts as by its kind, or by itself.
    fn class(&self, change: &Change) -> Class {
        self.classes.get(change.rule.name).copied().unwrap_or_else(|| change.class())
    }

    /// Why a change is accepted.
    pub(super) fn reason(&self, waiver: usize) -> &str {
        self.waivers.get(waiver).map_or("", |it| &it.reason)
    }

    /// The entries that accept none of these changes, as findings.
    pub(super) fn unused(&self, used: impl Iterator<Item = usize>) -> Vec<Diagnostic> {
        let mut is_used = vec![false; self.waivers.len()];
        for at in used {
            is_used[at] = true;
        }
        let unused = self.waivers.iter().zip(is_used).filter(|(_, is_used)| !is_used);
        let finding = |(it, _): (&Accepted, bool)| {
            let message = format!(
                "nothing breaking has changed that `{}` of `{}` accepts",
                it.rule, it.subject
            );
            Diagnostic::new(&STALE_WAIVER, it.span, message).help(
                "delete the entry; `diff --format json` tells the `rule` and `subject` of each change",
            )
        };
        unused.map(finding).collect()
    }
}

/// Finds names of rules that there are not in `[diff]` and accepted.toml.
pub fn check(catalogue: &Catalogue, findings: &mut Findings) {
    let classes = catalogue.classes.iter().map(|it| (&it.rule, it.span));
    let accepted = catalogue.accepted.iter().map(|it| (&it.rule, it.span));
    for (name, span) in classes.chain(accepted) {
        if rules::named(name).is_none() {
            findings.push(unknown(name, span));
        }
    }
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let help = match nearest(name, rules::ALL.iter().map(|rule| rule.name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`diff --format json` tells the `rule` of each change".to_owned(),
    };
    let message = format!("there is no kind of change `{name}`");
    Diagnostic::new(&UNKNOWN_NAME, span, message).help(help)
}
