//! What findings suggest, put into the files: nothing else of them changes.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::edit::{Edit, splice};
use crate::source::{FileId, Sources};

/// A file of the catalogue as it will be.
#[derive(Debug)]
pub struct Fixed {
    /// Which file.
    pub file: FileId,
    /// Its text.
    pub text: String,
    /// What was replaced, in order, and by what.
    pub edits: Vec<Edit>,
}

/// The files in which something is suggested. Of suggestions for one place the first is taken: the
/// others can wait for the next run, which may no longer make them.
pub fn fixes(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Fixed> {
    let mut files: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for suggestion in diagnostics.iter().filter_map(|one| one.suggestion.as_ref()) {
        let edits = files.entry(suggestion.span.file).or_default();
        edits.push(Edit { span: suggestion.span, text: suggestion.replacement.clone() });
    }
    let fixed = files.into_iter().map(|(file, mut edits)| {
        let text = splice(&sources.get(file).text, &mut edits);
        Fixed { file, text, edits }
    });
    fixed.collect()
}
