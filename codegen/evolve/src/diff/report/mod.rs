//! Changes as text: for those who review them, and for programs.

mod github;
mod human;
mod json;
pub(super) mod words;

use semver::Version;

use super::{Change, Class, Places, Snapshot, Verdict, diff, least_version, verdict};
use errcat_findings::render::Syntax;
use errcat_findings::source::{Sources, Span};

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
    /// What has changed, each with its place in the new one.
    pub changes: Vec<(Change, Option<Span>)>,
    /// All of it together.
    pub verdict: Verdict,
}

impl<'a> Report<'a> {
    /// Compares two releases, the new one read from `sources`.
    pub fn new(base: &'a str, old: &'a Snapshot, new: &'a Snapshot, sources: &'a Sources) -> Self {
        let changes = diff(old, new);
        let verdict = verdict(&changes);
        let places = (!changes.is_empty()).then(|| Places::new(sources));
        let place = |change: &Change| places.as_ref().and_then(|places| places.of(change));
        let changes = changes.into_iter().map(|it| {
            let place = place(&it);
            (it, place)
        });
        Self { base, old, new, sources, changes: changes.collect(), verdict }
    }

    /// The lowest version that the new release may bear.
    pub fn least(&self) -> Option<Version> {
        Some(least_version(&Version::parse(self.old.version()).ok()?, self.verdict))
    }

    /// Whether the new release bears a version that says too little.
    pub fn version_is_too_low(&self) -> bool {
        let new = Version::parse(self.new.version()).ok();
        self.least().zip(new).is_some_and(|(least, new)| new < least)
    }

    /// The changes that are `least` or graver, for people, by API and thing, without the summary that
    /// a release needs.
    pub fn by_subject(&self, least: Class) -> String {
        human::by_subjects(self, least)
    }

    /// How many changes are of a class.
    pub fn count(&self, class: Class) -> usize {
        self.changes.iter().filter(|(change, _)| change.class() == class).count()
    }

    /// `file:line:column` of a place.
    fn place(&self, span: Span) -> String {
        let position = self.sources.position(span);
        let file = &self.sources.get(span.file).display;
        format!("{file}:{}:{}", position.line, position.column)
    }
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
    /// Writes changes in it.
    pub render: fn(&Report<'_>) -> String,
}

/// All forms, the usual one first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "human",
        about: "by API and code, each change with its reason",
        syntax: Syntax::Text,
        render: human::human,
    },
    Format {
        name: "json",
        about: "one JSON document with all changes",
        syntax: Syntax::Json,
        render: json::json,
    },
    Format {
        name: "github",
        about: "annotations of a GitHub workflow",
        syntax: Syntax::Commands,
        render: github::github,
    },
];

/// The form called `name`.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
