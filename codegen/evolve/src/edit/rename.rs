//! Codes that get other names.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::draft::Draft;
use super::page::Page;
use super::{Edit, Edited, Opened, Refused, check_name, conversions, list, strange, value};
use errcat_catalogue::lower::references;
use errcat_catalogue::model::{CodeRef, WireType};
use errcat_catalogue::name::Name;
use errcat_catalogue::raw::{Table, format};
use errcat_findings::source::{FileId, Span};

/// How a code is renamed.
#[derive(Debug)]
pub struct Rename<'a> {
    /// Its new name.
    pub name: &'a str,
    /// What travels from now on; what has travelled so far, if there is nothing.
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
        return Err(Refused::new(format!("`{old}` has that name already"), "give another one"));
    }
    check_name(api, to.name, Some(entry))?;
    let (_, table) = opened.code(code.api, code.code).ok_or_else(|| strange(old))?;
    let has_wire = table.get("wire").is_some();
    let wire = match to.wire {
        Some(wire) if has_wire || api.wire == WireType::Integer || wire != to.name => {
            Some(value::wire(api.wire, wire)?)
        }
        None if !has_wire => Some(value::string(old)),
        _ => None,
    };
    renamed(opened, &[To { code, name: to.name, wire, title: None, alias: to.alias }])
}

/// Gives codes the same names in other letters: what travels, and what people read, stays as it is.
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
            .then(|| value::string(&old_title));
        let wire = table.get("wire").is_none().then(|| value::string(old));
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
        let (file, table) = found.ok_or_else(|| strange(old(to.code)))?;
        files.entry(file).or_default().push((to, table));
    }

    let mut draft = Draft::new(opened.sources);
    let mut edits = Vec::new();
    for (file, of) in &files {
        let page = draft.page(*file);
        let mut names: HashMap<&str, (&str, bool)> =
            of.iter().map(|(to, _)| (old(to.code), (to.name, false))).collect();
        edits.extend(keys(&page, &mut names));
        if let Some((missing, _)) = names.iter().find(|(_, (_, found))| !found) {
            return Err(strange(missing));
        }
        for (to, table) in of {
            edits.extend(taken_up(&page, *table, to.name));
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

    for (file, of) in &files {
        let texts = |text: fn(&To<'_>) -> Option<String>| -> Vec<(&str, String)> {
            of.iter().filter_map(|(to, _)| Some((to.name, text(to)?))).collect()
        };
        set(&mut draft, *file, "wire", texts(|to| to.wire.clone()));
        set(&mut draft, *file, "title", texts(|to| to.title.clone()));
        let kept = of.iter().filter(|(to, _)| to.alias);
        alias(&mut draft, *file, kept.map(|(to, _)| (to.name, value::string(old(to.code)))));
    }
    conversions::keep(opened, &new, &mut draft)?;
    Ok(draft.end())
}

/// A former name that a code takes up again is no alias any more.
fn taken_up(page: &Page<'_>, table: Table<'_>, name: &str) -> Option<Edit> {
    let array = table.get("aliases")?;
    let item = array.items().find(|node| node.text() == Some(name))?;
    let range = list::removal(page.text, &array.span().range(), &item.span().range());
    Some(page.edit(range, ""))
}

/// The keys of a file that are names of codes: each becomes the new name, and is marked as found.
fn keys(page: &Page<'_>, names: &mut HashMap<&str, (&str, bool)>) -> Vec<Edit> {
    // That of `codes` comes before it.
    const DEPTH: usize = 1;
    let mut edits = Vec::new();
    let mut key = |path: &[String], own: Option<&Range<usize>>| {
        let [codes, name, ..] = path else { return };
        if let (true, Some(range), Some((new, found))) =
            (codes == "codes", own, names.get_mut(name.as_str()))
        {
            edits.push(page.edit(range.clone(), new));
            *found = true;
        }
    };
    for statement in &page.statements {
        let own = DEPTH.checked_sub(statement.context);
        key(&statement.path, own.and_then(|own| statement.keys.get(own)));
        for inner in &statement.inner {
            let own = DEPTH.checked_sub(inner.path.len() - inner.keys.len());
            key(&inner.path, own.and_then(|own| inner.keys.get(own)));
        }
    }
    edits
}

/// Where in a reference the name `old` stands: `"api/NAME"`, `[[api/NAME|text]]` or `NAME`. `None`
/// where it is an alias that stands there.
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
fn set(draft: &mut Draft<'_>, file: FileId, key: &str, values: Vec<(&str, String)>) {
    let page = draft.page(file);
    let places = page.entries("codes");
    let edit = |(name, value): (&str, String)| {
        let (within, path) = (places.get(name)?.clone(), ["codes", name]);
        Some(match page.value(within.clone(), &["codes", name, key]) {
            Some(range) => page.edit(range, &value),
            None => page.put(within, &path, (key, &value), Some(&format::CODE)),
        })
    };
    let edits: Vec<Edit> = values.into_iter().filter_map(edit).collect();
    draft.make(edits);
}

/// Adds an alias to codes.
fn alias<'n>(draft: &mut Draft<'_>, file: FileId, names: impl Iterator<Item = (&'n str, String)>) {
    let page = draft.page(file);
    let places = page.entries("codes");
    let edit = |(name, alias): (&str, String)| {
        let (within, path) = (places.get(name)?.clone(), ["codes", name]);
        let Some(array) = page.value(within.clone(), &["codes", name, "aliases"]) else {
            let value = format!("[{alias}]");
            return Some(page.put(within, &path, ("aliases", &value), Some(&format::CODE)));
        };
        let items = strings(page.text, &array);
        let (at, text) = list::insertion(page.text, &array, &items, &alias);
        Some(page.edit(at..at, &text))
    };
    let edits: Vec<Edit> = names.filter_map(edit).collect();
    draft.make(edits);
}

/// The places of the strings in an array of names, none of which holds a quote.
fn strings(text: &str, array: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let tokens = toml_parser::Source::new(&text[array.clone()]).lex();
    for token in tokens {
        use toml_parser::lexer::TokenKind;
        if matches!(token.kind(), TokenKind::BasicString | TokenKind::LiteralString) {
            found.push(array.start + token.span().start()..array.start + token.span().end());
        }
    }
    found
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
