//! Tables on a terminal: no line is wider than the terminal. Without a terminal, nothing is cut.

use console::{Term, measure_text_width, truncate_str};

use errcat_findings::wording::printable;

/// The columns that the terminal has; `None` where the output goes elsewhere.
pub(super) fn columns() -> Option<usize> {
    Term::stdout().size_checked().map(|(_, columns)| usize::from(columns))
}

/// Lays out rows below their headings. Where there is not enough room, the last column is cut. Columns
/// that are empty are left out; `right` are those that stand to the right.
pub(super) fn table(headings: &[&str], right: &[usize], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| printable(&cell.replace('\n', " "))).collect())
        .collect();
    let cells = |at: usize| rows.iter().filter_map(move |row| row.get(at));
    let used: Vec<usize> =
        (0..headings.len()).filter(|at| cells(*at).any(|cell| !cell.is_empty())).collect();
    let widths: Vec<usize> = used
        .iter()
        .map(|at| {
            let cells = cells(*at).map(|cell| measure_text_width(cell)).max().unwrap_or(0);
            cells.max(measure_text_width(headings[*at]))
        })
        .collect();
    let room = columns();
    let line = |cell: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for (place, (at, width)) in used.iter().zip(&widths).enumerate() {
            let cell = cell(*at);
            let pad = " ".repeat(width.saturating_sub(measure_text_width(&cell)));
            let cell = if right.contains(at) { pad + &cell } else { cell + &pad };
            text.push_str(if place == 0 { "" } else { "  " });
            text.push_str(&cell);
        }
        let text = text.trim_end();
        match room {
            Some(room) => truncate_str(text, room, "…").into_owned(),
            None => text.to_owned(),
        }
    };
    let mut text = format!("\x1b[1m{}\x1b[0m\n", line(&|at| headings[at].to_owned()));
    for row in &rows {
        text.push_str(&line(&|at| row.get(at).cloned().unwrap_or_default()));
        text.push('\n');
    }
    text
}

/// Breaks text into lines of a width.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        if measure_text_width(line) <= width {
            lines.push(printable(line));
            continue;
        }
        let mut current = String::new();
        for word in line.split(' ') {
            let wider = measure_text_width(&current) + 1 + measure_text_width(word);
            if !current.is_empty() && wider > width {
                lines.push(printable(&std::mem::take(&mut current)));
            }
            if !current.is_empty() {
                current.push(' ');
            }
            current.push_str(word);
        }
        lines.push(printable(&current));
    }
    lines
}
