//! One code: its own facts, and what it inherits from its file, its statuses and its API.

mod circles;
mod deprecated;
mod fixed;
mod inherit;
mod mask;
mod meta;
mod pieces;
mod statuses;
mod stray;

pub use circles::check_circles;
pub use inherit::inherited;
pub use mask::check_masks;
pub(super) use pieces::lower_all;

use crate::lower::api::{ApiParts, check_case, code_at, links};
use crate::lower::lowering::{Lowering, Vague};
use crate::lower::prose::{prose_at, prose_list};
use crate::lower::slots::Carrier;
use crate::lower::{details, example, message, retry, slots};
use crate::model::{Action, Code, CodeRef, Grpc, Wire, WireType};
use crate::name::{CASES, Name};
use crate::raw::{Node, Table};
use deprecated::deprecated;
use fixed::check_required_fixed;
use inherit::{action_and_advice, envelope, from_statuses};
use mask::visibility;
use meta::meta;
use statuses::statuses;
use std::collections::HashMap;
use stray::check_stray;

/// Reads the code with the index `at` of the API at hand, and tells what of it could not be read.
fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    parts: &ApiParts,
    actions: &[Action],
    at: usize,
) -> (Code, Vague) {
    let symbols = lowering.symbols;
    let draft = &symbols.drafts[lowering.api().unwrap_or_default()];
    let code = &draft.codes[at];
    let table = code.table;
    let allow = allow(lowering, table);
    let vague = if code.whole { Vague::default() } else { Vague::ALL };
    lowering.read_by_world(!code.internal, |lowering| {
        lowering.on_code(allow, vague, |lowering| whole(lowering, parts, actions, at))
    })
}

fn whole<'a>(
    lowering: &mut Lowering<'a, '_>,
    parts: &ApiParts,
    actions: &[Action],
    at: usize,
) -> Code {
    let symbols = lowering.symbols;
    let draft = &symbols.drafts[lowering.api().unwrap_or_default()];
    let code = &draft.codes[at];
    let (table, group) = (code.table, draft.groups[code.group].root);
    let name = Name::new(code.name);
    let inherited = |key: &str| inherited(table, group, key);

    let case = group.and_then(|group| group.text("case"));
    let case = case.or_else(|| {
        draft.root.and_then(|root| root.table("code")).and_then(|code| code.text("case"))
    });
    if let Some(case) = case.filter(|case| CASES.contains(case)) {
        check_case(lowering, &name, case, code.span);
    }
    check_stray(lowering, at);
    let envelope_index = envelope(lowering, code.span, table, group, parts);
    let carrier = Carrier {
        envelope: &parts.envelopes[envelope_index],
        summary: &parts.summaries[envelope_index],
    };
    let statuses = statuses(lowering, inherited("status"));
    let of_file = group.and_then(|group| group.get("details"));
    let details = details::of_code(lowering, table.get("details"), of_file, parts);
    let fields = details.as_ref().and_then(|details| details::fields(details, &parts.types));
    let fills = slots::fills(lowering, table, carrier, fields);
    let set = slots::set(lowering, table, group, carrier, parts);
    check_required_fixed(lowering, at, carrier, &set);
    let names: HashMap<&str, usize> = fields
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(at, field)| (field.name.as_str(), at))
        .collect();
    let title = table.text("title").map_or_else(|| name.title(), str::to_owned);
    let message = match table.get("message") {
        Some(node) => {
            let values = message::Values {
                fields: fields.unwrap_or_default(),
                names: &names,
                carrier,
                fills: &fills,
                filled: fills.iter().copied().collect(),
                types: &parts.types,
                details_are_optional: details.as_ref().is_some_and(|details| details.optional),
                details_are_no_record: details.is_some() && fields.is_none(),
            };
            message::lower(lowering, table, node, &values)
        }
        None => message::of_title(&title),
    };
    let (action, advice) = action_and_advice(lowering, table, group, &statuses, parts, actions);
    let own_action = action.and_then(|id| actions.get(id.0));
    let retry_after =
        retry::lower(lowering, table, code.span, own_action, (fields, &names), carrier, parts);
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
        description: prose_at(lowering, table, "description"),
        action,
        advice,
        causes: prose_list(lowering, table, "causes"),
        troubleshooting: prose_list(lowering, table, "troubleshooting"),
        details,
        examples: Vec::new(),
        // One that is part of itself is reported with the other circles.
        part_of: code_at(lowering, table, "part_of").filter(|parent| *parent != at),
        see_also: see_also(lowering, table),
        links: links(lowering, table),
        aliases: table.items_of("aliases").filter_map(Node::text).map(Name::new).collect(),
        retry_after,
        fills,
        set,
        since: table.text("since").map(str::to_owned),
        deprecated: deprecated(lowering, table, at),
        visibility: visibility(lowering, at, table, group),
        tags: inherited("tags")
            .into_iter()
            .flat_map(Node::items)
            .filter_map(Node::text)
            .map(str::to_owned)
            .collect(),
        meta: meta(lowering, table, group, parts, (code.span, code.whole)),
        allow: lowering.allowed().iter().map(|lint| (*lint).to_owned()).collect(),
        span: code.span,
        name,
    };
    lowered.examples = example::lower(lowering, table, &lowered, carrier, parts);
    lowered
}

fn allow<'a>(lowering: &mut Lowering<'a, '_>, table: Table<'a>) -> Vec<&'a str> {
    let mut lints = Vec::new();
    for node in table.items_of("allow") {
        let Some(text) = node.text() else { continue };
        match crate::name::Grammar::Lint.check(text) {
            Ok(()) => lints.push(text),
            Err(fault) => lowering.findings.push(fault.at(node.span())),
        }
    }
    lints
}

fn see_also<'a>(lowering: &mut Lowering<'a, '_>, table: Table<'a>) -> Vec<CodeRef> {
    let nodes: Vec<_> = table.items_of("see_also").collect();
    nodes.into_iter().filter_map(|node| lowering.living_code(node.text()?, node.span())).collect()
}
