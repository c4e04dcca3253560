//! Which keys of a file are there twice, and where they are for the first time: the parser tells
//! the second place alone.

use std::collections::HashMap;
use std::ops::Range;

use crate::toml_tree::{Key, StatementKind, TomlTree};

/// What a duplicate key repeats.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Again {
    /// The key at this place.
    Of(Range<usize>),
    /// A key of a table with a duplicate header: nothing new.
    Same,
}

/// For the offset of each duplicate key, what it repeats.
pub(super) fn keys(tree: &TomlTree<'_>) -> HashMap<usize, Again> {
    let mut seen = Seen::default();
    let mut table = String::new();
    for statement in &tree.statements {
        match &statement.kind {
            StatementKind::Header => {
                let count = seen.again.len();
                seen.in_same = false;
                table = seen.header(&statement.keys, false);
                seen.in_same = seen.again.len() > count;
            }
            StatementKind::ArrayHeader => {
                seen.in_same = false;
                table = seen.header(&statement.keys, true);
            }
            StatementKind::Entry(literal) => {
                seen.entry(&table, &statement.keys);
                for literal in literal.all() {
                    // Each inline table has keys of its own, whatever it is the value of.
                    let table = format!("\0{}", literal.range.start);
                    for entry in literal.entries() {
                        seen.entry(&table, &entry.keys);
                    }
                }
            }
        }
    }
    seen.again
}

/// What has been read so far, by path.
#[derive(Default)]
struct Seen {
    first: HashMap<String, Range<usize>>,
    again: HashMap<usize, Again>,
    /// How many tables an array of tables has so far.
    arrays: HashMap<String, usize>,
    /// Whether the header of the current table is a duplicate.
    in_same: bool,
}

impl Seen {
    /// The keys of a header. Gives the path of its table.
    fn header(&mut self, keys: &[Key<'_>], is_array: bool) -> String {
        let Some((last, above)) = keys.split_last() else { return String::new() };
        let table = above.iter().fold(String::new(), |path, key| self.current(below(&path, key)));
        let path = below(&table, last);
        if !is_array || !self.arrays.contains_key(&path) {
            self.key(&path, last);
        }
        if !is_array {
            return path;
        }
        *self.arrays.entry(path.clone()).or_default() += 1;
        self.current(path)
    }

    /// The keys of an entry of the table at `table`.
    fn entry(&mut self, table: &str, keys: &[Key<'_>]) {
        let Some((last, above)) = keys.split_last() else { return };
        let mut path = table.to_owned();
        for key in above {
            path = below(&path, key);
            self.first.entry(path.clone()).or_insert_with(|| key.range.clone());
        }
        self.key(&below(&path, last), last);
    }

    /// A key that may be at its path once.
    fn key(&mut self, path: &str, key: &Key<'_>) {
        let Some(first) = self.first.get(path) else {
            self.first.insert(path.to_owned(), key.range.clone());
            return;
        };
        let again = if self.in_same { Again::Same } else { Again::Of(first.clone()) };
        self.again.insert(key.range.start, again);
    }

    /// The path of the last table of the array at `path`, if there is such an array.
    fn current(&self, path: String) -> String {
        match self.arrays.get(&path) {
            Some(count) => format!("{path}\0{count}"),
            None => path,
        }
    }
}

fn below(path: &str, key: &Key<'_>) -> String {
    [path, "\u{1}", &key.name].concat()
}

#[cfg(test)]
mod tests {
    use super::{Again, keys};
    use crate::toml_tree::TomlTree;

    /// Each second key by its line, with the line of the first.
    fn check(text: &str, expected: &[(usize, usize)]) {
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let mut found: Vec<_> = keys(&TomlTree::read(text))
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
