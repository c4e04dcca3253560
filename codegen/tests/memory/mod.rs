//! Catalogues that lie in memory.

use errcat::diagnostic::{Diagnostic, Findings, Severity};
use errcat::render::{Style, human, is_unprintable};
use errcat::source::{Source, Sources};
use errcat::{catalogue, check, raw};

/// A file's path and text.
pub type File = (String, String);

/// Reads the files as a run would, and holds what comes out to what everybody relies on.
pub fn check_files(files: &[File]) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    for (path, text) in files {
        let (path, text) = (path.clone(), text.clone());
        sources.add(Source { display: path.clone(), path, text, readable: true });
    }
    let mut findings = Findings::default();
    let tree = raw::read(&sources, &mut findings);
    let catalogue = catalogue::build(&tree, &mut findings);
    if let Some(catalogue) = &catalogue {
        check::check(catalogue, &mut findings);
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
    found
}
