//! References in the other direction: from a code to the codes that name it.

use std::collections::{HashMap, HashSet};

use crate::public_view;
use errcat_catalogue::model::{Catalogue, Code, CodeRef};

/// For each code those that refer to it, and for each API its conversions.
pub(super) struct Related {
    conversions: Vec<Vec<usize>>,
    referrers: HashMap<CodeRef, Vec<CodeRef>>,
}

impl Related {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let mut referrers: HashMap<CodeRef, Vec<CodeRef>> = HashMap::new();
        for (api, of) in catalogue.apis.iter().enumerate() {
            for (index, code) in of.public_codes() {
                for other in public_view::see_also(catalogue, code) {
                    referrers.entry(other).or_default().push(CodeRef { api, code: index });
                }
            }
        }
        let mut conversions = vec![Vec::new(); catalogue.apis.len()];
        for (at, conversion) in catalogue.conversions.iter().enumerate() {
            conversions[conversion.from].push(at);
            if conversion.to != conversion.from {
                conversions[conversion.to].push(at);
            }
        }
        Self { conversions, referrers }
    }

    /// The conversions that start from or lead to an API.
    pub(super) fn conversions(&self, api: usize) -> &[usize] {
        &self.conversions[api]
    }

    /// The codes that a code refers to, then those that refer to it, each once.
    pub(super) fn of(&self, catalogue: &Catalogue, at: CodeRef, code: &Code) -> Vec<CodeRef> {
        let mut out: Vec<CodeRef> = public_view::see_also(catalogue, code).collect();
        if let Some(referrers) = self.referrers.get(&at) {
            let known: HashSet<CodeRef> = out.iter().copied().collect();
            out.extend(referrers.iter().filter(|other| !known.contains(other)));
        }
        out
    }
}
