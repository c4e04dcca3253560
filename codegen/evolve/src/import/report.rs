//! What an import tells: a line for each kind of thing, with a count and examples.

use std::collections::HashMap;

use errcat_findings::wording::phrase;

/// So many examples of one kind are shown.
const MOST_EXAMPLES: usize = 3;

/// No example is longer, in characters.
const LONGEST: usize = 100;

/// At most this many kinds are shown; the rest are counted.
const MOST_LINES: usize = 50;

/// What there is to tell, in the order in which it came up.
#[derive(Debug, Default)]
pub struct Report {
    lines: Vec<Line>,
    /// Where the line of a kind is.
    index: HashMap<String, usize>,
}

#[derive(Debug)]
struct Line {
    what: String,
    count: usize,
    examples: Vec<String>,
}

impl Report {
    /// Tells of one more thing of this kind. A kind is a phrase; an example says where, or what.
    pub fn tell(&mut self, what: impl Into<String>, example: impl Into<String>) {
        let (what, mut example) = (what.into(), phrase(&example.into()));
        if let Some((at, _)) = example.char_indices().nth(LONGEST) {
            example.truncate(at);
            example.push('…');
        }
        let next = self.lines.len();
        let at = *self.index.entry(what.clone()).or_insert(next);
        if at == next {
            self.lines.push(Line { what, count: 0, examples: Vec::new() });
        }
        let line = &mut self.lines[at];
        line.count += 1;
        if line.examples.len() < MOST_EXAMPLES && !line.examples.contains(&example) {
            line.examples.push(example);
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines as text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in self.lines.iter().take(MOST_LINES) {
            text.push_str(&format!("  {}x {}", line.count, phrase(&line.what)));
            let examples: Vec<&str> =
                line.examples.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            if !examples.is_empty() {
                let more = if line.count > examples.len() { ", …" } else { "" };
                text.push_str(&format!(": {}{more}", examples.join("; ")));
            }
            text.push('\n');
        }
        if let Some(more) = self.lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
            let count: usize = self.lines[MOST_LINES..].iter().map(|line| line.count).sum();
            text.push_str(&format!("  … and {more} more kinds, {count} times in all\n"));
        }
        text
    }
}
