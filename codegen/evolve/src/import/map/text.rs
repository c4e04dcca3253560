//! A map as TOML, with comments on what was guessed.

use super::{Column, Entry, Map};
use crate::edit::literals;

/// The text of a map that was guessed for `source`. `left` are the paths that nothing is made of.
pub fn text(map: &Map, source: &str, left: &[String]) -> String {
    let mut text = format!(
        "# How `import` reads {}. errcat guessed this map: check it, and correct it.\n\
         # The next import reads it from here. errcat's codegen/docs/import.md explains each key.\n\n",
        errcat_findings::wording::printable(source)
    );
    let mut put = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    put("format", literals::string(&map.format));
    if let Some(records) = &map.records {
        put("records", literals::string(records));
    }
    if let Some(pattern) = &map.pattern {
        put("pattern", literals::string(pattern));
    }
    if map.is_integer {
        put("type", literals::string("integer"));
    }
    if !map.ignore.is_empty() {
        put("ignore", list(&map.ignore));
    }
    table(&mut text, "codes", &map.codes);
    if !left.is_empty() {
        text.push_str(
            "\n# errcat does not use these fields. Add them to `ignore` to leave them out of the report, or move\n\
             # them below `[meta]` to keep them as your own facts:\n",
        );
        for path in left {
            text.push_str(&format!("# - {}\n", errcat_findings::wording::printable(path)));
        }
    }
    if !map.meta.is_empty() {
        table(&mut text, "meta", &map.meta);
    }
    text
}

fn table(text: &mut String, name: &str, entries: &[Entry]) {
    text.push_str(&format!("\n[{name}]\n"));
    for Entry { key, column, why } in entries {
        if let Some(why) = why {
            text.push_str(&format!("# guessed: {why}\n"));
        }
        text.push_str(&format!("{} = {}\n", literals::key(key), value(column)));
    }
}

fn value(column: &Column) -> String {
    let from = match column.from.as_slice() {
        [] => None,
        [one] => Some(literals::string(one)),
        several => Some(list(several)),
    };
    let string = |text: &Option<String>| text.as_deref().map(literals::string);
    let table: Vec<(&str, Option<String>)> = column
        .table
        .iter()
        .map(|(key, value)| (key.as_str(), Some(literals::string(value))))
        .collect();
    let entries = [
        ("from", from.clone()),
        ("match", column.pattern.as_ref().map(|it| literals::string(it.as_str()))),
        ("split", string(&column.split)),
        ("table", (!table.is_empty()).then(|| literals::inline(&table))),
        ("default", string(&column.default)),
    ];
    match from {
        Some(from) if entries.iter().skip(1).all(|(_, value)| value.is_none()) => from,
        _ => literals::inline(&entries),
    }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| literals::string(text)).collect();
    format!("[{}]", texts.join(", "))
}
