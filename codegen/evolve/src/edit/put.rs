//! How a new entry gets into a table, however the table is written.

use std::ops::Range;

use super::Edit;
use super::draft_file::DraftFile;
use errcat_catalogue::raw::format::Def;
use errcat_catalogue::toml_tree::{Statement, StatementKind};

/// A table as it is written in a file.
enum Form<'a> {
    /// `[a]`: the header with this index.
    Header(usize),
    /// `{ … }`
    Inline(Range<usize>),
    /// `a.b = 1`, the last one of these.
    Dotted(&'a Statement<'a>),
    /// `[a.b]` alone: the first of these headers.
    Below(usize),
    /// Nowhere.
    Absent,
}

impl DraftFile<'_> {
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
                    let key = self.statements[*at].path().nth(path.len());
                    own.is_none() || key.is_some_and(|key| rank(&key.name) < own)
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
                let own = &last.keys[..path.len() - last.above.len()];
                let prefix = &self.text[own[0].range.start..own[own.len() - 1].range.end];
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
                if let Some(inner) = it.find(path).filter(|literal| literal.is_table()) {
                    return Form::Inline(inner.range.clone());
                }
                continue;
            }
            let whole = it.is_at(path);
            match &it.kind {
                StatementKind::Header if whole => return Form::Header(at),
                StatementKind::Entry(literal) if whole => {
                    return Form::Inline(literal.range.clone());
                }
                StatementKind::Entry(_) if it.above.len() < path.len() => dotted = Some(it),
                StatementKind::Entry(_) => {}
                StatementKind::Header | StatementKind::ArrayHeader => below = below.or(Some(at)),
            }
        }
        match (dotted, below) {
            (Some(last), _) => Form::Dotted(last),
            (None, Some(header)) => Form::Below(header),
            (None, None) => Form::Absent,
        }
    }

    fn indent(&self, statement: &Statement<'_>) -> &str {
        let line = &self.text[statement.lines.clone()];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }
}
