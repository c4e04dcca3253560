//! Values that JSON cannot hold.

use super::fault::out_of_range;
use crate::raw::{Node, Value};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;

/// What JSON cannot hold, and what is nested too deeply to be meant.
pub(super) fn check_json(node: Node<'_>, level: usize, findings: &mut Findings) {
    if level > MOST_LEVELS {
        findings.push(
            Diagnostic::new(
                &rules::TOO_DEEP,
                node.span(),
                "the value is nested more than 32 levels deep",
            )
            .help("write a flatter value"),
        );
        return;
    }
    match node.value() {
        Value::Datetime => findings.push(
            Diagnostic::new(&rules::WRONG_KIND, node.span(), "JSON does not have dates")
                .help("write the date as a string, in quotes"),
        ),
        Value::Integer(None) => findings.push(out_of_range(node)),
        Value::Float(None) => findings.push(
            Diagnostic::new(&rules::BAD_VALUE, node.span(), "JSON has neither `inf` nor `nan`")
                .help("write a finite number"),
        ),
        Value::Array => {
            node.items().for_each(|item| check_json(item, level + 1, findings));
        }
        Value::Table(table) => {
            for (key, item) in table.entries() {
                if key.text == "__proto__" {
                    findings.push(
                        Diagnostic::new(
                            &rules::BAD_VALUE,
                            key.span,
                            "a JSON key cannot be `__proto__`: JavaScript treats it specially",
                        )
                        .help("choose another key"),
                    );
                }
                check_json(item, level + 1, findings);
            }
        }
        _ => {}
    }
}

/// How deeply values may be nested.
const MOST_LEVELS: usize = 32;
