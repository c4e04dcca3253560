//! JSON as people write it: what fits on a line stands on one.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::emit::prose::is_unseen;

const WIDTH: usize = 80;

/// `value`, in lines of at most [`WIDTH`] characters where that can be.
pub(super) fn pretty(value: &Json) -> String {
    let mut out = String::new();
    write(value, 0, 0, true, &mut out);
    out
}

/// `value` on one line.
pub(super) fn compact(value: &Json) -> String {
    let mut out = String::new();
    line(value, &mut out);
    out
}

/// Writes `value` behind `before` characters of its line.
fn write(value: &Json, indent: usize, before: usize, root: bool, out: &mut String) {
    let wraps = match value {
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
        _ => false,
    };
    let fits = |room| !root && fits(value, room);
    if !wraps || fits(WIDTH.saturating_sub(before)) {
        line(value, out);
        return;
    }
    let inner = indent + 2;
    let begin = |at: usize, out: &mut String| {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n(' ', inner));
    };
    let close = match value {
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                begin(at, out);
                write(item, inner, inner, false, out);
            }
            ']'
        }
        Json::Object(members) => {
            out.push('{');
            for (at, (key, item)) in members.iter().enumerate() {
                begin(at, out);
                let start = out.len();
                string(key, out);
                out.push_str(": ");
                write(item, inner, inner + out.len() - start, false, out);
            }
            '}'
        }
        _ => return,
    };
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    out.push(close);
}

/// Whether `value` takes at most `room` characters on one line; it looks no further than that.
fn fits(value: &Json, room: usize) -> bool {
    fn take(value: &Json, room: usize) -> Option<usize> {
        match value {
            Json::Array(items) => {
                let room = room.checked_sub(2)?;
                items.iter().try_fold(room, |room, item| take(item, room)?.checked_sub(2))
            }
            Json::Object(members) => {
                let room = room.checked_sub(4)?;
                members.iter().try_fold(room, |room, (key, item)| {
                    take(item, room.checked_sub(key.len() + 4)?)?.checked_sub(2)
                })
            }
            Json::String(text) => room.checked_sub(text.chars().count() + 2),
            other => room.checked_sub(other.to_string().len()),
        }
    }
    take(value, room + 2).is_some()
}

fn line(value: &Json, out: &mut String) {
    match value {
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                line(item, out);
            }
            out.push(']');
        }
        Json::Object(members) => {
            out.push('{');
            for (at, (key, item)) in members.iter().enumerate() {
                out.push_str(if at == 0 { " " } else { ", " });
                string(key, out);
                out.push_str(": ");
                line(item, out);
            }
            out.push_str(if members.is_empty() { "}" } else { " }" });
        }
        other => scalar(other, out),
    }
}

fn scalar(value: &Json, out: &mut String) {
    if let Json::String(text) = value {
        return string(text, out);
    }
    out.push_str(&value.to_string());
}

fn string(text: &str, out: &mut String) {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\')) {
        out.push('"');
        out.push_str(text);
        out.push('"');
        return;
    }
    for character in Json::from(text).to_string().chars() {
        // What nobody can see, or what turns the line around, is better seen as an escape.
        if is_unseen(character) {
            let _ = write!(out, "\\u{:04x}", u32::from(character));
        } else {
            out.push(character);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stands_on_one_line() {
        let check = |input: &str, expected: &str| {
            let value: Json = serde_json::from_str(input).unwrap();
            let written = pretty(&value);
            assert_eq!(written, expected);
            assert_eq!(serde_json::from_str::<Json>(&written).unwrap(), value);
        };
        check("{}", "{}");
        check(
            r#"{"a":{"b":[1,2,{"c":null}]},"d":[],"e":{}}"#,
            "{\n  \"a\": { \"b\": [1, 2, { \"c\": null }] },\n  \"d\": [],\n  \"e\": {}\n}",
        );
        check("[\"a\u{202e}\u{2028}b\"]", "[\n  \"a\\u202e\\u2028b\"\n]");
        let long = "x".repeat(50);
        check(
            &format!(r#"{{"a":{{"b":"{long}","c":"{long}"}}}}"#),
            &format!("{{\n  \"a\": {{\n    \"b\": \"{long}\",\n    \"c\": \"{long}\"\n  }}\n}}"),
        );
    }
}
