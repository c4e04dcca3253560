//! The names of one API: its types, envelopes and groups.

use super::RENAME;
use super::codes::codes;
use super::drafts::{ApiDraft, GroupDraft};
use super::range::ranges;
use crate::lower::scope::Scope;
use crate::model::WireType;
use crate::name::Grammar;
use crate::raw::shape::is_whole;
use crate::raw::{ApiFolder, Table, format};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Declares the names of an API.
pub(super) fn api<'a>(
    folder: &'a ApiFolder<'a>,
    span: Span,
    findings: &mut Findings,
) -> ApiDraft<'a> {
    let root = folder.api.root();
    let whole = is_whole_api(folder);
    let word = root.and_then(|root| root.table("code")).and_then(|code| code.text("type"));
    let wire = match word {
        None | Some("string") if whole => Some(WireType::String),
        Some("integer") => Some(WireType::Integer),
        _ => None,
    };
    let id = folder.name;
    let mut draft = ApiDraft {
        id,
        root,
        operations: folder.operations.root(),
        span,
        wire: wire.unwrap_or(WireType::String),
        groups: groups(folder, root, findings),
        codes: Vec::new(),
        retired: Vec::new(),
        names: Scope::new(
            format!("a code of `{id}`"),
            Grammar::Code,
            "define it",
            "rename or delete one of them; to keep a wire value, set `wire`",
        ),
        envelopes: Scope::new(
            format!("an envelope of `{id}`"),
            Grammar::Envelope,
            "define it in `[envelopes]`",
            RENAME,
        ),
        types: Scope::new(
            format!("a type of `{id}`"),
            Grammar::Type,
            "define it in `[types]`",
            RENAME,
        ),
        whole,
        partial: folder
            .groups
            .iter()
            .any(|(_, file)| file.root().is_none_or(|root| !is_whole(root, &format::GROUP))),
    };
    if draft.partial {
        draft.names.set_partial();
    }
    for (names, table) in [(&mut draft.types, "types"), (&mut draft.envelopes, "envelopes")] {
        if !whole {
            names.set_partial();
        }
        let entries = root.into_iter().flat_map(|root| root.entries_of(table));
        for (at, (key, _)) in entries.enumerate() {
            names.declare(key.text, key.span, at, findings);
        }
    }
    codes(&mut draft, wire, findings);
    ranges(&mut draft, wire, findings);
    draft
}

/// Whether nothing of an API's `api.toml` could be missed.
pub(super) fn is_whole_api(folder: &ApiFolder<'_>) -> bool {
    !folder.api.is_broken() && folder.api.root().is_none_or(|root| is_whole(root, &format::API))
}

/// The groups in the order of the docs: as `groups` says, then by name.
fn groups<'a>(
    folder: &'a ApiFolder<'a>,
    root: Option<Table<'a>>,
    findings: &mut Findings,
) -> Vec<GroupDraft<'a>> {
    let mut names = Scope::new(
        format!("a group file of `{}`", folder.name),
        Grammar::Group,
        "make a file for it",
        "rename one of the files",
    );
    for (at, (id, file)) in folder.groups.iter().enumerate() {
        if let Some(file) = file.id() {
            names.declare(id, Span::start_of(file), at, findings);
        }
    }
    let mut order: Vec<usize> = Vec::new();
    let mut listed: Vec<Option<Span>> = vec![None; folder.groups.len()];
    for node in root.into_iter().flat_map(|root| root.items_of("groups")) {
        let Some(text) = node.text() else { continue };
        let Some(at) = names.resolve(text, node.span(), findings) else { continue };
        if let Some(first) = listed[at].replace(node.span()) {
            findings.push(
                Diagnostic::new(
                    &rules::BAD_VALUE,
                    node.span(),
                    format!("the group `{text}` is listed twice"),
                )
                .secondary(first, "first used here")
                .help("delete one of the two"),
            );
        } else {
            order.push(at);
        }
    }
    order.extend((0..folder.groups.len()).filter(|at| listed[*at].is_none()));
    order
        .into_iter()
        .map(|at| {
            let (id, file) = &folder.groups[at];
            GroupDraft { id, root: file.root(), range: None }
        })
        .collect()
}
