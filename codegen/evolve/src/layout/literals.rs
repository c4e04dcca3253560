//! How values are written.

use super::{WIDTH, dotted};
use errcat_catalogue::toml_tree::{Entry, Literal, LiteralKind};

/// At most this many spaces are before the items of a broken array.
const INDENT: usize = 4;

/// A value, on several lines where it has to be, if `used` characters are before it on its line and
/// `behind` come after it.
pub(super) fn broken(
    text: &str,
    literal: &Literal<'_>,
    indent: usize,
    used: usize,
    behind: usize,
) -> String {
    let line = on_a_line(text, literal);
    let fits = used + line.chars().count() + behind <= WIDTH;
    let items = literal.items();
    // What was broken stays so: lists grow.
    let stays = fits && !text[literal.range.clone()].contains('\n');
    if items.is_empty() || stays || is_kept(literal) {
        return line;
    }
    let inner = " ".repeat(indent + INDENT);
    let items = items.iter().map(|item| {
        let item = broken(text, item, indent + INDENT, indent + INDENT, 1);
        format!("{inner}{item},\n")
    });
    format!("[\n{}{}]", items.collect::<String>(), " ".repeat(indent))
}

fn on_a_line(text: &str, literal: &Literal<'_>) -> String {
    let written = &text[literal.range.clone()];
    match &literal.kind {
        LiteralKind::Scalar => double_quoted(written),
        LiteralKind::Array(_) if is_kept(literal) => written.to_owned(),
        LiteralKind::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| on_a_line(text, item)).collect();
            format!("[{}]", items.join(", "))
        }
        LiteralKind::Table(entries) if entries.is_empty() => "{}".to_owned(),
        LiteralKind::Table(entries) => {
            let entry = |entry: &Entry<'_>| {
                format!("{} = {}", dotted(text, &entry.keys), on_a_line(text, &entry.literal))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

/// Whether it is an array that stays as it is written: where comments belong in one, its writer knows.
fn is_kept(literal: &Literal<'_>) -> bool {
    literal.is_array() && (literal.has_comments || literal.items().iter().any(is_kept))
}

/// A string in single quotes in double quotes, where it is the same in them.
fn double_quoted(written: &str) -> String {
    let is_single = written.starts_with('\'') && !written.starts_with("'''");
    let inner = written.trim_matches('\'');
    if !is_single || inner.contains(['"', '\\', '\t']) {
        return written.to_owned();
    }
    format!("\"{inner}\"")
}
