//! Merges into documents. Each page of `merge/pass` has a document before and after, each of
//! `merge/fail` one that is refused with exactly the text in its last block. All are merged with
//! the API of `merge/base.md`, to which a page's own `operations.toml` belongs.
//!
//! To write the results again: `ERRCAT_BLESS=1 cargo test --test suite merge::`.

use camino::Utf8Path;
use errcat::pipeline::{Reading, read};
use errcat_emit::document::prefix;
use errcat_evolve::merge::{Counts, Format, Merged, Request, merge};
use errcat_findings::render::{Style, human};
use errcat_findings::source::{FileId, Source};
use errcat_tests::{Case, cases, tests};

/// A fixture: its document, and the catalogue.
struct Fixture {
    case: Case,
    extension: &'static str,
    reading: Reading,
    file: FileId,
}

fn fixtures(kind: &str) -> Vec<Fixture> {
    let cases = cases(&tests().join("merge").join(kind)).unwrap();
    cases.into_iter().map(fixture).collect()
}

fn fixture(case: Case) -> Fixture {
    let temporary = tempfile::tempdir().unwrap();
    let catalogue = &case.unpack(Utf8Path::from_path(temporary.path()).unwrap()).unwrap();
    let mut reading = read(catalogue).unwrap();
    assert!(reading.catalogue.is_some(), "{}", said(&reading, &reading.diagnostics, catalogue));
    let extension = if catalogue.join("before.json").exists() { "json" } else { "yaml" };
    let name = format!("before.{extension}");
    let text = fs_err::read_to_string(catalogue.join(&name)).unwrap();
    let source = Source { display: name.clone(), path: name, text, readable: true };
    let file = reading.sources.add(source);
    Fixture { case, extension, reading, file }
}

fn said(
    reading: &Reading,
    diagnostics: &[errcat_findings::diagnostic::Diagnostic],
    catalogue: &Utf8Path,
) -> String {
    human(diagnostics, &reading.sources, Style::Plain).replace(&format!("{catalogue}/"), "")
}

impl Fixture {
    fn before(&self) -> &str {
        &self.reading.sources.get(self.file).text
    }

    fn merge(&self, text: &str, replace: bool) -> Result<Merged, String> {
        let catalogue = self.reading.catalogue.as_ref().unwrap();
        let format = Format::of(&format!("x.{}", self.extension)).unwrap();
        let prefix = prefix(&catalogue.apis[0]);
        let file = self.file;
        let request = Request { catalogue, api: 0, prefix: &prefix, file, text, format, replace };
        merge(request).map_err(|diagnostics| {
            let text = human(&diagnostics, &self.reading.sources, Style::Plain);
            let shown = text.lines().map(|line| match line.find("/shop/operations.toml") {
                // The catalogue lies in a temporary folder.
                Some(at) => {
                    let arrow = line.find("> ").or_else(|| line.find(": ")).unwrap_or(0);
                    format!("{}{}", &line[..arrow + 2], &line[at + 1..])
                }
                None => line.to_owned(),
            });
            shown.map(|line| line + "\n").collect()
        })
    }
}

#[test]
fn documents_come_out_like_this() {
    for fixture in fixtures("pass") {
        let merged = fixture.merge(fixture.before(), false).unwrap();
        fixture.case.holds(&merged.text).unwrap();
    }
}

#[test]
fn a_second_merge_changes_nothing() {
    for fixture in fixtures("pass") {
        for replace in [false, true] {
            let once = fixture.merge(fixture.before(), replace).unwrap();
            let twice = fixture.merge(&once.text, replace).unwrap();
            assert_eq!(once.text, twice.text, "{}", fixture.case.name);
            for counts in [twice.done.components, twice.done.responses] {
                let unchanged = counts.unchanged;
                assert_eq!(
                    counts,
                    Counts { unchanged, ..Counts::default() },
                    "{}",
                    fixture.case.name
                );
            }
            let kept = |merged: &Merged| {
                merged.done.kept.iter().map(|(what, _)| what.clone()).collect::<Vec<_>>()
            };
            assert_eq!(kept(&once), kept(&twice), "{}", fixture.case.name);
            assert!(!replace || once.done.kept.is_empty());
        }
    }
}

#[test]
fn refused_documents_are_refused_in_these_words() {
    for fixture in fixtures("fail") {
        let text = fixture.merge(fixture.before(), false).err();
        let text = text.unwrap_or_else(|| panic!("{} is not refused", fixture.case.name));
        fixture.case.holds(&text).unwrap();
    }
}
