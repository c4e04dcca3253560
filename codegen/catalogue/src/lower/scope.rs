//! Names that something can refer to.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::name::{Grammar, Name};
use crate::raw::Lines;
use crate::raw::text::fault;
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::{nearest, one_of};

/// The names of one kind in one place, with what each stands for.
#[derive(Debug)]
pub(super) struct Scope<'a, T> {
    /// What a name of the kind is called in messages: `a code of izi`.
    what: String,
    /// Where such names are defined, as an order: `define it in actions.toml`.
    define: &'static str,
    /// What to do about two equal names.
    mend: &'static str,
    grammar: Grammar,
    names: Vec<&'a str>,
    found: HashMap<&'a str, (T, Span)>,
    /// What names are in the two casings of generated code, and whose.
    cased: [HashMap<String, &'a str>; 2],
    /// Whether names may be missing because something could not be read.
    partial: bool,
    /// What is referred to, and where, if anybody asks.
    uses: Option<Mutex<Vec<(T, Span)>>>,
}

impl<'a, T: Copy> Scope<'a, T> {
    pub(super) fn new(
        what: impl Into<String>,
        grammar: Grammar,
        define: &'static str,
        mend: &'static str,
    ) -> Self {
        Self {
            what: what.into(),
            define,
            mend,
            grammar,
            names: Vec::new(),
            found: HashMap::new(),
            cased: [HashMap::new(), HashMap::new()],
            partial: false,
            uses: None,
        }
    }

    /// Takes note of each reference from now on.
    pub(super) fn note_uses(&mut self) {
        self.uses = Some(Mutex::default());
    }

    /// Whether references are noted.
    pub(super) fn notes_uses(&self) -> bool {
        self.uses.is_some()
    }

    /// The references that were noted.
    pub(super) fn into_uses(self) -> Vec<(T, Span)> {
        let uses = self.uses.and_then(|uses| uses.into_inner().ok());
        uses.unwrap_or_default()
    }

    /// Marks the names as incomplete, so that no name is reported as unknown.
    pub(super) fn set_partial(&mut self) {
        self.partial = true;
    }

    /// Whether names may be missing.
    pub(super) fn is_partial(&self) -> bool {
        self.partial
    }

    /// Adds a name, and tells whether it is new. Names of a scope differ both as `UpperCamelCase`
    /// and as `snake_case`: one that doesn't is reported.
    pub(super) fn declare(
        &mut self,
        text: &'a str,
        span: Span,
        value: T,
        findings: &mut Findings,
    ) -> bool {
        let mend = self.mend;
        self.declare_or(None, (text, span), value, || mend.to_owned(), findings)
    }

    /// The same for an alias of the item called `own`. The alias may differ from it only in case,
    /// and where `fix` knows better what to do about a name that is taken.
    pub(super) fn declare_or(
        &mut self,
        own: Option<&'a str>,
        (text, span): (&'a str, Span),
        value: T,
        mend: impl FnOnce() -> String,
        findings: &mut Findings,
    ) -> bool {
        if let Some((_, first)) = self.found.get(text) {
            let diagnostic =
                Diagnostic::new(&rules::SAME_NAME, span, format!("`{text}` is listed twice"));
            findings.push(diagnostic.secondary(*first, "first used here").help(mend()));
            return false;
        }
        self.names.push(text);
        self.found.insert(text, (value, span));
        // What breaks the grammar of names has been reported: its casing means nothing.
        if !self.grammar.accepts(text) {
            return true;
        }
        let name = Name::new(text);
        let mut same = None;
        for (cased, known) in
            [name.upper_camel(), name.snake().to_owned()].into_iter().zip(&mut self.cased)
        {
            if let Some(other) = known.get(&cased) {
                if own != Some(*other) {
                    same = same.or(Some((*other, cased)));
                }
            } else {
                known.insert(cased, text);
            }
        }
        let Some((other, cased)) = same else { return true };
        let message = format!("`{text}` and `{other}` are both `{cased}` in generated code");
        let mut diagnostic = Diagnostic::new(&rules::SAME_NAME, span, message).help(mend());
        if let Some((_, first)) = self.found.get(other) {
            diagnostic = diagnostic.secondary(*first, "the other one");
        }
        findings.push(diagnostic);
        false
    }

    /// What `text` stands for, without a word if there is no such name.
    pub(super) fn get(&self, text: &str) -> Option<T> {
        self.found.get(text).map(|(value, _)| *value)
    }

    /// What `text` at `span` stands for; reported if there is no such name.
    pub(super) fn resolve(&self, text: &str, span: Span, findings: &mut Findings) -> Option<T> {
        let found = self.get(text);
        if let (Some(value), Some(uses)) = (found, &self.uses)
            && let Ok(mut uses) = uses.lock()
        {
            uses.push((value, span));
        }
        // A name that is not text at all has been reported as that.
        if found.is_none() && !self.partial && fault(text, Lines::One).is_none() {
            let help = self.help(text, findings);
            let message = format!("`{text}` is not {}", self.what);
            findings.push(Diagnostic::new(&rules::UNKNOWN_NAME, span, message).help(help).fold());
        }
        found
    }

    /// The name of the scope that `text` was probably meant to be.
    pub(super) fn near(&self, text: &str, findings: &Findings) -> Option<&'a str> {
        let others = self.names.iter().copied().filter(|name| *name != text);
        if findings.is_crowded() { None } else { nearest(text, others) }
    }

    fn help(&self, text: &str, findings: &Findings) -> String {
        let define = self.define;
        if findings.is_crowded() {
            return format!("{define}, or name one that exists");
        }
        match nearest(text, self.names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.names.is_empty() => define.to_owned(),
            None => format!("{define}, or name {}", one_of(&self.names)),
        }
    }
}
