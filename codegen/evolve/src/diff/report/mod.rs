//! Changes as text: for those who review them, and for programs.

mod causes;
mod github;
mod human;
mod json;
mod markdown;
mod reach;
mod sarif;
pub(super) mod words;

use semver::Version;

use super::pair::text;
use super::{
    Change, Class, Places, Policy, Snapshot, Verdict, diff, least_version, rules, verdict,
};
use crate::edit::{Gone, literals};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::render::Syntax;
use errcat_findings::source::{Sources, Span};

pub use causes::Cause;
pub(super) use causes::causes;

/// A change, and how it is judged.
#[derive(Debug)]
pub struct Judged {
    /// The change.
    pub change: Change,
    /// Its place in the new release.
    pub place: Option<Span>,
    /// What it counts as here.
    pub class: Class,
    /// Which of the changes of accepted.toml it is: an index of its entries that hold.
    pub(super) accepted: Option<usize>,
}

/// The report on two releases.
#[derive(Debug)]
pub struct Report<'a> {
    /// What the old release is called: a revision, folder or file.
    pub base: &'a str,
    /// The old release.
    pub old: &'a Snapshot,
    /// The new one.
    pub new: &'a Snapshot,
    /// The files of the new one.
    pub sources: &'a Sources,
    /// What has changed.
    pub changes: Vec<Judged>,
    /// The same by cause, the gravest first.
    pub causes: Vec<Cause>,
    /// All of it together.
    pub verdict: Verdict,
    policy: &'a Policy,
}

impl<'a> Report<'a> {
    /// Compares two releases, the new one read from `sources` and judged by `policy`.
    pub fn new(
        base: &'a str,
        old: &'a Snapshot,
        new: &'a Snapshot,
        sources: &'a Sources,
        policy: &'a Policy,
    ) -> Self {
        let changes = diff(old, new);
        let places = (!changes.is_empty()).then(|| Places::new(sources));
        let place = |change: &Change| places.as_ref().and_then(|places| places.of(change));
        let judged = changes.into_iter().map(|change| {
            let (class, accepted) = policy.judge(&change);
            Judged { place: place(&change), change, class, accepted }
        });
        let changes: Vec<Judged> = judged.collect();
        let causes = causes::of_things(causes(&changes, old, new), &changes);
        let verdict = verdict(changes.iter().map(|it| it.class));
        Self { base, old, new, sources, changes, causes, verdict, policy }
    }

    /// The lowest version that the new release may bear.
    pub fn least(&self) -> Option<Version> {
        Some(least_version(&Version::parse(self.old.version()).ok()?, self.verdict))
    }

    /// Whether the new release bears a version that says too little. A pre-release of a version says as
    /// much as the version itself, and comes behind those of before.
    pub fn version_is_too_low(&self) -> bool {
        let parse = |release: &Snapshot| Version::parse(release.version()).ok();
        let (Some(old), Some(new), Some(least)) = (parse(self.old), parse(self.new), self.least())
        else {
            return false;
        };
        let full = Version::new(new.major, new.minor, new.patch);
        full < least || self.verdict != Verdict::None && new <= old
    }

    /// The changes that are `least` or graver, for people, without the summary that a release needs.
    pub fn listed(&self, least: Class, extent: Extent) -> String {
        human::list(self, least, extent)
    }

    /// How many causes there are of each class: `1 breaking, 2 additive`.
    pub fn counts(&self) -> String {
        human::counts(self)
    }

    /// The codes that have vanished without a tombstone.
    pub fn vanished(&self) -> Vec<Gone> {
        let changes = self.changes.iter().map(|it| &it.change);
        let gone = changes.filter(|it| it.rule == &rules::CODE_REMOVED).filter_map(|change| {
            let old = change.old.as_ref()?;
            let name = change.subject.name.clone();
            let wire = old.get("wire").filter(|wire| wire.as_str() != Some(&name));
            let wire = wire.map(|wire| match wire.as_str() {
                Some(text) => literals::string(text),
                None => wire.to_string(),
            });
            let said = |key: &str| Some(old.get("deprecated")?.get(key)?.as_str()?.to_owned());
            Some(Gone {
                api: change.subject.api.clone()?,
                group: text(old, "group").to_owned(),
                name,
                wire,
                replaced_by: said("replaced_by"),
                note: said("note"),
            })
        });
        gone.collect()
    }

    /// How many causes there are whose changes count as a class.
    pub fn count(&self, class: Class) -> usize {
        let causes = self.causes.iter().filter(|cause| !self.is_in_summary(cause));
        causes.filter(|cause| cause.first(&self.changes).class == class).count()
    }

    /// Whether the summary tells all of a cause: that the version of a release is another one.
    fn is_in_summary(&self, cause: &Cause) -> bool {
        self.causes.len() > 1 && cause.rule(&self.changes) == &rules::VERSION
    }

    /// Why a change is accepted although it breaks somebody, where it is.
    pub fn accepted(&self, change: &Judged) -> Option<&str> {
        change.accepted.map(|at| self.policy.reason(at))
    }

    /// The changes of accepted.toml that are not there, as findings.
    pub fn unused(&self) -> Vec<Diagnostic> {
        self.policy.unused(self.changes.iter().filter_map(|it| it.accepted))
    }

    /// `file:line:column` of a place.
    fn place(&self, span: Span) -> String {
        let position = self.sources.position(span);
        let file = &self.sources.get(span.file).display;
        format!("{file}:{}:{}", position.line, position.column)
    }

    /// The places of the changes of a cause, each once.
    fn places(&self, cause: &Cause) -> Vec<Span> {
        let mut places = Vec::new();
        for place in cause.changes.iter().filter_map(|at| self.changes[*at].place) {
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        places
    }

    /// What a cause counts as, in a word.
    fn weight(cause: &Cause, changes: &[Judged]) -> &'static str {
        match cause.first(changes) {
            Judged { accepted: Some(_), .. } => "accepted",
            one => one.class.as_str(),
        }
    }
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The first screen: what breaks somebody, and what is new; of many names the first.
    Brief,
    /// All of it.
    Whole,
}

/// A form in which changes are written.
#[derive(Debug)]
pub struct Format {
    /// Its name, for `--format`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// What it is written in.
    pub syntax: Syntax,
    /// Writes changes in it. What programs read is whole in any case.
    pub render: fn(&Report<'_>, Extent) -> String,
}

/// All forms, the usual one first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        about: "what breaks first, each with its reason and place",
        syntax: Syntax::Text,
        render: human::human,
    },
    Format {
        name: "json",
        about: "one JSON document with all changes",
        syntax: Syntax::Json,
        render: |report, _| json::json(report),
    },
    Format {
        name: "github",
        about: "annotations of a GitHub workflow",
        syntax: Syntax::Commands,
        render: |report, _| github::github(report),
    },
    Format {
        name: "sarif",
        about: "a SARIF 2.1.0 log, for code scanning",
        syntax: Syntax::Json,
        render: |report, _| sarif::sarif(report),
    },
    Format {
        name: "markdown",
        about: "a comment on a pull request",
        syntax: Syntax::Text,
        render: markdown::markdown,
    },
];

/// The form called `name`.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
