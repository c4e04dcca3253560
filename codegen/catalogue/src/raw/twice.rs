//! Which keys of a file are there twice, and where they are for the first time: the parser tells
//! the second place alone.

use std::collections::HashMap;
use std::ops::Range;

use toml_parser::parser::{Event, EventKind};

use super::{events, key as name};

/// What a key that is there already repeats.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// The key at this place.
    Of(Range<usize>),
    /// One of a table whose header is there already: nothing new.
    Same,
}

/// For the offset of each key that is there already, what it repeats.
pub(super) fn keys(text: &str) -> HashMap<usize, Again> {
    let mut walk = Walk { text, ..Walk::default() };
    for (at, event) in events(text).iter().enumerate() {
        walk.event(at, event);
    }
    walk.again
}

#[derive(Default)]
struct Walk<'t> {
    text: &'t str,
    /// The keys that have been read and belong to no table or value yet.
    keys: Vec<Range<usize>>,
    in_header: bool,
    /// The paths of the tables that are open, the innermost last.
    open: Vec<String>,
    /// How many tables an array of tables has so far.
    arrays: HashMap<String, usize>,
    first: HashMap<String, Range<usize>>,
    again: HashMap<usize, Again>,
    /// Whether the header of the table at hand is there already.
    in_same: bool,
}

impl Walk<'_> {
    fn event(&mut self, at: usize, event: &Event) {
        let range = event.span().start()..event.span().end();
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.keys.clear();
                self.in_same = false;
                self.in_header = true;
            }
            EventKind::SimpleKey => self.keys.push(range),
            EventKind::StdTableClose => {
                let count = self.again.len();
                self.open = vec![self.take(String::new(), true)];
                self.in_same = self.again.len() > count;
            }
            EventKind::ArrayTableClose => {
                let path = self.take(String::new(), false);
                *self.arrays.entry(path.clone()).or_default() += 1;
                self.open = vec![self.current(path)];
            }
            EventKind::KeyValSep => {
                let table = self.open.last().cloned().unwrap_or_default();
                self.take(table, true);
            }
            // Each inline table has keys of its own, whatever it is the value of.
            EventKind::InlineTableOpen => self.open.push(format!("\0{at}")),
            EventKind::InlineTableClose if self.open.len() > 1 => {
                self.open.pop();
            }
            EventKind::Newline => self.keys.clear(),
            _ => {}
        }
    }

    /// The path of the keys that have been read, below `table`.
    fn take(&mut self, table: String, once: bool) -> String {
        let header = std::mem::take(&mut self.in_header);
        let mut path = table;
        let keys = std::mem::take(&mut self.keys);
        let last = keys.len().saturating_sub(1);
        for (at, key) in keys.into_iter().enumerate() {
            path.push('\u{1}');
            path.push_str(&name(&self.text[key.clone()]));
            if at < last {
                if header {
                    path = self.current(path);
                } else {
                    self.first.entry(path.clone()).or_insert(key);
                }
                continue;
            }
            match self.first.get(&path) {
                Some(first) if once || !self.arrays.contains_key(&path) => {
                    let again = if self.in_same { Again::Same } else { Again::Of(first.clone()) };
                    self.again.insert(key.start, again);
                }
                Some(_) => {}
                None => {
                    self.first.insert(path.clone(), key);
                }
            }
        }
        path
    }

    /// The path of the last table of the array at `path`, if there is such an array.
    fn current(&self, path: String) -> String {
        match self.arrays.get(&path) {
            Some(count) => format!("{path}\0{count}"),
            None => path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Again, keys};

    /// Each second key by its line, with the line of the first.
    fn check(text: &str, expected: &[(usize, usize)]) {
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let mut found: Vec<_> = keys(text)
            .iter()
            .filter_map(|(second, again)| match again {
                Again::Of(first) => Some((line(*second), line(first.start))),
                Again::Same => None,
            })
            .collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn keys_that_are_there_twice_are_found() {
        check("a = 1\nb = 2\na = 3", &[(3, 1)]);
        check("[t]\na = 1\n[u]\na = 1\n[t]\na = 2", &[(5, 1)]);
        check("a.b = 1\na = 2", &[(2, 1)]);
        check("[t]\na.b = 1\na.c = 1\na.b = 2", &[(4, 2)]);
        check("t = { a = 1,\na = 2 }\nu = [{ a = 1 }, { a = 1 }]", &[(2, 1)]);
        check("[[t]]\na = 1\n[[t]]\na = 1\n[t.u]\n[[t]]\n[t.u]\n\"a\" = 1", &[]);
        check("[[t]]\n[t]", &[(2, 1)]);
        check("t = 1\n[t]", &[(2, 1)]);
        check("[t.u]\n[t]\n'u' = 1", &[(3, 1)]);
    }
}
