//! `conversions.toml`: tables from one API's codes to another's.

use std::collections::HashMap;

use super::lowering::{CodeName, Lowering};
use super::prose::prose_at;
use crate::model::{Api, Code, Conversion, Visibility};
use crate::raw::shape::is_whole;
use crate::raw::{File, Node, Table, format};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::list_some;

/// Reads the tables.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    file: &'a File<'a>,
    apis: &[Api],
) -> Vec<Conversion> {
    let mut pairs: HashMap<(usize, usize), Span> = HashMap::new();
    let mut conversions = Vec::new();
    let tables = file
        .root()
        .into_iter()
        .flat_map(|root| root.items_of("conversion"))
        .filter_map(Node::table);
    for table in tables {
        let (Some(from), Some(to)) =
            (api_at(lowering, table, "from"), api_at(lowering, table, "to"))
        else {
            continue;
        };
        let span = table.get("from").map_or(table.span, Node::span);
        if from == to {
            let span = table.get("to").map_or(span, Node::span);
            lowering.error(
                &rules::CONVERSION,
                span,
                "a conversion needs two different APIs",
                "name another API in `to`",
            );
            continue;
        }
        if let Some(first) = pairs.insert((from, to), span) {
            lowering.findings.push(
                Diagnostic::new(
                    &rules::CONVERSION,
                    span,
                    "another conversion between these APIs already exists",
                )
                .secondary(first, "this one")
                .help("put the codes of both in one table"),
            );
            continue;
        }
        conversions.push(conversion(lowering, table, span, from, to, apis));
    }
    conversions
}

fn api_at<'a>(lowering: &mut Lowering<'a, '_>, table: Table<'a>, key: &str) -> Option<usize> {
    let node = table.get(key)?;
    lowering.symbols.apis.resolve(node.text()?, node.span(), lowering.findings)
}

fn conversion<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    span: Span,
    from: usize,
    to: usize,
    apis: &[Api],
) -> Conversion {
    let (source, target) = (&apis[from], &apis[to]);
    let by_name: HashMap<&str, usize> =
        target.public_codes().map(|(at, code)| (code.name.as_str(), at)).collect();
    let same_name = table.get("same_name").and_then(Node::boolean).unwrap_or(false);
    let otherwise = table.get("otherwise").and_then(|node| target_code(lowering, node, to, apis));
    let default = |code: usize| {
        let same = by_name.get(source.codes[code].name.as_str()).copied().filter(|_| same_name);
        same.or(otherwise)
    };

    let mut codes: Vec<Option<usize>> = vec![None; source.codes.len()];
    let mut named: HashMap<usize, Span> = HashMap::new();
    for (key, node) in table.entries_of("codes") {
        let Some(code) = living(lowering, key.text, key.span, from) else { continue };
        if !name_once(lowering, &mut named, code, key.text, key.span) {
            continue;
        }
        codes[code] = target_code(lowering, node, to, apis);
        if let Some(target) = codes[code].map(|at| &apis[to].codes[at]) {
            check_class(lowering, &source.codes[code], target, node.span());
        }
        if codes[code].is_some() && default(code) == codes[code] {
            lowering.lint(
                &rules::USELESS_ENTRY,
                key.span,
                format!("`{}` converts to this code without the entry", key.text),
                "delete the entry: `same_name` or `otherwise` already covers it",
            );
        }
    }
    let mut total = true;
    for node in table.items_of("unmapped") {
        let Some(text) = node.text() else { continue };
        total = false;
        let Some(code) = living(lowering, text, node.span(), from) else { continue };
        name_once(lowering, &mut named, code, text, node.span());
    }
    let mut left = Vec::new();
    for (at, code) in source.public_codes().filter(|(at, _)| !named.contains_key(at)) {
        codes[at] = default(at);
        match codes[at].map(|at| &apis[to].codes[at]) {
            // What `otherwise` takes in is meant to be of all kinds.
            Some(_) if codes[at] == otherwise => {}
            Some(target) => check_class(lowering, code, target, span),
            None => left.push(code.name.as_str()),
        }
    }
    // Codes and entries may be missing where something could not be read.
    let drafts = &lowering.symbols.drafts;
    let whole = is_whole(table, &format::CONVERSION)
        && [from, to].iter().all(|api| !drafts[*api].partial)
        && table.get("otherwise").is_some() == otherwise.is_some();
    if !left.is_empty() && whole {
        lowering.error(
            &rules::CONVERSION,
            span,
            format!(
                "the conversion leaves out codes of `{}`: {}",
                source.name.as_str(),
                list_some(&left)
            ),
            "give each of them a counterpart in `codes`, list it in `unmapped`, or set `otherwise`",
        );
    }
    for at in 0..source.codes.len() {
        if let Visibility::Internal { masked_as } = source.codes[at].visibility {
            codes[at] = codes.get(masked_as).copied().flatten();
        }
    }
    Conversion {
        from,
        to,
        description: prose_at(lowering, table, "description"),
        codes,
        otherwise,
        total,
        span,
    }
}

/// Takes note of a code with an entry; whether it has none yet.
fn name_once(
    lowering: &mut Lowering<'_, '_>,
    named: &mut HashMap<usize, Span>,
    code: usize,
    text: &str,
    span: Span,
) -> bool {
    let first = *named.entry(code).or_insert(span);
    if first != span {
        lowering.findings.push(
            Diagnostic::new(&rules::CONVERSION, span, format!("`{text}` already has an entry"))
                .secondary(first, "first listed here, by this name or an alias")
                .help("delete one of the two"),
        );
    }
    first == span
}

/// A code that says whose fault it is becomes one that says the same.
fn check_class(lowering: &mut Lowering<'_, '_>, from: &Code, to: &Code, span: Span) {
    let (Some(old), Some(new)) = (from.status(), to.status()) else { return };
    if old.class() != new.class() {
        lowering.lint(
            &rules::STATUS_CLASS,
            span,
            format!(
                "`{}` has the status {old}, but `{}` has {new}",
                from.name.as_str(),
                to.name.as_str()
            ),
            "name a code of the same status class, or list this code in `unmapped`",
        );
    }
}

fn target_code(
    lowering: &mut Lowering<'_, '_>,
    node: Node<'_>,
    api: usize,
    apis: &[Api],
) -> Option<usize> {
    let code = living(lowering, node.text()?, node.span(), api)?;
    if let Some(deprecated) = &apis[api].codes[code].deprecated {
        let help = match deprecated.replaced_by {
            Some(replacement) => {
                format!("name its replacement, `{}`", apis[api].codes[replacement].name.as_str())
            }
            None => "name another code".to_owned(),
        };
        lowering.lint(
            &rules::DEPRECATED_TARGET,
            node.span(),
            format!("`{}` is deprecated", node.text().unwrap_or_default()),
            help,
        );
    }
    Some(code)
}

/// A public code that is not retired.
fn living(lowering: &mut Lowering<'_, '_>, text: &str, span: Span, api: usize) -> Option<usize> {
    let symbols = lowering.symbols;
    match symbols.drafts[api].names.resolve(text, span, lowering.findings)? {
        CodeName::Code(code) if symbols.drafts[api].codes[code].internal => {
            lowering.error(
                &rules::CONVERSION,
                span,
                format!("`{text}` is internal: it converts as its mask does"),
                "delete it here, or name its mask",
            );
            None
        }
        CodeName::Code(code) => Some(code),
        CodeName::Retired(_) => {
            lowering.error(
                &rules::CONVERSION,
                span,
                format!("`{text}` is retired"),
                "delete it here, or name the code that replaced it",
            );
            None
        }
    }
}
