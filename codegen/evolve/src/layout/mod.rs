//! The canonical layout of a catalogue's files: text to text.
//!
//! Keys stand in the order of the format's tables, where their order means nothing; names, and all
//! that JSON has, stay in the order in which they were written. Comments stay with what stands
//! below them. What would lose a comment or change a value is left as it is.

mod order;
mod same;
mod statements;
mod value;

use errcat_catalogue::raw;
use errcat_catalogue::raw::format::Shape;
use statements::{Kind, Statement};

/// No line of values is longer, in characters, where it can be broken.
const WIDTH: usize = 100;

/// `text`, the TOML of a file of this shape, in the canonical layout. `None` where it is not TOML.
pub fn format(text: &str, shape: &'static Shape) -> Option<String> {
    // What follows relies on it.
    if !raw::is_toml(text) {
        return None;
    }
    let unix = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let mut read = statements::read(&unix);
    let prologue = prologue(&mut read.statements, &mut read.end);
    let sections = order::sorted(read.statements, shape);
    let mut out = prologue;
    for section in &sections {
        for (at, statement) in section.iter().enumerate() {
            let is_first = out.is_empty() || out.ends_with("\n\n");
            let has_header = matches!(section[0].kind, Kind::Header { .. });
            write(&mut out, statement, is_first, has_header && at == 1);
        }
    }
    comments(&mut out, &read.end, !sections.is_empty());
    let out = out.trim_end().to_owned() + if out.trim().is_empty() { "" } else { "\n" };
    // A text in which something would be lost is kept as it is.
    Some(if same::same(&unix, &out, shape) { out } else { text.to_owned() })
}

/// What stands above everything else: comments with an empty line below them, and lines for
/// editors such as `#:schema`.
fn prologue<'t>(statements: &mut [Statement<'t>], end: &mut Vec<&'t str>) -> String {
    let lead = statements.first_mut().map_or(end, |first| &mut first.lead);
    let by_line = lead.iter().rposition(|line| line.is_empty()).map_or(0, |at| at + 1);
    let for_editors = lead.iter().rposition(|line| line.starts_with("#:")).map_or(0, |at| at + 1);
    let mut lines: Vec<&str> = lead.drain(..by_line.max(for_editors)).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let mut out = String::new();
    comments(&mut out, &lines, false);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Lines of comments; of empty lines one stays, and none at the beginning.
fn comments(out: &mut String, lines: &[&str], mut gap: bool) {
    for line in lines {
        if line.is_empty() {
            if gap && !out.ends_with("\n\n") && !out.is_empty() {
                out.push('\n');
            }
        } else {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        gap = true;
    }
}

/// Writes a statement that is the `first` of all or stands right `below_header`.
fn write(out: &mut String, statement: &Statement<'_>, first: bool, below_header: bool) {
    let is_header = matches!(statement.kind, Kind::Header { .. });
    if is_header && !first {
        out.push('\n');
    }
    let lead = &statement.lead[..];
    // Above a header stands an empty line anyway, and below it none.
    let lead = if is_header || first || below_header {
        &lead[lead.iter().take_while(|line| line.is_empty()).count()..]
    } else {
        lead
    };
    comments(out, lead, !first);
    match &statement.kind {
        Kind::Header { list } => {
            let name = statement.keys.join(".");
            out.push_str(&if *list { format!("[[{name}]]") } else { format!("[{name}]") });
        }
        Kind::Entry { value } => {
            let name = statement.keys.join(".");
            out.push_str(&format!("{name} = "));
            let used = name.chars().count() + 3;
            out.push_str(&value.print(0, used, statement.comment.map_or(0, |it| it.len() + 1)));
        }
    }
    if let Some(comment) = statement.comment {
        out.push(' ');
        out.push_str(comment.trim_end());
    }
    out.push('\n');
}
