//! The wire value for codes and tombstones.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::visible;
use crate::model::{Wire, WireType};
use crate::raw::{Key, Lines, Node, Table, text};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::Span;

/// The wire values of an API: every one is unique, ignoring case.
#[derive(Debug)]
pub(super) struct Wires {
    /// What they are, if that is known.
    pub kind: Option<WireType>,
    /// Those that are taken, in lower case, and where they stand.
    pub taken: HashMap<String, Span>,
}

impl Wires {
    /// Reads the wire value of a code or tombstone, and takes it. `whole` is whether its table
    /// could be read as a whole, `is_new` whether its name is.
    pub fn take(
        &mut self,
        table: Table<'_>,
        name: Key<'_>,
        whole: bool,
        is_new: bool,
        findings: &mut Findings,
    ) -> Option<Wire> {
        let wire = wire(table, name, self.kind.filter(|_| whole), findings)?;
        let node = table.get("wire");
        // A duplicate name has been reported, and its wire value follows from it.
        if !is_new && node.is_none() {
            return Some(wire);
        }
        let span = node.map_or(name.span, Node::span);
        match self.taken.entry(wire.to_string().to_lowercase()) {
            Entry::Vacant(free) => {
                free.insert(span);
            }
            Entry::Occupied(taken) => findings.push(
                Diagnostic::new(
                    &rules::SAME_WIRE,
                    span,
                    format!("the wire value `{wire}` is already taken"),
                )
                .secondary(*taken.get(), "taken by this code")
                .help(match wire {
                    Wire::String(_) => {
                        "give one of the codes another `wire`; upper and lower case make no \
                            difference"
                    }
                    Wire::Integer(_) => "give one of the codes another `wire`",
                }),
            ),
        }
        Some(wire)
    }
}

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
            } else if let Some(fault) = visible::fault(text) {
                fault
            } else if text.trim() != text {
                (
                    "the wire value begins or ends with a space".to_owned(),
                    "delete the space".to_owned(),
                )
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
                "the wire value is too large for JSON programs to hold exactly".to_owned(),
                "write a number between -9007199254740991 and 9007199254740991".to_owned(),
            )
        }
        (_, Some(number), Some(WireType::String)) => (
            "the wire value is an integer, but the API's codes are strings".to_owned(),
            format!(
                "write `\"{number}\"` in quotes, or set `type = \"integer\"` in `[code]` of \
                    api.toml"
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

/// The most that every JSON parser keeps exactly: 2⁵³ − 1 (RFC 8259, section 6).
const LARGEST_INTEGER: u64 = (1 << 53) - 1;
