//! Catalogues with any number of one thing of the format, for each thing of which there can be many:
//! the benchmark reads, checks and writes them, and a test checks the list against the format's tables.

#![allow(dead_code, reason = "each user takes some of it")]

mod things;

use std::collections::BTreeMap;

pub use things::THINGS;

/// Something of which a catalogue can have many.
pub struct Thing {
    /// What it is, in the plural.
    pub name: &'static str,
    parts: &'static [Part],
    /// The number of the first.
    first: usize,
    /// How many the format takes at most.
    most: usize,
    /// Whether the last comes first.
    falls: bool,
}

/// A piece of a file that is there once for each thing. `#` stands for its number, `@` for the next.
pub struct Part {
    /// The file; with `#` in it, there is one for each.
    path: &'static str,
    before: &'static str,
    each: &'static str,
    behind: &'static str,
}

const fn thing(name: &'static str, parts: &'static [Part]) -> Thing {
    Thing { name, parts, first: 0, most: usize::MAX, falls: false }
}

const fn part(
    path: &'static str,
    before: &'static str,
    each: &'static str,
    behind: &'static str,
) -> Part {
    Part { path, before, each, behind }
}

impl Thing {
    /// The same of numbers from `first` on, of which there are `most`.
    const fn numbered(self, first: usize, most: usize) -> Self {
        Self { first, most, ..self }
    }

    /// The same with the last one first.
    const fn falling(self) -> Self {
        Self { falls: true, ..self }
    }

    /// So many of them, or as many as the format takes.
    pub fn at_most(&self, count: usize) -> usize {
        count.min(self.most)
    }

    /// The files of a catalogue with `count` of them, by path.
    pub fn files(&self, count: usize) -> BTreeMap<String, String> {
        let mut files: BTreeMap<String, String> =
            BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let numbers = || {
            let number = move |at| self.first + if self.falls { count - 1 - at } else { at };
            (0..count).map(number)
        };
        for part in self.parts {
            if part.path.contains('#') {
                for number in numbers() {
                    let text = files.entry(filled(part.path, number)).or_default();
                    add(text, [part.before, &filled(part.each, number), part.behind]);
                }
            } else {
                let each = numbers().map(|number| filled(part.each, number) + "\n");
                let each = each.collect::<String>();
                let text = files.entry(part.path.to_owned()).or_default();
                add(text, [part.before, each.trim_end(), &filled(part.behind, count)]);
            }
        }
        files
    }
}

fn filled(text: &str, number: usize) -> String {
    text.replace('#', &number.to_string()).replace('@', &(number + 1).to_string())
}

fn add(text: &mut String, parts: [&str; 3]) {
    for part in parts.iter().filter(|part| !part.is_empty()) {
        text.push_str(part);
        text.push('\n');
    }
}

/// The catalogue to which the things are added. The last table of a file is the one that a part of it
/// goes on with.
const BASE: &[(&str, &str)] = &[
    (
        "catalogue.toml",
        "format = 1\ntitle = 'Countable'\nversion = '1.0.0'\ndocs_url = 'https://example.com'\n",
    ),
    ("statuses.toml", ""),
    ("actions.toml", "[wait]\nadvice = 'Wait.'\nactor = 'client'\nretry = 'after_delay'\n"),
    ("door/api.toml", "title = 'Door'\n"),
    ("door/lock.toml", "[codes.LOCKED]\n"),
    ("gate/api.toml", "title = 'Gate'\n"),
    ("gate/lock.toml", "[codes.SHUT]\n"),
];
