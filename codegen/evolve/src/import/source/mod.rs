//! Readers of sources: one for each format, all of which give records.

mod csv;
mod html;
mod json;
mod lines;
mod markdown;
mod openapi;
mod rust;
mod tables;
mod toml;
mod tree;
mod yaml;

use super::record::Records;
use crate::edit::Refused;
use errcat_findings::wording::{one_of, phrase};

/// A form that sources are written in.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What the map calls it.
    pub name: &'static str,
    /// How names of such files end.
    endings: &'static [&'static str],
    /// A few words on it.
    pub about: &'static str,
    read: fn(&Source<'_>) -> Result<Vec<Records>, Refused>,
}

/// A source that is to be read.
#[derive(Debug)]
pub struct Source<'a> {
    /// What messages call it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
    /// How a line of it is taken apart, where the map says so.
    pub pattern: Option<&'a str>,
}

/// All formats, by name.
pub static FORMATS: &[Format] = &[
    Format {
        name: "csv",
        endings: &["csv"],
        about: "a line of headers, then one record on each line; separated by commas, semicolons \
        or bars",
        read: csv::commas,
    },
    Format {
        name: "html",
        endings: &["html", "htm"],
        about: "tables of a page; tables with the same headers are joined",
        read: html::read,
    },
    Format {
        name: "json",
        endings: &["json"],
        about: "arrays of records, or records by their keys, at any path",
        read: json::read,
    },
    Format {
        name: "lines",
        endings: &[
            "proto", "ts", "js", "go", "txt", "h", "py", "java", "kt", "php", "rb", "cs", "swift",
        ],
        about: "one record on each line, by a pattern: constants of programs, lists",
        read: lines::read,
    },
    Format {
        name: "markdown",
        endings: &["md", "markdown"],
        about: "tables of a page, those in HTML among them",
        read: markdown::read,
    },
    Format {
        name: "openapi",
        endings: &[],
        about: "OpenAPI 3.0 and 3.1, JSON or YAML: examples of responses, enums and constants of \
        schemas",
        read: openapi::read,
    },
    Format {
        name: "rust",
        endings: &["rs"],
        about: "enums with attributes of thiserror, strum and serde, and `match` arms over them",
        read: rust::read,
    },
    Format { name: "toml", endings: &["toml"], about: "the same as json", read: toml::read },
    Format {
        name: "tsv",
        endings: &["tsv", "tab"],
        about: "a line of headers, then one record on each line; separated by tabs",
        read: csv::tabs,
    },
    Format { name: "yaml", endings: &["yaml", "yml"], about: "the same as json", read: yaml::read },
];

impl Format {
    /// The format of this name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn named(name: &str) -> Result<&'static Self, Refused> {
        FORMATS.iter().find(|it| it.name == name).ok_or_else(|| {
            let names: Vec<&str> = FORMATS.iter().map(|it| it.name).collect();
            let message = format!("`{}` is not a format of sources", phrase(name));
            Refused::new(message, format!("write {}", one_of(&names)))
        })
    }

    /// The format of a file, by the end of its name; an `OpenAPI` document says itself that it is one.
    ///
    /// # Errors
    /// Where its name says none.
    pub fn of(path: &str, text: &str) -> Result<&'static Self, Refused> {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let found = FORMATS.iter().find(|it| it.endings.contains(&ending.as_str()));
        if found.is_some_and(|it| matches!(it.name, "json" | "yaml")) && is_openapi(text) {
            return Self::named("openapi");
        }
        found.ok_or_else(|| {
            let names: Vec<&str> = FORMATS.iter().map(|it| it.name).collect();
            Refused::new(
                format!("errcat cannot tell the format from the name of `{}`", phrase(path)),
                format!("add `--format` with {}", one_of(&names)),
            )
        })
    }

    /// Reads a source.
    ///
    /// # Errors
    /// Where it is not written in this format.
    pub fn read(&self, source: &Source<'_>) -> Result<Vec<Records>, Refused> {
        (self.read)(source)
    }
}

fn is_openapi(text: &str) -> bool {
    let says = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '{', ',']);
        line.starts_with("openapi:") || line.starts_with("\"openapi\"")
    };
    text.trim_start_matches(char::is_whitespace).lines().take(20).any(says)
}

impl Source<'_> {
    /// What is wrong with it on a line.
    fn fault(&self, line: usize, message: &str, help: &str) -> Refused {
        Refused::new(format!("{}:{line}: {}", phrase(self.name), phrase(message)), help)
    }

    /// That a map has a key twice, the second time on a line.
    fn twice(&self, key: &str, line: usize) -> Refused {
        self.fault(
            line,
            &format!("the key `{key}` appears twice in one map"),
            "delete one of the two",
        )
    }

    /// The line on which a byte stands.
    pub(super) fn line_of(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        1 + feeds(before)
    }
}

/// How many lines end in some bytes.
pub(super) fn feeds(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}
