//! One code: its own facts, and what it inherits from its file, its statuses and its API.

use super::api::{ApiParts, check_case, links, replacement};
use super::cx::Cx;
use super::json::typed_json;
use super::prose::{prose_at, prose_list};
use super::vocabulary::action_at;
use super::{details, example, message, retry, slots};
use crate::catalogue::{
    Action, ActionId, Code, CodeRef, Deprecated, Grpc, Prose, Status, StatusInfo, Visibility, Wire,
    WireType,
};
use crate::name::Name;
use crate::raw::{Node, Table, normal};
use crate::rules;

/// Reads the code with the index `at` of the API at hand.
pub(super) fn lower<'a>(
    cx: &mut Cx<'a, '_>,
    parts: &ApiParts,
    actions: &[Action],
    at: usize,
) -> Code {
    let symbols = cx.symbols;
    let draft = &symbols.drafts[cx.api.unwrap_or_default()];
    let code = &draft.codes[at];
    let (table, group) = (code.table, draft.groups[code.group].root);
    let name = Name::new(code.name);
    cx.public = !code.internal;
    cx.allow = allow(cx, table);
    let inherited = |key: &str| table.get(key).or_else(|| group.and_then(|group| group.get(key)));

    let case = group.and_then(|group| group.text("case"));
    let case = case.or_else(|| {
        draft.root.and_then(|root| root.table("code")).and_then(|code| code.text("case"))
    });
    if let Some(case) = case {
        check_case(cx, &name, case, code.span);
    }
    let envelope_index = slots::envelope_of(cx, table, group, parts.envelopes.len(), true);
    if envelope_index.is_none() && inherited("envelope").is_none() && parts.envelopes.len() > 1 {
        let names: Vec<_> = parts.envelopes.iter().map(|envelope| envelope.name.as_str()).collect();
        cx.error(
            &rules::MISSING_KEY,
            code.span,
            format!("`{}` has no envelope, and the API has more than one", code.name),
            format!(
                "add `envelope = \"…\"` to the code or its file: {}",
                crate::raw::shape::list(&names)
            ),
        );
    }
    // An envelope that could not be found has been reported: any will do from here.
    let envelope_index = envelope_index.filter(|at| *at < parts.envelopes.len()).unwrap_or(0);
    let envelope = &parts.envelopes[envelope_index];
    let statuses = statuses(cx, inherited("status"));
    let details = details::lower(cx, inherited("details"), parts);
    let fields = details.as_ref().and_then(|details| details::fields(details, &parts.types));
    let fills = slots::fills(cx, table, envelope, fields);
    let set = slots::set(cx, table, group, envelope, parts);
    check_required_fixed(cx, at, envelope, &set);
    let title = table.text("title").map_or_else(|| name.title(), str::to_owned);
    let source =
        table.text("message").map_or_else(|| title.replace('{', "{{").replace('}', "}}"), normal);
    let message_span = table.get("message").map_or(code.span, Node::span);
    let message = message::lower(cx, &source, message_span, fields, envelope, &fills, parts);
    let (action, advice) = action_and_advice(cx, table, group, &statuses, parts, actions);
    let retry_after =
        retry::lower(cx, table, action.map(|id| &actions[id.0]), fields, envelope, parts);
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
        meta: meta(cx, table, group, parts, code.span),
        allow: cx.allow.iter().map(|lint| (*lint).to_owned()).collect(),
        span: code.span,
        name,
    };
    lowered.examples = example::lower(cx, table, &lowered, envelope, parts);
    cx.public = true;
    cx.allow.clear();
    lowered
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
    }
    let mut statuses: Vec<Status> = Vec::new();
    for node in nodes {
        let Some(status) = cx.status(node) else { continue };
        if !status.is_error() {
            cx.error(
                &rules::STATUS,
                node.span(),
                format!("{status} is not the status of an error"),
                "write a number from 400 to 599, \"4XX\" or \"5XX\"; an envelope whose transport always says 200 has `http_status = 200`",
            );
        } else if statuses.contains(&status) {
            cx.error(
                &rules::STATUS,
                node.span(),
                format!("{status} is there twice"),
                "delete one of the two",
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
    let first = *statuses.first()?;
    let entries = [first, Status::Class(first.class())];
    entries
        .iter()
        .find_map(|status| parts.statuses.iter().find(|info| info.status == *status).and_then(&get))
}

fn action_and_advice<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    group: Option<Table<'a>>,
    statuses: &[Status],
    parts: &ApiParts,
    actions: &[Action],
) -> (Option<ActionId>, Option<Prose>) {
    let named = action_at(cx, table).or_else(|| {
        // What a file says is looked up for each of its codes, and reported once.
        group.and_then(|group| action_at(cx, group))
    });
    let own_advice = prose_at(cx, table, "advice");
    let (action, status_advice) = match named {
        Some(action) => (Some(action), None),
        None => match from_statuses(statuses, parts, |info| {
            info.action.map(|action| (action, info.advice.clone()))
        }) {
            Some((action, advice)) => (Some(action), advice),
            None => (None, None),
        },
    };
    let words = action.and_then(|id| {
        let own = parts.actions.iter().find(|own| own.action == id).map(|own| own.advice.clone());
        own.or_else(|| actions.get(id.0).map(|action| action.advice.clone()))
    });
    if let Some(api) = action.and_then(|id| actions.get(id.0)).and_then(|action| action.api)
        && cx.api != Some(api)
        && let Some(node) =
            table.get("action").or_else(|| group.and_then(|group| group.get("action")))
    {
        let (other, id) = (cx.symbols.drafts[api].id, node.text().unwrap_or_default());
        cx.error(
            &rules::ACTION,
            node.span(),
            format!("`{id}` is an action of `{other}` alone"),
            "move it to actions.toml to share it, or name another action",
        );
    }
    (action, own_advice.or(status_advice).or(words))
}

fn see_also<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>) -> Vec<CodeRef> {
    let nodes: Vec<_> = table.items_of("see_also").collect();
    nodes.into_iter().filter_map(|node| cx.living_code(node.text()?, node.span())).collect()
}

fn deprecated<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>, at: usize) -> Option<Deprecated> {
    let table = table.table("deprecated")?;
    let replaced_by = replacement(cx, table);
    if replaced_by == Some(at) {
        let span = table.get("replaced_by").map_or(table.span, Node::span);
        cx.error(
            &rules::DEPRECATION,
            span,
            "a code cannot replace itself",
            "name another code, or delete the key",
        );
    }
    Some(Deprecated {
        since: table.text("since").map(str::to_owned),
        replaced_by: replaced_by.filter(|code| *code != at),
        note: prose_at(cx, table, "note"),
    })
}

/// Reports codes that replace each other in a circle.
pub(super) fn check_circles(cx: &mut Cx<'_, '_>, codes: &[Code]) {
    let next =
        |code: usize| codes[code].deprecated.as_ref().and_then(|deprecated| deprecated.replaced_by);
    // Each code is walked from once: what has been seen on an earlier walk leads to no new circle.
    let mut seen_on = vec![usize::MAX; codes.len()];
    for start in 0..codes.len() {
        let mut at = start;
        while seen_on[at] == usize::MAX {
            seen_on[at] = start;
            match next(at) {
                Some(code) => at = code,
                None => break,
            }
        }
        if seen_on[at] == start && next(at).is_some() {
            let name = codes[at].name.as_str();
            cx.error(
                &rules::DEPRECATION,
                codes[at].span,
                format!("the replacements of `{name}` lead back to it"),
                "let the last of them be a code that is not deprecated",
            );
        }
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
        if let Some(node) = table.get("masked_as") {
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
        cx.error(
            &rules::MASK,
            code.span,
            format!("`{}` is internal, but nothing masks it", code.name),
            "add `masked_as = \"…\"`: the public code that the world sees instead",
        );
        return Visibility::Internal { masked_as: at };
    };
    let name = node.text().unwrap_or_default();
    let found = match draft.names.resolve(name, node.span(), cx.findings) {
        Some(super::cx::CodeName::Code(mask)) if !draft.codes[mask].internal => Some(mask),
        Some(_) => {
            cx.error(
                &rules::MASK,
                node.span(),
                format!("`{name}` is not public itself"),
                "name a public code",
            );
            None
        }
        None => None,
    };
    Visibility::Internal { masked_as: found.unwrap_or(at) }
}

/// Reports internal codes whose mask cannot stand for them: it is of the same envelope, and needs
/// nothing that they might not have.
pub(super) fn check_masks(cx: &mut Cx<'_, '_>, codes: &[Code], parts: &ApiParts) {
    for code in codes {
        let Visibility::Internal { masked_as } = code.visibility else { continue };
        let mask = &codes[masked_as];
        if !mask.is_public() {
            continue;
        }
        let demanding = mask.details.as_ref().is_some_and(|details| {
            !details.optional
                && details::fields(details, &parts.types).is_none_or(|fields| {
                    fields
                        .iter()
                        .any(|field| field.ty.presence == crate::catalogue::Presence::Required)
                })
        });
        let name = mask.name.as_str();
        let fault = if mask.envelope != code.envelope {
            format!("`{name}` has another envelope")
        } else if demanding {
            format!("`{name}` has required details, which nobody could fill in")
        } else if !mask.fills.is_empty() {
            format!("`{name}` fills slots, which nobody could fill in")
        } else {
            continue;
        };
        cx.error(
            &rules::MASK,
            code.span,
            fault,
            "name a public code of the same envelope without required details and filled slots",
        );
    }
}

/// A slot that is required and fixed has a value from every public code.
fn check_required_fixed(
    cx: &mut Cx<'_, '_>,
    at: usize,
    envelope: &crate::catalogue::Envelope,
    set: &[(usize, serde_json::Value)],
) {
    let symbols = cx.symbols;
    let code = &symbols.drafts[cx.api.unwrap_or_default()].codes[at];
    for (index, slot) in envelope.slots.iter().enumerate() {
        if slot.required
            && slot.fixed
            && !code.internal
            && !set.iter().any(|(fixed, _)| *fixed == index)
        {
            let slot = slot.name.as_str();
            cx.error(
                &rules::SLOT_USE,
                code.span,
                format!(
                    "`{}` does not say what the slot `{slot}` is, which other codes fix",
                    code.name
                ),
                format!("add `set = {{ {slot} = … }}` to the code or its file"),
            );
        }
    }
}

/// The team's own facts: the code's before its file's.
fn meta<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    group: Option<Table<'a>>,
    parts: &ApiParts,
    span: crate::source::Span,
) -> Vec<(usize, serde_json::Value)> {
    let mut values = std::collections::BTreeMap::new();
    for (key, node) in group.into_iter().chain([table]).flat_map(|table| table.entries_of("meta")) {
        let Some(at) = parts.meta.iter().position(|field| field.name.as_str() == key.text) else {
            let names: Vec<_> = parts.meta.iter().map(|field| field.name.as_str()).collect();
            let help = match crate::raw::shape::nearest(key.text, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("declare it in `[meta]` of api.toml: `{} = \"string?\"`", key.text),
            };
            cx.error(&rules::META, key.span, format!("there is no fact `{}`", key.text), help);
            continue;
        };
        if let Some(value) = typed_json(cx, &rules::META, node, &parts.meta[at].ty, &parts.types) {
            values.insert(at, value);
        }
    }
    for (at, field) in parts.meta.iter().enumerate() {
        if field.ty.presence == crate::catalogue::Presence::Required && !values.contains_key(&at) {
            let name = field.name.as_str();
            cx.error(
                &rules::META,
                span,
                format!("the code lacks the fact `{name}`"),
                format!(
                    "add `meta = {{ {name} = … }}`, or make the fact optional in `[meta]` by `?`"
                ),
            );
        }
    }
    values.into_iter().collect()
}
