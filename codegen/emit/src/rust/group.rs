//! `group.rs` of an API: its groups.

use super::docs;
use super::scope::ApiScope;
use super::source_text::{Literal, SourceText};
use errcat_catalogue::model::Group;

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let groups = || api.api.groups.iter().zip(&api.names.groups);
    let count = api.api.groups.len();
    let mut source = SourceText::new("Groups of codes.");
    let root = api.scope.place.root();
    source.one_line(format_args!("use {root}::runtime_::codes::GroupEntry;"));
    let variants = |source: &mut SourceText| {
        for (group, variant) in groups() {
            source.docs("    ", "///", &variant_docs(api, group));
            source.line(format_args!("    {variant},"));
        }
    };
    source.block(
        "A group of codes: those of one file of the catalogue.",
        "#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]\n\
         #[non_exhaustive]\n\
         pub enum Group {",
        variants,
        "}",
    );
    source.one_line(format_args!("{root}::runtime_::codes::groups!();"));
    let all = |source: &mut SourceText| {
        for variant in &api.names.groups {
            source.line(format_args!("    Group::{variant},"));
        }
    };
    source.block("", &format!("static ALL: [Group; {count}] = ["), all, "];");
    let entries = |source: &mut SourceText| {
        for (group, _) in groups() {
            let summary = group.summary.as_ref().map_or("", |summary| &summary.source);
            source.record("GroupEntry", |fields| {
                fields.field("name", Literal(group.name.as_str()));
                fields.field("title", Literal(&group.title));
                fields.field("summary", Literal(summary));
                fields.field("codes", format_args!("{:?}", group.codes));
            });
        }
    };
    source.block("", &format!("static ENTRIES: [GroupEntry; {count}] = ["), entries, "];");
    source.finish()
}

fn variant_docs(api: ApiScope<'_>, group: &Group) -> String {
    let mut text = docs::plain(&group.title);
    if let Some(summary) = &group.summary {
        text.push_str("\n\n");
        text.push_str(&api.scope.line(summary));
    }
    text
}
