//! Takes out of a catalogue what the format refuses.

use std::ops::Range;

use errcat_catalogue::model::Catalogue;
use errcat_findings::diagnostic::Severity;
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use super::names::SURE;
use crate::memory::check;

/// A text that means no harm to anybody.
const HARMLESS: &str = "harmless";

/// Where a value stands: keys of tables, numbers of entries.
type Path = Vec<Step>;

enum Step {
    Key(String),
    Entry(usize),
}

/// Reads the files; what is refused becomes harmless, or goes, until nothing is. `None` where that
/// leads nowhere.
pub fn read(files: &mut [(String, Table)]) -> Option<Catalogue> {
    for _ in 0..50 {
        let texts: Vec<(String, String)> =
            files.iter().map(|(path, table)| (path.clone(), table.to_string())).collect();
        let bytes: Vec<_> =
            texts.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
        let (found, sources, catalogue) = check(&bytes);
        if catalogue.is_some() {
            return catalogue;
        }
        let mut lost = Vec::new();
        for ((path, text), (_, table)) in texts.iter().zip(&mut *files) {
            let root = DeTable::parse(text).ok()?;
            let spans = found
                .iter()
                .filter(|one| one.severity == Severity::Error)
                .map(|one| one.primary.span)
                .filter(|span| sources.get(span.file).path == *path);
            let mut paths: Vec<Path> =
                spans.map(|span| find(root.get_ref(), &span.range())).collect::<Option<_>>()?;
            // Entries that go change the numbers of those behind them.
            paths.reverse();
            for steps in &paths {
                match steps.as_slice() {
                    // What the file says for all its codes is at fault, or the API, or a lint.
                    [_, Step::Key(code)] if code.starts_with(SURE) => {
                        table.retain(|key, _| key == "codes");
                        lost.push(path.replace(code.trim_start_matches(SURE), "api"));
                    }
                    steps => mend(table, steps),
                }
            }
        }
        for (path, table) in &mut *files {
            if lost.contains(path) {
                table.remove("meta");
            }
            if !lost.is_empty() && path == "catalogue.toml" {
                table.remove("lints");
            }
        }
    }
    None
}

/// The innermost entry that is at `range`, or begins there.
fn find(table: &DeTable<'_>, range: &Range<usize>) -> Option<Path> {
    let is_at = |span: Range<usize>| span.start <= range.start && range.end <= span.end;
    table.iter().find_map(|(key, value)| {
        let inner = find_in(value.get_ref(), range, &is_at);
        let path = inner.or_else(|| (is_at(key.span()) || is_at(value.span())).then(Path::new))?;
        Some([Step::Key(key.get_ref().to_string())].into_iter().chain(path).collect())
    })
}

fn find_in(
    value: &DeValue<'_>,
    range: &Range<usize>,
    is_at: &impl Fn(Range<usize>) -> bool,
) -> Option<Path> {
    match value {
        DeValue::Table(table) => find(table, range),
        DeValue::Array(items) => items.iter().enumerate().find_map(|(at, item)| {
            let inner = find_in(item.get_ref(), range, is_at);
            let path = inner.or_else(|| is_at(item.span()).then(Path::new))?;
            Some([Step::Entry(at)].into_iter().chain(path).collect())
        }),
        _ => None,
    }
}

/// Makes the text at `path` harmless, or takes out what is there, unless that happened already.
fn mend(table: &mut Table, path: &[Step]) {
    let Some((Step::Key(key), rest)) = path.split_first() else { return };
    if rest.is_empty() {
        match table.get_mut(key) {
            Some(Value::String(text)) if text != HARMLESS => HARMLESS.clone_into(text),
            _ => drop(table.remove(key)),
        }
    } else if let Some(value) = table.get_mut(key) {
        mend_in(value, rest);
    }
}

fn mend_in(value: &mut Value, path: &[Step]) {
    match (value, path) {
        (Value::Table(table), path) => mend(table, path),
        (Value::Array(items), [Step::Entry(at)]) if *at < items.len() => drop(items.remove(*at)),
        (Value::Array(items), [Step::Entry(at), rest @ ..]) => {
            if let Some(item) = items.get_mut(*at) {
                mend_in(item, rest);
            }
        }
        _ => {}
    }
}
