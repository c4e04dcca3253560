//! A code that goes: its entry becomes a tombstone.

use std::ops::Range;

use super::draft::Draft;
use super::draft_file::DraftFile;
use super::{Edit, Edited, End, Opened, Refused, list, literals, strange};
use errcat_catalogue::lower::references;
use errcat_catalogue::model::{CodeRef, Wire};
use errcat_catalogue::raw::Table;
use errcat_catalogue::toml_tree::{Literal, Statement};
use errcat_findings::source::{FileId, Span};

/// Retires a code. Entries of lists and conversions that only say where it is met go with it; what
/// else names it stays, and is found by those who read the result. Conversions *to* it lead to
/// `replaced_by` from then on, and codes that it replaced have that as their replacement.
///
/// What its deprecation says holds for the tombstone, as far as nothing else is given.
///
/// # Errors
/// Where its entry cannot be edited.
pub fn retire(opened: &Opened<'_>, code: CodeRef, end: End<'_>) -> Result<Vec<Edited>, Refused> {
    let (_, entry) = opened.catalogue.code(code);
    let name = entry.name.as_str();
    let (id, table) = opened.code(code.api, code.code).ok_or_else(|| strange(name))?;
    let said = table.table("deprecated");
    let said = |key: &str| said.and_then(|table: Table<'_>| table.text(key));
    let replaced_by = end.replaced_by.or_else(|| said("replaced_by"));
    let wire = match &entry.wire {
        Wire::Integer(number) => Some(number.to_string()),
        Wire::String(wire) => (wire != name).then(|| literals::string(wire)),
    };
    let stone = literals::inline(&[
        ("since", end.since.map(literals::string)),
        ("wire", wire),
        ("replaced_by", replaced_by.map(literals::string)),
        ("note", end.note.or_else(|| said("note")).map(literals::string)),
    ]);

    let mut draft = Draft::new(opened.sources);
    let mut edits = mentions(opened, code, replaced_by, &draft);
    let own = remove(&draft.file(id), name)?;
    // What is gone with the entry needs no edit of its own.
    let within = |span: Span| own.iter().any(|it| covers(it.span, span));
    edits.retain(|edit| !within(edit.span));
    edits.extend(own);
    draft.make(edits);
    let file = draft.file(id);
    let edit = file.put(file.all(), &["retired"], (name, &stone), None);
    draft.make([edit]);
    Ok(draft.end())
}

fn covers(whole: Span, part: Span) -> bool {
    whole.file == part.file && whole.start <= part.start && part.end <= whole.end
}

/// Takes the entry of a code out of its file.
pub(super) fn remove(file: &DraftFile<'_>, name: &str) -> Result<Vec<Edit>, Refused> {
    let runs = file.runs(&["codes", name]);
    if runs.is_empty() {
        return Err(strange(name));
    }
    Ok(runs.into_iter().map(|run| file.remove_lines(run.lines)).collect())
}

/// What names a code outside of its entry, as far as it can be fixed without asking.
fn mentions(
    opened: &Opened<'_>,
    code: CodeRef,
    replaced_by: Option<&str>,
    draft: &Draft<'_>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut files: Vec<(FileId, DraftFile<'_>)> = Vec::new();
    for (of, span) in references(&opened.tree) {
        if of != code {
            continue;
        }
        if files.last().is_none_or(|(id, _)| *id != span.file) {
            files.push((span.file, draft.file(span.file)));
        }
        let Some((_, file)) = files.last() else { continue };
        edits.extend(mention(file, span, replaced_by));
    }
    edits
}

fn mention(file: &DraftFile<'_>, span: Span, replaced_by: Option<&str>) -> Option<Edit> {
    let at = span.range();
    let statement = file.statement_at(at.start)?;
    let literal = statement.literal()?;
    if statement.path().next()?.name == "conversion" {
        return conversion(file, (statement, literal), at, replaced_by);
    }
    // In prose it is a part of a string.
    if !file.text[at.clone()].starts_with(['"', '\'']) {
        return None;
    }
    let mut inner = literal.all_entries();
    if literal.range == at || inner.any(|inner| inner.literal.range == at) {
        return replaced_by.map(|name| file.edit(at, &literals::string(name)));
    }
    literal.is_array().then(|| item(file, (statement, literal), &at))
}

/// An entry of a conversion from the code goes; one to it leads to what replaced it.
fn conversion(
    file: &DraftFile<'_>,
    (statement, literal): (&Statement<'_>, &Literal<'_>),
    at: Range<usize>,
    replaced_by: Option<&str>,
) -> Option<Edit> {
    let key = &statement.path().nth(1)?.name;
    if key == "unmapped" {
        return Some(item(file, (statement, literal), &at));
    }
    if key == "codes" && statement.keys.iter().any(|key| key.range == at) {
        return Some(file.edit(statement.lines.clone(), ""));
    }
    let mut inner = literal.all_entries();
    if let Some(inner) = inner.find(|inner| inner.keys.iter().any(|key| key.range == at)) {
        let whole = inner.keys[0].range.start..inner.literal.range.end;
        return Some(file.edit(list::removal(file.text, &literal.range, &whole), ""));
    }
    replaced_by.map(|name| file.edit(at, &literals::string(name)))
}

/// Takes an item out of the array that is a statement's value, and the statement with its last.
fn item(
    file: &DraftFile<'_>,
    (statement, array): (&Statement<'_>, &Literal<'_>),
    at: &Range<usize>,
) -> Edit {
    let range = list::removal(file.text, &array.range, at);
    let inside = array.range.start + 1..array.range.end - 1;
    let left = [&file.text[inside.start..range.start], &file.text[range.end..inside.end]];
    if left.iter().all(|part| part.trim().is_empty()) {
        return file.edit(statement.lines.clone(), "");
    }
    file.edit(range, "")
}
