//! `operations.toml`: which codes each operation can answer with.

use std::collections::{BTreeSet, HashMap};

use super::lowering::{CodeName, Lowering};
use super::prose::prose_at;
use super::value::day;
use crate::model::{
    Code, Group, METHODS, Operation, OperationDeprecated, OperationKey, Visibility,
};
use crate::raw::shape::is_whole;
use crate::raw::{Key, Node, Table, format};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::is_unprintable;
use errcat_findings::wording::{list, nearest};

/// What operations refer to.
struct Names<'c> {
    codes: &'c [Code],
    groups: &'c [Group],
    /// The indices of groups.
    by_name: HashMap<&'c str, usize>,
}

/// Reads the operations of the API at hand.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    codes: &[Code],
    groups: &[Group],
) -> Vec<Operation> {
    let Some(root) = root else { return Vec::new() };
    let by_name = groups.iter().enumerate().map(|(at, group)| (group.name.as_str(), at)).collect();
    let names = &Names { codes, groups, by_name };
    let common = root.table("common");
    let shared =
        common.map(|table| listed(lowering, table, names, &BTreeSet::new())).unwrap_or_default();
    let mut firsts: HashMap<OperationKey, Span> = HashMap::new();
    let mut operations = Vec::new();
    let mut takes_common = false;
    for (key, table) in root.tables_of("operations") {
        let has_common = table.get("common").and_then(Node::boolean).unwrap_or(true);
        takes_common |= has_common;
        let base = if has_common { shared.clone() } else { BTreeSet::new() };
        let mut all = listed(lowering, table, names, &base);
        all.extend(base);
        let whole = is_whole(table, &format::OPERATION)
            && common.is_none_or(|common| is_whole(common, &format::OPERATION_COMMON));
        if all.is_empty() && whole && !names_any(table) && !common.is_some_and(names_any) {
            lowering.error(
                &rules::OPERATION,
                key.span,
                format!("`{}` has no codes", key.text),
                "list the codes that it can answer with in `codes` or `groups`, or delete the \
                    entry",
            );
        }
        let Some(parsed) = operation_key(lowering, key) else { continue };
        let alike = match &parsed {
            OperationKey::Path { method, path } => {
                OperationKey::Path { method: method.clone(), path: OperationKey::shape(path) }
            }
            OperationKey::Id(id) => OperationKey::Id(id.clone()),
        };
        let first = *firsts.entry(alike).or_insert(key.span);
        if first != key.span {
            let message = format!("the operation `{}` is listed twice", key.text);
            lowering.findings.push(
                Diagnostic::new(&rules::OPERATION, key.span, message)
                    .secondary(
                        first,
                        "first listed here: paths that differ only in the names of \
                    parameters are the same",
                    )
                    .help("put the codes of both in one entry"),
            );
            continue;
        }
        operations.push(Operation {
            key: parsed,
            summary: prose_at(lowering, table, "summary"),
            codes: all.into_iter().collect(),
            deprecated: deprecated(lowering, table),
            span: key.span,
        });
    }
    if let (Some(common), false) = (common, takes_common) {
        lowering.lint(
            &rules::USELESS_ENTRY,
            common.span,
            "no operation uses the common codes",
            "delete `[common]`, or add the operations",
        );
    }
    operations
}

/// Reads since when an operation should not be used any more, and when it may go: in this order (RFC 9745,
/// section 4).
fn deprecated<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
) -> Option<OperationDeprecated> {
    let table = table.table("deprecated")?;
    let on = table.get("on").and_then(|it| {
        day(lowering, it, "the day since which callers should no longer use the operation")
    });
    let last = table.get("sunset");
    let sunset = last.and_then(|it| day(lowering, it, "the day on which the operation may go"));
    let on = on?;
    // Days of this form are in the order of their texts.
    if let (Some(sunset), Some(last)) = (&sunset, last)
        && *sunset < on
    {
        lowering.error(
            &rules::BAD_VALUE,
            last.span(),
            format!("the operation goes on {sunset}, before it is deprecated on {on}"),
            "write a later day for `sunset`, or an earlier one for `on`",
        );
        return None;
    }
    Some(OperationDeprecated { on, sunset })
}

fn names_any(table: Table<'_>) -> bool {
    table.items_of("codes").chain(table.items_of("groups")).next().is_some()
}

/// The codes that `codes` and `groups` name, internal ones as their masks. `base` are there anyway.
fn listed<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    names: &Names<'_>,
    base: &BTreeSet<usize>,
) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for node in table.items_of("groups") {
        let Some(text) = node.text() else { continue };
        if let Some(group) = group(lowering, names, text, node.span())
            && is_new(lowering, &mut seen, text, node.span())
        {
            found.extend(group.codes.clone().map(|at| match names.codes[at].visibility {
                Visibility::Public => at,
                Visibility::Internal { masked_as } => masked_as,
            }));
        }
    }
    let of_groups = found.clone();
    let mut firsts: HashMap<usize, Span> = HashMap::new();
    for node in table.items_of("codes") {
        let Some(text) = node.text() else { continue };
        let Some(code) = code(lowering, names.codes, text, node.span()) else { continue };
        let first = *firsts.entry(code).or_insert(node.span());
        if first != node.span() {
            twice(lowering, text, node.span(), first);
        } else if of_groups.contains(&code) || base.contains(&code) {
            let by = if base.contains(&code) { "`[common]`" } else { "its group" };
            lowering.lint(
                &rules::USELESS_ENTRY,
                node.span(),
                format!("{by} already includes `{text}`"),
                "delete it here",
            );
        }
        found.insert(code);
    }
    found
}

fn is_new<'a>(
    lowering: &mut Lowering<'a, '_>,
    seen: &mut HashMap<&'a str, Span>,
    text: &'a str,
    span: Span,
) -> bool {
    let first = *seen.entry(text).or_insert(span);
    if first != span {
        twice(lowering, text, span, first);
    }
    first == span
}

fn twice(lowering: &mut Lowering<'_, '_>, text: &str, span: Span, first: Span) {
    lowering.findings.push(
        Diagnostic::new(&rules::OPERATION, span, format!("`{text}` is listed twice"))
            .secondary(first, "first listed here, by this name or an alias")
            .help("delete one of the two"),
    );
}

fn group<'g>(
    lowering: &mut Lowering<'_, '_>,
    names: &Names<'g>,
    text: &str,
    span: Span,
) -> Option<&'g Group> {
    let groups = names.groups;
    let found = names.by_name.get(text).map(|at| &groups[*at]);
    if found.is_none() {
        let of = lowering.draft().map_or("", |draft| draft.id);
        let help = lowering
            .instead(text, groups.iter().map(|group| group.name.as_str()))
            .unwrap_or_else(|| "name the stem of a group file".to_owned());
        lowering.error(
            &rules::UNKNOWN_NAME,
            span,
            format!("`{text}` is not a group of `{of}`"),
            help,
        );
    }
    found
}

/// A public code that is not retired.
fn code(lowering: &mut Lowering<'_, '_>, codes: &[Code], text: &str, span: Span) -> Option<usize> {
    let draft = &lowering.symbols.drafts[lowering.api()?];
    let (message, help) = match draft.names.resolve(text, span, lowering.findings)? {
        CodeName::Code(at) => match codes[at].visibility {
            Visibility::Public => return Some(at),
            Visibility::Internal { masked_as } => {
                let mask = codes[masked_as].name.as_str();
                let help = format!("name `{mask}`, its mask, instead");
                (format!("`{text}` is internal: no operation answers with it"), help)
            }
        },
        CodeName::Retired(_) => (
            format!("`{text}` is retired: no operation answers with it"),
            "delete it here, or name the code that replaced it".to_owned(),
        ),
    };
    lowering.error(&rules::OPERATION, span, message, help);
    None
}

/// `POST /v1/orders`, or an `operationId`, which holds no space.
fn operation_key(lowering: &mut Lowering<'_, '_>, key: Key<'_>) -> Option<OperationKey> {
    let text = key.text;
    let fault = match text.split_once(' ') {
        _ if text.starts_with('/') => {
            Some(("has no method", format!("write it before the path, as in `GET {text}`")))
        }
        None if !text.is_empty()
            && text.chars().all(|c| !c.is_whitespace() && !is_unprintable(c)) =>
        {
            return Some(OperationKey::Id(text.to_owned()));
        }
        None => Some(("is not an `operationId`", FORM.to_owned())),
        Some((method, path)) => match (METHODS.contains(&method), path_fault(path)) {
            (true, None) => {
                return Some(OperationKey::Path { method: method.into(), path: path.into() });
            }
            (true, Some(help)) => Some(("has a path that OpenAPI does not allow", help)),
            (false, _) => Some(("does not begin with a method", method_help(method))),
        },
    };
    let (what, help) = fault?;
    lowering.error(&rules::OPERATION, key.span, format!("`{text}` {what}"), help);
    None
}

const FORM: &str = "write a method and a path, as in `POST /v1/orders`, or an `operationId`, as in \
                    `createOrder`";

fn method_help(method: &str) -> String {
    let capitals = method.to_ascii_uppercase();
    if METHODS.contains(&capitals.as_str()) {
        return format!("write `{capitals}`");
    }
    match nearest(&capitals, METHODS.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the methods are {}", list(METHODS)),
    }
}

/// The help for an invalid path.
fn path_fault(path: &str) -> Option<String> {
    if !path.starts_with('/') {
        return Some(format!("begin it with `/`, as in `/{}`", path.trim_start()));
    }
    if path.chars().any(|c| c.is_whitespace() || is_unprintable(c) || matches!(c, '?' | '#')) {
        return Some(
            "write only the path, without spaces, invisible characters, query and fragment"
                .to_owned(),
        );
    }
    let mut names = BTreeSet::new();
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let name = rest[at..].strip_prefix('{').and_then(|after| after.split_once('}'));
        match name {
            Some((name, after)) if !name.is_empty() && !name.contains(['{', '/']) => {
                if !names.insert(name) {
                    return Some(format!("give the two parameters `{name}` different names"));
                }
                rest = after;
            }
            _ => return Some("write parameters as in `/orders/{id}`".to_owned()),
        }
    }
    None
}
