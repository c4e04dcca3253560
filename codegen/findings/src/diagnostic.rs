//! What the tool has to say about a catalogue: one type for errors and lints.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub use crate::rules::Severity;
use crate::rules::{Level, Rule};
use crate::source::Span;

/// A place with a few words on what it has to do with the finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The words; may be empty where the message says it all.
    pub text: String,
}

/// Text that would fix the finding if it stood at the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What to replace.
    pub span: Span,
    /// What to write there.
    pub replacement: String,
}

/// One finding: where, what, and what to type instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// How much it weighs: an error always, a lint as the catalogue says.
    pub severity: Severity,
    /// What is wrong: a phrase in lower case without a full stop.
    pub message: String,
    /// Where.
    pub primary: Label,
    /// Other places that have to do with it, such as the first of two duplicates.
    pub secondary: Vec<Label>,
    /// What to do about it, one sentence each.
    pub help: Vec<String>,
    /// The edit that would fix it, where there is one.
    pub suggestion: Option<Suggestion>,
    /// What the code at its place should be called. No replacement of one text gives it another name
    /// and leaves the wire value as it is: that takes a rename.
    pub rename: Option<String>,
    /// Whether others with the same message say nothing new: the first speaks for all.
    pub folds: bool,
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.default_severity().unwrap_or(Severity::Warning),
            message: message.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            help: Vec::new(),
            suggestion: None,
            rename: None,
            folds: false,
        }
    }

    /// The same with words at its place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// The same as one of many that have one cause: those with the same message become one finding
    /// at the first place.
    #[must_use]
    pub fn fold(mut self) -> Self {
        self.folds = true;
        self
    }

    /// The same with another place.
    #[must_use]
    pub fn secondary(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// The same with a word on what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// The same with the name that the code at its place should have.
    #[must_use]
    pub fn rename(mut self, name: String) -> Self {
        self.rename = Some(name);
        self
    }

    /// The same with the text to write instead, if a near match exists.
    #[must_use]
    pub fn suggest(mut self, replacement: Option<impl Into<String>>) -> Self {
        self.suggestion = replacement
            .map(|text| Suggestion { span: self.primary.span, replacement: text.into() });
        self
    }
}

/// Collects the findings of a run.
#[derive(Debug, Default)]
pub struct Findings {
    found: Vec<Diagnostic>,
    levels: HashMap<&'static str, Level>,
}

/// At most this many findings get help that is costly to find: nobody fixes more of them at once.
const CROWD: usize = 100;

impl Findings {
    /// Takes one finding; a lint only where its level lets it speak.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if let Some(level) = self.levels.get(diagnostic.rule.name) {
            match level.severity() {
                Some(severity) => diagnostic.severity = severity,
                None => return,
            }
        } else if diagnostic.rule.level == Level::Allow {
            return;
        }
        self.found.push(diagnostic);
    }

    /// Takes any number of findings.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|one| self.push(one));
    }

    /// None yet, and none of a rule: what it is about is taken as it is.
    pub fn without(rule: &'static Rule) -> Self {
        Self { found: Vec::new(), levels: HashMap::from([(rule.name, Level::Allow)]) }
    }

    /// None yet, with the same levels: for a part of the work beside other parts.
    #[must_use]
    pub fn part(&self) -> Self {
        Self { found: Vec::new(), levels: self.levels.clone() }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Forgets all but the first `count`.
    pub fn truncate(&mut self, count: usize) {
        self.found.truncate(count);
    }

    /// Takes what a part of the work has found.
    pub fn append(&mut self, part: Self) {
        self.found.extend(part.found);
    }

    /// Sets the level of a lint for findings to come.
    pub fn set_level(&mut self, rule: &'static Rule, level: Level) {
        if rule.is_lint() {
            self.levels.insert(rule.name, level);
        }
    }

    /// Whether there are so many that costly help, such as a search for a similar name, would take
    /// longer than it is worth.
    pub fn is_crowded(&self) -> bool {
        Self::is_crowd(self.found.len())
    }

    /// Whether `count` findings are that many.
    pub fn is_crowd(count: usize) -> bool {
        count > CROWD
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|one| one.severity == Severity::Error)
    }

    /// Whether a rule was found broken.
    pub fn found(&self, rule: &'static Rule) -> bool {
        self.found.iter().any(|one| one.rule == rule)
    }

    /// All of them, in order of file and position. Duplicates at one place, and repetitions with one cause, become one.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.sort_by(|a, b| {
            let key = |one: &Diagnostic| (one.primary.span, one.severity, one.rule.id);
            key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
        });
        self.found.dedup();
        fold(self.found)
    }
}

/// So many of the other places of one cause are shown; the rest are counted.
const MOST_PLACES: usize = 2;

fn fold(found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut firsts: HashMap<(&'static str, String), usize> = HashMap::new();
    let mut folded: Vec<Diagnostic> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    for one in found {
        if one.folds {
            match firsts.entry((one.rule.id, one.message.clone())) {
                Entry::Occupied(first) => {
                    let at = *first.get();
                    places[at] += 1;
                    if places[at] <= MOST_PLACES {
                        folded[at]
                            .secondary
                            .push(Label { text: "also here".to_owned(), ..one.primary });
                    }
                    continue;
                }
                Entry::Vacant(first) => {
                    first.insert(folded.len());
                }
            }
        }
        folded.push(one);
        places.push(0);
    }
    for (one, places) in folded.iter_mut().zip(places) {
        match places.saturating_sub(MOST_PLACES) {
            0 => {}
            1 => one.help.push("the same applies in 1 more place".to_owned()),
            more => one.help.push(format!("the same applies in {more} more places")),
        }
    }
    folded
}
