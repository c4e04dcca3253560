//! What clients may send.

use serde_json::Value as Json;

use super::found::{FactRules, Found};
use super::pair::{Pair, text};
use super::types::{matched, narrows, presence};
use super::{Kind, Subject, rules};

pub(super) fn compare(id: &str, pair: Pair<'_>, found: &mut Found) {
    const FACTS: &[(&str, Option<FactRules>)] = &[
        ("name", None),
        ("type", None),
        ("in", FactRules::any(&rules::PARAMETER_CHANGED)),
        ("wire", FactRules::any(&rules::PARAMETER_CHANGED)),
        ("description", FactRules::any(&rules::PARAMETER_WORDS)),
        ("example", FactRules::any(&rules::PARAMETER_WORDS)),
    ];
    let list = matched(pair);
    for (name, pair) in &list.pairs {
        let subject = Subject::of(id, Kind::Parameter, name);
        match (pair.old, pair.new) {
            (None, Some(new)) if may_lack(new) => {
                found.push(&rules::PARAMETER_ADDED, &subject, &[], *pair);
            }
            (None, _) => found.push(&rules::PARAMETER_DEMANDED, &subject, &[], *pair),
            (_, None) => found.push(&rules::PARAMETER_REMOVED, &subject, &[], *pair),
            (Some(old), Some(new)) => {
                found.facts(&subject, &[], *pair, FACTS);
                let ty = pair.get("type");
                if pair.get("name").differs() {
                    found.push(&rules::PARAMETER_RENAMED, &subject, &["name"], pair.get("name"));
                }
                let (was, is) = (presence(text(old, "type")).0, presence(text(new, "type")).0);
                if was != is {
                    // For values that servers read it is the other way round: a server that accepts all old
                    // values accepts more.
                    let rule = if narrows(is, was) {
                        &rules::PARAMETER_WIDENED
                    } else {
                        &rules::PARAMETER_CHANGED
                    };
                    found.push(rule, &subject, &["type"], ty);
                }
                match (may_lack(old), may_lack(new)) {
                    (true, false) => {
                        found.push(&rules::PARAMETER_DEMANDED, &subject, &["type"], ty);
                    }
                    (false, true) => {
                        found.push(&rules::PARAMETER_OPTIONAL, &subject, &["type"], ty);
                    }
                    _ => {}
                }
            }
        }
    }
    if list.moved {
        found.order(&Subject::of(id, Kind::Api, ""), &["parameters"]);
    }
}

/// Whether requests may leave it out.
fn may_lack(parameter: &Json) -> bool {
    presence(text(parameter, "type")).1 == "?"
}
