//! A new code.

use super::draft::Draft;
use super::draft_file::DraftFile;
use super::{Edit, Edited, Opened, Refused, literals};
use errcat_catalogue::model::{Api, next_in};
use errcat_catalogue::name::Name;
use errcat_catalogue::raw::format;
use errcat_catalogue::toml_tree::Statement;

/// A code that is to be added.
#[derive(Debug, Default)]
pub struct New {
    /// Index of its API.
    pub api: usize,
    /// Index of its group in the API.
    pub group: usize,
    /// Its name.
    pub name: String,
    /// Its keys, each with its value as TOML, in any order.
    pub keys: Vec<(String, String)>,
    /// The fields of its details: name and type.
    pub details: Vec<(String, String)>,
}

/// The title of a code of this name that has none of its own.
pub fn default_title(name: &str) -> String {
    Name::new(name).title()
}

/// Adds a code behind the last one of its group.
///
/// # Errors
/// Where the group's codes are written in a way that has no room for it.
pub fn add(opened: &Opened<'_>, mut new: New) -> Result<Vec<Edited>, Refused> {
    let rank = |key: &str| format::CODE.keys.iter().position(|it| it.name == key);
    new.keys.sort_by_key(|(key, _)| rank(key));
    let api = &opened.catalogue.apis[new.api];
    super::check_name(api, &new.name, None)?;
    let group = opened.group(new.api, new.group);
    let (id, _) = group.ok_or_else(|| super::strange(&new.name))?;
    let mut draft = Draft::new(opened.sources);
    let file = draft.file(id);
    let edit = match one_line(&file, &new) {
        Some(edit) => edit,
        None => insert(&file, &new.name, &block(&new))?,
    };
    draft.make([edit]);
    Ok(draft.end())
}

/// The entry as a table of its own.
fn block(new: &New) -> String {
    let name = &new.name;
    let mut text = format!("[codes.{name}]\n");
    for (key, value) in &new.keys {
        text.push_str(&format!("{key} = {value}\n"));
    }
    if !new.details.is_empty() {
        text.push_str(&format!("\n[codes.{name}.details]\n"));
        for (field, ty) in &new.details {
            text.push_str(&format!("{} = {}\n", literals::key(field), literals::string(ty)));
        }
    }
    text
}

/// The entry as a line below `[codes]`, where the codes before it are written so.
fn one_line(file: &DraftFile<'_>, new: &New) -> Option<Edit> {
    let last = file.runs(&["codes"]).pop()?;
    let last = &file.statements[last.statements.end - 1];
    let is_line = !last.is_header() && last.above.len() == 1 && last.keys.len() == 1;
    let fits = new.details.is_empty() && new.keys.iter().all(|(_, value)| !value.contains('\n'));
    if !is_line || !fits {
        return None;
    }
    let keys: Vec<_> =
        new.keys.iter().map(|(key, text)| (key.as_str(), Some(text.clone()))).collect();
    let line = format!("{} = {}\n", new.name, literals::inline(&keys));
    Some(file.insert_lines(last.lines.end, &line))
}

/// Puts the table of a code, with all that belongs to it, behind the last code of a file.
pub(super) fn insert(file: &DraftFile<'_>, name: &str, block: &str) -> Result<Edit, Refused> {
    let runs = file.runs(&["codes"]);
    let Some(last) = runs.last() else {
        return Ok(before_tombstones(file, block));
    };
    let end = file.section_end(last.statements.end - 1);
    let statement = &file.statements[last.statements.end - 1];
    if !statement.is_header() && statement.depth() == 1 {
        return Err(Refused::new(
            format!("`{name}` cannot be added: `codes` is written as one inline table"),
            "write each of its codes as its own table, `[codes.NAME]`",
        ));
    }
    let at = file.lines_of(last.statements.start..end + 1).end;
    Ok(file.insert_lines(at, &format!("\n{block}")))
}

/// Puts the first code into a file.
fn before_tombstones(file: &DraftFile<'_>, block: &str) -> Edit {
    let is_header = |it: &Statement<'_>| it.is_header() && it.is_in(&["retired"]);
    if let Some(header) = file.statements.iter().position(is_header) {
        let at = file.lines_of(header..header + 1).start;
        return file.insert_lines(at, &format!("{block}\n"));
    }
    let blank = if file.text.trim().is_empty() { "" } else { "\n" };
    file.insert_lines(file.text.len(), &[blank, block].concat())
}

/// The next free number for a code of a group whose API's wire values are integers: the one behind
/// the last that the group has taken of its range, else behind the last of the API, tombstones
/// included; in a range that is taken up to its end, the first gap. `None` where there is none.
pub fn next_number(api: &Api, group: usize) -> Option<i64> {
    let taken = api.numbers();
    if let Some(range) = &api.groups[group].range {
        return next_in(range, &taken);
    }
    match (taken.first(), taken.last()) {
        // Some count downwards from a negative number, as JSON-RPC does.
        (Some(first), Some(last)) if *last < 0 => first.checked_sub(1),
        (_, Some(last)) => last.checked_add(1),
        _ => Some(1),
    }
}
