//! Names that something can refer to.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Findings};
use crate::name::Name;
use crate::raw::shape::nearest;
use crate::rules;
use crate::source::Span;

/// The names of one kind in one place, with what each stands for.
#[derive(Debug)]
pub(super) struct Scope<'a, T> {
    /// What a name of the kind is called in messages: `a code of izi`.
    what: String,
    names: Vec<&'a str>,
    found: HashMap<&'a str, (T, Span)>,
    cased: HashMap<String, &'a str>,
    /// Whether names may be missing because a file could not be read.
    partial: bool,
}

impl<'a, T: Copy> Scope<'a, T> {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            names: Vec::new(),
            found: HashMap::new(),
            cased: HashMap::new(),
            partial: false,
        }
    }

    /// Says that names may be missing: then none is reported as unknown.
    pub(super) fn set_partial(&mut self) {
        self.partial = true;
    }

    /// Adds a name. Names of a scope differ both as `UpperCamelCase` and as `snake_case`: one that
    /// doesn't is reported.
    pub(super) fn declare(&mut self, text: &'a str, span: Span, value: T, findings: &mut Findings) {
        let name = Name::new(text);
        // The two casings share one map: a capital begins the one, a small letter the other.
        for cased in [name.upper_camel(), name.snake().to_owned()] {
            let Some(other) = self.cased.insert(cased.clone(), text) else { continue };
            let message = if other == text {
                format!("`{text}` is there twice")
            } else {
                format!("`{text}` and `{other}` are both `{cased}` in generated code")
            };
            let mut diagnostic = Diagnostic::new(&rules::SAME_NAME, span, message)
                .help("rename one of them; what travels can stay as it is by `wire`");
            if let Some((_, first)) = self.found.get(other) {
                diagnostic = diagnostic.secondary(*first, "the other one");
            }
            findings.push(diagnostic);
            return;
        }
        self.names.push(text);
        self.found.insert(text, (value, span));
    }

    /// What `text` stands for, without a word if there is no such name.
    pub(super) fn get(&self, text: &str) -> Option<T> {
        self.found.get(text).map(|(value, _)| *value)
    }

    /// What `text` at `span` stands for; reported if there is no such name.
    pub(super) fn resolve(&self, text: &str, span: Span, findings: &mut Findings) -> Option<T> {
        let found = self.get(text);
        if found.is_none() && !self.partial {
            let diagnostic = Diagnostic::new(
                &rules::UNKNOWN_NAME,
                span,
                format!("`{text}` is not {}", self.what),
            );
            let near = if findings.is_crowded() {
                None
            } else {
                nearest(text, self.names.iter().copied())
            };
            findings.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None if self.names.is_empty() => diagnostic.help("there is none: define it first"),
                None if self.names.len() <= 12 => {
                    diagnostic.help(format!("there are {}", crate::raw::shape::list(&self.names)))
                }
                None => diagnostic.help("define it first, or name one that is there"),
            });
        }
        found
    }
}
