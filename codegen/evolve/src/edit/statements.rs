//! Where things stand in a file: its headers and entries in order, with the places of their keys and
//! values. The parser's tables tell neither where an entry ends nor how it is written.

use std::ops::Range;

use toml_parser::parser::EventKind;

use errcat_catalogue::raw;

/// A header or an entry.
#[derive(Debug)]
pub(super) struct Statement {
    pub kind: Kind,
    /// The keys that lead to it from the top of the file. Tables of an array have no number.
    pub path: Vec<String>,
    /// How many of these are the header's under which it stands; none for a header.
    pub context: usize,
    /// The places of the others, quotes included.
    pub keys: Vec<Range<usize>>,
    /// The value of an entry; nothing for a header.
    pub value: Range<usize>,
    /// From the beginning of its first line to the beginning of the line behind it.
    pub lines: Range<usize>,
    /// The entries of inline tables in the value, wherever they stand in it.
    pub inner: Vec<Inner>,
}

/// What a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[a.b]`
    Header,
    /// `[[a.b]]`
    ArrayHeader,
    /// `a.b = 1`
    Entry,
}

/// An entry of an inline table.
#[derive(Debug)]
pub(super) struct Inner {
    pub path: Vec<String>,
    /// The places of its own keys, the last of the path.
    pub keys: Vec<Range<usize>>,
    pub value: Range<usize>,
}

impl Statement {
    /// Whether it is about the table at `path`, or about something in it.
    pub fn is_in(&self, path: &[&str]) -> bool {
        starts_with(&self.path, path)
    }

    /// Whether it is a header of any kind.
    pub fn is_header(&self) -> bool {
        self.kind != Kind::Entry
    }
}

impl Inner {
    /// Whether it is at `path`.
    pub fn is_at(&self, path: &[&str]) -> bool {
        self.path.len() == path.len() && starts_with(&self.path, path)
    }
}

fn starts_with(path: &[String], with: &[&str]) -> bool {
    path.len() >= with.len() && path.iter().zip(with).all(|(a, b)| a == b)
}

/// Takes a valid TOML text apart.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut walk = Walk { text, ..Walk::default() };
    for event in raw::events(text) {
        walk.event(event.kind(), event.span().start()..event.span().end());
    }
    walk.end_statement(text.len());
    walk.found
}

#[derive(Default)]
struct Walk<'t> {
    text: &'t str,
    found: Vec<Statement>,
    /// The path of the header at hand.
    header: Vec<String>,
    /// The keys that have been read and lead to no value yet.
    keys: Vec<Range<usize>>,
    /// Arrays and inline tables that are open, the innermost last: where it begins, the entry whose
    /// value it is in, and whether it is a table.
    open: Vec<(usize, Option<usize>, bool)>,
    /// The entries of the statement at hand that have no value yet, the innermost last.
    awaited: Vec<Awaited>,
    /// Whether a statement has begun that has not ended.
    is_open: bool,
}

/// An entry that waits for its value: the statement's own, or one of its inner ones.
#[derive(Clone, Copy)]
enum Awaited {
    Statement,
    Inner(usize),
}

impl Walk<'_> {
    fn event(&mut self, kind: EventKind, range: Range<usize>) {
        match kind {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.end_statement(range.start);
                let kind =
                    if kind == EventKind::StdTableOpen { Kind::Header } else { Kind::ArrayHeader };
                self.begin(kind, range.start);
                self.header.clear();
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                let keys = std::mem::take(&mut self.keys);
                self.header = keys.iter().map(|key| self.name(key)).collect();
                if let Some(last) = self.found.last_mut() {
                    last.path.clone_from(&self.header);
                    last.keys = keys;
                }
            }
            EventKind::SimpleKey => {
                if !self.is_open {
                    self.begin(Kind::Entry, range.start);
                }
                self.keys.push(range);
            }
            EventKind::KeyValSep => self.entry(),
            EventKind::Scalar => self.value(range),
            EventKind::InlineTableOpen | EventKind::ArrayOpen => {
                self.open.push((range.start, None, kind == EventKind::InlineTableOpen));
                // Items of an array are no entry's values: none is awaited in it.
                if kind == EventKind::ArrayOpen {
                    self.awaited.push(Awaited::Inner(usize::MAX));
                }
            }
            EventKind::InlineTableClose => {
                if let Some((start, ..)) = self.open.pop() {
                    self.value(start..range.end);
                }
            }
            EventKind::ArrayClose => {
                if let Some((start, ..)) = self.open.pop() {
                    self.awaited.pop();
                    self.value(start..range.end);
                }
            }
            EventKind::Newline if self.open.is_empty() => self.end_statement(range.end),
            _ => {}
        }
    }

    fn begin(&mut self, kind: Kind, at: usize) {
        let line = self.text[..at].rfind('\n').map_or(0, |feed| feed + 1);
        self.is_open = true;
        self.awaited.clear();
        self.found.push(Statement {
            kind,
            path: Vec::new(),
            context: 0,
            keys: Vec::new(),
            value: at..at,
            lines: line..line,
            inner: Vec::new(),
        });
    }

    /// The keys lead to a value that comes now.
    fn entry(&mut self) {
        let keys = std::mem::take(&mut self.keys);
        let names: Vec<String> = keys.iter().map(|key| self.name(key)).collect();
        let Some(statement) = self.found.last_mut() else { return };
        if self.open.is_empty() {
            statement.context = self.header.len();
            statement.path = self.header.iter().cloned().chain(names).collect();
            statement.keys = keys;
            self.awaited.push(Awaited::Statement);
        } else {
            let known = self.awaited.iter().rev().find_map(|awaited| match awaited {
                Awaited::Statement => Some(&statement.path),
                Awaited::Inner(at) => statement.inner.get(*at).map(|inner| &inner.path),
            });
            let path = known.into_iter().flatten().cloned().chain(names).collect();
            self.awaited.push(Awaited::Inner(statement.inner.len()));
            statement.inner.push(Inner { path, keys, value: 0..0 });
        }
    }

    /// A value ends.
    fn value(&mut self, range: Range<usize>) {
        let Some(statement) = self.found.last_mut() else { return };
        match self.awaited.last() {
            Some(Awaited::Statement) => statement.value = range,
            Some(Awaited::Inner(at)) => match statement.inner.get_mut(*at) {
                Some(inner) => inner.value = range,
                None => return,
            },
            None => return,
        }
        self.awaited.pop();
    }

    fn end_statement(&mut self, end: usize) {
        if let (true, Some(last)) = (self.is_open, self.found.last_mut()) {
            last.lines.end = end.max(last.lines.start);
        }
        self.is_open = false;
    }

    fn name(&self, key: &Range<usize>) -> String {
        raw::key(&self.text[key.clone()])
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, statements};

    /// Each statement as `kind path | value | lines`, then its inner entries.
    fn shown(text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for it in statements(text) {
            let kind = match it.kind {
                Kind::Header => "[]",
                Kind::ArrayHeader => "[[]]",
                Kind::Entry => "=",
            };
            let (value, whole) = (&text[it.value.clone()], &text[it.lines.clone()]);
            lines.push(format!("{kind} {} |{value}|{whole:?}", it.path.join("/")));
            for inner in it.inner {
                lines.push(format!("  {} |{}", inner.path.join("/"), &text[inner.value.clone()]));
            }
        }
        lines
    }

    #[test]
    fn headers_and_entries_are_found() {
        let text =
            "# top\na = 1 # one\n\n[b.\"c d\"]\n  e.f = [\n    1,\n  ]\n\n[[g]]\nh = '''\nx\n'''";
        assert_eq!(
            shown(text),
            [
                "= a |1|\"a = 1 # one\\n\"",
                "[] b/c d ||\"[b.\\\"c d\\\"]\\n\"",
                "= b/c d/e/f |[\n    1,\n  ]|\"  e.f = [\\n    1,\\n  ]\\n\"",
                "[[]] g ||\"[[g]]\\n\"",
                "= g/h |'''\nx\n'''|\"h = '''\\nx\\n'''\"",
            ]
        );
    }

    #[test]
    fn inline_tables_are_looked_into() {
        let text = "[t]\na = { b = { c.d = 1 }, e = [{ f = [] }, 2], g = {} }\r\nz = 1\r\n";
        assert_eq!(
            shown(text)[1..],
            [
                "= t/a |{ b = { c.d = 1 }, e = [{ f = [] }, 2], g = {} }|\"a = { b = { c.d = 1 }, e = [{ f = [] }, 2], g = {} }\\r\\n\"",
                "  t/a/b |{ c.d = 1 }",
                "  t/a/b/c/d |1",
                "  t/a/e |[{ f = [] }, 2]",
                "  t/a/e/f |[]",
                "  t/a/g |{}",
                "= t/z |1|\"z = 1\\r\\n\"",
            ]
        );
    }
}
