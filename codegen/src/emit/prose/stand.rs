//! Characters that stand for what the parser must not see and the writer must not escape.

use std::fmt::Write;

use crate::catalogue::Prose;

/// Punctuation that the prose does not use. It stands for what the parser must not see and the
/// writer must not escape.
pub(super) struct Stand {
    /// Stands before inline prose.
    pub(super) start: char,
    /// Stands on both sides of a reference's index.
    pub(super) reference: char,
    /// Stands for one of several braces.
    brace: char,
    /// Stands for `|` in the code of a cell.
    pub(super) bar: char,
}

impl Stand {
    /// Four characters that `source` does not have.
    pub(super) fn new(source: &str) -> Option<Self> {
        let mut free = ('\u{2e00}'..='\u{2e2e}').filter(|character| !source.contains(*character));
        Some(Self {
            start: free.next()?,
            reference: free.next()?,
            brace: free.next()?,
            bar: free.next()?,
        })
    }

    /// The source with references that the parser sees nothing in.
    pub(super) fn substitute(&self, prose: &Prose) -> String {
        let mut out = String::with_capacity(prose.source.len());
        let mut done = 0;
        for (index, reference) in prose.references.iter().enumerate() {
            out.push_str(prose.source.get(done..reference.range.start).unwrap_or_default());
            let _ = write!(out, "{0}{index}{0}", self.reference);
            done = reference.range.end;
        }
        out.push_str(prose.source.get(done..).unwrap_or_default());
        out
    }

    /// The text with a stand-in for each of two braces in a row, and for more.
    pub(super) fn braces(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("{{") {
            let behind = rest[at..].trim_start_matches('{');
            out.push_str(&rest[..at]);
            out.extend(std::iter::repeat_n(self.brace, rest.len() - at - behind.len()));
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    /// What is written, with everything in place of its stand-in.
    pub(super) fn resolve(&self, written: &str) -> String {
        written.replace(self.brace, "&#123;").replace(self.bar, "\\|")
    }
}
