//! A code that will go.

use super::draft::Draft;
use super::{Edited, End, Opened, Refused, literals, strange};
use errcat_catalogue::model::CodeRef;
use errcat_catalogue::raw::format;

/// Marks a code as deprecated.
///
/// # Errors
/// Where it is already, or its entry cannot be edited.
pub fn deprecate(opened: &Opened<'_>, code: CodeRef, end: End<'_>) -> Result<Vec<Edited>, Refused> {
    let name = opened.catalogue.code(code).1.name.as_str();
    let (id, table) = opened.code(code.api, code.code).ok_or_else(|| strange(name))?;
    if let Some((key, _)) = table.entry("deprecated") {
        let source = &opened.sources.get(id).display;
        let line = opened.sources.position(key.span).line;
        return Err(Refused::new(
            format!("`{name}` is already deprecated"),
            format!("edit its deprecation at {source}:{line}, or retire it"),
        ));
    }
    let text = literals::inline(&[
        ("since", end.since.map(literals::string)),
        ("sunset", end.sunset.map(literals::string)),
        ("replaced_by", end.replaced_by.map(literals::string)),
        ("note", end.note.map(literals::string)),
    ]);
    let mut draft = Draft::new(opened.sources);
    let file = draft.file(id);
    let edit = file.put(file.all(), &["codes", name], ("deprecated", &text), Some(&format::CODE));
    draft.make([edit]);
    Ok(draft.end())
}
