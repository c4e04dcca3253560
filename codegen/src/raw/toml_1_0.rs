//! What TOML 1.1 allows and TOML 1.0 does not: the parser takes both, the format only the older,
//! which every TOML library and editor reads.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Each place of a valid TOML 1.1 text that is not TOML 1.0, with what is wrong there.
pub fn violations(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    let mut after_comma = false;
    for token in Source::new(text).lex() {
        let range = token.span().start()..token.span().end();
        let inline = open.last() == Some(&TokenKind::LeftCurlyBracket);
        match token.kind() {
            kind @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => open.push(kind),
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => {
                if inline && after_comma {
                    found.push((
                        range.clone(),
                        "an inline table has no comma behind its last entry in TOML 1.0",
                    ));
                }
                open.pop();
            }
            TokenKind::Newline if inline => {
                found.push((range.clone(), "an inline table stands on one line in TOML 1.0"));
            }
            TokenKind::BasicString | TokenKind::MlBasicString => {
                found.extend(new_escapes(&text[range.clone()], range.start));
            }
            _ => {}
        }
        match token.kind() {
            TokenKind::Comma => after_comma = true,
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment => {}
            _ => after_comma = false,
        }
    }
    found
}

/// `\e` and `\xHH` in a basic string that begins at `offset`.
fn new_escapes(string: &str, offset: usize) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut bytes = string.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\'
            && let Some((_, b'e' | b'x')) = bytes.next()
        {
            found.push((
                offset + at..offset + at + 2,
                "TOML 1.0 has no such escape: write `\\u` and four digits",
            ));
        }
    }
    found
}
