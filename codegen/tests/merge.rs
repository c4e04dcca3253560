//! Merges into documents. Each folder of `merge/pass` has a document before and after, each of
//! `merge/fail` one that is refused with exactly the text of its `expected.txt`. All are merged with
//! the API of `merge/catalogue`, to which a folder's own `operations.toml` belongs.
//!
//! To write what comes out anew: `ERRCAT_BLESS=1 cargo test --test suite merge::`.

#![allow(clippy::unwrap_used, reason = "a test ends at the first thing that is not as expected")]

use camino::{Utf8Path, Utf8PathBuf};
use errcat::pipeline::{Reading, read};
use errcat_emit::document::prefix;
use errcat_evolve::merge::{Counts, Format, Merged, Request, merge};
use errcat_findings::render::{Style, human};
use errcat_findings::source::{FileId, Source};

/// A fixture: its document, and the catalogue.
struct Fixture {
    dir: Utf8PathBuf,
    extension: String,
    reading: Reading,
    file: FileId,
}

fn fixtures(kind: &str) -> Vec<Fixture> {
    let root = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/merge");
    let folders = root.join(kind).read_dir_utf8().unwrap();
    let mut dirs: Vec<_> = folders.map(|entry| entry.unwrap().into_path()).collect();
    dirs.sort();
    assert!(!dirs.is_empty());
    dirs.into_iter().map(|dir| fixture(&root, dir)).collect()
}

fn fixture(root: &Utf8Path, dir: Utf8PathBuf) -> Fixture {
    let temporary = tempfile::tempdir().unwrap();
    let catalogue = Utf8Path::from_path(temporary.path()).unwrap();
    fs_err::create_dir(catalogue.join("shop")).unwrap();
    for name in ["catalogue", "statuses", "actions", "shop/api", "shop/orders"] {
        let name = format!("{name}.toml");
        fs_err::copy(root.join("catalogue").join(&name), catalogue.join(&name)).unwrap();
    }
    let operations = dir.join("operations.toml");
    if operations.exists() {
        fs_err::copy(operations, catalogue.join("shop/operations.toml")).unwrap();
    }
    let mut reading = read(catalogue).unwrap();
    assert!(reading.catalogue.is_some(), "{}", said(&reading, &reading.diagnostics, catalogue));
    let extension = if dir.join("before.json").exists() { "json" } else { "yaml" };
    let name = format!("before.{extension}");
    let text = fs_err::read_to_string(dir.join(&name)).unwrap();
    let source = Source { display: name.clone(), path: name, text, readable: true };
    let file = reading.sources.add(source);
    Fixture { dir, extension: extension.to_owned(), reading, file }
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

/// Holds `text` against the file at `path`, or writes it there.
fn check(path: &Utf8Path, text: &str) {
    if std::env::var_os("ERRCAT_BLESS").is_some() {
        fs_err::write(path, text).unwrap();
    }
    let expected = fs_err::read_to_string(path).unwrap_or_default();
    assert!(expected == text, "{path} is not what came out:\n{text}");
}

#[test]
fn documents_come_out_like_this() {
    for fixture in fixtures("pass") {
        let merged = fixture.merge(fixture.before(), false).unwrap();
        check(&fixture.dir.join(format!("after.{}", fixture.extension)), &merged.text);
    }
}

#[test]
fn a_second_merge_changes_nothing() {
    for fixture in fixtures("pass") {
        for replace in [false, true] {
            let once = fixture.merge(fixture.before(), replace).unwrap();
            let twice = fixture.merge(&once.text, replace).unwrap();
            assert_eq!(once.text, twice.text, "{}", fixture.dir);
            for counts in [twice.done.components, twice.done.responses] {
                let unchanged = counts.unchanged;
                assert_eq!(counts, Counts { unchanged, ..Counts::default() }, "{}", fixture.dir);
            }
            let kept = |merged: &Merged| {
                merged.done.kept.iter().map(|(what, _)| what.clone()).collect::<Vec<_>>()
            };
            assert_eq!(kept(&once), kept(&twice), "{}", fixture.dir);
            assert!(!replace || once.done.kept.is_empty());
        }
    }
}

#[test]
fn refused_documents_are_refused_in_these_words() {
    for fixture in fixtures("fail") {
        let text = fixture.merge(fixture.before(), false).err();
        let text = text.unwrap_or_else(|| panic!("{} is not refused", fixture.dir));
        check(&fixture.dir.join("expected.txt"), &text);
    }
}
