//! Codes that get other names.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::draft::Draft;
use super::draft_file::DraftFile;
use super::{Edit, Edited, Opened, Refused, check_name, conversions, list, literals, strange};
use errcat_catalogue::lower::references;
use errcat_catalogue::model::{CodeRef, WireType};
use errcat_catalogue::name::Name;
use errcat_catalogue::raw::{Table, format};
use errcat_catalogue::toml_tree::Key;
use errcat_findings::source::{FileId, Span};

/// How a code is renamed.
#[derive(Debug)]
pub struct Rename<'a> {
    /// Its new name.
    pub name: &'a str,
    /// The new wire value; by default the old one.
    pub wire: Option<&'a str>,
    /// Whether the old name goes on as an alias.
    pub alias: bool,
}

/// Renames a code, wherever the catalogue refers to it. Conversions lead where they led.
///
/// # Errors
/// Where it has that name already, or its entry cannot be edited.
pub fn rename(opened: &Opened<'_>, code: CodeRef, to: &Rename<'_>) -> Result<Vec<Edited>, Refused> {
    let (api, entry) = opened.catalogue.code(code);
    let old = entry.name.as_str();
    if old == to.name {
        return Err(Refused::new(format!("`{old}` already has that name"), "choose another name"));
    }
    check_name(api, to.name, Some(entry))?;
    let (_, table) = opened.code(code.api, code.code).ok_or_else(|| strange(old))?;
    let has_wire = table.get("wire").is_some();
    let wire = match to.wire {
        Some(wire) if has_wire || api.wire == WireType::Integer || wire != to.name => {
            Some(literals::wire(api.wire, wire)?)
        }
        None if !has_wire => Some(literals::string(old)),
        _ => None,
    };
    renamed(opened, &[To { code, name: to.name, wire, title: None, alias: to.alias }])
}

/// Gives codes the same names in other letters: the wire value, and what people read, stays as it is.
///
/// # Errors
/// Where an entry cannot be edited.
pub fn recase(opened: &Opened<'_>, names: &[(CodeRef, &str)]) -> Result<Vec<Edited>, Refused> {
    let mut all = Vec::new();
    for (code, name) in names {
        let (_, entry) = opened.catalogue.code(*code);
        let old = entry.name.as_str();
        let (_, table) = opened.code(code.api, code.code).ok_or_else(|| strange(old))?;
        let (old_title, new_title) = (entry.name.title(), Name::new(name).title());
        let title = (table.get("title").is_none() && old_title != new_title)
            .then(|| literals::string(&old_title));
        let wire = table.get("wire").is_none().then(|| literals::string(old));
        all.push(To { code: *code, name, wire, title, alias: true });
    }
    renamed(opened, &all)
}

/// A code with its new name, and what its entry has to say then.
struct To<'a> {
    code: CodeRef,
    name: &'a str,
    wire: Option<String>,
    title: Option<String>,
    /// Whether the old name goes on as an alias.
    alias: bool,
}

fn renamed(opened: &Opened<'_>, all: &[To<'_>]) -> Result<Vec<Edited>, Refused> {
    let old = |of: CodeRef| opened.catalogue.code(of).1.name.as_str();
    let new: HashMap<CodeRef, &str> = all.iter().map(|to| (to.code, to.name)).collect();
    let mut files: BTreeMap<FileId, Vec<(&To<'_>, Table<'_>)>> = BTreeMap::new();
    for to in all {
        let found = opened.code(to.code.api, to.code.code);
        let (id, table) = found.ok_or_else(|| strange(old(to.code)))?;
        files.entry(id).or_default().push((to, table));
    }

    let mut draft = Draft::new(opened.sources);
    let mut edits = Vec::new();
    for (id, of) in &files {
        let file = draft.file(*id);
        let mut names: HashMap<&str, (&str, bool)> =
            of.iter().map(|(to, _)| (old(to.code), (to.name, false))).collect();
        edits.extend(keys(&file, &mut names));
        if let Some((missing, _)) = names.iter().find(|(_, (_, found))| !found) {
            return Err(strange(missing));
        }
        for (to, table) in of {
            edits.extend(taken_up(&file, *table, to.name));
        }
    }
    for (code, span) in references(&opened.tree) {
        let Some(name) = new.get(&code) else { continue };
        let source = &opened.sources.get(span.file).text;
        if let Some(at) = name_in(source, span.range(), old(code)) {
            edits.push(Edit { span: Span::new(span.file, at), text: (*name).to_owned() });
        }
    }
    draft.make(edits);

    for (id, of) in &files {
        let texts = |text: fn(&To<'_>) -> Option<String>| -> Vec<(&str, String)> {
            of.iter().filter_map(|(to, _)| Some((to.name, text(to)?))).collect()
        };
        set(&mut draft, *id, "wire", texts(|to| to.wire.clone()));
        set(&mut draft, *id, "title", texts(|to| to.title.clone()));
        let kept = of.iter().filter(|(to, _)| to.alias);
        alias(&mut draft, *id, kept.map(|(to, _)| (to.name, literals::string(old(to.code)))));
    }
    conversions::keep(opened, &new, &mut draft)?;
    Ok(draft.end())
}

/// A former name that a code takes up again is not an alias any more.
fn taken_up(file: &DraftFile<'_>, table: Table<'_>, name: &str) -> Option<Edit> {
    let array = table.get("aliases")?;
    let item = array.items().find(|node| node.text() == Some(name))?;
    let range = list::removal(file.text, &array.span().range(), &item.span().range());
    Some(file.edit(range, ""))
}

/// The keys of a file that are names of codes: each becomes the new name, and is marked as found.
fn keys(file: &DraftFile<'_>, names: &mut HashMap<&str, (&str, bool)>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for statement in &file.statements {
        // Those of the header above are there.
        let own = |key: &&Key<'_>| statement.lines.contains(&key.range.start);
        for key in statement.below("codes").filter(own) {
            if let Some((new, found)) = names.get_mut(&*key.name) {
                edits.push(file.edit(key.range.clone(), new));
                *found = true;
            }
        }
    }
    edits
}

/// Where in a reference the name `old` stands: `"api/NAME"`, `[[api/NAME|text]]` or `NAME`. `None`
/// where it is an alias that is there.
fn name_in(source: &str, span: Range<usize>, old: &str) -> Option<Range<usize>> {
    let text = source.get(span.clone())?;
    let (start, end) = if let Some(rest) = text.strip_prefix("[[") {
        (2, 2 + rest.find(['|', ']'])?)
    } else {
        let quotes = usize::from(text.starts_with(['"', '\'']));
        (quotes, text.len() - quotes)
    };
    let name = text[..end].rfind('/').map_or(start, |slash| slash + 1);
    let name = name + (text[name..end].len() - text[name..end].trim_start().len());
    let is_old = text.get(name..end)?.trim_end() == old;
    is_old.then(|| span.start + name..span.start + name + old.len())
}

/// Sets a key of codes, whether it is there or not.
fn set(draft: &mut Draft<'_>, id: FileId, key: &str, values: Vec<(&str, String)>) {
    let file = draft.file(id);
    let places = file.entries("codes");
    let edit = |(name, value): (&str, String)| {
        let (within, path) = (places.get(name)?.clone(), ["codes", name]);
        Some(match file.find(within.clone(), &["codes", name, key]) {
            Some(literal) => file.edit(literal.range.clone(), &value),
            None => file.put(within, &path, (key, &value), Some(&format::CODE)),
        })
    };
    let edits: Vec<Edit> = values.into_iter().filter_map(edit).collect();
    draft.make(edits);
}

/// Adds an alias to codes.
fn alias<'n>(draft: &mut Draft<'_>, id: FileId, names: impl Iterator<Item = (&'n str, String)>) {
    let file = draft.file(id);
    let places = file.entries("codes");
    let edit = |(name, alias): (&str, String)| {
        let (within, path) = (places.get(name)?.clone(), ["codes", name]);
        let Some(array) = file.find(within.clone(), &["codes", name, "aliases"]) else {
            let value = format!("[{alias}]");
            return Some(file.put(within, &path, ("aliases", &value), Some(&format::CODE)));
        };
        let (at, text) = list::insertion(file.text, array, &alias);
        Some(file.edit(at..at, &text))
    };
    let edits: Vec<Edit> = names.filter_map(edit).collect();
    draft.make(edits);
}

#[cfg(test)]
mod tests {
    use super::name_in;

    fn check(text: &str, expected: Option<&str>) {
        let found = name_in(text, 0..text.len(), "OLD");
        let marked = found
            .map(|it| format!("{}<{}>{}", &text[..it.start], &text[it.clone()], &text[it.end..]));
        assert_eq!(marked.as_deref(), expected, "{text}");
    }

    #[test]
    fn names_are_found_in_references() {
        check("OLD", Some("<OLD>"));
        check("\"OLD\"", Some("\"<OLD>\""));
        check("'OLD/OLD'", Some("'OLD/<OLD>'"));
        check("[[OLD]]", Some("[[<OLD>]]"));
        check("[[a/OLD|OLD]]", Some("[[a/<OLD>|OLD]]"));
        check("[[ALIAS|OLD]]", None);
        check("\"OLDER\"", None);
    }
}
