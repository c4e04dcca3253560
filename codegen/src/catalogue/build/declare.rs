//! The first pass: every name that something else may refer to.

use std::collections::{HashMap, HashSet};

use super::cx::{CodeName, Symbols};
use super::scope::Scope;
use crate::catalogue::{ActionId, Status, Wire, WireType};
use crate::diagnostic::{Diagnostic, Findings};
use crate::raw::shape::list;
use crate::raw::{ApiFolder, Node, Table, Tree};
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
    /// Whether some file of it could not be read.
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
    for (key, node) in tree.statuses.root().into_iter().flat_map(Table::entries) {
        if let (Some(status), Some(table)) = (Status::parse(key.text), node.table()) {
            status_index.insert(status, statuses.len());
            statuses.push((status, table, key.span));
        }
    }
    let mut apis = Scope::new("an API of the catalogue");
    let mut drafts = Vec::new();
    for folder in &tree.apis {
        let Some(span) = folder.span() else { continue };
        apis.declare(folder.name, span, drafts.len(), findings);
        drafts.push(api(folder, span, findings));
    }
    Symbols {
        statuses,
        statuses_partial: tree.statuses.is_broken(),
        status_index,
        actions: actions(tree, findings),
        apis,
        drafts,
    }
}

/// The common actions, then each API's own. What an API says about a common one is not new.
fn actions<'a>(tree: &'a Tree<'a>, findings: &mut Findings) -> Scope<'a, ActionId> {
    let mut actions = Scope::new("an action of actions.toml or of the API's `[actions]`");
    let mut next = 0;
    let mut declare =
        |scope: &mut Scope<'a, ActionId>, key: &'a str, span, findings: &mut Findings| {
            scope.declare(key, span, ActionId(next), findings);
            next += 1;
        };
    for (key, _) in tree.actions.root().into_iter().flat_map(Table::entries) {
        declare(&mut actions, key.text, key.span, findings);
    }
    let common: HashSet<&str> =
        tree.actions.root().into_iter().flat_map(Table::entries).map(|(key, _)| key.text).collect();
    for api in &tree.apis {
        for (key, _) in api.api.root().into_iter().flat_map(|root| root.tables_of("actions")) {
            if !common.contains(key.text) {
                declare(&mut actions, key.text, key.span, findings);
            }
        }
    }
    if tree.actions.is_broken() || tree.apis.iter().any(|api| api.api.is_broken()) {
        actions.set_partial();
    }
    actions
}

fn api<'a>(folder: &'a ApiFolder<'a>, span: Span, findings: &mut Findings) -> ApiDraft<'a> {
    let root = folder.api.root();
    let wire = match root.and_then(|root| root.table("code")).and_then(|code| code.text("type")) {
        Some("integer") => WireType::Integer,
        _ => WireType::String,
    };
    let id = folder.name;
    let mut draft = ApiDraft {
        id,
        root,
        span,
        wire,
        groups: groups(folder, root, findings),
        codes: Vec::new(),
        retired: Vec::new(),
        names: Scope::new(format!("a code of `{id}`")),
        envelopes: Scope::new(format!("an envelope of `{id}`")),
        types: Scope::new(format!("a type of `{id}`")),
        partial: folder.groups.iter().any(|(_, file)| file.is_broken()),
    };
    if draft.partial {
        draft.names.set_partial();
    }
    if folder.api.is_broken() {
        draft.envelopes.set_partial();
        draft.types.set_partial();
    }
    for (at, (key, _)) in root.into_iter().flat_map(|root| root.entries_of("types")).enumerate() {
        draft.types.declare(key.text, key.span, at, findings);
    }
    for (at, (key, _)) in root.into_iter().flat_map(|root| root.tables_of("envelopes")).enumerate()
    {
        draft.envelopes.declare(key.text, key.span, at, findings);
    }
    codes(&mut draft, folder.api.is_broken(), findings);
    draft
}

/// The groups in the order of the docs: as `groups` says, then by name.
fn groups<'a>(
    folder: &'a ApiFolder<'a>,
    root: Option<Table<'a>>,
    findings: &mut Findings,
) -> Vec<GroupDraft<'a>> {
    let mut names = Scope::new(format!("a group file of `{}`", folder.name));
    for (at, (id, file)) in folder.groups.iter().enumerate() {
        if let Some(file) = file.id() {
            names.declare(id, Span::start_of(file), at, findings);
        }
    }
    let mut order: Vec<usize> = Vec::new();
    for node in root.into_iter().flat_map(|root| root.items_of("groups")) {
        let Some(text) = node.text() else { continue };
        let Some(at) = names.resolve(text, node.span(), findings) else { continue };
        if order.contains(&at) {
            findings.push(
                Diagnostic::new(
                    &rules::BAD_VALUE,
                    node.span(),
                    format!("the group `{text}` is listed twice"),
                )
                .help("delete one of the two"),
            );
        } else {
            order.push(at);
        }
    }
    order.extend((0..folder.groups.len()).filter(|at| !order.contains(at)).collect::<Vec<_>>());
    order
        .into_iter()
        .map(|at| GroupDraft { id: folder.groups[at].0, root: folder.groups[at].1.root() })
        .collect()
}

fn codes(draft: &mut ApiDraft<'_>, rules_unknown: bool, findings: &mut Findings) {
    let mut wires: HashMap<String, Span> = HashMap::new();
    for group in 0..draft.groups.len() {
        let Some(root) = draft.groups[group].root else { continue };
        let internal_by_default = root.text("visibility") == Some("internal");
        for (key, table) in root.tables_of("codes") {
            let at = draft.codes.len();
            draft.names.declare(key.text, key.span, CodeName::Code(at), findings);
            for node in table.items_of("aliases") {
                if let Some(alias) = node.text() {
                    if let Err(fault) = crate::name::Grammar::Code.check(alias) {
                        findings.push(fault.at(node.span()));
                    }
                    draft.names.declare(alias, node.span(), CodeName::Code(at), findings);
                }
            }
            let wire = wire(table, key.text, key.span, draft.wire, rules_unknown, findings);
            claim(&mut wires, wire.as_ref(), table.get("wire"), key.span, findings);
            let internal =
                table.text("visibility").map_or(internal_by_default, |text| text == "internal");
            draft.codes.push(CodeDraft {
                name: key.text,
                span: key.span,
                table,
                group,
                internal,
                wire,
            });
        }
    }
    for group in 0..draft.groups.len() {
        let Some(root) = draft.groups[group].root else { continue };
        for (key, table) in root.tables_of("retired") {
            draft.names.declare(
                key.text,
                key.span,
                CodeName::Retired(draft.retired.len()),
                findings,
            );
            let wire = wire(table, key.text, key.span, draft.wire, rules_unknown, findings);
            claim(&mut wires, wire.as_ref(), table.get("wire"), key.span, findings);
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

fn wire(
    table: Table<'_>,
    name: &str,
    name_span: Span,
    kind: WireType,
    kind_unknown: bool,
    findings: &mut Findings,
) -> Option<Wire> {
    let node = table.get("wire");
    let mut error = |span: Span, message: String, help: &str| {
        findings.push(Diagnostic::new(&rules::WIRE, span, message).help(help));
        None
    };
    match (node, kind) {
        (None, WireType::String) => Some(Wire::String(name.to_owned())),
        (None, WireType::Integer) => error(
            name_span,
            format!("`{name}` has no number"),
            "add `wire = …`: the API's codes are integers",
        ),
        (Some(node), WireType::String) => match node.text() {
            Some(text) if text.trim() != text => {
                error(node.span(), "the wire value has a space at an end".to_owned(), "delete the space")
            }
            Some(text) if text.chars().count() > 128 => {
                error(node.span(), "the wire value is longer than 128 characters".to_owned(), "shorten it")
            }
            Some(text) => Some(Wire::String(text.to_owned())),
            None if kind_unknown => None,
            None => node.integer().and_then(|number| {
                error(
                    node.span(),
                    "the wire value is an integer, but the API's codes are strings".to_owned(),
                    &format!("write \"{number}\" in quotes, or set `type = \"integer\"` in `[code]` of api.toml"),
                )
            }),
        },
        (Some(node), WireType::Integer) => match node.integer() {
            Some(number) if number.unsigned_abs() <= LARGEST_INTEGER => Some(Wire::Integer(number)),
            Some(_) => error(
                node.span(),
                "the wire value is larger than JSON programs can hold exactly".to_owned(),
                "write a number between -9007199254740991 and 9007199254740991",
            ),
            None => node.text().and_then(|_| {
                error(
                    node.span(),
                    "the wire value is a string, but the API's codes are integers".to_owned(),
                    "write the number without quotes",
                )
            }),
        },
    }
}

/// Takes a wire value for its code: every one is unique in its API, ignoring case.
fn claim(
    wires: &mut HashMap<String, Span>,
    wire: Option<&Wire>,
    node: Option<Node<'_>>,
    name: Span,
    findings: &mut Findings,
) {
    let Some(wire) = wire else { return };
    let span = node.map_or(name, Node::span);
    if let Some(first) = wires.insert(wire.to_string().to_lowercase(), span) {
        findings.push(
            Diagnostic::new(
                &rules::SAME_WIRE,
                span,
                format!("the wire value {} is taken", list(&[&wire.to_string()])),
            )
            .secondary(first, "by this code")
            .help("give one of the codes another `wire`; upper and lower case make no difference"),
        );
    }
}
