//! What is wrong with a file that is not TOML, in words for people.

use std::ops::Range;

use super::text::merge_mark;
use super::toml_1_0::Violation;
use super::twice::Again;
use crate::toml_tree::TomlTree;
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::{FileId, Span};
use errcat_findings::wording::is_unprintable;

/// Reports the parser's errors, and what is TOML 1.1. The parser reads on behind each, but seldom as meant:
/// what follows on the same line, or from a bracket that is never closed, is left out.
pub(super) fn report(
    file: FileId,
    tree: &TomlTree<'_>,
    errors: &[toml::de::Error],
    newer: Vec<Violation>,
    findings: &mut Findings,
) {
    let text = tree.text;
    let marks = merge_marks(file, text);
    if !marks.is_empty() {
        findings.extend(marks);
        return;
    }
    let mut twice = None;
    let mut line_end = None;
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(range, _)| range.start);
    for (range, message) in errors {
        let start = floor(text, range.start);
        let range = start..floor(text, range.end).max(start);
        if line_end.is_some_and(|end| start <= end) {
            continue;
        }
        line_end = Some(text[start..].find('\n').map_or(text.len(), |at| start + at));
        let span = Span::new(file, range.clone());
        if message == "duplicate key" {
            let twice = twice.get_or_insert_with(|| super::twice::keys(tree));
            findings.extend(match twice.get(&start) {
                Some(Again::Same) => None,
                Some(Again::Of(first)) => Some(
                    duplicate(span, &text[range])
                        .secondary(Span::new(file, first.clone()), "first used here"),
                ),
                None => Some(duplicate(span, &text[range])),
            });
            continue;
        }
        if let Some(open) = never_closed(tree, &range, message) {
            let bracket = &text[open.clone()];
            findings.push(
                Diagnostic::new(
                    &rules::TOML,
                    Span::new(file, open.clone()),
                    format!("this `{bracket}` is never closed"),
                )
                .help(format!("write `{}` where it ends", if bracket == "[" { "]" } else { "}" })),
            );
            return;
        }
        let (range, message, help) = explain(tree, range, message);
        findings.push(Diagnostic::new(&rules::TOML, Span::new(file, range), message).help(help));
    }
    for (range, message, help) in newer {
        findings.push(Diagnostic::new(&rules::TOML, Span::new(file, range), message).help(help));
    }
}

fn floor(text: &str, at: usize) -> usize {
    errcat_findings::source::floor_char_boundary(text, at)
}

/// The marks of an unfinished merge make many errors that are one.
fn merge_marks(file: FileId, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut in_conflict = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if merge_mark(words) {
            if !in_conflict {
                let message = "the file contains merge conflict markers";
                found.push(
                    Diagnostic::new(&rules::TOML, Span::new(file, at..at + words.len()), message).help(
                        "resolve the conflict, and delete the lines with `<<<<<<<`, `=======` and \
                            `>>>>>>>`",
                    ),
                );
            }
            in_conflict = !words.starts_with('>');
        }
        at += line.len();
    }
    found
}

fn duplicate(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(&rules::TOML, span, format!("the key `{key}` is defined twice"))
        .help("delete one of the two, or merge them")
}

/// The bracket that an error about brackets is really about: the last that is open before it.
fn never_closed(tree: &TomlTree<'_>, range: &Range<usize>, message: &str) -> Option<Range<usize>> {
    let text = tree.text;
    let unclosed =
        message.starts_with("unclosed array,") || message.starts_with("unclosed inline table");
    // `[1, 2` and `key = value` on the next line: the parser takes the key for an entry.
    let entry = message.starts_with("missing comma") || message.starts_with("string values must");
    let next_key = entry && {
        let rest = &text[range.start..];
        let line = rest.lines().next().unwrap_or_default();
        let key = line.split('=').next().unwrap_or_default().trim();
        line.contains('=') && !key.is_empty() && !key.contains(['{', '[', ',', '(', ' '])
            || rest.starts_with('[') && text[..range.start].ends_with('\n')
    };
    if !unclosed && !next_key {
        return None;
    }
    tree.open_bracket_before(range.start)
}

/// The parser doesn't say where: at the first key with so many parts.
fn too_many_parts(text: &str) -> (Range<usize>, String, String) {
    let line = text.split_inclusive('\n').find(|line| line.matches('.').count() >= 79);
    let at = line.map_or(0, |line| line.as_ptr() as usize - text.as_ptr() as usize);
    (
        at..at + line.map_or(0, |line| line.trim_end().len()),
        "the key has too many parts".to_owned(),
        "write a flatter value".to_owned(),
    )
}

/// Whether nothing but a comment follows on the line.
fn ends_line(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t']);
    text.is_empty() || text.starts_with(['\n', '\r', '#'])
}

/// What is wrong with a key that needs quotes: perhaps nobody sees the character that it is about.
fn unquoted_key(text: &str, range: Range<usize>) -> (Range<usize>, String, String) {
    let is_invisible = |c: char| is_unprintable(c) || c.is_whitespace() || c == '\u{feff}';
    let invisible = text[range.clone()].char_indices().find(|(_, c)| is_invisible(*c));
    let Some((at, character)) = invisible else {
        return (
            range,
            "the key holds characters that need quotes".to_owned(),
            "put it in `\"`, or use only letters, digits, `-` and `_`".to_owned(),
        );
    };
    let at = range.start + at;
    (
        at..at + character.len_utf8(),
        format!("the key holds the invisible character U+{:04X}", character as u32),
        "delete it; if there are many, save the file as UTF-8".to_owned(),
    )
}

/// The parser's message in other words where these help more, and the place that it is about.
fn explain(
    tree: &TomlTree<'_>,
    range: Range<usize>,
    message: &str,
) -> (Range<usize>, String, String) {
    let text = tree.text;
    let (fault, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let here = &text[range.start..];
    let own = |words: &str, help: &str| (range.clone(), words.to_owned(), help.to_owned());
    match fault {
        _ if fault.starts_with("invalid") && fault.ends_with("string") => {
            let start = tree.string_before(range.start).unwrap_or(range.start);
            let quote = ["\"\"\"", "'''", "'"]
                .iter()
                .find(|quote| text[start..].starts_with(**quote))
                .unwrap_or(&"\"");
            if expected.contains(['"', '\'']) {
                (
                    start..range.end.max(start),
                    "the string is never closed".to_owned(),
                    format!(
                        "write `{quote}` where it ends; put a text of several lines between \
                            `\"\"\"`"
                    ),
                )
            } else {
                own(
                    "the string holds a character that TOML does not allow",
                    "write it as an escape, such as `\\u0007`",
                )
            }
        }
        "unexpected key or value" if here.starts_with(',') => own(
            "there is a comma after the value",
            "delete it: commas belong only in arrays and inline tables",
        ),
        "unexpected key or value" => own(
            "there is more text after the value",
            "write each key on a line of its own, and strings in quotes",
        ),
        "string values must be quoted" if ends_line(here) => {
            own("the key has no value", "write a value after the `=`")
        }
        "string values must be quoted" => own("the string has no quotes", "put it in `\"`"),
        "invalid unquoted key" | "missing assignment between key-value pairs"
            if here.starts_with(':') =>
        {
            own("TOML does not put `:` between a key and its value", "write `key = value`")
        }
        "invalid unquoted key" => unquoted_key(text, range),
        "invalid float" | "invalid integer" | "invalid boolean" | "invalid datetime"
        | "invalid value" => own(
            "this is not a TOML value",
            "write strings with quotes, and numbers, `true` and `false` without quotes",
        ),
        "invalid key-value pair" => {
            own("this line is not a key with a value", "write `key = value`: the files are TOML")
        }
        _ if message.starts_with("cannot extend value of type") => own(
            "the key's value is not a table, so the table cannot be extended",
            "give one of the two another name",
        ),
        "extra `=`" => own("there is more than one `=`", "write `key = value`"),
        "`_` may only go between digits" => {
            own("the number has a `_` that is not between two digits", "delete it")
        }
        "key with no value" => own("the key has no value", "write `key = value`"),
        "missing escaped value" => own(
            "TOML does not define this escape",
            "write `\\\\` for a backslash, or put the text between single quotes",
        ),
        "unclosed table" | "unclosed array table" => own(
            "the table's header is never closed",
            "close it with `]`, or with `]]` if it begins with `[[`",
        ),
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            own("a comma is missing between two entries", "write `,` between them")
        }
        "unexpected leading zero" => own(
            "the number begins with a zero",
            "delete the zero, or put it in quotes if it is a string",
        ),
        "recursion limit" => too_many_parts(text),
        "cannot recurse further; max recursion depth met" => {
            own("the value is nested too deeply", "write a flatter value")
        }
        "carriage return must be followed by newline" => {
            own("a carriage return has no line feed after it", "end lines with LF or CRLF")
        }
        "invalid comment character" => own("the comment holds a control character", "delete it"),
        _ if expected.is_empty() || expected == "nothing" => (
            range,
            fault.to_owned(),
            "the files are TOML 1.0: see https://toml.io/en/v1.0.0".to_owned(),
        ),
        _ => {
            let words: Vec<&str> = expected.split(", ").collect();
            (range.clone(), fault.to_owned(), format!("write {}", words.join(" or ")))
        }
    }
}
