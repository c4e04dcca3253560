//! Which texts the format takes.

use std::ops::Range;

use errcat_findings::wording::is_unprintable;

/// How many lines a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// One: no line feed and no tab.
    One,
    /// Any number.
    Many,
    /// Any number, and any characters: an example.
    Any,
}

/// What is wrong with a text, and what to do about it.
pub struct Fault {
    /// What.
    pub message: String,
    /// What to do.
    pub help: &'static str,
    /// Where in the text, CRLF in it read as LF.
    pub range: Range<usize>,
}

/// What is wrong with `text`, if anything.
pub fn fault(text: &str, lines: Lines) -> Option<Fault> {
    if lines == Lines::Any {
        return None;
    }
    // Most texts are a line of printable ASCII.
    let plain = |byte: u8| matches!(byte, b' '..=b'~');
    if text.bytes().all(plain) && !text.trim_ascii().is_empty() && !merge_mark(text) {
        return None;
    }
    // CRLF is read as LF; any other carriage return is a control character.
    let text = normal(text);
    let fault =
        |message: &str, help, range| Some(Fault { message: message.to_owned(), help, range });
    if text.trim().is_empty() {
        return fault("the text is blank", "write a text, or delete it", 0..text.len());
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.trim_end_matches('\n').len();
        if merge_mark(&text[range.clone()]) {
            return fault(
                "the text contains a merge conflict marker",
                "resolve the conflict, and delete the marker; a heading may be underlined with \
                    another number of `=`",
                range,
            );
        }
        at += line.len();
    }
    let (at, bad) = text.char_indices().find(|(_, character)| match character {
        '\n' | '\t' => lines == Lines::One,
        _ => is_unprintable(*character),
    })?;
    let range = at..at + bad.len_utf8();
    match bad {
        '\n' => fault("the text has more than one line", "write it on one line", range),
        '\t' => fault("the text holds a tab", "write a space", range),
        '\r' => fault("the text holds a carriage return", "end lines with LF or CRLF", range),
        _ => fault(
            &format!("the text holds the invisible character U+{:04X}", bad as u32),
            "delete it, or write its name, such as `U+202E`, if it is meant to be read",
            range,
        ),
    }
}

/// Whether a line is one that a merge leaves where it needs a person. A line of equals signs is
/// also how CommonMark underlines a heading: seven exactly are the mark.
pub(super) fn merge_mark(line: &str) -> bool {
    line == "======="
        || ["<<<<<<< ", "||||||| ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark))
}

/// The text as it is kept: CRLF becomes LF.
pub fn normal(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() }
}
