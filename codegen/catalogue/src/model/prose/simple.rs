//! Prose that needs no parser: words, code, emphasis and references, as most prose is.
//!
//! What is found here means the same to every reader of Markdown, wherever it stands. Anything
//! else is left to a parser, which gives the same ten times as slowly.

use std::ops::Range;

/// A part of simple prose: a range of bytes in the source, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'s> {
    /// Words with their emphasis, as they stand.
    Words(Range<usize>),
    /// A code span, ticks included.
    Code(Range<usize>),
    /// A line feed that only separates words.
    Newline,
    /// `[[target]]` or `[[target|text]]`.
    Reference {
        /// All of it.
        range: Range<usize>,
        /// What is before the bar.
        target: &'s str,
        /// What is behind it.
        text: Option<&'s str>,
    },
}

/// Gives each part of `source` to `take`. `None` where it takes a parser to know what all of it
/// means; what has been given by then is to be forgotten.
pub fn scan<'s>(source: &'s str, mut take: impl FnMut(Part<'s>)) -> Option<()> {
    let bytes = source.as_bytes();
    if source.ends_with(' ') || begins_block(source) {
        return None;
    }
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        let part = match byte {
            b'`' => {
                at = code_span(source, at)?;
                Part::Code(start..at)
            }
            // Behind a `!` it would be a picture.
            b'[' if at == 0 || bytes[at - 1] != b'!' => {
                let (end, target, text) = reference(source, at)?;
                at = end;
                Part::Reference { range: start..at, target, text }
            }
            b'\n' if newline_is_space(bytes, at) && !begins_block(&source[at + 1..]) => {
                at += 1;
                Part::Newline
            }
            _ => {
                at = words(bytes, at)?;
                Part::Words(start..at)
            }
        };
        take(part);
    }
    Some(())
}

/// The end of the words that begin at `start`.
fn words(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if at > 0 && INSIDE[usize::from(byte)] && is_single(bytes, at, byte) {
            at += 1;
        } else if byte == b'*' {
            at = emphasis(bytes, at)?;
        } else if is_word(bytes, at, byte) {
            at += 1;
        } else {
            break;
        }
    }
    (at > start).then_some(at)
}

/// The bytes that mean themselves within a text.
const INSIDE: [bool; 256] = {
    let mut inside = [false; 256];
    let mut byte = 0_u8;
    loop {
        inside[byte as usize] = byte >= 0x80
            || byte.is_ascii_alphanumeric()
            || matches!(byte, b'\'' | b'"' | b'(' | b')' | b'/' | b'?' | b'%' | b'@')
            || matches!(byte, b' ' | b'.' | b',' | b';' | b':' | b'-' | b'+' | b'=' | b'!');
        if byte == u8::MAX {
            break inside;
        }
        byte += 1;
    }
};

/// Whether the byte at `at` is not one of two in a row, and no name is behind it, that extensions of
/// Markdown would see something in.
fn is_single(bytes: &[u8], at: usize, byte: u8) -> bool {
    let after = bytes.get(at + 1);
    match byte {
        b'+' | b'=' | b'%' => bytes[at - 1] != byte && after != Some(&byte),
        b'.' => !(at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www")),
        b':' => after.is_none_or(|after| matches!(after, b' ' | b'\n')),
        // A link behind it would be a picture.
        b'!' => after != Some(&b'['),
        _ => true,
    }
}

/// Whether the byte at `at` means itself there.
fn is_word(bytes: &[u8], at: usize, byte: u8) -> bool {
    let alphanumeric =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    match byte {
        // As the first of a line these may begin a list or another block.
        _ if INSIDE[usize::from(byte)] => {
            let begins =
                matches!(byte, b'0'..=b'9' | b' ' | b'.' | b',' | b';' | b':' | b'-' | b'+')
                    || matches!(byte, b'=' | b'!' | b'?' | b'/' | b'%');
            (at > 0 || !begins) && (at == 0 || is_single(bytes, at, byte))
        }
        b'_' => alphanumeric(at.checked_sub(1)) && alphanumeric(Some(at + 1)),
        _ => false,
    }
}

/// The end of `*words*` or `**words**` with white space or nothing before it and white space or
/// punctuation behind it, so that no asterisk could be of the other kind (`CommonMark`, section
/// 6.2).
fn emphasis(bytes: &[u8], start: usize) -> Option<usize> {
    if start > 0 && !matches!(bytes[start - 1], b' ' | b'\n') {
        return None;
    }
    let run = bytes[start..].iter().take_while(|byte| **byte == b'*').count();
    let inside = start + run;
    let length = bytes[inside..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b' ')
        .count();
    let end = inside + length;
    let tight =
        bytes.get(inside)?.is_ascii_alphanumeric() && bytes[end - 1].is_ascii_alphanumeric();
    let closes = bytes[end..].iter().take_while(|byte| **byte == b'*').count() == run;
    let behind = bytes.get(end + run);
    let apart = behind.is_none_or(|byte| matches!(byte, b' ' | b'\n' | b'.' | b',' | b';' | b':'));
    (run <= 2 && tight && closes && apart).then_some(end + run)
}

/// Whether the line feed at `at` only separates words.
fn newline_is_space(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(at + 1);
    before.is_some_and(|byte| !matches!(byte, b' ' | b'\n'))
        && after.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'`' | b'['))
}

/// The end of the code span that begins at `start`, where it is a simple one.
fn code_span(source: &str, start: usize) -> Option<usize> {
    let (value, behind) = source.get(start + 1..)?.split_once('`')?;
    let complex = value.is_empty() || behind.starts_with('`') || value.contains(['\n', '\t']);
    (!complex).then_some(start + 1 + value.len() + 1)
}

/// The end of the reference that begins at `start`, with what is in it.
fn reference(source: &str, start: usize) -> Option<(usize, &str, Option<&str>)> {
    let inside = source[start..].strip_prefix("[[")?;
    let inside = &inside[..inside.find("]]")?];
    let (target, text) = match inside.split_once('|') {
        Some((target, text)) => (target, Some(text)),
        None => (inside, None),
    };
    let is_name =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'/' | b':');
    let is_plain = |text: &str| {
        let trimmed = !text.starts_with(' ') && !text.ends_with(' ') && !text.is_empty();
        trimmed && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ')
    };
    let end = start + "[[".len() + inside.len() + "]]".len();
    let simple = !target.is_empty()
        && target.bytes().all(is_name)
        && text.is_none_or(is_plain)
        // What could make a link of another kind of it.
        && !source[end..].starts_with(['(', '[', ':', ']']);
    simple.then_some((end, target, text))
}

/// Whether a text begins with something that no word or comma tells: what a list may be counted by, or
/// a statement of MDX.
pub fn begins_block(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    match rest.as_bytes() {
        [b'.' | b')', behind @ ..] => {
            behind.first().is_none_or(u8::is_ascii_whitespace) && is_counter(word)
        }
        [b' ', ..] => matches!(word, "import" | "export"),
        _ => false,
    }
}

/// Whether a list may be counted by `word`: a number, a letter, a Roman numeral.
pub fn is_counter(word: &str) -> bool {
    let all = |is: fn(u8) -> bool| !word.is_empty() && word.bytes().all(is);
    all(|byte| byte.is_ascii_digit())
        || (word.len() == 1 && all(|byte| byte.is_ascii_alphabetic()))
        || all(|byte| b"ivxlcdm".contains(&byte.to_ascii_lowercase()))
}
