//! Raw entries become the validated model.
//!
//! [`declare`] collects the names, then each part is lowered with all names known. Every part
//! reports what it finds and goes on with what it can; the catalogue is made only if nothing was
//! found.

mod api;
mod body;
mod changelog;
mod code;
mod conversion;
mod cx;
mod declare;
mod details;
mod envelope;
mod example;
mod manifest;
mod message;
mod operations;
mod parameters;
mod prose;
mod retry;
mod scope;
mod slots;
mod types;
mod value;
mod vocabulary;

use std::collections::{HashMap, HashSet};

use super::model::{Catalogue, Sealed};
use crate::diagnostic::Findings;
use crate::raw::Tree;
use cx::{Cx, Vague};

/// Makes the catalogue of `tree`; `None` where anything in it is wrong.
pub fn build(tree: &Tree<'_>, findings: &mut Findings) -> Option<Catalogue> {
    let manifest = manifest::lower(&tree.catalogue, findings);
    let symbols = declare::declare(tree, findings);
    let mut cx = Cx {
        symbols: &symbols,
        findings,
        api: None,
        public: true,
        has_docs_url: tree.catalogue.root().is_none_or(|root| root.get("docs_url").is_some()),
        allow: Vec::new(),
        broken: HashSet::new(),
        vague: Vague::default(),
        enums: HashMap::new(),
        details: HashMap::new(),
        sets: HashMap::new(),
        facts: HashMap::new(),
    };
    let statuses = vocabulary::statuses(&mut cx);
    let actions = vocabulary::actions(&mut cx, &tree.actions);
    let mut apis = Vec::new();
    for at in 0..symbols.drafts.len() {
        cx.api = Some(at);
        apis.push(api::lower(&mut cx, at, &statuses, &actions));
    }
    cx.api = None;
    let conversions = conversion::lower(&mut cx, &tree.conversions, &apis);
    let releases = changelog::lower(&mut cx, &tree.changelog);
    let catalogue = manifest.map(|manifest| Catalogue {
        title: manifest.title,
        version: manifest.version,
        docs_url: manifest.docs_url,
        coverage: manifest.coverage,
        package: manifest.package,
        openapi: manifest.openapi,
        statuses,
        actions,
        apis,
        conversions,
        releases,
        _sealed: Sealed,
    });
    catalogue.filter(|_| !findings.has_errors())
}
