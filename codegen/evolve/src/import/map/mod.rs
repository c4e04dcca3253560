//! The map of an import: which facts of a source are what of a code. It is TOML, guessed the first time and
//! read from then on.

mod guess;
mod text;

use regex::Regex;
use serde::Deserialize;

use crate::edit::Refused;
use errcat_catalogue::toml_tree::TomlTree;
use errcat_findings::wording::{nearest, one_of, phrase};

pub use guess::guess;
pub use text::text;

/// The keys of `[codes]`: what a fact can be of a code.
pub const ROLES: &[&str] = &[
    "wire",
    "name",
    "status",
    "title",
    "message",
    "description",
    "action",
    "advice",
    "causes",
    "troubleshooting",
    "group",
    "details",
    "see_also",
    "links",
    "aliases",
    "since",
    "deprecated",
    "retired",
    "replaced_by",
    "internal",
    "masked_as",
    "tags",
];

/// A map.
#[derive(Debug, Default)]
pub struct Map {
    /// The name of the source's format.
    pub format: String,
    /// Which records are codes, where a source has several kinds.
    pub records: Option<String>,
    /// How a line of a source without a format of its own is taken apart.
    pub pattern: Option<String>,
    /// Whether wire values are integers.
    pub is_integer: bool,
    /// What each fact of a code is made of.
    pub codes: Vec<Entry>,
    /// The same for facts of the team's own.
    pub meta: Vec<Entry>,
    /// Facts that are not to be told of.
    pub ignore: Vec<String>,
}

/// One key of the map.
#[derive(Debug)]
pub struct Entry {
    /// What it is of a code.
    pub key: String,
    /// Where it comes from.
    pub column: Column,
    /// Why it was guessed so, where it was.
    pub why: Option<String>,
}

/// Where a fact of a code comes from, and what is done with it.
#[derive(Debug, Default)]
pub struct Column {
    /// Columns or paths; the first that a record has counts.
    pub from: Vec<String>,
    /// What is taken of a value: the first group, or else the whole match. The rest does not count.
    pub pattern: Option<Regex>,
    /// What is between several values in one.
    pub split: Option<String>,
    /// Values in place of others.
    pub table: Vec<(String, String)>,
    /// What holds where a record has nothing.
    pub default: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    records: Option<String>,
    pattern: Option<String>,
    #[serde(rename = "type")]
    wire_type: Option<String>,
    #[serde(default)]
    ignore: Vec<String>,
    codes: toml::Table,
    #[serde(default)]
    meta: toml::Table,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenColumn {
    from: Option<toml::Value>,
    #[serde(rename = "match")]
    pattern: Option<String>,
    split: Option<String>,
    #[serde(default)]
    table: toml::Table,
    default: Option<toml::Value>,
}

impl Map {
    /// Reads the map in a file that messages call `name`.
    ///
    /// # Errors
    /// Where it is not one.
    pub fn parse(name: &str, text: &str) -> Result<Self, Refused> {
        let at =
            |at: usize| 1 + crate::import::source::feeds(&text.as_bytes()[..at.min(text.len())]);
        let fault = |line: usize, message: &str, help: &str| {
            Refused::new(format!("{}:{line}: {}", phrase(name), phrase(message)), help)
        };
        let written: Written = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| at(span.start));
            fault(
                line,
                error.message(),
                "fix the map, or delete it so that errcat guesses it \
            again",
            )
        })?;
        let line_of = |table: &str, key: &str| {
            let tree = TomlTree::read(text);
            let found = tree.statements.iter().find(|it| it.is_in(&[table, key]));
            found.map_or(1, |it| at(it.lines.start))
        };
        let entries = |name: &str, table: toml::Table, known: Option<&[&str]>| {
            let mut entries = Vec::new();
            for (key, value) in table {
                let wrong = |message: &str, help: &str| fault(line_of(name, &key), message, help);
                if let Some(known) = known.filter(|known| !known.contains(&key.as_str())) {
                    let help = match nearest(&key, known.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("write {}", one_of(known)),
                    };
                    return Err(wrong(&format!("a code has no `{key}`"), &help));
                }
                let column = column(value).map_err(|message| {
                    let help = "write a column, or a table with `from`, `match`, `split`, `table` \
                        and `default`";
                    wrong(&format!("`{key}`: {message}"), help)
                })?;
                entries.push(Entry { key, column, why: None });
            }
            Ok(entries)
        };
        let is_integer = match written.wire_type.as_deref() {
            None | Some("string") => false,
            Some("integer") => true,
            Some(other) => {
                let message = format!("`{other}` is not a type of wire values");
                return Err(fault(1, &message, "write `string` or `integer`"));
            }
        };
        Ok(Self {
            format: written.format,
            records: written.records,
            pattern: written.pattern,
            is_integer,
            codes: entries("codes", written.codes, Some(ROLES))?,
            meta: entries("meta", written.meta, None)?,
            ignore: written.ignore,
        })
    }

    /// What a fact of a code is made of.
    pub fn get(&self, key: &str) -> Option<&Column> {
        self.codes.iter().find(|entry| entry.key == key).map(|entry| &entry.column)
    }

    /// Whether something is made of the facts at a path, or they are not to be told of.
    pub fn uses(&self, path: &str) -> bool {
        let is_below = |from: &String| {
            path.strip_prefix(from.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let columns = self.codes.iter().chain(&self.meta).map(|entry| &entry.column);
        columns.flat_map(|column| &column.from).chain(&self.ignore).any(is_below)
    }
}

fn column(value: toml::Value) -> Result<Column, String> {
    let from = |value: toml::Value| match value {
        toml::Value::String(path) => Ok(vec![path]),
        toml::Value::Array(paths) => {
            let paths = paths.into_iter().map(|it| it.as_str().map(str::to_owned));
            paths.collect::<Option<Vec<_>>>().ok_or("`from` is a column or a list of them")
        }
        _ => Err("`from` is a column or a list of them"),
    };
    let scalar = |value: &toml::Value| match value {
        toml::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if !value.is_table() {
        return Ok(Column { from: from(value)?, ..Column::default() });
    }
    let written: WrittenColumn =
        value.try_into().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let pattern = written.pattern.as_deref().map(super::pattern).transpose()?;
    Ok(Column {
        from: written.from.map_or(Ok(Vec::new()), from)?,
        pattern,
        split: written.split.filter(|split| !split.is_empty()),
        table: written.table.iter().map(|(key, value)| (key.clone(), scalar(value))).collect(),
        default: written.default.as_ref().map(scalar),
    })
}
