//! Conversions by equal names, when a name changes.

use std::collections::{HashMap, HashSet};

use super::draft::Draft;
use super::{Opened, Refused, literals};
use errcat_catalogue::model::{Catalogue, CodeRef, Conversion};
use errcat_catalogue::raw::{Node, Table};
use errcat_catalogue::toml_tree::{Statement, StatementKind};

/// Adds the entries without which a conversion with `same_name` would lead somewhere else, or
/// nowhere, once codes have the names `new`.
pub(super) fn keep(
    opened: &Opened<'_>,
    new: &HashMap<CodeRef, &str>,
    draft: &mut Draft<'_>,
) -> Result<(), Refused> {
    let Some(id) = opened.tree.conversions.id() else { return Ok(()) };
    let root = opened.tree.conversions.root();
    let tables =
        root.into_iter().flat_map(|root| root.items_of("conversion")).filter_map(Node::table);
    let after = Names { catalogue: opened.catalogue, new };
    for (at, (table, conversion)) in tables.zip(&opened.catalogue.conversions).enumerate() {
        if table.get("same_name").and_then(Node::boolean) != Some(true) {
            continue;
        }
        for (from, to) in after.lost(table, conversion) {
            let file = draft.file(id);
            let begins = |it: &Statement<'_>| {
                matches!(it.kind, StatementKind::ArrayHeader) && it.is_at(&["conversion"])
            };
            let heads: Vec<usize> = file.all().filter(|it| begins(&file.statements[*it])).collect();
            let Some(start) = heads.get(at).copied() else {
                return Err(Refused::new(
                    "a command cannot edit conversions.toml as it is written",
                    format!(
                        "write `[[conversion]]` tables there, or add `{from} = \"{to}\"` first"
                    ),
                ));
            };
            let end = heads.get(at + 1).copied().unwrap_or(file.statements.len());
            let entry = (from.as_str(), literals::string(&to));
            let edit = file.put(start..end, &["conversion", "codes"], (entry.0, &entry.1), None);
            draft.make([edit]);
        }
    }
    Ok(())
}

/// Names as they will be.
struct Names<'a> {
    catalogue: &'a Catalogue,
    new: &'a HashMap<CodeRef, &'a str>,
}

impl<'a> Names<'a> {
    fn of(&self, code: CodeRef) -> &'a str {
        let old = || self.catalogue.code(code).1.name.as_str();
        self.new.get(&code).copied().unwrap_or_else(old)
    }

    /// The entries that a conversion needs to lead where it led.
    fn lost(&self, table: Table<'_>, conversion: &Conversion) -> Vec<(String, String)> {
        let (from, to) = (conversion.from, conversion.to);
        if self.new.keys().all(|code| code.api != from && code.api != to) {
            return Vec::new();
        }
        let source = &self.catalogue.apis[from];
        let keys = table.entries_of("codes").map(|(key, _)| key.text);
        let listed = table.items_of("unmapped").filter_map(Node::text);
        let mut by_name: HashMap<&str, usize> = HashMap::new();
        for (at, code) in source.codes.iter().enumerate() {
            let names = std::iter::once(&code.name).chain(&code.aliases);
            by_name.extend(names.map(|name| (name.as_str(), at)));
        }
        let named = keys.chain(listed).filter_map(|name| by_name.get(name).copied());
        let named: HashSet<usize> = named.collect();
        let public = self.catalogue.apis[to].public_codes();
        let targets: HashMap<&str, usize> =
            public.map(|(code, _)| (self.of(CodeRef { api: to, code }), code)).collect();
        let mut lost = Vec::new();
        for (code, _) in source.public_codes().filter(|(code, _)| !named.contains(code)) {
            let name = self.of(CodeRef { api: from, code });
            let leads = targets.get(name).copied().or(conversion.otherwise);
            if let (Some(led), true) = (conversion.codes[code], leads != conversion.codes[code]) {
                lost.push((name.to_owned(), self.of(CodeRef { api: to, code: led }).to_owned()));
            }
        }
        lost
    }
}
