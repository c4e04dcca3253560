//! The canonical layout of a catalogue's files: text to text.
//!
//! Keys are in the order of the format's tables, where their order means nothing; names, and all
//! that JSON has, stay in the order in which they were written. Comments stay with what is
//! below them. What would lose a comment or change a value is left as it is.

mod literals;
mod order;
mod same;

use errcat_catalogue::raw;
use errcat_catalogue::raw::format::Shape;
use errcat_catalogue::toml_tree::{Key, Statement, StatementKind, TomlTree, is_bare};

/// No line of values is longer, in characters, where it can be broken.
const WIDTH: usize = 100;

/// A statement with the lines above it, which are about it.
#[derive(Debug)]
struct Paragraph<'a> {
    lines: Vec<&'a str>,
    statement: &'a Statement<'a>,
}

/// `text`, the TOML of a file of this shape, in the canonical layout. `None` where it is not TOML.
pub fn format(text: &str, shape: &'static Shape) -> Option<String> {
    // What follows relies on it.
    if !raw::is_toml(text) {
        return None;
    }
    let unix = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let tree = TomlTree::read(&unix);
    let paragraph =
        |(at, statement)| Paragraph { lines: tree.lines_above(at).collect(), statement };
    let mut paragraphs: Vec<_> = tree.statements.iter().enumerate().map(paragraph).collect();
    let mut end: Vec<&str> = tree.lines_above(paragraphs.len()).collect();
    let mut out = prologue(paragraphs.first_mut().map_or(&mut end, |first| &mut first.lines));
    let sections = order::sorted(paragraphs, shape);
    for section in &sections {
        for (at, paragraph) in section.iter().enumerate() {
            let is_first = out.is_empty() || out.ends_with("\n\n");
            let has_header = section[0].statement.is_header();
            write(&mut out, &tree, paragraph, is_first, has_header && at == 1);
        }
    }
    comments(&mut out, &end, !sections.is_empty());
    let out = out.trim_end().to_owned() + if out.trim().is_empty() { "" } else { "\n" };
    // A text in which something would be lost is kept as it is.
    Some(if same::same(&tree, &TomlTree::read(&out), shape) { out } else { text.to_owned() })
}

/// Takes what is above everything else from the first lines: comments with an empty line below them, and
/// lines for editors such as `#:schema`.
fn prologue(lines: &mut Vec<&str>) -> String {
    let by_line = lines.iter().rposition(|line| line.is_empty()).map_or(0, |at| at + 1);
    let for_editors = lines.iter().rposition(|line| line.starts_with("#:")).map_or(0, |at| at + 1);
    let mut lines: Vec<&str> = lines.drain(..by_line.max(for_editors)).collect();
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
fn write(
    out: &mut String,
    tree: &TomlTree<'_>,
    Paragraph { lines, statement }: &Paragraph<'_>,
    first: bool,
    below_header: bool,
) {
    let is_header = statement.is_header();
    if is_header && !first {
        out.push('\n');
    }
    // Above a header stands an empty line anyway, and below it none.
    let lines = if is_header || first || below_header {
        &lines[lines.iter().take_while(|line| line.is_empty()).count()..]
    } else {
        lines
    };
    comments(out, lines, !first);
    let name = dotted(tree.text, &statement.keys);
    let comment = statement.comment.clone().map(|range| &tree.text[range]);
    match &statement.kind {
        StatementKind::Header => out.push_str(&format!("[{name}]")),
        StatementKind::ArrayHeader => out.push_str(&format!("[[{name}]]")),
        StatementKind::Entry(literal) => {
            out.push_str(&format!("{name} = "));
            let used = name.chars().count() + 3;
            let behind = comment.map_or(0, |it| it.len() + 1);
            out.push_str(&literals::broken(tree.text, literal, 0, used, behind));
        }
    }
    if let Some(comment) = comment {
        out.push(' ');
        out.push_str(comment.trim_end());
    }
    out.push('\n');
}

/// Keys with dots between them, without quotes where they need none.
fn dotted(text: &str, keys: &[Key<'_>]) -> String {
    let written = |key: &Key<'_>| {
        if is_bare(&key.name) { key.name.to_string() } else { text[key.range.clone()].to_owned() }
    };
    keys.iter().map(written).collect::<Vec<_>>().join(".")
}
