//! What findings suggest, put into the files: nothing else of them changes.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Sources, Span};

/// A file of the catalogue as it will be.
#[derive(Debug)]
pub struct Fixed {
    /// Which file.
    pub file: FileId,
    /// Its text.
    pub text: String,
    /// What was replaced, in order, and by what.
    pub edits: Vec<(Span, String)>,
}

/// The files in which something is suggested. Of suggestions for one place the first is taken: the
/// others can wait for the next run, which may no longer make them.
pub fn fixes(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Fixed> {
    let mut files: BTreeMap<FileId, Vec<(Span, String)>> = BTreeMap::new();
    for suggestion in diagnostics.iter().filter_map(|one| one.suggestion.as_ref()) {
        let edits = files.entry(suggestion.span.file).or_default();
        edits.push((suggestion.span, suggestion.replacement.clone()));
    }
    files.into_iter().map(|(file, edits)| fix(file, edits, &sources.get(file).text)).collect()
}

fn fix(file: FileId, mut edits: Vec<(Span, String)>, old: &str) -> Fixed {
    edits.sort_by_key(|(span, _)| *span);
    let mut text = String::with_capacity(old.len());
    let mut done = 0;
    edits.retain(|(span, replacement)| {
        let range = span.range();
        let (Some(before), true) = (old.get(done..range.start), range.end >= range.start) else {
            return false;
        };
        text.push_str(before);
        text.push_str(replacement);
        done = range.end;
        true
    });
    text.push_str(old.get(done..).unwrap_or_default());
    Fixed { file, text, edits }
}
