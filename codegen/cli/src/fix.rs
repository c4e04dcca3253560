//! What findings suggest, put into the files: nothing else of them changes, and nothing that travels.

use std::collections::{BTreeMap, HashMap};

use crate::pipeline::Reading;
use errcat_catalogue::model::{BodyPart, BuiltIn, Code, CodeRef, Envelope, Member, SlotRef};
use errcat_catalogue::{lower, raw};
use errcat_evolve::edit::{Edit, Opened, recase, splice};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::rules;
use errcat_findings::source::{Edited, FileId, Sources, Span};

/// Edits that fix findings.
#[derive(Debug, Default)]
pub struct Fixes {
    /// The files that change, as they will be.
    pub files: Vec<Edited>,
    /// What was fixed, and by what.
    pub edits: Vec<Edit>,
}

/// The edits that are suggested. Of suggestions for one place the first is taken: the others can wait
/// for the next run, which may no longer make them. Names wait until nothing else is an error.
pub fn fixes(reading: &Reading) -> Fixes {
    let replaced = replaced(&reading.diagnostics, &reading.sources);
    if replaced.files.is_empty() { renamed(reading).unwrap_or_default() } else { replaced }
}

fn replaced(diagnostics: &[Diagnostic], sources: &Sources) -> Fixes {
    let mut by_file: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for suggestion in diagnostics.iter().filter_map(|one| one.suggestion.as_ref()) {
        let edits = by_file.entry(suggestion.span.file).or_default();
        edits.push(Edit { span: suggestion.span, text: suggestion.replacement.clone() });
    }
    let mut fixes = Fixes::default();
    for (file, mut edits) in by_file {
        let text = splice(&sources.get(file).text, &mut edits);
        fixes.files.push(Edited { file, text });
        fixes.edits.append(&mut edits);
    }
    fixes
}

/// Codes get the names that they should have; the wire value for them stays, and so do their old names,
/// as aliases.
fn renamed(reading: &Reading) -> Option<Fixes> {
    let errors = reading.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    let wanted: Option<HashMap<Span, &str>> =
        errors.map(|one| Some((one.primary.span, one.rename.as_deref()?))).collect();
    let wanted = wanted.filter(|wanted| !wanted.is_empty())?;
    // Except for the names, the catalogue is valid, so all references to them are known.
    let mut findings = Findings::without(&rules::CASE);
    let tree = raw::read(&reading.sources, &mut findings);
    let catalogue = lower::catalogue(&tree, &mut findings)?;
    drop(tree);
    let mut names = Vec::new();
    let mut edits = Vec::new();
    for (at, api) in catalogue.apis.iter().enumerate() {
        for (code, of) in api.codes.iter().enumerate() {
            let Some(name) = wanted.get(&of.span) else { continue };
            if is_bound_to_its_name(of, api.envelope(of)) {
                continue;
            }
            names.push((CodeRef { api: at, code }, *name));
            edits.push(Edit { span: of.span, text: (*name).to_owned() });
        }
    }
    let files = recase(&Opened::new(&catalogue, &reading.sources), &names).ok()?;
    edits.sort_by_key(|edit| edit.span);
    Some(Fixes { files, edits })
}

/// Whether the name itself is what somebody outside knows a code by: it travels, or is all that an
/// internal code has.
fn is_bound_to_its_name(code: &Code, envelope: &Envelope) -> bool {
    !code.is_public() || tells_name(&envelope.body)
}

fn tells_name(shape: &BodyPart) -> bool {
    match shape {
        BodyPart::Constant(_) => false,
        BodyPart::Array(items) => items.iter().any(tells_name),
        BodyPart::Errors(item) => tells_name(item),
        BodyPart::Object(members) => members
            .iter()
            .any(|member| matches!(member, Member::Key(_, shape) if tells_name(shape))),
        BodyPart::Slot(used) => used.slot == SlotRef::BuiltIn(BuiltIn::Name),
    }
}
