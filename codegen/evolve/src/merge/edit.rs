//! Changes of maps as splices of text.

use std::cmp::Reverse;
use std::ops::Range;

use serde_json::Value as Json;

use super::Format;
use super::layout::{Layout, in_braces};
use super::tree::{Entry, NodeKind, Tree};

/// What is to become of the entries of a map.
#[derive(Debug, Default)]
pub(super) struct Changes<'a> {
    /// New values, by index.
    pub replace: Vec<(usize, &'a Json)>,
    /// Those to be taken out, in order.
    pub drop: Vec<usize>,
    /// New ones, each behind the one with this index; `None` is before all.
    pub insert: Vec<(Option<usize>, String, &'a Json)>,
}

impl Changes<'_> {
    fn is_empty(&self) -> bool {
        self.replace.is_empty() && self.drop.is_empty() && self.insert.is_empty()
    }
}

/// Splices of a document.
#[derive(Debug)]
pub(super) struct Edits<'a> {
    text: &'a str,
    format: Format,
    layout: Layout,
    splices: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    pub(super) fn new(text: &'a str, format: Format, tree: &Tree) -> Self {
        Self { text, format, layout: Layout::of(text, format, tree), splices: Vec::new() }
    }

    /// Whether the text at `at` is taken out or replaced.
    pub(super) fn covers(&self, at: usize) -> bool {
        // Sorting is for the end; this is asked for each of few places.
        self.splices.iter().any(|(range, _)| range.contains(&at))
    }

    /// The text with everything done.
    pub(super) fn finish(mut self) -> String {
        // Where two maps of block style end with one line, the entry of the inner one comes first.
        let depth = |text: &str| {
            text.chars().filter(|c| !matches!(c, '\r' | '\n')).take_while(|c| *c == ' ').count()
        };
        self.splices.sort_by_key(|(range, text)| {
            (range.start, range.end, Reverse(if range.is_empty() { depth(text) } else { 0 }))
        });
        let more: usize = self.splices.iter().map(|(_, text)| text.len()).sum();
        let mut out = String::with_capacity(self.text.len() + more);
        let mut done = 0;
        for (range, text) in &self.splices {
            out.push_str(self.text.get(done..range.start).unwrap_or_default());
            out.push_str(text);
            done = range.end.max(done);
        }
        out.push_str(&self.text[done..]);
        out
    }

    /// Changes the map that is the value of `entry`; `within` braces where its own map is.
    pub(super) fn map(&mut self, entry: &Entry, within: bool, changes: &Changes<'_>) {
        if changes.is_empty() {
            return;
        }
        match &entry.value.kind {
            NodeKind::Map { entries, brace: Some(brace) }
                if self.format == Format::Json || within || !entries.is_empty() =>
            {
                self.in_braces(entry, *brace, changes);
            }
            NodeKind::Map { entries, brace: None } => self.in_lines(entry, entries, changes),
            _ => self.instead_of_nothing(entry, changes),
        }
    }

    fn push(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.splices.push((range, text.into()));
    }

    fn in_braces(&mut self, entry: &Entry, brace: usize, changes: &Changes<'_>) {
        let entries = entry.value.entries();
        let close = entry.value.span.end - 1;
        let lead = entries.first().map(|first| &self.text[brace..first.key_span.start]);
        let spread = match lead {
            Some(lead) => lead.contains('\n'),
            None => self.layout.unit.is_some() && self.format == Format::Json,
        };
        let base = self.indent_at(entry.value.span.start);
        let own = match lead.and_then(|lead| lead.rsplit_once('\n')) {
            Some((_, indent)) => indent.to_owned(),
            None => [&base, self.layout.unit.as_deref().unwrap_or_default()].concat(),
        };
        let indent = spread.then_some(own.as_str());
        for (at, value) in &changes.replace {
            let text = self.layout.braces(value, indent);
            self.push(entries[*at].value.span.clone(), text);
        }
        let written: Vec<(Option<usize>, String)> = changes
            .insert
            .iter()
            .map(|(after, key, value)| (*after, in_braces(&self.layout, key, value, indent)))
            .collect();
        let gap = match (indent, self.layout.colon) {
            (Some(indent), _) => [self.layout.newline, indent].concat(),
            (None, ":") => String::new(),
            (None, _) => " ".to_owned(),
        };
        if changes.drop.len() == entries.len() {
            let all: Vec<String> = written.into_iter().map(|(_, text)| text).collect();
            let all = all.join(&[",", &gap].concat());
            let text = match indent {
                _ if all.is_empty() => all,
                Some(_) => [&gap, &all, self.layout.newline, &base].concat(),
                None => all,
            };
            self.push(brace..close, text);
            return;
        }
        self.drop_in_braces(entries, &changes.drop);
        for (after, text) in written {
            if let Some(at) = after {
                self.push(at_end(&entries[at]), [",", &gap, &text].concat());
            } else {
                let first = entries[0].key_span.start;
                self.push(first..first, [&text, ",", &gap].concat());
            }
        }
    }

    /// Takes out runs of entries with one of the commas beside them; not all of them.
    fn drop_in_braces(&mut self, entries: &[Entry], drop: &[usize]) {
        let mut at = 0;
        while at < drop.len() {
            let first = drop[at];
            let mut last = first;
            while drop.get(at + 1) == Some(&(last + 1)) {
                at += 1;
                last += 1;
            }
            at += 1;
            let range = match first.checked_sub(1) {
                Some(before) => entries[before].value.span.end..entries[last].value.span.end,
                None => entries[0].key_span.start..entries[last + 1].key_span.start,
            };
            self.push(range, "");
        }
    }

    fn in_lines(&mut self, entry: &Entry, entries: &[Entry], changes: &Changes<'_>) {
        let first = entries.first().map_or(entry.value.span.start, |first| first.key_span.start);
        let column = first - self.line_start(first);
        let indent = " ".repeat(column);
        if changes.drop.len() == entries.len() && changes.insert.is_empty() {
            self.push(self.behind_colon(entry)..entry.value.span.end, " {}");
            return;
        }
        for (at, value) in &changes.replace {
            let old = &entries[*at];
            let text = self.layout.block(value, &indent);
            self.push(self.behind_colon(old)..old.value.span.end, text);
        }
        for at in &changes.drop {
            let old = &entries[*at];
            self.push(self.line_start(old.key_span.start)..self.line_end(old.value.span.end), "");
        }
        for (after, key, value) in &changes.insert {
            let lines = self.lines(key, value, &indent);
            match after {
                Some(at) => self.insert_line(self.line_end(entries[*at].value.span.end), &lines),
                None => self.insert_line(self.line_start(first), &lines),
            }
        }
    }

    /// Lines in the place of `{}` or of nothing.
    fn instead_of_nothing(&mut self, entry: &Entry, changes: &Changes<'_>) {
        let key = entry.key_span.start;
        let base = " ".repeat(key - self.line_start(key));
        let indent = [&base, self.layout.unit.as_deref().unwrap_or("  ")].concat();
        let colon = self.behind_colon(entry);
        let end = entry.value.span.end;
        if end > colon {
            self.push(colon..end, "");
        }
        let lines = changes.insert.iter().map(|(_, key, value)| self.lines(key, value, &indent));
        let lines: Vec<String> = lines.collect();
        self.insert_line(self.line_end(end), &lines.join(self.layout.newline));
    }

    fn lines(&self, key: &str, value: &Json, indent: &str) -> String {
        let key = self.layout.key(key);
        [indent, &key, ":", &self.layout.block(value, indent)].concat()
    }

    /// Inserts lines at the beginning of a line, or behind a last line that has no end.
    fn insert_line(&mut self, at: usize, lines: &str) {
        let newline = self.layout.newline;
        let unended = at == self.text.len() && !self.text.is_empty() && !self.text.ends_with('\n');
        let text = if unended { [newline, lines].concat() } else { [lines, newline].concat() };
        self.push(at..at, text);
    }

    /// Behind the colon of an entry's key.
    fn behind_colon(&self, entry: &Entry) -> usize {
        let behind = entry.key_span.end;
        behind + self.text[behind..].find(':').map_or(0, |at| at + 1)
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Behind the end of the line in which `at` is.
    fn line_end(&self, at: usize) -> usize {
        // A value that keeps its empty lines ends where a line begins.
        if self.text[..at].ends_with('\n') {
            return at;
        }
        self.text[at..].find('\n').map_or(self.text.len(), |found| at + found + 1)
    }

    /// What the line of `at` begins with.
    fn indent_at(&self, at: usize) -> String {
        let line = &self.text[self.line_start(at)..at];
        line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect()
    }
}

fn at_end(entry: &Entry) -> Range<usize> {
    entry.value.span.end..entry.value.span.end
}
