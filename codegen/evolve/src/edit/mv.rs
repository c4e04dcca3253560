//! A code that moves to another group.

use super::add::insert;
use super::draft::Draft;
use super::draft_file::{DraftFile, Run};
use super::retire::remove;
use super::{Edited, Opened, Refused, literals, strange};
use errcat_catalogue::model::{Api, Code, CodeRef};
use errcat_catalogue::raw::format::{self, Default};
use errcat_catalogue::raw::{Node, Table};
use errcat_catalogue::toml_tree::Statement;

/// Moves a code, with its comments, behind the last one of the group with the index `to`. What it had
/// from its old file is written into its entry where the new file says something else.
///
/// # Errors
/// If it is already in the group, or its entry cannot be moved.
pub fn mv(opened: &Opened<'_>, code: CodeRef, to: usize) -> Result<Vec<Edited>, Refused> {
    let (api, entry) = opened.catalogue.code(code);
    let name = entry.name.as_str();
    if entry.group == to {
        return Err(Refused::new(
            format!("`{name}` is already in the group `{}`", api.groups[to].name.as_str()),
            "name another group",
        ));
    }
    let (id, table) = opened.code(code.api, code.code).ok_or_else(|| strange(name))?;
    let old = opened.group(code.api, entry.group);
    let new = opened.group(code.api, to);
    let (Some((_, old)), Some((target, new))) = (old, new) else { return Err(strange(name)) };

    let mut draft = Draft::new(opened.sources);
    let text = |node: Node<'_>| {
        let span = node.span();
        opened.sources.get(span.file).text.get(span.range()).unwrap_or_default().to_owned()
    };
    for (path, key, text) in kept(opened, (api, entry), (table, old, new), &text) {
        let file = draft.file(id);
        let path: Vec<&str> = ["codes", name].into_iter().chain(path).collect();
        let order = path.len() == 2;
        let edit = file.put(file.all(), &path, (&key, &text), order.then_some(&format::CODE));
        draft.make([edit]);
    }

    let file = draft.file(id);
    let moved = taken(&file, name)?;
    let mut edits = remove(&file, name)?;
    let file = draft.file(target);
    edits.push(match &moved {
        Moved::Tables(block) => insert(&file, name, block)?,
        Moved::Lines(lines) => put_lines(&file, lines),
    });
    draft.make(edits);
    Ok(draft.end())
}

/// The text of an entry.
enum Moved {
    /// Tables with headers of their own.
    Tables(String),
    /// Entries below `[codes]`.
    Lines(String),
}

fn taken(file: &DraftFile<'_>, name: &str) -> Result<Moved, Refused> {
    let runs = file.runs(&["codes", name]);
    let first = |run: &Run| &file.statements[run.statements.start];
    let texts = runs.iter().map(|run| {
        let text = &file.text[run.lines.clone()];
        let end = if text.ends_with('\n') { "" } else { "\n" };
        format!("{text}{end}")
    });
    if runs.iter().all(|run| first(run).is_header()) {
        return Ok(Moved::Tables(texts.collect::<Vec<_>>().join("\n")));
    }
    let is_line = |it: &Statement<'_>| !it.is_header() && it.above.len() == 1;
    if runs.iter().all(|run| file.statements[run.statements.clone()].iter().all(is_line)) {
        return Ok(Moved::Lines(texts.collect()));
    }
    Err(strange(name))
}

/// Puts lines below the `[codes]` of a file.
fn put_lines(file: &DraftFile<'_>, lines: &str) -> super::Edit {
    let header = file.statements.iter().position(|it| it.is_header() && it.is_at(&["codes"]));
    match header {
        Some(header) => {
            let last = file.section_end(header);
            file.insert_lines(file.lines_of(last..last + 1).end, lines)
        }
        None => file.insert_lines(file.text.len(), &format!("\n[codes]\n{lines}")),
    }
}

/// The keys of a file that its codes have this way.
fn defaults(how: Default) -> impl Iterator<Item = &'static str> {
    format::GROUP.keys.iter().filter(move |key| key.default == how).map(|key| key.name)
}

/// The path below the code's table, the key and the value of each entry that keeps a code as it is.
type Kept<'k> = Vec<(Vec<&'k str>, String, String)>;

/// What a code has from its file, as far as another file does not give it the same.
fn kept(
    opened: &Opened<'_>,
    (api, code): (&Api, &Code),
    (own, old, new): (Table<'_>, Table<'_>, Table<'_>),
    text: &impl Fn(Node<'_>) -> String,
) -> Kept<'static> {
    let mut kept: Kept<'static> = Vec::new();
    for key in defaults(Default::Whole) {
        if own.get(key).is_some() {
            continue;
        }
        let said = match (old.get(key), new.get(key)) {
            (Some(old), Some(new)) if value_of(old, text) == value_of(new, text) => None,
            (Some(old), _) => Some(value_of(old, text)),
            (None, Some(_)) => instead(opened, api, code, key),
            (None, None) => None,
        };
        kept.extend(said.map(|said| (vec![], key.to_owned(), said)));
    }
    for key in defaults(Default::ByName) {
        let (Some(old), new) = (old.table(key), new.table(key)) else { continue };
        let mine = own.table(key);
        let lacks = old.entries().filter(|(it, node)| {
            let same = new.and_then(|new| new.get(it.text));
            mine.is_none_or(|mine| mine.get(it.text).is_none())
                && same.is_none_or(|same| value_of(same, text) != value_of(*node, text))
        });
        let lacks: Vec<_> =
            lacks.map(|(it, node)| (it.text.to_owned(), value_of(node, text))).collect();
        if mine.is_some() {
            kept.extend(lacks.into_iter().map(|(it, text)| (vec![key], it, text)));
        } else if !lacks.is_empty() {
            let entries: Vec<_> =
                lacks.iter().map(|(it, text)| (it.as_str(), Some(text.clone()))).collect();
            kept.push((vec![], key.to_owned(), literals::inline(&entries)));
        }
    }
    kept
}

/// The values that keep a code's facts when it inherits nothing from its old file, if such values exist.
fn instead(opened: &Opened<'_>, api: &Api, code: &Code, key: &str) -> Option<String> {
    match key {
        "action" => {
            code.action.map(|id| literals::string(opened.catalogue.action(id).name.as_str()))
        }
        "envelope" => Some(literals::string(api.envelope(code).name.as_str())),
        "visibility" => Some(literals::string("public")),
        "tags" => Some("[]".to_owned()),
        _ => None,
    }
}

/// A value as it can be behind a key: a table that has a header of its own becomes an inline one.
fn value_of(node: Node<'_>, text: &impl Fn(Node<'_>) -> String) -> String {
    let written = text(node);
    let Some(table) = node.table().filter(|_| !written.starts_with('{')) else { return written };
    let entries: Vec<_> =
        table.entries().map(|(key, node)| (key.text, Some(value_of(node, text)))).collect();
    literals::inline(&entries)
}
