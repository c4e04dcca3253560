//! One code: its own facts, and what it inherits from its file, its statuses and its API.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::api::{ApiParts, check_case, links, replacement};
use super::cx::{CodeName, Cx, FactValues, Vague};
use super::json::typed_json;
use super::prose::{prose_at, prose_list};
use super::slots::Carrier;
use super::vocabulary::action_in;
use super::{details, example, message, retry, slots};
use crate::catalogue::{
    Action, ActionId, Code, CodeRef, Deprecated, Grpc, Presence, Prose, Status, StatusInfo,
    Visibility, Wire, WireType,
};
use crate::diagnostic::Diagnostic;
use crate::name::{CASES, Name};
use crate::raw::shape::{nearest, one_of};
use crate::raw::{Node, Table};
use crate::rules;
use crate::source::Span;

/// Reads the code with the index `at` of the API at hand, and tells what of it could not be read.
pub(super) fn lower<'a>(
    cx: &mut Cx<'a, '_>,
    parts: &ApiParts,
    actions: &[Action],
    at: usize,
) -> (Code, Vague) {
    let symbols = cx.symbols;
    let draft = &symbols.drafts[cx.api.unwrap_or_default()];
    let code = &draft.codes[at];
    let (table, group) = (code.table, draft.groups[code.group].root);
    let name = Name::new(code.name);
    cx.public = !code.internal;
    cx.allow = allow(cx, table);
    cx.vague = if code.whole { Vague::default() } else { Vague::ALL };
    let inherited = |key: &str| table.get(key).or_else(|| group.and_then(|group| group.get(key)));

    let case = group.and_then(|group| group.text("case"));
    let case = case.or_else(|| {
        draft.root.and_then(|root| root.table("code")).and_then(|code| code.text("case"))
    });
    if let Some(case) = case.filter(|case| CASES.contains(case)) {
        check_case(cx, &name, case, code.span);
    }
    let envelope_index = envelope(cx, code.span, table, group, parts);
    let carrier =
        Carrier { envelope: &parts.envelopes[envelope_index], facts: &parts.facts[envelope_index] };
    let statuses = statuses(cx, inherited("status"));
    let of_file = group.and_then(|group| group.get("details"));
    let details = details::of_code(cx, table.get("details"), of_file, parts);
    let fields = details.as_ref().and_then(|details| details::fields(details, &parts.types));
    let fills = slots::fills(cx, table, carrier, fields);
    let set = slots::set(cx, table, group, carrier, parts);
    check_required_fixed(cx, at, carrier, &set);
    let title = table.text("title").map_or_else(|| name.title(), str::to_owned);
    let message = match table.get("message") {
        Some(node) => {
            let values = message::Values {
                fields: fields.unwrap_or_default(),
                names: fields
                    .unwrap_or_default()
                    .iter()
                    .enumerate()
                    .map(|(at, field)| (field.name.as_str(), at))
                    .collect(),
                carrier,
                fills: &fills,
                types: &parts.types,
                details_are_no_record: details.is_some() && fields.is_none(),
            };
            message::lower(cx, table, node, &values)
        }
        None => message::of_title(&title),
    };
    let (action, advice) = action_and_advice(cx, table, group, &statuses, parts, actions);
    let own_action = action.and_then(|id| actions.get(id.0));
    let retry_after = retry::lower(cx, table, code.span, own_action, fields, carrier, parts);
    let mut lowered = Code {
        wire: code.wire.clone().unwrap_or(match draft.wire {
            WireType::String => Wire::String(code.name.to_owned()),
            WireType::Integer => Wire::Integer(0),
        }),
        group: code.group,
        envelope: envelope_index,
        grpc: table
            .text("grpc")
            .and_then(Grpc::parse)
            .or_else(|| from_statuses(&statuses, parts, |info| info.grpc)),
        statuses,
        title,
        message,
        description: prose_at(cx, table, "description"),
        action,
        advice,
        causes: prose_list(cx, table, "causes"),
        troubleshooting: prose_list(cx, table, "troubleshooting"),
        details,
        examples: Vec::new(),
        see_also: see_also(cx, table),
        links: links(cx, table),
        aliases: table.items_of("aliases").filter_map(Node::text).map(Name::new).collect(),
        retry_after,
        fills,
        set,
        since: table.text("since").map(str::to_owned),
        deprecated: deprecated(cx, table, at),
        visibility: visibility(cx, at, table, group),
        tags: inherited("tags")
            .into_iter()
            .flat_map(Node::items)
            .filter_map(Node::text)
            .map(str::to_owned)
            .collect(),
        meta: meta(cx, table, group, parts, (code.span, code.whole)),
        allow: cx.allow.iter().map(|lint| (*lint).to_owned()).collect(),
        span: code.span,
        name,
    };
    lowered.examples = example::lower(cx, table, &lowered, carrier, parts);
    cx.public = true;
    cx.allow.clear();
    (lowered, std::mem::take(&mut cx.vague))
}

/// The index of the code's envelope. One that could not be found has been reported: any will do
/// from there.
fn envelope<'a>(
    cx: &mut Cx<'a, '_>,
    code: Span,
    table: Table<'a>,
    group: Option<Table<'a>>,
    parts: &ApiParts,
) -> usize {
    let count = parts.envelopes.len();
    let found = slots::envelope_of(cx, table, group, count, true).filter(|at| *at < count);
    let named = table.get("envelope").or_else(|| group.and_then(|group| group.get("envelope")));
    if named.is_none() && found.is_none() && !cx.vague.envelope {
        let envelopes: Vec<_> =
            parts.envelopes.iter().map(|envelope| envelope.name.as_str()).collect();
        let message = "the API has several envelopes, so a code or its file names one";
        cx.findings.push(
            Diagnostic::new(&rules::MISSING_KEY, code, message)
                .help(format!("add `envelope = \"…\"` with {}", one_of(&envelopes)))
                .fold(),
        );
    }
    cx.vague.envelope |= found.is_none_or(|at| parts.facts[at].vague);
    found.unwrap_or(0)
}

fn allow<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>) -> Vec<&'a str> {
    let mut lints = Vec::new();
    for node in table.items_of("allow") {
        let Some(text) = node.text() else { continue };
        match crate::name::Grammar::Lint.check(text) {
            Ok(()) => lints.push(text),
            Err(fault) => cx.findings.push(fault.at(node.span())),
        }
    }
    lints
}

fn statuses<'a>(cx: &mut Cx<'a, '_>, node: Option<Node<'a>>) -> Vec<Status> {
    let Some(node) = node else { return Vec::new() };
    let nodes: Vec<Node<'a>> = if node.is_array() { node.items().collect() } else { vec![node] };
    if nodes.is_empty() {
        cx.error(
            &rules::STATUS,
            node.span(),
            "the list of statuses is empty",
            "name a status, or delete the key",
        );
        cx.vague.statuses = true;
    }
    let mut statuses: Vec<Status> = Vec::new();
    let mut known: HashMap<Status, Span> = HashMap::new();
    for node in nodes {
        let Some(status) = cx.status(node) else {
            cx.vague.statuses = true;
            continue;
        };
        if !status.is_error() {
            cx.error(
                &rules::STATUS,
                node.span(),
                format!("{status} is not the status of an error"),
                "write a number from 400 to 599, \"4XX\" or \"5XX\"; an envelope whose transport always says 200 has `http_status = 200`",
            );
        } else if let Some(first) = known.insert(status, node.span()) {
            cx.findings.push(
                Diagnostic::new(&rules::STATUS, node.span(), format!("{status} is there twice"))
                    .secondary(first, "here for the first time")
                    .help("delete one of the two"),
            );
        } else if status.exact().is_some()
            && statuses.last().is_some_and(|last| last.exact().is_none())
        {
            cx.error(
                &rules::STATUS,
                node.span(),
                format!("{status} stands behind a class"),
                "write classes last",
            );
        }
        statuses.push(status);
    }
    statuses
}

/// What the first status's entries say: the exact one's before its class's.
fn from_statuses<T>(
    statuses: &[Status],
    parts: &ApiParts,
    get: impl Fn(&StatusInfo) -> Option<T>,
) -> Option<T> {
    entries(statuses, parts).find_map(get)
}

fn entries<'p>(
    statuses: &[Status],
    parts: &'p ApiParts,
) -> impl Iterator<Item = &'p StatusInfo> + use<'p> {
    let first = statuses.first().copied();
    let both = first.into_iter().flat_map(|first| [first, Status::Class(first.class())]);
    both.filter_map(|status| parts.statuses.iter().find(|info| info.status == status))
}

fn action_and_advice<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    group: Option<Table<'a>>,
    statuses: &[Status],
    parts: &ApiParts,
    actions: &[Action],
) -> (Option<ActionId>, Option<Prose>) {
    let own_advice = prose_at(cx, table, "advice");
    let node = table.get("action").or_else(|| group.and_then(|group| group.get("action")));
    let (action, status_advice) = if let Some(node) = node {
        (action_in(cx, node), None)
    } else {
        // An entry that could not be read might have given the action.
        let vague = cx.vague.statuses
            || entries(statuses, parts).any(|info| cx.broken.contains(&info.span));
        cx.vague.action |= vague;
        from_statuses(statuses, parts, |info| Some((info.action?, info.advice.clone())))
            .map_or((None, None), |(action, advice)| (Some(action), advice))
    };
    cx.vague.action |= node.is_some() && action.is_none();
    let words = action.and_then(|id| {
        let own = parts.actions.iter().find(|own| own.action == id).map(|own| own.advice.clone());
        own.or_else(|| actions.get(id.0).map(|action| action.advice.clone()))
    });
    (action, own_advice.or(status_advice).or(words))
}

fn see_also<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>) -> Vec<CodeRef> {
    let nodes: Vec<_> = table.items_of("see_also").collect();
    nodes.into_iter().filter_map(|node| cx.living_code(node.text()?, node.span())).collect()
}

fn deprecated<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>, at: usize) -> Option<Deprecated> {
    let table = table.table("deprecated")?;
    Some(Deprecated {
        since: table.text("since").map(str::to_owned),
        // One that replaces itself is reported with the other circles.
        replaced_by: replacement(cx, table).filter(|code| *code != at),
        note: prose_at(cx, table, "note"),
    })
}

/// Reports codes and tombstones that replace each other in a circle.
pub(super) fn check_circles(cx: &mut Cx<'_, '_>) {
    let symbols = cx.symbols;
    let Some(draft) = cx.api.map(|api| &symbols.drafts[api]) else { return };
    // Tombstones come behind the codes.
    let count = draft.codes.len();
    let codes = draft.codes.iter().map(|code| (code.name, code.table.table("deprecated")));
    let retired = draft.retired.iter().map(|retired| (retired.name, Some(retired.table)));
    let next: Vec<(&str, Option<(usize, Node<'_>)>)> = codes
        .chain(retired)
        .map(|(name, table)| {
            let node = table.and_then(|table| table.get("replaced_by"));
            let found = node.and_then(|node| match draft.names.get(node.text()?)? {
                CodeName::Code(code) => Some((code, node)),
                CodeName::Retired(retired) => Some((count + retired, node)),
            });
            (name, found)
        })
        .collect();
    // Each is walked from once: what has been seen on an earlier walk leads to no new circle.
    let mut seen_on = vec![usize::MAX; next.len()];
    for start in 0..next.len() {
        let mut at = start;
        while seen_on[at] == usize::MAX {
            seen_on[at] = start;
            match next[at].1 {
                Some((code, _)) => at = code,
                None => break,
            }
        }
        let (name, Some((to, node))) = next[at] else { continue };
        if seen_on[at] != start {
            continue;
        }
        let (message, help) = if to == at {
            ("a code cannot replace itself".to_owned(), "name another code, or delete the key")
        } else {
            (
                format!("the replacements of `{name}` lead back to it"),
                "let the last of them be a code that is not deprecated",
            )
        };
        cx.error(&rules::DEPRECATION, node.span(), message, help);
        // The circle is known from here.
        seen_on[at] = start;
    }
}

fn visibility<'a>(
    cx: &mut Cx<'a, '_>,
    at: usize,
    table: Table<'a>,
    group: Option<Table<'a>>,
) -> Visibility {
    let symbols = cx.symbols;
    let draft = &symbols.drafts[cx.api.unwrap_or_default()];
    let code = &draft.codes[at];
    if !code.internal {
        if let Some(node) = table.get("masked_as").filter(|_| code.visibility_known && code.whole) {
            cx.error(
                &rules::MASK,
                node.span(),
                format!("`{}` is public, so nothing masks it", code.name),
                "delete `masked_as`, or add `visibility = \"internal\"`",
            );
        }
        return Visibility::Public;
    }
    let Some(node) =
        table.get("masked_as").or_else(|| group.and_then(|group| group.get("masked_as")))
    else {
        if code.whole {
            cx.error(
                &rules::MASK,
                code.span,
                format!("`{}` is internal, but nothing masks it", code.name),
                "add `masked_as = \"…\"`: the public code that the world sees instead",
            );
        }
        return Visibility::Internal { masked_as: at };
    };
    let name = node.text().unwrap_or_default();
    let found = match draft.names.resolve(name, node.span(), cx.findings) {
        Some(CodeName::Code(mask)) if !draft.codes[mask].internal => Some(mask),
        Some(found) => {
            let what = match found {
                CodeName::Code(_) => "internal itself",
                CodeName::Retired(_) => "retired",
            };
            let message = format!("`{name}` is {what}, so it cannot mask a code");
            cx.error(&rules::MASK, node.span(), message, "name a public code of the same envelope");
            None
        }
        None => None,
    };
    Visibility::Internal { masked_as: found.unwrap_or(at) }
}

/// Reports internal codes whose mask cannot stand for them: it is of the same envelope, and needs
/// nothing that they might not have.
pub(super) fn check_masks(cx: &mut Cx<'_, '_>, codes: &[(Code, Vague)], parts: &ApiParts) {
    for (at, (code, vague)) in codes.iter().enumerate() {
        let Visibility::Internal { masked_as } = code.visibility else { continue };
        let (mask, mask_vague) = &codes[masked_as];
        if !mask.is_public() {
            continue;
        }
        let demanding = mask.details.as_ref().is_some_and(|details| {
            !details.optional
                && details::fields(details, &parts.types).is_none_or(|fields| {
                    fields.iter().any(|field| field.ty.presence == Presence::Required)
                })
        });
        let name = mask.name.as_str();
        let fault = if mask.envelope != code.envelope && !vague.envelope && !mask_vague.envelope {
            format!("`{name}` has another envelope, so it cannot mask this code")
        } else if demanding && !mask_vague.details {
            format!("`{name}` has required details, which nobody could fill in for this code")
        } else if !mask.fills.is_empty() {
            format!("`{name}` fills slots, which nobody could fill in for this code")
        } else {
            continue;
        };
        let node = cx.code_value(at, "masked_as");
        let span = node.map_or(code.span, Node::span);
        cx.findings.push(
            Diagnostic::new(&rules::MASK, span, fault).secondary(mask.span, "the mask").help(
                "name a public code of the same envelope without required details and filled slots",
            ),
        );
    }
}

/// A slot that is required and fixed has a value from every public code.
fn check_required_fixed(
    cx: &mut Cx<'_, '_>,
    at: usize,
    carrier: Carrier<'_>,
    set: &[(usize, serde_json::Value)],
) {
    let symbols = cx.symbols;
    let draft = &symbols.drafts[cx.api.unwrap_or_default()];
    let code = &draft.codes[at];
    let group = draft.groups[code.group].root;
    if code.internal || cx.vague.envelope {
        return;
    }
    for (index, slot) in carrier.envelope.slots.iter().enumerate() {
        if !slot.required || !slot.fixed {
            continue;
        }
        let name = slot.name.as_str();
        // A value that doesn't fit has been reported where it stands.
        let given = set.iter().any(|(fixed, _)| *fixed == index)
            || [Some(code.table), group]
                .into_iter()
                .flatten()
                .any(|table| table.table("set").is_some_and(|set| set.get(name).is_some()));
        if !given {
            let message = format!("codes fix the slot `{name}`, so each one says what it is");
            let finding = Diagnostic::new(&rules::SLOT_USE, code.span, message)
                .label("this code does not")
                .help(format!("add `set = {{ {name} = … }}` to the code or its file"));
            cx.findings.push(finding.fold());
        }
    }
}

/// The team's own facts: the code's before its file's.
fn meta<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    group: Option<Table<'a>>,
    parts: &ApiParts,
    (span, whole): (Span, bool),
) -> Vec<(usize, serde_json::Value)> {
    let mut values = BTreeMap::new();
    let mut given = BTreeSet::new();
    if let Some(node) = group.and_then(|group| group.get("meta")) {
        if !cx.facts.contains_key(&node.span()) {
            let of_file = meta_at(cx, node, parts);
            cx.facts.insert(node.span(), of_file);
        }
        if let Some((file_values, file_given)) = cx.facts.get(&node.span()) {
            values.extend(file_values.iter().cloned());
            given.extend(file_given.iter().copied());
        }
    }
    if let Some(node) = table.get("meta") {
        let (own_values, own_given) = meta_at(cx, node, parts);
        values.extend(own_values);
        given.extend(own_given);
    }
    for (at, field) in parts.meta.iter().enumerate() {
        if field.ty.presence == Presence::Required && !given.contains(&at) && whole {
            let name = field.name.as_str();
            let message = format!("the fact `{name}` is required, but this code has none");
            cx.findings.push(
                Diagnostic::new(&rules::META, span, message)
                    .help(format!(
                        "add `meta = {{ {name} = … }}` to the code or its file, or make the fact optional in `[meta]` by `?`"
                    ))
                    .fold(),
            );
        }
    }
    values.into_iter().collect()
}

/// The values of a table of facts, and which facts it gives at all.
fn meta_at(cx: &mut Cx<'_, '_>, node: Node<'_>, parts: &ApiParts) -> FactValues {
    let mut values = Vec::new();
    let mut given = Vec::new();
    for (key, node) in node.table().into_iter().flat_map(Table::entries) {
        let Some(at) = parts.meta_names.get(key.text).copied() else {
            if parts.meta_whole {
                let near = if cx.findings.is_crowded() {
                    None
                } else {
                    nearest(key.text, parts.meta.iter().map(|field| field.name.as_str()))
                };
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        format!("declare it in `[meta]` of api.toml: `{} = \"string?\"`", key.text)
                    }
                };
                let message = format!("there is no fact `{}`", key.text);
                let finding = Diagnostic::new(&rules::META, key.span, message).help(help);
                cx.findings.push(finding.fold());
            }
            continue;
        };
        given.push(at);
        if let Some(value) = typed_json(cx, &rules::META, node, &parts.meta[at].ty, &parts.types) {
            values.push((at, value));
        }
    }
    (values, given)
}
