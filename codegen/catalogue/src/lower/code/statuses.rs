//! The statuses of a code.

use std::collections::HashMap;

use crate::lower::lowering::Lowering;
use crate::model::Status;
use crate::raw::Node;
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;

/// Reads `status`: one, or several.
pub(super) fn statuses<'a>(lowering: &mut Lowering<'a, '_>, node: Option<Node<'a>>) -> Vec<Status> {
    let Some(node) = node else { return Vec::new() };
    let nodes: Vec<Node<'a>> = if node.is_array() { node.items().collect() } else { vec![node] };
    if nodes.is_empty() {
        lowering.error(
            &rules::STATUS,
            node.span(),
            "the list of statuses is empty",
            "name a status, or delete the key",
        );
        lowering.vague.statuses = true;
    }
    let mut statuses: Vec<Status> = Vec::new();
    let mut known: HashMap<Status, Span> = HashMap::new();
    for node in nodes {
        let Some(status) = lowering.status_alone(node) else {
            lowering.vague.statuses = true;
            continue;
        };
        // What no code can have need not be looked up first.
        if status.is_error() && !lowering.known_status(status, node.span()) {
            lowering.vague.statuses = true;
            continue;
        }
        if !status.is_error() {
            lowering.error(
                &rules::STATUS,
                node.span(),
                format!("{status} is {}, but a code is an error", kind(status)),
                format!(
                    "write a number from 400 to 599, \"4XX\" or \"5XX\", or delete the key: a \
                        code can do without a status; {}",
                    match status {
                        Status::Exact(number) => format!(
                            "if the transport answers every error with {number}, set `http_status \
                                = {number}` in the envelope"
                        ),
                        Status::Class(_) => "if the transport has a status of its own, set `http_status` in the envelope".to_owned(),
                    }
                ),
            );
            lowering.vague.statuses = true;
            continue;
        }
        if let Some(first) = known.insert(status, node.span()) {
            lowering.findings.push(
                Diagnostic::new(&rules::STATUS, node.span(), format!("{status} is listed twice"))
                    .secondary(first, "first used here")
                    .help("delete one of the two"),
            );
        } else if status.exact().is_some()
            && statuses.last().is_some_and(|last| last.exact().is_none())
        {
            lowering.error(
                &rules::STATUS,
                node.span(),
                format!("{status} comes after a class"),
                "list classes last",
            );
        }
        statuses.push(status);
    }
    statuses
}

/// What a status that is not an error's says of the request.
fn kind(status: Status) -> &'static str {
    match status.class() {
        1 => "not a final response",
        2 => "a success",
        _ => "a redirect",
    }
}
