//! Every edit of every code of real catalogues.

use crate::catalogues;
use errcat::pipeline::{read, understand};
use errcat_catalogue::model::{Catalogue, CodeRef};
use errcat_emit::json::one;
use errcat_evolve::diff::{Class, Extent, Policy, Report, Snapshot, Verdict};
use errcat_evolve::edit::{self, Edited, End, Opened, Rename};
use errcat_findings::diagnostic::Findings;
use errcat_findings::render::{Style, human};
use errcat_findings::source::Sources;
use errcat_tests::everything;

fn all(catalogue: &Catalogue) -> Vec<CodeRef> {
    let apis = catalogue.apis.iter().enumerate();
    apis.flat_map(|(api, it)| (0..it.codes.len()).map(move |code| CodeRef { api, code })).collect()
}

/// Everything that edits do to real catalogues: valid, or refused with words; other codes are what
/// they were; and the verdict is what such an edit may be.
#[test]
fn every_code_can_be_edited_or_says_why_not() {
    let mut done = [0; 4];
    for dir in catalogues::folders() {
        let reading = read(&dir).unwrap();
        let catalogue = reading.catalogue.as_ref().unwrap();
        let opened = Opened::new(catalogue, &reading.sources);
        let (old, told) = (Snapshot::of(catalogue), told(catalogue));
        // Of hundreds each so many: a whole catalogue is read for each edit.
        let many = if everything() { told.len() / 100 + 1 } else { told.len() / 30 + 1 };
        for at in all(catalogue).into_iter().step_by(many) {
            let (api, entry) = catalogue.code(at);
            let name = entry.name.as_str();
            let new = entry.name.snake().to_owned() + "_anew";
            let new = match name {
                _ if name.chars().all(|it| !it.is_ascii_lowercase()) => new.to_uppercase(),
                _ => new,
            };
            let to = Rename { name: &new, wire: None, alias: true };
            let elsewhere = (0..api.groups.len()).find(|group| *group != entry.group);
            let edits = [
                Some(edit::deprecate(
                    &opened,
                    at,
                    End { since: Some("9.0"), sunset: None, replaced_by: None, note: Some("Note") },
                )),
                Some(edit::retire(&opened, at, End::default())),
                Some(edit::rename(&opened, at, &to)),
                elsewhere.map(|group| edit::mv(&opened, at, group)),
            ];
            for (kind, edit) in edits.into_iter().enumerate() {
                let Some(Ok(edited)) = edit else { continue };
                let after = understand(reading.sources.edited(&edited), Findings::default());
                let Some(after_catalogue) = &after.catalogue else {
                    let words = human(&after.diagnostics, &after.sources, Style::Plain);
                    assert!(words.contains("help"), "{dir} {name}: {words}");
                    continue;
                };
                done[kind] += 1;
                if dir.ends_with("catalogue") {
                    canonical(&reading.sources, &edited);
                }
                let others = told.iter().filter(|other| other.at != at && other.at.api == at.api);
                unharmed(others, after_catalogue, (name, &new));
                let new = Snapshot::of(after_catalogue);
                let policy = Policy::default();
                let report = Report::new("before", &old, &new, &after.sources, &policy);
                let most = match kind {
                    0 => Class::Additive,
                    1 | 2 => Class::Breaking,
                    _ => Class::Editorial,
                };
                // What a file gives to codes that had nothing cannot be taken back by them.
                let excused = match kind {
                    0 => !entry.is_public(),
                    3 => entry.statuses.is_empty() || entry.details.is_none(),
                    _ => false,
                };
                let within = report.verdict <= Verdict::Changed(most) || excused;
                assert!(
                    within,
                    "{dir} {name} ({kind}): {}",
                    report.listed(Class::Additive, Extent::Whole)
                );
            }
        }
    }
    assert!(done.iter().all(|count| *count > 20), "{done:?}");
}

/// Files that were in the canonical layout still are.
fn canonical(sources: &Sources, edited: &[Edited]) {
    for Edited { file, text } in edited {
        let path = &sources.get(*file).path;
        let Some(kind) = errcat_catalogue::raw::format::file(path) else { continue };
        assert_eq!(errcat_evolve::layout::format(text, &kind.shape).as_ref(), Some(text), "{path}");
    }
}

/// What a code says.
struct Told {
    at: CodeRef,
    /// With its API, as commands name it.
    full: String,
    says: String,
}

fn told(catalogue: &Catalogue) -> Vec<Told> {
    let of = |at| {
        let (api, code) = catalogue.code(at);
        let full = format!("{}/{}", api.name.as_str(), code.name.as_str());
        Told { at, full, says: says(catalogue, at) }
    };
    all(catalogue).into_iter().map(of).collect()
}

/// References are what changes, and examples are made up from what codes have in common.
fn says(catalogue: &Catalogue, code: CodeRef) -> String {
    let mut says = one(catalogue, code);
    for key in ["part_of", "see_also", "deprecated", "examples"] {
        says.as_object_mut().unwrap().remove(key);
    }
    says.to_string()
}

/// Codes beside the edited one say what they said, except references to it.
fn unharmed<'t>(
    others: impl Iterator<Item = &'t Told>,
    after: &Catalogue,
    (old, new): (&str, &str),
) {
    for other in others {
        let now = edit::code(after, &other.full).unwrap();
        assert_eq!(
            other.says.replace(new, old),
            says(after, now).replace(new, old),
            "{}",
            other.full
        );
    }
}
