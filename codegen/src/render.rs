//! Findings as text for people.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Patch, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Sources, Span, floor_char_boundary};

/// Whether text may hold terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text alone.
    Plain,
    /// With ANSI escape sequences.
    Coloured,
}

/// How many findings a run prints; the rest are counted.
pub const MOST_PRINTED: usize = 100;

/// All `diagnostics` as text, each with its source line, and a last line that counts them.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(MOST_PRINTED) {
        text.push_str(&renderer.render(&report(diagnostic, sources)));
        text.push_str("\n\n");
    }
    if let Some(more) = diagnostics.len().checked_sub(MOST_PRINTED).filter(|more| *more > 0) {
        text.push_str(&format!("… and {more} more like these, not printed\n"));
    }
    text
}

/// How many errors and warnings there are, in words: `2 errors, 1 warning`.
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    let words = |number: usize, word: &str| match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    };
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, warnings) => words(warnings, "warning"),
        (errors, 0) => words(errors, "error"),
        (errors, warnings) => format!("{}, {}", words(errors, "error"), words(warnings, "warning")),
    }
}

fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = level
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.rule.id)
        .element(snippet(
            sources,
            diagnostic.primary.span,
            AnnotationKind::Primary,
            &diagnostic.primary.text,
        ));
    for label in &diagnostic.secondary {
        group = group.element(snippet(sources, label.span, AnnotationKind::Context, &label.text));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(printable(help)));
    }
    let mut groups = vec![group];
    if let Some(suggestion) = &diagnostic.suggestion {
        let line = Line::of(sources, suggestion.span);
        groups.push(
            Level::HELP.secondary_title("write this instead").element(
                Snippet::source(printable(line.text))
                    .path(printable(&sources.get(suggestion.span.file).display))
                    .line_start(line.number)
                    .patch(Patch::new(line.range, printable(&suggestion.replacement))),
            ),
        );
    }
    groups
}

fn snippet<'a>(
    sources: &'a Sources,
    span: Span,
    kind: AnnotationKind,
    label: &'a str,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let line = Line::of(sources, span);
    let annotation = kind.span(line.range);
    Snippet::source(printable(line.text))
        .path(printable(&sources.get(span.file).display))
        .line_start(line.number)
        .annotation(if label.is_empty() { annotation } else { annotation.label(printable(label)) })
}

/// The first line of a span: what is behind it is left out, so that a long string or table stays
/// one line of a message, and a message costs what its line costs and not what its file does.
struct Line<'a> {
    text: &'a str,
    number: usize,
    range: Range<usize>,
}

impl<'a> Line<'a> {
    fn of(sources: &'a Sources, span: Span) -> Self {
        let text = &sources.get(span.file).text;
        let start = floor_char_boundary(text, span.start as usize);
        let end = floor_char_boundary(text, span.end as usize).max(start);
        let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let to = if text[..to].ends_with('\r') && to > start { to - 1 } else { to };
        Self {
            text: &text[from..to],
            number: sources.position(span).line,
            range: start - from..end.min(to).max(start) - from,
        }
    }
}

/// The text with each control or bidirectional character replaced by a visible stand-in of the
/// same length in bytes, so that spans still hold and no input reaches the terminal as a command.
fn printable(text: &str) -> String {
    text.chars()
        .flat_map(|character| {
            let shown = match character {
                '\t' => ' ',
                _ if !is_unprintable(character) => character,
                _ => '?',
            };
            let times = if shown == character { 1 } else { character.len_utf8() };
            std::iter::repeat_n(shown, times)
        })
        .collect()
}

/// Whether a character is a control or a bidirectional formatting character (Unicode 15, Cc and
/// the controls of UAX #9), which no text of a catalogue may hold.
pub fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
