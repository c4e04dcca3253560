//! What may be on a terminal and in the log of a CI job.
//!
//! A terminal obeys control characters. The runner of a job obeys lines that the job prints: GitHub's
//! takes a line that begins with `::` for a command, whatever white space is before it, and `##[`
//! anywhere in a line; that of Azure Pipelines takes `##vso[`, `TeamCity`'s `##teamcity[`. A text of a
//! catalogue, a file's name or an argument must be none of these.

use crate::wording::is_unprintable;

/// What a text is written in: in each, something else says the same and harms nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Text for people, Markdown among it. A stand-in is put for what a terminal obeys, and a
    /// backslash into what a runner does: readers of Markdown take it away again.
    Text,
    /// The same with colours: escape sequences that set colours stay.
    Styled,
    /// JSON. What harms is in its strings, where escapes say the same.
    Json,
    /// Workflow commands, a line for each: these alone are meant for the runner.
    Commands,
}

/// The beginnings of the commands that are meant.
const MEANT: &[&str] = &["::error ", "::warning ", "::notice "];

/// The text with nothing in it that a terminal or the runner of a job obeys. Lines stay lines.
pub fn harmless(text: &str, syntax: Syntax) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        add_line(line, syntax, &mut out);
    }
    out
}

fn add_line(line: &str, syntax: Syntax, out: &mut String) {
    let is_meant = syntax == Syntax::Commands && MEANT.iter().any(|meant| line.starts_with(meant));
    let mut start = if is_meant { Start::Passed } else { Start::Blank };
    let mut old = Old::default();
    let mut rest = line;
    while let Some(character) = rest.chars().next() {
        let look = if syntax == Syntax::Styled { look(rest) } else { 0 };
        if look > 0 {
            out.push_str(&rest[..look]);
            rest = &rest[look..];
            continue;
        }
        rest = &rest[character.len_utf8()..];
        let (colons, bracket) = (start.ends_with(character), old.ends_with(character));
        match (character, syntax) {
            ('\n' | '\t', _) => out.push(character),
            (_, Syntax::Json) if bracket || is_unprintable(character) => {
                // All of them lie within the 16 bits of an escape.
                out.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            (_, Syntax::Json) => out.push(character),
            _ if is_unprintable(character) => out.push(char::REPLACEMENT_CHARACTER),
            _ => {
                out.push_str(if colons || bracket { "\\" } else { "" });
                out.push(character);
            }
        }
    }
}

/// The length of the escape sequence for a look (ECMA-48, SGR) with which a text begins, or 0.
fn look(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\x1b[") else { return 0 };
    let end = rest.find(|it: char| !it.is_ascii_digit() && it != ';');
    end.filter(|end| rest[*end..].starts_with('m')).map_or(0, |end| "\x1b[m".len() + end)
}

/// Whether a runner may not see a character at all: some compare texts as people read them, where
/// joiners and marks count for nothing. Better to name too many of these than to miss one.
fn is_passed_over(character: char) -> bool {
    !character.is_ascii() && !character.is_whitespace()
}

/// What has been seen of a line's beginning.
#[derive(Clone, Copy)]
enum Start {
    Blank,
    Colon,
    Passed,
}

impl Start {
    /// Whether a character is the second of two colons with nothing before them.
    fn ends_with(&mut self, character: char) -> bool {
        if is_passed_over(character) {
            return false;
        }
        let colons = matches!((*self, character), (Self::Colon, ':'));
        *self = match (*self, character) {
            (Self::Blank, ':') => Self::Colon,
            (Self::Blank, it) if it.is_whitespace() => Self::Blank,
            _ => Self::Passed,
        };
        colons
    }
}

/// What has been seen of a command of the old form: two number signs, a word, a bracket.
#[derive(Default)]
struct Old {
    signs: u8,
}

impl Old {
    /// Whether a character is the bracket.
    fn ends_with(&mut self, character: char) -> bool {
        if is_passed_over(character) {
            return false;
        }
        let bracket = self.signs == 2 && character == '[';
        self.signs = match character {
            '#' => 2.min(self.signs + 1),
            it if self.signs == 2 && it.is_ascii_alphabetic() => 2,
            _ => 0,
        };
        bracket
    }
}

#[cfg(test)]
mod tests {
    use super::{Syntax, harmless};

    #[track_caller]
    fn check(syntax: Syntax, text: &str, expected: &str) {
        assert_eq!(harmless(text, syntax), expected);
    }

    #[test]
    fn ordinary_texts_stay_as_they_are() {
        for text in [
            "",
            "error: a::b has `::` in it\n  std::fs\n",
            "# One\n\n## [1.0.0] Two\n\n### #[cfg]\n",
            "a\tb\n- ü 🦀 …\n:: ".trim_end_matches(":: "),
        ] {
            for syntax in [Syntax::Text, Syntax::Styled, Syntax::Json, Syntax::Commands] {
                check(syntax, text, text);
            }
        }
    }

    #[test]
    fn commands_are_taken_apart() {
        check(Syntax::Text, "::error::x", ":\\:error::x");
        check(Syntax::Text, "a\n \t\u{a0}::x\n", "a\n \t\u{a0}:\\:x\n");
        check(Syntax::Text, "\u{ad}:\u{200d}:x", "\u{ad}:\u{200d}\\:x");
        check(Syntax::Text, "x ##[error]y ###[", "x ##\\[error]y ###\\[");
        check(Syntax::Text, "##vso[task] ##teamcity[x]", "##vso\\[task] ##teamcity\\[x]");
        check(Syntax::Text, "#\u{ad}#[x]", "#\u{ad}#\\[x]");
        check(Syntax::Styled, "\x1b[1m::x\x1b[0m", "\x1b[1m:\\:x\x1b[0m");
        check(Syntax::Styled, "##\x1b[1m[x]", "##\x1b[1m\\[x]");
        check(Syntax::Json, "[\"::x\", \"##[x]\"]", "[\"::x\", \"##\\u005bx]\"]");
        check(Syntax::Commands, "::error x::y\n::set-env::y", "::error x::y\n:\\:set-env::y");
        check(Syntax::Commands, "::error x::##[y", "::error x::##\\[y");
    }

    #[test]
    fn what_a_terminal_obeys_is_replaced() {
        check(Syntax::Text, "a\r\u{9b}1m\u{202e}\x1b[1m", "a\u{fffd}\u{fffd}1m\u{fffd}\u{fffd}[1m");
        check(Syntax::Styled, "\x1b[1;31mx\x1b[2J", "\x1b[1;31mx\u{fffd}[2J");
        check(Syntax::Json, "\"\u{202e}\u{7f}\"", "\"\\u202e\\u007f\"");
    }
}
