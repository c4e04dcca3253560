//! Tables of pages: those with the same headers are one.

use std::collections::HashMap;

use crate::import::record::{LINK, Record, Records, SECTION};

/// A cell of a table, or a heading.
#[derive(Debug, Default, Clone)]
pub(super) struct Cell {
    /// What it says.
    pub text: String,
    /// Where it leads: addresses, and where in the text their titles begin and end.
    links: Vec<(String, usize, usize)>,
    is_open: bool,
}

impl Cell {
    /// A link begins.
    pub fn open_link(&mut self, address: &str) {
        self.links.push((address.to_owned(), self.text.len(), self.text.len()));
        self.is_open = true;
    }

    /// The last link ends.
    pub fn close_link(&mut self) {
        if let Some((.., end)) = self.links.last_mut().filter(|_| self.is_open) {
            *end = self.text.len();
        }
        self.is_open = false;
    }

    /// Its links as Markdown has them.
    fn links(&self) -> impl Iterator<Item = String> {
        self.links
            .iter()
            .map(|(address, from, to)| format!("[{}]({address})", line(&self.text[*from..*to])))
    }
}

/// The tables of a page.
#[derive(Debug, Default)]
pub(super) struct Tables {
    found: Vec<Records>,
    /// Where the table with some headers is.
    index: HashMap<String, usize>,
    /// The heading that is above what comes next.
    pub heading: String,
}

impl Tables {
    /// Adds a table: its rows with their lines, headers first.
    pub fn add(&mut self, name: &str, rows: Vec<(usize, Vec<Cell>)>) {
        let is_filled = |cell: &Cell| !cell.text.trim().is_empty();
        let mut rows = rows.into_iter().filter(|(_, cells)| cells.iter().any(is_filled));
        let Some((_, headers)) = rows.next() else { return };
        let headers: Vec<String> = headers.iter().map(|cell| line(&cell.text)).collect();
        let at = headers.join(" | ");
        let mut records = Vec::new();
        for (at_line, cells) in rows {
            let mut record = Record::new(format!("{name}:{at_line}"));
            record.put(SECTION, self.heading.as_str());
            for (at, cell) in cells.into_iter().enumerate() {
                let header = headers.get(at).filter(|it| !it.is_empty());
                let path = header.cloned().unwrap_or_else(|| format!("column {}", at + 1));
                for link in cell.links() {
                    record.put(format!("{path}.{LINK}"), link);
                }
                record.put(path, line(&cell.text));
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
