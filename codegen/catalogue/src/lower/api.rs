//! An API: what holds for all of it, and its parts in order.

use std::collections::{HashMap, HashSet};

use super::lowering::{CodeName, Lowering};
use super::prose::{check_url, prose_at};
use super::{code, envelope, operations, parameters, slots, types, unexpected, vocabulary};
use crate::model::{
    Action, Api, Code, Field, Group, Link, Question, Retired, Status, StatusInfo, Wire, WireType,
};
use crate::name::Name;
use crate::raw::Table;
use errcat_findings::rules;

/// What a code's lowering needs of its API.
#[derive(Debug)]
pub(super) struct ApiParts {
    pub types: Vec<crate::model::TypeDef>,
    pub envelopes: Vec<crate::model::Envelope>,
    /// What the codes need to know of each envelope.
    pub summaries: Vec<envelope::EnvelopeSummary>,
    pub meta: Vec<Field>,
    pub meta_names: HashMap<String, usize>,
    /// Whether all facts could be read.
    pub meta_whole: bool,
    /// Every status of the catalogue in the API's words.
    pub statuses: Vec<StatusInfo>,
    pub actions: Vec<crate::model::ApiAction>,
}

/// Reads the API with the index `at`.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    at: usize,
    common: &[StatusInfo],
    actions: &[Action],
) -> Api {
    let symbols = lowering.symbols;
    let draft = &symbols.drafts[at];
    let root = draft.root;
    let mut types = types::type_defs(lowering, root, &draft.types);
    types::check_cycles(lowering, &mut types);
    let types = with_examples(lowering, root, types);
    let (meta, meta_whole) = meta(lowering, root, &types);
    let (mut envelopes, summaries) = envelope::lower(lowering, root, draft.span, &types);
    slots::find_roles(lowering, &mut envelopes, &summaries);
    let (statuses, described) = vocabulary::api_statuses(lowering, root, common);
    let actions_of_api = vocabulary::api_actions(lowering, root, actions);
    let meta_names =
        meta.iter().enumerate().map(|(at, fact)| (fact.name.as_str().to_owned(), at)).collect();
    let parts = ApiParts {
        types,
        envelopes,
        summaries,
        meta,
        meta_names,
        meta_whole: meta_whole && draft.whole,
        statuses,
        actions: actions_of_api,
    };

    let codes = code::lower_all(lowering, &parts, actions, draft.codes.len());
    code::check_circles(lowering);
    code::check_masks(lowering, &codes, &parts);
    envelope::check_codes(lowering, &parts, &codes);
    let unexpected = unexpected::lower(lowering, root, &codes, &parts);
    let codes: Vec<Code> = codes.into_iter().map(|(code, _)| code).collect();
    let groups = groups(lowering, &codes);
    let retired = retired(lowering);
    let operations = operations::lower(lowering, draft.operations, &codes, &groups);
    let parameters = parameters::lower(lowering, root, &parts.types);
    let used: HashSet<Status> =
        codes.iter().flat_map(|code| code.statuses.iter().copied()).chain(described).collect();
    Api {
        name: Name::new(draft.id),
        title: root.and_then(|root| root.text("title")).unwrap_or_default().to_owned(),
        summary: root.and_then(|root| prose_at(lowering, root, "summary")),
        docs: root.and_then(|root| prose_at(lowering, root, "docs")),
        links: root.map_or_else(Vec::new, |root| links(lowering, root)),
        wire: draft.wire,
        statuses: parts.statuses.into_iter().filter(|info| used.contains(&info.status)).collect(),
        actions: parts.actions,
        envelopes: parts.envelopes,
        types: parts.types,
        meta: parts.meta,
        groups,
        codes,
        retired,
        operations,
        parameters,
        unexpected,
        faq: faq(lowering, root),
        span: draft.span,
    }
}

fn with_examples<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    mut types: Vec<crate::model::TypeDef>,
) -> Vec<crate::model::TypeDef> {
    let mut all = Vec::new();
    for (at, (_, node)) in root.into_iter().flat_map(|root| root.entries_of("types")).enumerate() {
        if let (Some(table), Some(ty)) = (node.table(), types.get(at))
            && let crate::model::TypeKind::Record(fields) = &ty.kind
        {
            let mut fields = fields.clone();
            types::examples(lowering, table, &mut fields, &types);
            all.push((at, fields));
        }
    }
    for (at, fields) in all {
        types[at].kind = crate::model::TypeKind::Record(fields);
    }
    types
}

fn meta<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    types: &[crate::model::TypeDef],
) -> (Vec<Field>, bool) {
    let symbols = lowering.symbols;
    let draft = lowering.api().map(|api| &symbols.drafts[api]);
    let table = root.and_then(|root| root.table("meta"));
    let (Some(draft), Some(table)) = (draft, table) else { return (Vec::new(), true) };
    let (mut fields, whole) = types::fields(lowering, table, &draft.types);
    types::examples(lowering, table, &mut fields, types);
    (fields, whole)
}

fn groups<'a>(lowering: &mut Lowering<'a, '_>, codes: &[Code]) -> Vec<Group> {
    let symbols = lowering.symbols;
    let Some(draft) = lowering.api().map(|api| &symbols.drafts[api]) else { return Vec::new() };
    let mut groups = Vec::new();
    let mut next = 0;
    for (at, group) in draft.groups.iter().enumerate() {
        let count = codes[next..].iter().take_while(|code| code.group == at).count();
        let name = Name::new(group.id);
        let public = count == 0 || codes[next..next + count].iter().any(Code::is_public);
        let (summary, links) = lowering.read_by_world(public, |lowering| {
            let summary = group.root.and_then(|root| prose_at(lowering, root, "summary"));
            (summary, group.root.map_or_else(Vec::new, |root| links(lowering, root)))
        });
        groups.push(Group {
            title: group
                .root
                .and_then(|root| root.text("title"))
                .map_or_else(|| name.title(), str::to_owned),
            summary,
            links,
            codes: next..next + count,
            range: group.range.clone(),
            name,
        });
        next += count;
    }
    groups
}

fn retired<'a>(lowering: &mut Lowering<'a, '_>) -> Vec<Retired> {
    let symbols = lowering.symbols;
    let Some(draft) = lowering.api().map(|api| &symbols.drafts[api]) else { return Vec::new() };
    let mut retired = Vec::new();
    for tombstone in &draft.retired {
        let table = tombstone.table;
        retired.push(Retired {
            name: Name::new(tombstone.name),
            wire: tombstone.wire.clone().unwrap_or(match draft.wire {
                WireType::String => Wire::String(tombstone.name.to_owned()),
                WireType::Integer => Wire::Integer(0),
            }),
            group: tombstone.group,
            since: table.text("since").map(str::to_owned),
            replaced_by: code_at(lowering, table, "replaced_by"),
            note: prose_at(lowering, table, "note"),
            span: tombstone.span,
        });
    }
    retired
}

/// The code that `key` names, which is of the same API.
pub(super) fn code_at<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    key: &str,
) -> Option<usize> {
    let node = table.get(key)?;
    match lowering.code_in(lowering.api()?, node.text()?, node.span())? {
        CodeName::Code(code) => Some(code),
        CodeName::Retired(_) => None,
    }
}

fn faq<'a>(lowering: &mut Lowering<'a, '_>, root: Option<Table<'a>>) -> Vec<Question> {
    let tables =
        root.into_iter().flat_map(|root| root.items_of("faq")).filter_map(crate::raw::Node::table);
    tables
        .filter_map(|table| {
            let question = prose_at(lowering, table, "question");
            let answer = prose_at(lowering, table, "answer");
            Some(Question { question: question?, answer: answer? })
        })
        .collect()
}

/// The links of an API, a group or a code.
pub(super) fn links<'a>(lowering: &mut Lowering<'a, '_>, table: Table<'a>) -> Vec<Link> {
    let mut links = Vec::new();
    for table in table.items_of("links").filter_map(crate::raw::Node::table) {
        let (Some(title), Some(url)) = (table.text("title"), table.get("url")) else { continue };
        let Some(address) = url.text() else { continue };
        check_url(lowering, address, url.span());
        links.push(Link { title: title.to_owned(), url: address.to_owned() });
    }
    links
}

/// Reports a name that is not in the case that its file or API prescribes.
pub(super) fn check_case(
    lowering: &mut Lowering<'_, '_>,
    name: &Name,
    case: &str,
    span: errcat_findings::source::Span,
) {
    let wanted = name.in_case(case);
    if name.as_str() != wanted {
        lowering.findings.push(
            errcat_findings::diagnostic::Diagnostic::new(
                &rules::CASE,
                span,
                format!("`{}` is not in {case}", name.as_str()),
            )
            .help(format!("write `{wanted}`; to keep the old wire value, add `wire = \"…\"`"))
            .rename(wanted),
        );
    }
}
