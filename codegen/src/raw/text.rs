//! Which texts the format takes.

use crate::render::is_unprintable;

/// How many lines a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// One: no line feed and no tab.
    One,
    /// Any number.
    Many,
}

/// What is wrong with `text`, if anything.
pub fn fault(text: &str, lines: Lines) -> Option<String> {
    if text.trim().is_empty() {
        return Some("the text is blank".to_owned());
    }
    if text
        .lines()
        .any(|line| ["<<<<<<< ", "=======", ">>>>>>> "].iter().any(|mark| is_mark(line, mark)))
    {
        return Some("the text holds the marks of an unfinished merge".to_owned());
    }
    // CRLF is read as LF; any other carriage return is a control character.
    let text = text.replace("\r\n", "\n");
    let bad = text.chars().find(|character| match character {
        '\n' | '\t' => lines == Lines::One,
        _ => is_unprintable(*character),
    })?;
    Some(match bad {
        '\n' => "the text has more than one line".to_owned(),
        '\t' => "the text holds a tab".to_owned(),
        _ => format!("the text holds the invisible character U+{:04X}", bad as u32),
    })
}

fn is_mark(line: &str, mark: &str) -> bool {
    // A line of equals signs alone is also how CommonMark underlines a heading: seven exactly
    // are the mark of a merge.
    if mark.ends_with(' ') { line.starts_with(mark) } else { line == mark }
}

/// The text as it is kept: CRLF becomes LF.
pub fn normal(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() }
}
