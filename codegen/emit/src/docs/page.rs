//! A Markdown page under construction.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::{Display, Write};

use super::headings::apart;
use crate::output::make_room;

/// The text of a page. What goes in is Markdown already.
pub(super) struct Page {
    out: String,
}

impl Page {
    pub(super) fn new() -> Self {
        Self { out: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// The page, on which no heading takes one of the `places` of others: sites make ids of headings.
    pub(super) fn finish_beside(self, places: &HashSet<Cow<'_, str>>) -> String {
        apart(self.out, places)
    }

    /// A heading. It is on one line, as `text` is.
    pub(super) fn heading(&mut self, level: u8, text: impl Display) {
        for _ in 0..level {
            self.out.push('#');
        }
        let _ = write!(self.out, " {text}\n\n");
    }

    /// A paragraph, or more blocks.
    pub(super) fn block(&mut self, text: impl AsRef<str>) {
        make_room(&mut self.out);
        self.out.push_str(text.as_ref().trim_end_matches('\n'));
        self.out.push_str("\n\n");
    }

    /// A place for links to lead to, above what it names.
    pub(super) fn anchor(&mut self, id: &str) {
        self.block(anchor(id));
    }

    /// A list with dots.
    pub(super) fn bullets<T: AsRef<str>>(&mut self, items: impl IntoIterator<Item = T>) {
        let items = items.into_iter().map(|item| (Cow::Borrowed("-"), item));
        self.list(items);
    }

    /// A numbered list.
    pub(super) fn steps<T: AsRef<str>>(&mut self, items: impl IntoIterator<Item = T>) {
        let items = items.into_iter().enumerate();
        self.list(items.map(|(at, item)| (Cow::Owned(format!("{}.", at + 1)), item)));
    }

    fn list<T: AsRef<str>>(&mut self, items: impl Iterator<Item = (Cow<'static, str>, T)>) {
        let mut any = false;
        for (marker, item) in items {
            any = true;
            self.out.push_str(&marker);
            let indent = " ".repeat(marker.len() + 1);
            for (at, line) in item.as_ref().trim_end().lines().enumerate() {
                match (at, line.is_empty()) {
                    (0, _) => self.out.push(' '),
                    (_, true) => {}
                    (_, false) => self.out.push_str(&indent),
                }
                self.out.push_str(line);
                self.out.push('\n');
            }
        }
        if any {
            self.out.push('\n');
        }
    }

    /// A block quote.
    pub(super) fn quote(&mut self, text: &str) {
        for line in text.lines() {
            self.out.push_str(if line.is_empty() { ">" } else { "> " });
            self.out.push_str(line);
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    /// A table; nothing where it has no rows. A column that is empty in all rows is left out.
    pub(super) fn table<const N: usize>(&mut self, header: [&str; N], rows: &[[String; N]]) {
        if rows.is_empty() {
            return;
        }
        let used: Vec<usize> =
            (0..N).filter(|at| rows.iter().any(|row| !row[*at].is_empty())).collect();
        self.row(used.iter().map(|at| header[*at]));
        self.row(used.iter().map(|_| "---"));
        for row in rows {
            self.row(used.iter().map(|at| row[*at].as_str()));
        }
        self.out.push('\n');
    }

    fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        make_room(&mut self.out);
        self.out.push('|');
        for cell in cells {
            self.out.push(' ');
            self.out.push_str(cell);
            self.out.push_str(if cell.is_empty() { "|" } else { " |" });
        }
        self.out.push('\n');
    }
}

/// A place for links to lead to. It is the only HTML in the docs; `id` is ASCII and has no
/// character that HTML knows.
pub(super) fn anchor(id: &str) -> String {
    format!("<a id=\"{id}\"></a>")
}

/// `a`, `b` and `c`, with `word` for the `and`.
pub(super) fn list<T: AsRef<str>>(items: &[T], word: &str) -> String {
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        match at {
            0 => {}
            _ if at + 1 == items.len() => out.extend([" ", word, " "]),
            _ => out.push_str(", "),
        }
        out.push_str(item.as_ref());
    }
    out
}

/// `1 code`, `2 codes`.
pub(super) fn count(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
