//! Findings as text for people, each with its source line.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use super::Style;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span, floor_char_boundary};
use crate::wording::{phrase, printable};

/// All `diagnostics` as text, each with its source line.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    // Long lines are cut here, so that columns stay right.
    let renderer = renderer.term_width(usize::from(u16::MAX));
    let mut text = String::new();
    for diagnostic in diagnostics {
        let shown = renderer.render(&report(diagnostic, sources));
        text.push_str(&with_arrows(&with_columns(shown, diagnostic, sources)));
        text.push_str("\n\n");
    }
    text
}

fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group =
        Group::with_title(level.primary_title(phrase(&diagnostic.message)).id(diagnostic.rule.id));
    for (label, kind) in std::iter::once((&diagnostic.primary, AnnotationKind::Primary))
        .chain(diagnostic.secondary.iter().map(|label| (label, AnnotationKind::Context)))
    {
        let line = Line::of(sources, label.span);
        let annotation = kind.span(line.range.clone());
        let annotation = match label.text.as_str() {
            "" => annotation,
            text => annotation.label(phrase(text)),
        };
        group = group.element(
            Snippet::source(line.text)
                .path(printable(&sources.get(label.span.file).display))
                .line_start(line.number)
                .annotation(annotation),
        );
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(phrase(help)));
    }
    let mut groups = vec![group];
    // Where words say what to type, the edit would say it again.
    if let Some(suggestion) = diagnostic.suggestion.as_ref().filter(|_| diagnostic.help.is_empty())
    {
        let line = Line::of(sources, suggestion.span);
        let patch = Patch::new(line.range.clone(), printable(&suggestion.replacement));
        groups.push(
            Level::HELP.secondary_title("write this instead").element(
                Snippet::source(line.text)
                    .path(printable(&sources.get(suggestion.span.file).display))
                    .line_start(line.number)
                    .patch(patch),
            ),
        );
    }
    groups
}

/// The first line of a span as it is shown: what is behind it is left out, so that a long string
/// or table stays one line of a message; and of a long line what is near the span.
struct Line {
    text: String,
    /// Where the span is in the text.
    range: Range<usize>,
    number: usize,
    /// The span's place in the file, counted in characters from 1.
    column: usize,
}

/// So many bytes of a line are shown before and behind the beginning of a span.
const SHOWN_BEFORE: usize = 60;
const SHOWN_BEHIND: usize = 120;

impl Line {
    fn of(sources: &Sources, span: Span) -> Self {
        let text = &sources.get(span.file).text;
        let (number, line) = sources.line(span);
        let start = floor_char_boundary(text, span.start as usize).clamp(line.start, line.end);
        let end = floor_char_boundary(text, span.end as usize).clamp(start, line.end);
        let from = match start.checked_sub(SHOWN_BEFORE).filter(|from| *from > line.start) {
            Some(from) => floor_char_boundary(text, from),
            None => line.start,
        };
        let to = floor_char_boundary(text, line.end.min(start + SHOWN_BEHIND));
        let end = end.min(to);
        let cut = |cut: bool| if cut { "…" } else { "" };
        let before = format!("{}{}", cut(from > line.start), printable(&text[from..start]));
        let marked = printable(&text[start..end]);
        let behind = format!("{}{}", printable(&text[end..to]), cut(to < line.end));
        Self {
            range: before.len()..before.len() + marked.len(),
            text: before + &marked + &behind,
            number,
            column: sources.position(span).column,
        }
    }
}

/// The renderer counts columns in the text that it gets: where the beginning of a line was cut off,
/// they are put right.
fn with_columns(mut rendered: String, diagnostic: &Diagnostic, sources: &Sources) -> String {
    for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary) {
        let line = Line::of(sources, label.span);
        let shown = line.text[..line.range.start].chars().count() + 1;
        if shown != line.column {
            let place =
                format!("{}:{}:", printable(&sources.get(label.span.file).display), line.number);
            let right = format!("{place}{}\n", line.column);
            rendered = rendered.replacen(&format!("{place}{shown}\n"), &right, 1);
        }
    }
    rendered
}

/// The renderer begins the line of another place with `:::`, which the runner of a CI job may take for a
/// command. All other lines begin with a number or a bar.
fn with_arrows(rendered: &str) -> String {
    // White space and the sequences of colours.
    let begins = |before: &str| before.chars().all(|it| " \x1b[;0123456789m".contains(it));
    let mut text = String::with_capacity(rendered.len());
    for line in rendered.split_inclusive('\n') {
        match line.split_once(":::") {
            Some((before, behind)) if begins(before) => {
                text.extend([before, "-->", behind]);
            }
            _ => text.push_str(line),
        }
    }
    text
}
