//! Raw entries become the validated model.
//!
//! `declare` collects the names, then each part is lowered with all names known. Every part
//! reports what it finds and goes on with what it can; the catalogue is made only if nothing was
//! found.

mod accepted;
mod api;
mod body;
mod changelog;
mod code;
mod conversion;
mod declare;
mod details;
mod envelope;
mod example;
mod lowering;
mod manifest;
mod message;
mod operations;
mod outputs;
mod package;
mod parameters;
mod prose;
mod retry;
mod scope;
mod slots;
mod types;
mod unexpected;
mod value;
mod vocabulary;

pub use outputs::{is_module_path, is_output_path};

use crate::model::CodeRef;
use crate::model::catalogue::{Catalogue, Sealed};
use crate::raw::Tree;
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::Span;
use lowering::{CodeName, Lowering, Symbols};

/// Makes the catalogue of `tree`; `None` where anything in it is wrong.
pub fn catalogue(tree: &Tree<'_>, findings: &mut Findings) -> Option<Catalogue> {
    let symbols = declare::declare(tree, findings);
    lower(tree, &symbols, findings)
}

/// Where a valid catalogue refers to its codes, in order of the places: the name, quotes and all, or
/// the whole reference in prose. Names in the entries of conversions are references as well.
pub fn references(tree: &Tree<'_>) -> Vec<(CodeRef, Span)> {
    let findings = &mut Findings::default();
    let mut symbols = declare::declare(tree, findings);
    symbols.drafts.iter_mut().for_each(|draft| draft.names.note_uses());
    lower(tree, &symbols, findings);
    let mut found = Vec::new();
    for (api, draft) in symbols.drafts.into_iter().enumerate() {
        for (name, span) in draft.names.into_uses() {
            if let CodeName::Code(code) = name {
                found.push((CodeRef { api, code }, span));
            }
        }
    }
    found.sort_by_key(|(code, span)| (*span, *code));
    found.dedup();
    found
}

fn lower<'a>(
    tree: &'a Tree<'a>,
    symbols: &Symbols<'a>,
    findings: &mut Findings,
) -> Option<Catalogue> {
    let manifest = manifest::lower(&tree.catalogue, findings);
    let has_docs_url = tree.catalogue.root().is_none_or(|root| root.get("docs_url").is_some());
    let mut lowering = Lowering::new(symbols, findings, has_docs_url);
    let statuses = vocabulary::statuses(&mut lowering);
    let actions = vocabulary::actions(&mut lowering, &tree.actions);
    let mut apis = Vec::new();
    for at in 0..symbols.drafts.len() {
        apis.push(lowering.in_api(at, |lowering| api::lower(lowering, at, &statuses, &actions)));
    }
    let conversions = conversion::lower(&mut lowering, &tree.conversions, &apis);
    let releases = changelog::lower(&mut lowering, &tree.changelog);
    let accepted = accepted::lower(&mut lowering, &tree.accepted);
    let catalogue = manifest.map(|manifest| Catalogue {
        package: manifest.package.unwrap_or_else(|| package::usual(&manifest.title, &apis)),
        title: manifest.title,
        version: manifest.version,
        docs_url: manifest.docs_url,
        lints: manifest.lints,
        classes: manifest.classes,
        coverage: manifest.coverage,
        openapi: manifest.openapi,
        outputs: manifest.outputs,
        statuses,
        actions,
        apis,
        conversions,
        releases,
        accepted,
        _sealed: Sealed,
    });
    catalogue.filter(|_| !findings.has_errors())
}
