//! The fast path: most prose is words, code and references, and needs no parser.

use super::{Embed, Links};
use crate::catalogue::{Prose, Reference};

/// `prose` as Markdown, or `None` where it takes a parser to know what it means.
pub(super) fn markdown(prose: &Prose, embed: Embed, links: &dyn Links) -> Option<String> {
    let source = prose.source.trim_end_matches('\n');
    let bytes = source.as_bytes();
    let mut references = prose.references.iter().peekable();
    let mut out = String::with_capacity(source.len() + 16);
    let mut at = 0;
    while at < bytes.len() {
        if let Some(reference) = references.next_if(|reference| reference.range.start == at) {
            if out.ends_with('!') {
                return None; // It would become an image.
            }
            out.push_str(&self::reference(reference, embed, links));
            at = reference.range.end;
            continue;
        }
        let start = at;
        at = match bytes[at] {
            b'`' => code_span(source, at, embed)?,
            b'\n' if newline_is_space(bytes, at) => {
                out.push(if matches!(embed, Embed::Block { .. }) { '\n' } else { ' ' });
                at += 1;
                continue;
            }
            _ => {
                let next = references.peek().map_or(bytes.len(), |next| next.range.start);
                let words = (at..next).take_while(|at| is_word(bytes, *at, bytes[*at])).count();
                if words == 0 {
                    return None;
                }
                at + words
            }
        };
        out.push_str(source.get(start..at)?);
    }
    (references.peek().is_none() && !source.ends_with(' ')).then_some(out)
}

/// Whether the byte at `at` means itself wherever it stands.
fn is_word(bytes: &[u8], at: usize, byte: u8) -> bool {
    let alphanumeric =
        |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    match byte {
        b'a'..=b'z'
        | b'A'..=b'Z'
        | 0x80..
        | b'\''
        | b'"'
        | b'('
        | b')'
        | b'/'
        | b'?'
        | b'%'
        | b'@' => true,
        // As the first of a line these may begin a list or another block.
        b'0'..=b'9' | b' ' | b'.' | b',' | b';' | b':' | b'-' | b'+' | b'=' | b'!' => at > 0,
        b'_' => alphanumeric(at.checked_sub(1)) && alphanumeric(Some(at + 1)),
        _ => false,
    }
}

/// Whether the line feed at `at` only separates words.
fn newline_is_space(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    before.is_some_and(|byte| !matches!(byte, b' ' | b'\n'))
        && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
}

/// The end of the code span that begins at `at`, where it is a simple one.
fn code_span(source: &str, at: usize, embed: Embed) -> Option<usize> {
    let (value, behind) = source.get(at + 1..)?.split_once('`')?;
    let complex = value.is_empty()
        || behind.starts_with('`')
        || value.contains(['\n', '\t'])
        || value.contains("{{")
        || (embed == Embed::Cell && value.contains('|'));
    (!complex).then_some(at + 1 + value.len() + 1)
}

fn reference(reference: &Reference, embed: Embed, links: &dyn Links) -> String {
    let destination = links.link(&reference.target);
    let label = match &reference.text {
        Some(text) => super::plain(text),
        None => destination.label.markdown(embed),
    };
    match destination.address {
        Some(address) => super::link(&label, &address),
        None => label,
    }
}
