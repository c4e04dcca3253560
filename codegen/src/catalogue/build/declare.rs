//! The first pass: every name that something else may refer to.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::cx::{CodeName, Symbols};
use super::scope::Scope;
use crate::catalogue::{ActionId, Status, Wire, WireType};
use crate::diagnostic::{Diagnostic, Findings};
use crate::name::Grammar;
use crate::raw::shape::is_whole;
use crate::raw::{ApiFolder, Key, Lines, Node, Table, Tree, format, text};
use crate::rules;
use crate::source::Span;

/// What is known of an API before anything in it is looked up.
#[derive(Debug)]
pub(super) struct ApiDraft<'a> {
    pub id: &'a str,
    /// Its `api.toml`, if that can be read.
    pub root: Option<Table<'a>>,
    /// The place that stands for it in messages.
    pub span: Span,
    pub wire: WireType,
    /// In the order of the docs.
    pub groups: Vec<GroupDraft<'a>>,
    /// In the order of the groups and their files.
    pub codes: Vec<CodeDraft<'a>>,
    pub retired: Vec<RetiredDraft<'a>>,
    /// Codes, aliases and tombstones.
    pub names: Scope<'a, CodeName>,
    pub envelopes: Scope<'a, usize>,
    pub types: Scope<'a, usize>,
    /// Whether nothing of its `api.toml` could be missed.
    pub whole: bool,
    /// Whether something of a group file could be missed.
    pub partial: bool,
}

#[derive(Debug)]
pub(super) struct GroupDraft<'a> {
    pub id: &'a str,
    pub root: Option<Table<'a>>,
}

#[derive(Debug)]
pub(super) struct CodeDraft<'a> {
    pub name: &'a str,
    pub span: Span,
    pub table: Table<'a>,
    pub group: usize,
    pub internal: bool,
    /// Whether it and its file say that in words of the format.
    pub visibility_known: bool,
    /// Whether nothing of it or its file's defaults could be missed.
    pub whole: bool,
    pub wire: Option<Wire>,
}

#[derive(Debug)]
pub(super) struct RetiredDraft<'a> {
    pub name: &'a str,
    pub table: Table<'a>,
    pub group: usize,
    pub wire: Option<Wire>,
}

/// Declares everything in the catalogue.
pub(super) fn declare<'a>(tree: &'a Tree<'a>, findings: &mut Findings) -> Symbols<'a> {
    let mut statuses = Vec::new();
    let mut status_index = HashMap::new();
    let mut statuses_partial = tree.statuses.is_broken();
    for (key, node) in tree.statuses.root().into_iter().flat_map(Table::entries) {
        if let (Some(status), Some(table)) = (Status::parse(key.text), node.table()) {
            status_index.insert(status, statuses.len());
            statuses.push((status, table, key.span));
        } else {
            statuses_partial = true;
        }
    }
    let mut apis = Scope::new(
        "an API of the catalogue",
        Grammar::Api,
        "make a folder for it",
        "rename the folder of one of them",
    );
    let mut drafts = Vec::new();
    for folder in &tree.apis {
        let Some(span) = folder.span() else { continue };
        apis.declare(folder.name, span, drafts.len(), findings);
        drafts.push(api(folder, span, findings));
    }
    if let (true, Some(file)) = (drafts.is_empty(), tree.catalogue.root().and(tree.catalogue.id()))
    {
        let message = "the catalogue has no API";
        findings.push(
            Diagnostic::new(&rules::EMPTY_API, Span::start_of(file), message).help(
                "make a folder beside this file, with an `api.toml` and a file of codes in it",
            ),
        );
    }
    let (actions, action_apis) = actions(tree, findings);
    Symbols { statuses, statuses_partial, status_index, actions, action_apis, apis, drafts }
}

/// The common actions, then each API's own. What an API says about a common one is not new.
fn actions<'a>(
    tree: &'a Tree<'a>,
    findings: &mut Findings,
) -> (Scope<'a, ActionId>, Vec<Option<usize>>) {
    let mut actions = Scope::new(
        "an action of actions.toml or of the API's `[actions]`",
        Grammar::Action,
        "define it in actions.toml",
        "rename or delete one of them, or move an action that APIs share to actions.toml",
    );
    let mut owners = Vec::new();
    let mut common = HashSet::new();
    for (key, _) in tree.actions.root().into_iter().flat_map(Table::entries) {
        actions.declare(key.text, key.span, ActionId(owners.len()), findings);
        owners.push(None);
        common.insert(key.text);
    }
    let apis = tree.apis.iter().filter(|api| api.span().is_some());
    for (at, api) in apis.enumerate() {
        for (key, _) in api.api.root().into_iter().flat_map(|root| root.entries_of("actions")) {
            if !common.contains(key.text) {
                actions.declare(key.text, key.span, ActionId(owners.len()), findings);
                owners.push(Some(at));
            }
        }
    }
    if tree.actions.is_broken() || tree.apis.iter().any(|api| !is_whole_api(api)) {
        actions.set_partial();
    }
    (actions, owners)
}

/// Whether nothing of an API's `api.toml` could be missed.
fn is_whole_api(folder: &ApiFolder<'_>) -> bool {
    !folder.api.is_broken() && folder.api.root().is_none_or(|root| is_whole(root, &format::API))
}

fn api<'a>(folder: &'a ApiFolder<'a>, span: Span, findings: &mut Findings) -> ApiDraft<'a> {
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
        span,
        wire: wire.unwrap_or(WireType::String),
        groups: groups(folder, root, findings),
        codes: Vec::new(),
        retired: Vec::new(),
        names: Scope::new(
            format!("a code of `{id}`"),
            Grammar::Code,
            "define it",
            "rename or delete one of them; what travels can stay as it is by `wire`",
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
    if !whole {
        draft.envelopes.set_partial();
        draft.types.set_partial();
    }
    for (at, (key, _)) in root.into_iter().flat_map(|root| root.entries_of("types")).enumerate() {
        draft.types.declare(key.text, key.span, at, findings);
    }
    for (at, (key, _)) in root.into_iter().flat_map(|root| root.entries_of("envelopes")).enumerate()
    {
        draft.envelopes.declare(key.text, key.span, at, findings);
    }
    codes(&mut draft, wire, findings);
    draft
}

/// What to do about two equal names that do not travel.
pub(super) const RENAME: &str = "rename or delete one of them";

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
                .secondary(first, "here for the first time")
                .help("delete one of the two"),
            );
        } else {
            order.push(at);
        }
    }
    order.extend((0..folder.groups.len()).filter(|at| listed[*at].is_none()));
    order
        .into_iter()
        .map(|at| GroupDraft { id: folder.groups[at].0, root: folder.groups[at].1.root() })
        .collect()
}

fn codes(draft: &mut ApiDraft<'_>, wire_type: Option<WireType>, findings: &mut Findings) {
    let mut wires: HashMap<String, Span> = HashMap::new();
    for group in 0..draft.groups.len() {
        let Some(root) = draft.groups[group].root else { continue };
        let whole_group = is_whole(root, &format::GROUP);
        for (key, node) in root.entries_of("codes") {
            let at = draft.codes.len();
            let is_new = draft.names.declare(key.text, key.span, CodeName::Code(at), findings);
            let table = node.table().unwrap_or_else(|| node.as_empty_table());
            for node in table.items_of("aliases") {
                if let Some(alias) = node.text() {
                    if let Err(fault) = Grammar::Code.check(alias) {
                        findings.push(fault.at(node.span()));
                    }
                    draft.names.declare(alias, node.span(), CodeName::Code(at), findings);
                }
            }
            let whole = node.table().is_some() && is_whole(table, &format::CODE);
            let wire = wire(table, key, wire_type.filter(|_| whole), findings);
            claim(&mut wires, wire.as_ref(), table.get("wire"), key.span, is_new, findings);
            let visibility = table.text("visibility").or(root.text("visibility"));
            draft.codes.push(CodeDraft {
                name: key.text,
                span: key.span,
                table,
                group,
                internal: visibility == Some("internal"),
                visibility_known: matches!(visibility, None | Some("public" | "internal")),
                whole: whole && whole_group,
                wire,
            });
        }
    }
    for group in 0..draft.groups.len() {
        let Some(root) = draft.groups[group].root else { continue };
        for (key, node) in root.entries_of("retired") {
            let name = CodeName::Retired(draft.retired.len());
            let is_new = draft.names.declare(key.text, key.span, name, findings);
            let table = node.table().unwrap_or_else(|| node.as_empty_table());
            let whole = node.table().is_some() && is_whole(table, &format::RETIRED);
            let wire = wire(table, key, wire_type.filter(|_| whole), findings);
            claim(&mut wires, wire.as_ref(), table.get("wire"), key.span, is_new, findings);
            draft.retired.push(RetiredDraft { name: key.text, table, group, wire });
        }
    }
    if draft.codes.is_empty() && !draft.partial {
        findings.push(
            Diagnostic::new(
                &rules::EMPTY_API,
                draft.span,
                format!("the API `{}` has no codes", draft.id),
            )
            .help("add a file to its folder that holds `[codes.NAME]`, or delete the folder"),
        );
    }
}

/// The most that every JSON parser keeps exactly: 2⁵³ − 1 (RFC 8259, section 6).
const LARGEST_INTEGER: u64 = (1 << 53) - 1;

/// The wire value of a code or tombstone. Where it is not known what the API's are, or the table
/// could not be read as a whole, only what is given is taken.
fn wire(
    table: Table<'_>,
    name: Key<'_>,
    kind: Option<WireType>,
    findings: &mut Findings,
) -> Option<Wire> {
    let Some(node) = table.get("wire") else {
        match kind? {
            WireType::String => return Some(Wire::String(name.text.to_owned())),
            WireType::Integer => {
                let message = format!("`{}` has no number", name.text);
                findings.push(
                    Diagnostic::new(&rules::WIRE, name.span, message)
                        .help("add `wire = 1` or another number: the API's codes are integers"),
                );
                return None;
            }
        }
    };
    let (fault, help) = match (node.text(), node.integer(), kind) {
        (Some(text), _, None | Some(WireType::String)) => {
            let length = text.chars().count();
            if text::fault(text, Lines::One).is_some() {
                return None;
            } else if text.trim() != text {
                ("the wire value has a space at an end".to_owned(), "delete the space".to_owned())
            } else if length > 128 {
                (
                    format!("the wire value has {length} characters"),
                    "shorten it to 128 at most".to_owned(),
                )
            } else {
                return Some(Wire::String(text.to_owned()));
            }
        }
        (_, Some(number), None | Some(WireType::Integer)) => {
            if number.unsigned_abs() <= LARGEST_INTEGER {
                return Some(Wire::Integer(number));
            }
            (
                "the wire value is larger than JSON programs can hold exactly".to_owned(),
                "write a number between -9007199254740991 and 9007199254740991".to_owned(),
            )
        }
        (_, Some(number), Some(WireType::String)) => (
            "the wire value is an integer, but the API's codes are strings".to_owned(),
            format!(
                "write `\"{number}\"` in quotes, or set `type = \"integer\"` in `[code]` of api.toml"
            ),
        ),
        (Some(text), _, Some(WireType::Integer)) => (
            "the wire value is a string, but the API's codes are integers".to_owned(),
            match text.trim().parse::<i64>() {
                Ok(number) => format!("write `{number}` without quotes"),
                Err(_) => "write a number, or delete `type = \"integer\"` in `[code]` of api.toml"
                    .to_owned(),
            },
        ),
        (None, None, _) => return None,
    };
    findings.push(Diagnostic::new(&rules::WIRE, node.span(), fault).help(help));
    None
}

/// Takes a wire value for its code: every one is unique in its API, ignoring case.
fn claim(
    wires: &mut HashMap<String, Span>,
    wire: Option<&Wire>,
    node: Option<Node<'_>>,
    name: Span,
    is_new: bool,
    findings: &mut Findings,
) {
    // A name that is there already has been reported, and its wire value follows from it.
    let Some(wire) = wire.filter(|_| is_new || node.is_some()) else { return };
    let span = node.map_or(name, Node::span);
    match wires.entry(wire.to_string().to_lowercase()) {
        Entry::Vacant(free) => {
            free.insert(span);
        }
        Entry::Occupied(taken) => findings.push(
            Diagnostic::new(&rules::SAME_WIRE, span, format!("the wire value `{wire}` is taken"))
                .secondary(*taken.get(), "by this code")
                .help(match wire {
                    Wire::String(_) => {
                        "give one of the codes another `wire`; upper and lower case make no difference"
                    }
                    Wire::Integer(_) => "give one of the codes another `wire`",
                }),
        ),
    }
}
