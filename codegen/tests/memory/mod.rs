//! Catalogues that lie in memory.

#![allow(dead_code, reason = "each test uses some of it")]

use errcat_catalogue::model::Catalogue;
use errcat_catalogue::{check as lints, lower, raw};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::render::{Style, human};
use errcat_findings::source::Sources;
use errcat_findings::wording::is_unprintable;

/// A file's path and text.
pub type File = (String, String);

/// A file's path and bytes.
pub type Bytes = (String, Vec<u8>);

/// Reads the files as a run would, and checks what everybody relies on.
pub fn check_files(files: &[File]) -> Vec<Diagnostic> {
    let bytes: Vec<Bytes> =
        files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    check_bytes(&bytes)
}

/// The same of files that may be no text.
pub fn check_bytes(files: &[Bytes]) -> Vec<Diagnostic> {
    check(files).0
}

/// The same, with the files in which it was found, and the catalogue, where there are no errors.
pub fn check(files: &[Bytes]) -> (Vec<Diagnostic>, Sources, Option<Catalogue>) {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    for (path, bytes) in files {
        errcat::load::add(path, path.clone(), bytes.clone(), &mut sources, &mut findings);
    }
    let tree = raw::read(&sources, &mut findings);
    let catalogue = lower::catalogue(&tree, &mut findings);
    if let Some(catalogue) = &catalogue {
        lints::check(catalogue, &mut findings);
        for api in &catalogue.apis {
            for code in &api.codes {
                for example in &code.examples {
                    catalogue.example_body(api, code, example);
                    catalogue.example_headers(api, code, example);
                }
            }
        }
    }
    let found = findings.into_sorted();
    let has_errors = found.iter().any(|one| one.severity == Severity::Error);
    assert!(catalogue.is_some() || has_errors, "refused without a word");
    for one in &found {
        let helps = !one.help.is_empty() || one.suggestion.is_some();
        assert!(!one.message.is_empty() && helps, "{one:?}");
        for label in std::iter::once(&one.primary).chain(&one.secondary) {
            let text = &sources.get(label.span.file).text;
            assert!(text.get(label.span.range()).is_some(), "{one:?} is not in {text}");
        }
    }
    assert!(found.is_sorted_by_key(|one| one.primary.span), "out of order");
    let shown = human(&found, &sources, Style::Plain);
    assert!(!shown.contains(|c: char| c != '\n' && is_unprintable(c)), "{shown}");
    (found, sources, catalogue.filter(|_| !has_errors))
}
