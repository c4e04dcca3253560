//! A code that moves to another group.

use super::add::insert;
use super::draft::Draft;
use super::page::Page;
use super::retire::remove;
use super::{Edited, Opened, Refused, strange, value};
use errcat_catalogue::model::{Api, Code, CodeRef};
use errcat_catalogue::raw::format::{self, Default};
use errcat_catalogue::raw::{Node, Table};

/// Moves a code, with its comments, behind the last one of the group with the index `to`. What it had
/// from its old file is written into its entry where the new file says something else.
///
/// # Errors
/// Where it is there already, or its entry cannot be moved.
pub fn mv(opened: &Opened<'_>, code: CodeRef, to: usize) -> Result<Vec<Edited>, Refused> {
    let (api, entry) = opened.catalogue.code(code);
    let name = entry.name.as_str();
    if entry.group == to {
        return Err(Refused::new(
            format!("`{name}` is in the group `{}` already", api.groups[to].name.as_str()),
            "name another group",
        ));
    }
    let (file, table) = opened.code(code.api, code.code).ok_or_else(|| strange(name))?;
    let old = opened.group(code.api, entry.group);
    let new = opened.group(code.api, to);
    let (Some((_, old)), Some((target, new))) = (old, new) else { return Err(strange(name)) };

    let mut draft = Draft::new(opened.sources);
    let text = |node: Node<'_>| {
        let span = node.span();
        opened.sources.get(span.file).text.get(span.range()).unwrap_or_default().to_owned()
    };
    for (path, key, text) in kept(opened, (api, entry), (table, old, new), &text) {
        let page = draft.page(file);
        let path: Vec<&str> = ["codes", name].into_iter().chain(path).collect();
        let order = path.len() == 2;
        let edit = page.put(page.all(), &path, (&key, &text), order.then_some(&format::CODE));
        draft.make([edit]);
    }

    let page = draft.page(file);
    let moved = taken(&page, name)?;
    let mut edits = remove(&page, name)?;
    let page = draft.page(target);
    edits.push(match &moved {
        Moved::Tables(block) => insert(&page, name, block)?,
        Moved::Lines(lines) => put_lines(&page, lines),
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

fn taken(page: &Page<'_>, name: &str) -> Result<Moved, Refused> {
    let runs = page.runs(&["codes", name]);
    let first = |run: &super::page::Run| &page.statements[run.statements.start];
    let texts = runs.iter().map(|run| {
        let text = &page.text[run.lines.clone()];
        let end = if text.ends_with('\n') { "" } else { "\n" };
        format!("{text}{end}")
    });
    if runs.iter().all(|run| first(run).is_header()) {
        return Ok(Moved::Tables(texts.collect::<Vec<_>>().join("\n")));
    }
    let below = |run| !first(run).is_header() && first(run).context == 1;
    let one = |run: &super::page::Run| {
        page.statements[run.statements.clone()].iter().all(|it| it.context == 1 && !it.is_header())
    };
    if runs.iter().all(|run| below(run) && one(run)) {
        return Ok(Moved::Lines(texts.collect()));
    }
    Err(strange(name))
}

/// Puts lines below the `[codes]` of a file.
fn put_lines(page: &Page<'_>, lines: &str) -> super::Edit {
    let header = page.statements.iter().position(|it| it.is_header() && it.path == ["codes"]);
    match header {
        Some(header) => {
            let last = page.section_end(header);
            page.insert_lines(page.lines_of(last..last + 1).end, lines)
        }
        None => page.insert_lines(page.text.len(), &format!("\n[codes]\n{lines}")),
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
            kept.push((vec![], key.to_owned(), value::inline(&entries)));
        }
    }
    kept
}

/// What a code that has nothing from its old file says to keep that, where it can be said.
fn instead(opened: &Opened<'_>, api: &Api, code: &Code, key: &str) -> Option<String> {
    match key {
        "action" => code.action.map(|id| value::string(opened.catalogue.action(id).name.as_str())),
        "envelope" => Some(value::string(api.envelope(code).name.as_str())),
        "visibility" => Some(value::string("public")),
        "tags" => Some("[]".to_owned()),
        _ => None,
    }
}

/// A value as it can stand behind a key: a table that has a header of its own becomes an inline one.
fn value_of(node: Node<'_>, text: &impl Fn(Node<'_>) -> String) -> String {
    let written = text(node);
    let Some(table) = node.table().filter(|_| !written.starts_with('{')) else { return written };
    let entries: Vec<_> =
        table.entries().map(|(key, node)| (key.text, Some(value_of(node, text)))).collect();
    value::inline(&entries)
}
