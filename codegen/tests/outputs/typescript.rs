//! TypeScript as tokens without literals: enough of ECMA-262, section 12, for code without regular
//! expressions, which ours has none of.

use super::Outline;

pub fn outline(text: &str, out: &mut Outline) -> Result<(), String> {
    let mut rest = text;
    let mut open = Vec::new();
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else if rest.starts_with("//") {
            rest.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(rest.len())
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.find("*/").ok_or("a comment without an end")? + 4
        } else if matches!(first, '"' | '\'' | '`') {
            out.push("string".to_owned());
            string(rest, first)?
        } else if word(first) {
            let end = rest.find(|c| !word(c)).unwrap_or(rest.len());
            // The name of a property, which is in quotes where it has to.
            let is_name = out.last().is_some_and(|last| last == "readonly");
            out.push(if is_name { "string" } else { &rest[..end] }.to_owned());
            end
        } else {
            match first {
                '(' | '[' | '{' => open.push(first),
                ')' | ']' | '}' => {
                    let opened = open.pop();
                    if !matches!(
                        (opened, first),
                        (Some('('), ')') | (Some('['), ']') | (Some('{'), '}')
                    ) {
                        return Err(format!("`{first}` closes nothing"));
                    }
                }
                _ => {}
            }
            out.push(first.to_string());
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    if open.is_empty() { Ok(()) } else { Err("a bracket without an end".to_owned()) }
}

/// The length of a string that begins with `quote`. A template that holds an expression is code.
fn string(text: &str, quote: char) -> Result<usize, String> {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Ok(at + 1),
            '\n' | '\r' if quote != '`' => break,
            _ => {}
        }
    }
    Err("a string without an end".to_owned())
}
