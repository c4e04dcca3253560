//! A code that gets another name.

use std::ops::Range;

use super::draft::Draft;
use super::page::Page;
use super::{Edit, Edited, Opened, Refused, check_name, conversions, list, strange, value};
use crate::catalogue::{CodeRef, WireType, references};
use crate::raw::{Node, format};

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
    let (file, table) = opened.code(code.api, code.code).ok_or_else(|| strange(old))?;
    let has_wire = table.get("wire").is_some();
    let wire = match to.wire {
        Some(wire) if has_wire || api.wire == WireType::Integer || wire != to.name => {
            Some(value::wire(api.wire, wire)?)
        }
        None if !has_wire => Some(value::string(old)),
        _ => None,
    };

    let mut draft = Draft::new(opened.sources);
    let page = draft.page(file);
    let mut edits = keys(&page, old, to.name);
    if edits.is_empty() {
        return Err(strange(old));
    }
    for (_, span) in references(&opened.tree).into_iter().filter(|(of, _)| *of == code) {
        let source = &opened.sources.get(span.file).text;
        if let Some(at) = name_in(source, span.range(), old) {
            edits.push(Edit {
                span: crate::source::Span::new(span.file, at),
                text: to.name.to_owned(),
            });
        }
    }
    let items = |key| table.get(key).into_iter().flat_map(Node::items);
    // A former name that the code takes up again is no alias any more.
    if let (Some(array), Some(item)) =
        (table.get("aliases"), items("aliases").find(|node| node.text() == Some(to.name)))
    {
        let range = list::removal(page.text, &array.span().range(), &item.span().range());
        edits.push(page.edit(range, ""));
    }
    draft.make(edits);

    let path = ["codes", to.name];
    if let Some(wire) = wire {
        set(&mut draft, file, &path, "wire", &wire);
    }
    if to.alias {
        alias(&mut draft, file, &path, &value::string(old));
    }
    conversions::keep(opened, code, to.name, &mut draft)?;
    Ok(draft.end())
}

/// The keys of a file that are the code's name.
fn keys(page: &Page<'_>, old: &str, new: &str) -> Vec<Edit> {
    let path = ["codes", old];
    let mut edits = Vec::new();
    for statement in &page.statements {
        if statement.is_in(&path) {
            let own = path.len().checked_sub(1 + statement.context);
            let key = own.and_then(|own| statement.keys.get(own));
            edits.extend(key.map(|key| page.edit(key.clone(), new)));
            continue;
        }
        for inner in &statement.inner {
            let before = inner.path.len() - inner.keys.len();
            let is_in = inner.path.iter().zip(path).filter(|(a, b)| *a == b).count() == path.len();
            let key = (path.len() - 1).checked_sub(before).filter(|_| is_in);
            let key = key.and_then(|own| inner.keys.get(own));
            edits.extend(key.map(|key| page.edit(key.clone(), new)));
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

/// Sets a key of a code, whether it is there or not.
fn set(draft: &mut Draft<'_>, file: crate::source::FileId, path: &[&str], key: &str, value: &str) {
    let page = draft.page(file);
    let whole: Vec<&str> = path.iter().copied().chain([key]).collect();
    let edit = match page.value(&whole) {
        Some(range) => page.edit(range, value),
        None => page.put(page.all(), path, (key, value), Some(&format::CODE)),
    };
    draft.make([edit]);
}

/// Adds an alias.
fn alias(draft: &mut Draft<'_>, file: crate::source::FileId, path: &[&str], name: &str) {
    let page = draft.page(file);
    let whole: Vec<&str> = path.iter().copied().chain(["aliases"]).collect();
    let Some(array) = page.value(&whole) else {
        return set(draft, file, path, "aliases", &format!("[{name}]"));
    };
    let items = strings(page.text, &array);
    let (at, text) = list::insertion(page.text, &array, &items, name);
    let edit = page.edit(at..at, &text);
    draft.make([edit]);
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
