//! `accepted.toml`: changes that break somebody, and that the team makes all the same.

use super::lowering::Lowering;
use super::manifest::version;
use crate::model::Accepted;
use crate::raw::{File, Node, Table};

/// Reads all of them. Whether there are such rules and changes, `diff` knows.
pub(super) fn lower<'a>(lowering: &mut Lowering<'a, '_>, file: &'a File<'_>) -> Vec<Accepted> {
    let items = file.root().into_iter().flat_map(|root| root.items_of("change"));
    items.filter_map(Node::table).filter_map(|table| one(lowering, table)).collect()
}

fn one<'a>(lowering: &mut Lowering<'a, '_>, table: Table<'a>) -> Option<Accepted> {
    let rule = table.get("rule")?;
    let until = version(table.get("until")?, lowering.findings)?;
    Some(Accepted {
        rule: rule.text()?.to_owned(),
        subject: table.text("subject")?.to_owned(),
        reason: table.text("reason")?.to_owned(),
        until,
        span: rule.span(),
    })
}
