//! One file, and how something gets into it or out of it.

use std::ops::Range;

use super::Edit;
use super::layout::{Inner, Kind, Statement, statements};
use crate::raw::format::Def;
use crate::source::{FileId, Span};

/// A file with its statements.
#[derive(Debug)]
pub(super) struct Page<'t> {
    file: FileId,
    pub text: &'t str,
    pub statements: Vec<Statement>,
}

/// Statements in a row that are about one thing.
#[derive(Debug)]
pub(super) struct Run {
    /// Which statements.
    pub statements: Range<usize>,
    /// Their lines, with the comments that stand right above and below them.
    pub lines: Range<usize>,
}

/// A table as it is written in a file.
enum Form<'p> {
    /// `[a]`: the header with this index.
    Header(usize),
    /// `{ … }`
    Inline(Range<usize>),
    /// `a.b = 1`, the last one of these.
    Dotted(&'p Statement),
    /// `[a.b]` alone: the first of these headers.
    Below(usize),
    /// Nowhere.
    Absent,
}

impl<'t> Page<'t> {
    pub fn new(file: FileId, text: &'t str) -> Self {
        Self { file, text, statements: statements(text) }
    }

    /// The line ends that the file has.
    pub fn feed(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// An edit of this file. Line feeds of `text` become those of the file.
    pub fn edit(&self, range: Range<usize>, text: &str) -> Edit {
        let text = text.replace("\r\n", "\n").replace('\n', self.feed());
        Edit { span: Span::new(self.file, range), text }
    }

    /// Whole lines, ends included, put in at `at`, the beginning of a line or the end of the file.
    pub fn insert_lines(&self, at: usize, lines: &str) -> Edit {
        let joined = at > 0 && !self.text[..at].ends_with('\n');
        self.edit(at..at, &[if joined { "\n" } else { "" }, lines].concat())
    }

    /// The statement on whose lines the byte `at` stands.
    pub fn statement_at(&self, at: usize) -> Option<&Statement> {
        let behind = self.statements.partition_point(|it| it.lines.start <= at);
        let last = self.statements.get(behind.checked_sub(1)?)?;
        last.lines.contains(&at).then_some(last)
    }

    /// The runs of statements about the table at `path`.
    pub fn runs(&self, path: &[&str]) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = 0;
        while at < self.statements.len() {
            if !self.statements[at].is_in(path) {
                at += 1;
                continue;
            }
            let start = at;
            while self.statements.get(at).is_some_and(|it| it.is_in(path)) {
                at += 1;
            }
            runs.push(Run { statements: start..at, lines: self.lines_of(start..at) });
        }
        runs
    }

    /// The lines of statements in a row, with the comments right above and right below them. Those
    /// that touch what follows are about that.
    pub fn lines_of(&self, statements: Range<usize>) -> Range<usize> {
        let (first, last) =
            (&self.statements[statements.start], &self.statements[statements.end - 1]);
        let floor = statements.start.checked_sub(1).map_or(0, |it| self.statements[it].lines.end);
        let mut start = first.lines.start;
        while start > floor {
            let above = self.text[..start - 1].rfind('\n').map_or(0, |feed| feed + 1);
            if !self.text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        let mut end = last.lines.end;
        let mut below = end;
        for line in self.text[end..].split_inclusive('\n') {
            if !line.trim_start().starts_with('#') {
                if line.trim().is_empty() {
                    end = below;
                }
                break;
            }
            below += line.len();
        }
        if below == self.text.len() {
            end = below;
        }
        start..end
    }

    /// The end of the section in which a statement stands: behind its last entry.
    pub fn section_end(&self, at: usize) -> usize {
        let rest = &self.statements[at + 1..];
        at + rest.iter().take_while(|it| !it.is_header()).count()
    }

    /// Deletes whole lines, and empty ones of which there would be too many.
    pub fn remove_lines(&self, lines: Range<usize>) -> Edit {
        let (before, after) = (&self.text[..lines.start], &self.text[lines.end..]);
        let blanks = |lines: &mut dyn Iterator<Item = &str>| -> usize {
            lines.take_while(|line| line.trim().is_empty()).map(str::len).sum()
        };
        let above = blanks(&mut before.split_inclusive('\n').rev());
        let below = blanks(&mut after.split_inclusive('\n'));
        let range = if lines.end + below == self.text.len() {
            lines.start - above..self.text.len()
        } else if above > 0 || lines.start == 0 {
            lines.start..lines.end + below
        } else {
            lines
        };
        self.edit(range, "")
    }

    /// An entry at `path`, if there is one, in an inline table or not: its value's place.
    pub fn value(&self, path: &[&str]) -> Option<Range<usize>> {
        self.statements.iter().find_map(|it| {
            if it.kind == Kind::Entry && it.path.len() == path.len() && it.is_in(path) {
                return Some(it.value.clone());
            }
            it.inner.iter().find(|inner| inner.is_at(path)).map(|inner| inner.value.clone())
        })
    }

    /// Puts the new entry `key = value` into the table at `path`, as the table is written; one that is
    /// not there gets a header behind the last of the statements `within`. With an `order`, the
    /// entry comes behind those that it names before it.
    pub fn put(
        &self,
        within: Range<usize>,
        path: &[&str],
        (key, value): (&str, &str),
        order: Option<&Def>,
    ) -> Edit {
        match self.form(within.clone(), path) {
            Form::Header(header) => {
                let end = self.section_end(header);
                let rank = |name: &str| {
                    order.and_then(|def| def.keys.iter().position(|it| it.name == name))
                };
                let own = rank(key);
                let before = (header + 1..=end).rev().find(|at| {
                    let name = self.statements[*at].path.get(path.len());
                    own.is_none() || name.is_some_and(|name| rank(name) < own)
                });
                let neighbour = &self.statements[before.unwrap_or(header)];
                let indent = self.indent(neighbour);
                self.insert_lines(neighbour.lines.end, &format!("{indent}{key} = {value}\n"))
            }
            Form::Inline(table) => {
                let inside = &self.text[table.start + 1..table.end - 1];
                let at = table.start + 1 + inside.trim_end().len();
                let text = if inside.trim().is_empty() {
                    return self.edit(table, &format!("{{ {key} = {value} }}"));
                } else {
                    format!(", {key} = {value}")
                };
                self.edit(at..at, &text)
            }
            Form::Dotted(last) => {
                let own = path.len() - last.context;
                let prefix = &self.text[last.keys[0].start..last.keys[own - 1].end];
                let indent = self.indent(last);
                let line = format!("{indent}{prefix}.{key} = {value}\n");
                self.insert_lines(last.lines.end, &line)
            }
            Form::Below(header) => {
                let at = self.lines_of(header..header + 1).start;
                let section = format!("[{}]\n{key} = {value}\n\n", path.join("."));
                self.insert_lines(at, &section)
            }
            Form::Absent => {
                let at = match within.end.checked_sub(1).filter(|_| !within.is_empty()) {
                    Some(last) => self.lines_of(last..last + 1).end,
                    None => self.text.len(),
                };
                let blank = if at > 0 { "\n" } else { "" };
                self.insert_lines(at, &format!("{blank}[{}]\n{key} = {value}\n", path.join(".")))
            }
        }
    }

    fn form(&self, within: Range<usize>, path: &[&str]) -> Form<'_> {
        let mut dotted = None;
        let mut below = None;
        for at in within {
            let it = &self.statements[at];
            if !it.is_in(path) {
                // An inline table of several tables may hold it.
                let inner = it.inner.iter().find(|inner| inner.is_at(path) && self.is_table(inner));
                if let Some(inner) = inner {
                    return Form::Inline(inner.value.clone());
                }
                continue;
            }
            let whole = it.path.len() == path.len();
            match it.kind {
                Kind::Header if whole => return Form::Header(at),
                Kind::Entry if whole => return Form::Inline(it.value.clone()),
                Kind::Entry if it.context < path.len() => dotted = Some(it),
                Kind::Entry => {}
                Kind::Header | Kind::ArrayHeader => below = below.or(Some(at)),
            }
        }
        match (dotted, below) {
            (Some(last), _) => Form::Dotted(last),
            (None, Some(header)) => Form::Below(header),
            (None, None) => Form::Absent,
        }
    }

    fn is_table(&self, inner: &Inner) -> bool {
        self.text[inner.value.clone()].starts_with('{')
    }

    fn indent(&self, statement: &Statement) -> &str {
        let line = &self.text[statement.lines.clone()];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    /// All of its statements.
    pub fn all(&self) -> Range<usize> {
        0..self.statements.len()
    }
}
