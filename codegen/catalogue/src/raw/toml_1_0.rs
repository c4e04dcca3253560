//! What TOML 1.1 allows and TOML 1.0 does not: the parser takes both, the format only the older,
//! which every TOML library and editor reads.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// A place, what is wrong there, and what to write.
pub type Violation = (Range<usize>, &'static str, &'static str);

/// Each place of a valid TOML 1.1 text that is not TOML 1.0, with what is wrong there.
pub fn violations(text: &str) -> Vec<Violation> {
    if is_surely_older(text) { Vec::new() } else { in_tokens(text) }
}

fn in_tokens(text: &str) -> Vec<Violation> {
    let mut found = Vec::new();
    // Brackets that are open, with the place of those that are to be reported.
    let mut open: Vec<(TokenKind, Option<Range<usize>>)> = Vec::new();
    let mut after_comma = false;
    for token in Source::new(text).lex() {
        let range = token.span().start()..token.span().end();
        let inline = matches!(open.last(), Some((TokenKind::LeftCurlyBracket, _)));
        match token.kind() {
            kind @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => {
                open.push((kind, Some(range.clone())));
            }
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => {
                if inline && after_comma {
                    found.push((
                        range.clone(),
                        "a comma stands behind the last entry of an inline table, which is TOML 1.1",
                        "delete it",
                    ));
                }
                open.pop();
            }
            TokenKind::Newline if inline => {
                if let Some(bracket) = open.last_mut().and_then(|(_, bracket)| bracket.take()) {
                    found.push((
                        bracket,
                        "this inline table has several lines, which is TOML 1.1",
                        "write it on one line, or as a table with a header of its own",
                    ));
                }
            }
            TokenKind::BasicString | TokenKind::MlBasicString => {
                found.extend(new_escapes(&text[range.clone()], range.start));
            }
            // No other value has a colon, and no key without quotes.
            TokenKind::Atom if lacks_seconds(&text.as_bytes()[range.clone()]) => {
                found.push((
                    range.clone(),
                    "the time has no seconds, which is TOML 1.1",
                    "write them, as in `14:32:00`",
                ));
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

/// Whether a look at its lines shows that a text has nothing of TOML 1.1, as is so for most: that
/// saves taking it into tokens a second time. A valid text without strings of several lines on a
/// line begins and ends no string elsewhere on it.
fn is_surely_older(text: &str) -> bool {
    let escapes = ["\\e", "\\x"].iter().any(|escape| text.contains(escape));
    !escapes
        && !may_lack_seconds(text.as_bytes())
        && text.lines().filter(|line| line.contains('{')).all(closes_its_tables)
}

/// Whether the first colon of a date or time stands between hours and minutes that no seconds follow.
/// What stands behind the point of a fraction is a value of its own here: its colon is the offset's.
fn lacks_seconds(value: &[u8]) -> bool {
    let Some(at) = value.iter().position(|byte| *byte == b':') else { return false };
    let sign = at.checked_sub(3).and_then(|before| value.get(before));
    let is_offset = matches!(sign, Some(b'+' | b'-'));
    !is_offset && value.get(at + 3) != Some(&b':')
}

/// Whether anything in a text looks like a time without seconds.
fn may_lack_seconds(text: &[u8]) -> bool {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let is = |at: usize, byte: u8| text.get(at) == Some(&byte);
    let mut colons = text.iter().enumerate().filter(|(_, byte)| **byte == b':').map(|(at, _)| at);
    colons.any(|at| {
        let minutes = at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2);
        minutes && !is(at + 3, b':') && !(at > 2 && is(at - 3, b':'))
    })
}

/// Whether every inline table on a line ends there, and not behind a comma.
fn closes_its_tables(line: &str) -> bool {
    if line.contains("\"\"\"") || line.contains("'''") {
        return false;
    }
    let (mut depth, mut after_comma) = (0_usize, false);
    let mut bytes = line.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => loop {
                match bytes.next() {
                    Some(b'\\') => drop(bytes.next()),
                    Some(b'"') | None => break,
                    Some(_) => {}
                }
            },
            b'\'' => drop(bytes.find(|byte| *byte == b'\'')),
            b'{' => depth += 1,
            b'}' if after_comma || depth == 0 => return false,
            b'}' => depth -= 1,
            // A comment, or what looks like one in a string of several lines.
            b'#' => break,
            _ => {}
        }
        after_comma = byte == b',' || (after_comma && matches!(byte, b' ' | b'\t'));
    }
    depth == 0
}

/// `\e` and `\xHH` in a basic string that begins at `offset`.
fn new_escapes(string: &str, offset: usize) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut bytes = string.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\'
            && let Some((_, b'e' | b'x')) = bytes.next()
        {
            found.push((
                offset + at..offset + at + 2,
                "the escape is one of TOML 1.1",
                "write `\\u` and four hexadecimal digits",
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{in_tokens, is_surely_older, violations};

    fn check(text: &str, expected: &[&str]) {
        let mut found = violations(text);
        found.sort_by_key(|(range, ..)| range.start);
        let found: Vec<_> = found.iter().map(|(range, ..)| &text[range.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn toml_1_0_is_no_violation() {
        check("a = { b = [\n1,\n2,\n], c = \"{,}\" } # {,}\n[t]\nx = '\\e'\ny = '''{\n}'''", &[]);
        check(r#"a = "\\e \u001b""#, &[]);
        check("a = [13:37:00, 1979-05-27 07:32:00+07:00] # 1:23\nb = '13:37'", &[]);
        check("a = [1979-05-27T07:32:00.123+07:00, 1979-05-27 07:32:00.5-07:00, 07:32:00.1]", &[]);
    }

    #[test]
    fn toml_1_1_is_one() {
        check("a = { b = 1,\n c = 2\n}", &["{"]);
        check("a = { b = 1, }", &["}"]);
        check("a = { b = 1, # why\n}", &["{", "}"]);
        check("a = [{ b = { c = 1,\n}, d = 1 }]", &["{", "}"]);
        check(
            "a = 13:37\nb = [1979-05-27 07:32Z, 1979-05-27T07:32-07:00]",
            &["13:37", "07:32Z", "1979-05-27T07:32-07:00"],
        );
        check(r#"a = "\e[1m \x41 \\x""#, &[r"\e", r"\x"]);
    }

    #[test]
    fn what_looks_older_is_older() {
        const PIECES: &[&str] = &[
            "a = ",
            "{ ",
            "}",
            "[",
            "]",
            ",",
            " ",
            "\n",
            "\"",
            "'",
            "\"x{\"",
            "'}'",
            r#"""""#,
            "'''",
            "#",
            "b = 1",
            "c.d = 2",
            "\\",
            "\\e",
            "{ e = 1 }",
            r#""{\"""#,
            "13:37",
            "13:37:00",
            "+01:00",
            "1979-05-27T",
        ];
        let mut state = 1_u64;
        let mut next = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).unwrap_or(0) % below
        };
        let mut valid = 0;
        for _ in 0..200_000 {
            let heap: String = (0..=next(9)).map(|_| PIECES[next(PIECES.len())]).collect();
            let table = format!("k = {{ {heap} }}");
            for text in [heap, table] {
                if toml::de::DeTable::parse(&text).is_ok() {
                    valid += 1;
                    assert!(in_tokens(&text).is_empty() || !is_surely_older(&text), "{text:?}");
                }
            }
        }
        assert!(valid > 1_000, "{valid}");
    }
}
