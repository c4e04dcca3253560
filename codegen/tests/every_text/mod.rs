//! A catalogue with a place for a text wherever the format takes one: `catalogue/` beside this file.
//! In it `"TEXT"` stands for plain text and `"PROSE"` for Markdown; `"TEXT#name"` for the same text as
//! others of that name, `"TEXT:prefix"` for a text behind that prefix.

#![allow(dead_code, unused_imports, reason = "each user takes some of it")]

mod places;

use std::collections::BTreeSet;
use std::ops::Range;

use errcat_catalogue::model::Catalogue;
use errcat_catalogue::{lower, raw};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::source::{FileId, Source, Sources, Span};

pub use places::{Place, TEXTS, places};

/// The files, in the order in which they are read.
pub const FILES: &[(&str, &str)] = &[
    ("catalogue.toml", include_str!("catalogue/catalogue.toml")),
    ("statuses.toml", include_str!("catalogue/statuses.toml")),
    ("actions.toml", include_str!("catalogue/actions.toml")),
    ("conversions.toml", include_str!("catalogue/conversions.toml")),
    ("changelog.toml", include_str!("catalogue/changelog.toml")),
    ("accepted.toml", include_str!("catalogue/accepted.toml")),
    ("gate/api.toml", include_str!("catalogue/gate/api.toml")),
    ("gate/locks.toml", include_str!("catalogue/gate/locks.toml")),
    ("gate/operations.toml", include_str!("catalogue/gate/operations.toml")),
    ("gate/problems.toml", include_str!("catalogue/gate/problems.toml")),
    ("yard/api.toml", include_str!("catalogue/yard/api.toml")),
    ("yard/all.toml", include_str!("catalogue/yard/all.toml")),
];

/// Texts for the places, by the number of each; `None` for harmless ones.
pub type Texts = Vec<Option<String>>;

/// The catalogue with texts.
pub struct Filled {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The texts that it was made with. Those that the format refuses became `None`.
    pub filled: Texts,
}

impl Filled {
    /// All texts in it. Examples keep line ends as they are.
    pub fn texts(&self) -> BTreeSet<String> {
        let texts = self.filled.iter().enumerate();
        let texts: Vec<String> =
            texts.map(|(at, text)| text.clone().unwrap_or_else(|| harmless(at))).collect();
        texts.iter().map(|text| raw::normal(text)).chain(texts.clone()).collect()
    }
}

/// The catalogue with nothing but harmless texts.
pub fn harmless_alone() -> Filled {
    fill(vec![None; places().count])
}

/// The files with nothing but harmless texts.
pub fn harmless_files() -> Vec<(String, String)> {
    files(&vec![None; places().count])
}

/// The files with these texts.
pub fn files(texts: &Texts) -> Vec<(String, String)> {
    write(texts).0
}

/// Fills in the texts. What the format refuses must be refused at the text's own place; the
/// catalogue is read again with a harmless one there.
///
/// # Panics
/// Where an error is anywhere else.
pub fn fill(mut texts: Texts) -> Filled {
    loop {
        let (files, written) = write(&texts);
        let mut sources = Sources::default();
        let ids: Vec<FileId> = files
            .into_iter()
            .map(|(path, text)| {
                sources.add(Source { display: path.clone(), path, text, readable: true })
            })
            .collect();
        let mut findings = Findings::default();
        let tree = raw::read(&sources, &mut findings);
        let catalogue = lower::catalogue(&tree, &mut findings);
        drop(tree);
        let found = findings.into_sorted();
        let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
        if errors.is_empty() {
            return Filled { catalogue: catalogue.unwrap(), filled: texts };
        }
        let spans: Vec<Span> = errors.iter().flat_map(|one| spans(one)).collect();
        let at = |place: &Place, range: &Range<usize>| (ids[place.file], range.clone());
        let blame = |is: &dyn Fn((FileId, Range<usize>)) -> bool| -> BTreeSet<usize> {
            let of =
                places().all.iter().zip(&written).filter(|(place, range)| is(at(place, range)));
            of.map(|(place, _)| place.text).filter(|at| texts[*at].is_some()).collect()
        };
        let mut blamed = blame(&|(file, range)| spans.iter().any(|it| touches(*it, file, &range)));
        if blamed.is_empty() {
            // A key can be at fault for the value that is behind it.
            let line = |span: &Span, file, range: &Range<usize>| {
                let text = &sources.get(file).text;
                let between = span.file == file && range.end <= span.range().start;
                between && !text[range.end..span.range().start].contains('\n')
            };
            blamed = blame(&|(file, range)| spans.iter().any(|it| line(it, file, &range)));
        }
        assert!(!blamed.is_empty(), "none of the texts is at fault: {errors:#?}\n{texts:?}");
        for at in blamed {
            texts[at] = None;
        }
    }
}

fn spans(one: &Diagnostic) -> impl Iterator<Item = Span> {
    std::iter::once(&one.primary).chain(&one.secondary).map(|label| label.span)
}

fn touches(span: Span, file: FileId, range: &Range<usize>) -> bool {
    let it = span.range();
    span.file == file && it.start < range.end && range.start < it.end.max(it.start + 1)
}

/// The files with the texts, and where each place is in its file then.
fn write(texts: &Texts) -> (Vec<(String, String)>, Vec<Range<usize>>) {
    let mut ranges = Vec::new();
    let files = FILES.iter().enumerate().map(|(file, (path, template))| {
        let (mut out, mut at) = (String::new(), 0);
        for place in places().all.iter().filter(|place| place.file == file) {
            out.push_str(&template[at..place.range.start]);
            let start = out.len();
            quote(&place.filled(texts[place.text].as_deref()), &mut out);
            ranges.push(start..out.len());
            at = place.range.end;
        }
        out.push_str(&template[at..]);
        ((*path).to_owned(), out)
    });
    (files.collect(), ranges)
}

/// A text that means no harm to anybody. It needs quotes where it is a key.
fn harmless(at: usize) -> String {
    format!("harmless words {at}")
}

/// A basic string of TOML, which may also be a key.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\0'..='\x1f' | '\x7f' => out.push_str(&format!("\\u{:04x}", character as u32)),
            _ => out.push(character),
        }
    }
    out.push('"');
}
