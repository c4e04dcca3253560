//! What to do about each code, as TypeScript.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::literal;
use super::places::Places;
use errcat_catalogue::model::{Advance, Api, Catalogue, Code, Place, Wire};

/// The function `advise`, and what it needs to know beside the code.
pub(super) struct Advice {
    /// The function's text; `None` where no code has an action.
    pub(super) text: Option<String>,
    /// The arguments that it takes behind the code, in order.
    pub(super) needs: Vec<&'static str>,
    /// Whether delays are told from outside, so that they need a bound.
    pub(super) bounded: bool,
    /// Whether the same request can succeed although nobody does anything but wait.
    pub(super) waits: bool,
    /// Whether it can succeed once something has been done.
    pub(super) acts: bool,
    /// The actions, by first use.
    pub(super) actions: Vec<String>,
}

/// What `advise` may ask for, with the types.
const NEEDS: [(&str, &str); 5] = [
    ("body", "unknown"),
    ("error", "unknown"),
    ("details", "unknown"),
    ("headers", "Headers"),
    ("maxDelay", "number"),
];

/// Puts it together; `places` are those of the API's envelopes, by their indices.
pub(super) fn advice(catalogue: &Catalogue, api: &Api, places: &[Places]) -> Advice {
    let mut groups: Vec<(String, Vec<&Code>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let (mut actions, mut used) = (Vec::new(), HashSet::new());
    let (mut waits, mut acts) = (false, false);
    for (_, code) in api.public_codes() {
        let Some(id) = code.action else { continue };
        let action = catalogue.action(id);
        waits |= is_automatic(action.retry);
        acts |= action.retry == Advance::AfterAction;
        let (name, retry) = (action.name.as_str(), action.retry.as_str());
        let answer = match delay(api, code, &places[code.envelope]) {
            // These names hold nothing that a literal would escape.
            None => ["{ action: \"", name, "\", retry: \"", retry, "\" }"].concat(),
            Some(delay) => format!(
                "{{\n        action: \"{name}\",\n        retry: \"{retry}\",\n        \
                 delay: {delay},\n      }}"
            ),
        };
        let at = *known.entry(answer).or_insert_with_key(|answer| {
            groups.push((answer.clone(), Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(code);
        if used.insert(id) {
            actions.push(literal(name));
        }
    }
    let mentions = |name: &str| {
        let ways = match name {
            "maxDelay" => vec![", maxDelay)".to_owned()],
            _ => vec![format!("({name},"), format!("({name})"), format!("{name}.get(")],
        };
        groups.iter().any(|(answer, _)| ways.iter().any(|way| answer.contains(way)))
    };
    let needs: Vec<_> = NEEDS.iter().filter(|(name, _)| mentions(name)).collect();
    let mut text = String::from("/** What the documentation advises for a code. */\n");
    text.push_str("function advise(code: ReceivedError[\"code\"]");
    for (name, ty) in &needs {
        let _ = write!(text, ", {name}: {ty}");
    }
    text.push_str("): Advice | undefined {\n  switch (code) {\n");
    for (answer, codes) in &groups {
        for code in codes {
            let _ = writeln!(text, "    case {}", case(code));
        }
        let _ = writeln!(text, "      return {answer};");
    }
    text.push_str("    default:\n      return undefined;\n  }\n}\n");
    Advice {
        text: (!groups.is_empty()).then_some(text),
        bounded: needs.iter().any(|(name, _)| *name == "maxDelay"),
        needs: needs.into_iter().map(|(name, _)| *name).collect(),
        waits,
        acts,
        actions,
    }
}

fn is_automatic(retry: Advance) -> bool {
    matches!(retry, Advance::Immediately | Advance::AfterDelay | Advance::Backoff)
}

/// `"NOT_FOUND":`, `404: // NOT_FOUND`
fn case(code: &Code) -> String {
    match &code.wire {
        Wire::String(value) => format!("{}:", literal(value)),
        Wire::Integer(number) => format!("{number}: // {}", code.name.as_str()),
    }
}

/// What reads the delay.
fn delay(api: &Api, code: &Code, places: &Places) -> Option<String> {
    let place = |place: &Place| match place {
        Place::Detail(index) => {
            let field = api.detail_fields(code)?.get(*index)?;
            places.details()?;
            Some(format!("seconds(at(details, {}), maxDelay)", literal(&field.wire)))
        }
        Place::Slot(index) => places.own(*index).map(|read| format!("seconds({read}, maxDelay)")),
        Place::Header => Some("seconds(headers.get(\"Retry-After\"), maxDelay)".to_owned()),
        Place::Assume(seconds) => Some(seconds.to_string()),
    };
    let places: Vec<String> = code.retry_after.iter().filter_map(place).collect();
    (!places.is_empty()).then(|| places.join(" ??\n          "))
}
