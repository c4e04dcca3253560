//! What is done to many entries of a file at once: text to text.

use super::draft_file::DraftFile;
use super::splice;
#[cfg(feature = "import")]
use super::{Refused, add};
#[cfg(feature = "import")]
use errcat_catalogue::raw::format;
use errcat_catalogue::raw::is_toml;
use errcat_findings::source::{FileId, Source, Sources};

/// A name for a file that is edited by itself.
fn alone() -> FileId {
    let (display, path, text) = (String::new(), String::new(), String::new());
    Sources::default().add(Source { display, path, text, readable: true })
}

/// Puts codes, whose tables are `blocks`, behind the last code of a file.
///
/// # Errors
/// Where its codes are written in a way that has no room for them.
#[cfg(feature = "import")]
pub fn append(text: &str, blocks: &str) -> Result<String, Refused> {
    if blocks.is_empty() {
        return Ok(text.to_owned());
    }
    let file = DraftFile::new(alone(), text);
    let edit = add::insert(&file, "the new codes", blocks)?;
    Ok(splice(text, &mut vec![edit]))
}

/// Adds an entry to the table at `path`.
pub fn entry(text: &str, path: &[&str], entry: (&str, &str)) -> String {
    let file = DraftFile::new(alone(), text);
    let edit = file.put(file.all(), path, entry, None);
    splice(text, &mut vec![edit])
}

/// Adds tombstones, each with its value.
pub fn bury(text: &str, gone: &[(&str, String)]) -> String {
    let Some(((name, value), rest)) = gone.split_first() else { return text.to_owned() };
    let mut lines = value.clone();
    for (name, value) in rest {
        lines.push_str(&format!("\n{name} = {value}"));
    }
    let all = entry(text, &["retired"], (name, &lines));
    if is_toml(&all) {
        return all;
    }
    // An inline table has no room for lines.
    let one =
        |text: String, (name, value): &(&str, String)| entry(&text, &["retired"], (name, value));
    gone.iter().fold(text.to_owned(), one)
}

/// Gives keys of codes other values, or takes them away: code, key and value. The second text lists those
/// that are in a way that cannot be changed.
#[cfg(feature = "import")]
pub fn set<'c>(
    text: &str,
    changes: impl Iterator<Item = (&'c str, &'c str, Option<String>)>,
) -> (String, Vec<String>) {
    let file = DraftFile::new(alone(), text);
    let entries = file.entries("codes");
    let (mut edits, mut left) = (Vec::new(), Vec::new());
    for (code, key, value) in changes {
        let Some(within) = entries.get(code).cloned() else {
            left.push(format!("{code}.{key}"));
            continue;
        };
        let path = ["codes", code, key];
        let statement = file.statements[within.clone()].iter().find(|it| it.is_at(&path));
        match (file.find(within.clone(), &path), value) {
            (Some(literal), Some(value)) => edits.push(file.edit(literal.range.clone(), &value)),
            (Some(_), None) if statement.is_some_and(|it| !it.is_header()) => {
                edits.extend(statement.map(|it| file.remove_lines(it.lines.clone())));
            }
            (None, Some(value)) if statement.is_none() => {
                edits.push(file.put(within, &path[..2], (key, &value), Some(&format::CODE)));
            }
            _ => left.push(format!("{code}.{key}")),
        }
    }
    (splice(text, &mut edits), left)
}
