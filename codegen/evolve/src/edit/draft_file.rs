//! One file of a draft, and how something gets into it or out of it.

use std::collections::HashMap;
use std::ops::Range;

use super::Edit;
use errcat_catalogue::toml_tree::{Literal, Statement, TomlTree};
use errcat_findings::source::{FileId, Span};

/// A file with its statements.
#[derive(Debug)]
pub(super) struct DraftFile<'t> {
    id: FileId,
    pub text: &'t str,
    pub statements: Vec<Statement<'t>>,
    /// The line ends that it has.
    feed: &'static str,
}

/// Statements in a row that are about one thing.
#[derive(Debug)]
pub(super) struct Run {
    /// Which statements.
    pub statements: Range<usize>,
    /// Their lines, with the comments that stand right above and below them.
    pub lines: Range<usize>,
}

impl<'t> DraftFile<'t> {
    pub fn new(id: FileId, text: &'t str) -> Self {
        let feed = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { id, text, statements: TomlTree::read(text).statements, feed }
    }

    /// An edit of this file. Line feeds of `text` become those of the file.
    pub fn edit(&self, range: Range<usize>, text: &str) -> Edit {
        let text = text.replace("\r\n", "\n").replace('\n', self.feed);
        Edit { span: Span::new(self.id, range), text }
    }

    /// Whole lines, ends included, put in at `at`, the beginning of a line or the end of the file.
    pub fn insert_lines(&self, at: usize, lines: &str) -> Edit {
        let joined = at > 0 && !self.text[..at].ends_with('\n');
        self.edit(at..at, &[if joined { "\n" } else { "" }, lines].concat())
    }

    /// The statement on whose lines the byte `at` stands.
    pub fn statement_at(&self, at: usize) -> Option<&Statement<'t>> {
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

    /// The tables of the table called `key` at the top: for each the statements among which all of its
    /// own are.
    pub fn entries(&self, key: &str) -> HashMap<&str, Range<usize>> {
        let mut found: HashMap<&str, Range<usize>> = HashMap::new();
        for (at, statement) in self.statements.iter().enumerate() {
            for key in statement.below(key) {
                found.entry(&key.name).or_insert(at..at).end = at + 1;
            }
        }
        found
    }

    /// The value of the entry at `path` in some statements, if there is one, in an inline table or not.
    pub fn find(&self, within: Range<usize>, path: &[&str]) -> Option<&Literal<'t>> {
        self.statements[within].iter().find_map(|it| it.find(path))
    }

    /// All of its statements.
    pub fn all(&self) -> Range<usize> {
        0..self.statements.len()
    }
}
