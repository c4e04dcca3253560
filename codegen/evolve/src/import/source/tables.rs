//! Tables of pages: those with the same headers are one.

use std::collections::HashMap;

use crate::import::record::{Record, Records, SECTION};

/// The tables of a page.
#[derive(Debug, Default)]
pub(super) struct Tables {
    found: Vec<Records>,
    /// Where the table with some headers is.
    index: HashMap<String, usize>,
    /// The heading that stands above what comes next.
    pub heading: String,
}

impl Tables {
    /// Adds a table: its rows with their lines, headers first.
    pub fn add(&mut self, name: &str, rows: Vec<(usize, Vec<String>)>) {
        let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(|it| !it.is_empty()));
        let Some((_, headers)) = rows.next() else { return };
        let at = headers.join(" | ");
        let mut records = Vec::new();
        for (line, cells) in rows {
            let mut record = Record::new(format!("{name}:{line}"));
            record.put(SECTION, self.heading.as_str());
            for (at, cell) in cells.into_iter().enumerate() {
                let header = headers.get(at).filter(|it| !it.is_empty());
                record.put(header.cloned().unwrap_or_else(|| format!("column {}", at + 1)), cell);
            }
            records.push(record);
        }
        let next = self.found.len();
        let place = *self.index.entry(at.clone()).or_insert(next);
        if place == next {
            self.found.push(Records { at, records: Vec::new() });
        }
        self.found[place].records.extend(records);
    }

    /// Adds the tables of another page.
    pub fn extend(&mut self, others: Vec<Records>) {
        self.found.extend(others);
    }

    /// All of them that have a record.
    pub fn end(mut self) -> Vec<Records> {
        self.found.retain(|it| !it.records.is_empty());
        self.found
    }
}

/// A text on one line.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
