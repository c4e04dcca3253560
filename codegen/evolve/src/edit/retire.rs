//! A code that goes: its entry becomes a tombstone.

use std::ops::Range;

use super::draft::Draft;
use super::page::Page;
use super::statements::{Kind, Statement};
use super::{Edit, Edited, End, Opened, Refused, list, strange, value};
use errcat_catalogue::lower::references;
use errcat_catalogue::model::{CodeRef, Wire};
use errcat_catalogue::raw::Table;
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
    let (file, table) = opened.code(code.api, code.code).ok_or_else(|| strange(name))?;
    let said = table.table("deprecated");
    let said = |key: &str| said.and_then(|table: Table<'_>| table.text(key));
    let replaced_by = end.replaced_by.or_else(|| said("replaced_by"));
    let wire = match &entry.wire {
        Wire::Integer(number) => Some(number.to_string()),
        Wire::String(wire) => (wire != name).then(|| value::string(wire)),
    };
    let stone = value::inline(&[
        ("since", end.since.map(value::string)),
        ("wire", wire),
        ("replaced_by", replaced_by.map(value::string)),
        ("note", end.note.or_else(|| said("note")).map(value::string)),
    ]);

    let mut draft = Draft::new(opened.sources);
    let mut edits = mentions(opened, code, replaced_by, &draft);
    let page = draft.page(file);
    let own = remove(&page, name)?;
    // What is gone with the entry needs no edit of its own.
    let within = |span: Span| own.iter().any(|it| covers(it.span, span));
    edits.retain(|edit| !within(edit.span));
    edits.extend(own);
    draft.make(edits);
    let page = draft.page(file);
    let edit = page.put(page.all(), &["retired"], (name, &stone), None);
    draft.make([edit]);
    Ok(draft.end())
}

fn covers(whole: Span, part: Span) -> bool {
    whole.file == part.file && whole.start <= part.start && part.end <= whole.end
}

/// Takes the entry of a code out of its file.
pub(super) fn remove(page: &Page<'_>, name: &str) -> Result<Vec<Edit>, Refused> {
    let runs = page.runs(&["codes", name]);
    if runs.is_empty() {
        return Err(strange(name));
    }
    Ok(runs.into_iter().map(|run| page.remove_lines(run.lines)).collect())
}

/// What names a code outside of its entry, as far as it can be mended without asking.
fn mentions(
    opened: &Opened<'_>,
    code: CodeRef,
    replaced_by: Option<&str>,
    draft: &Draft<'_>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut pages: Vec<(FileId, Page<'_>)> = Vec::new();
    for (of, span) in references(&opened.tree) {
        if of != code {
            continue;
        }
        if pages.last().is_none_or(|(file, _)| *file != span.file) {
            pages.push((span.file, draft.page(span.file)));
        }
        let Some((_, page)) = pages.last() else { continue };
        edits.extend(mention(page, span, replaced_by));
    }
    edits
}

fn mention(page: &Page<'_>, span: Span, replaced_by: Option<&str>) -> Option<Edit> {
    let at = span.range();
    let statement = page.statement_at(at.start)?;
    if statement.path.first()? == "conversion" {
        return conversion(page, statement, at, replaced_by);
    }
    // In prose it is a part of a string.
    if !page.text[at.clone()].starts_with(['"', '\'']) {
        return None;
    }
    let is_value = statement.value == at || statement.inner.iter().any(|inner| inner.value == at);
    if is_value {
        return replaced_by.map(|name| page.edit(at, &value::string(name)));
    }
    page.text[statement.value.clone()].starts_with('[').then(|| item(page, statement, &at))
}

/// An entry of a conversion from the code goes; one to it leads to what replaced it.
fn conversion(
    page: &Page<'_>,
    statement: &Statement,
    at: Range<usize>,
    replaced_by: Option<&str>,
) -> Option<Edit> {
    let key = statement.path.get(1)?.as_str();
    if key == "unmapped" {
        return Some(item(page, statement, &at));
    }
    let is_key = statement.keys.contains(&at);
    if key == "codes" && is_key && statement.kind == Kind::Entry {
        return Some(page.edit(statement.lines.clone(), ""));
    }
    if let Some(inner) = statement.inner.iter().find(|inner| inner.keys.contains(&at)) {
        let whole = inner.keys[0].start..inner.value.end;
        return Some(page.edit(list::removal(page.text, &statement.value, &whole), ""));
    }
    replaced_by.map(|name| page.edit(at, &value::string(name)))
}

/// Takes an item out of the array that is a statement's value, and the statement with its last.
fn item(page: &Page<'_>, statement: &Statement, at: &Range<usize>) -> Edit {
    let range = list::removal(page.text, &statement.value, at);
    let array = &statement.value;
    let left = [&page.text[array.start + 1..range.start], &page.text[range.end..array.end - 1]];
    if left.iter().all(|part| part.trim().is_empty()) {
        return page.edit(statement.lines.clone(), "");
    }
    page.edit(range, "")
}
