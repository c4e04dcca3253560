//! A client's half in TypeScript: a module that reads an API's errors from raw JSON and sends a
//! request again where that helps, and an example of its use.
//!
//! Texts of the catalogue are in it as literals alone, which [`literal`] writes; all else is
//! names that have passed their grammar, and numbers.

mod advice;
mod places;
mod read;
mod send;
mod types;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use self::advice::Advice;
use self::places::Places;
use crate::public_view;
use errcat_catalogue::model::{Actor, Advance, Api, Catalogue, Code, WireType};
use errcat_findings::json;

/// The file that [`usage`] imports, without its ending.
const MODULE: &str = "./errors.js";

/// Helpers: a word that calls for them, and their text. Later ones may call for earlier ones.
const HELPERS: &[(&str, &str)] = &[
    ("codeAt(", include_str!("helpers/code_at.ts")),
    ("seconds(", include_str!("helpers/seconds.ts")),
    ("others(", include_str!("helpers/others.ts")),
    ("item(", include_str!("helpers/item.ts")),
    ("whole(", include_str!("helpers/whole.ts")),
    ("text(", include_str!("helpers/text.ts")),
    ("at(", include_str!("helpers/at.ts")),
];

/// A value as an expression. JSON is one in TypeScript (ECMA-262, section 12.9.4), and none that
/// is written here is an object, whose keys could be read in another way.
fn literal(value: &(impl Serialize + ?Sized)) -> String {
    json::line(&value)
}

/// The module `errors.ts`.
pub(crate) fn module(catalogue: &Catalogue, api: &Api) -> String {
    let places: Vec<Places> = api.envelopes.iter().map(Places::of).collect();
    let advice = advice::advice(catalogue, api, &places);
    let known = known(api, &places);
    let mut out = String::new();
    received(api, &advice, known.is_some(), &mut out);
    if advice.text.is_some() {
        let actions = advice.actions.join("\n    | ");
        let template = include_str!("parts/advice.ts");
        out.push_str(&template.replace("\"ACTIONS\"", &actions));
    }
    if let Some(known) = &known {
        out.push_str(known);
        out.push_str(include_str!("parts/has.ts"));
    }
    out.push_str(&types::types(api));
    out.push_str(include_str!("parts/failure.ts"));
    out.push_str(&send::send(api, &advice));
    let mut inner = read::errors(catalogue, api, &places, &advice);
    if let Some(text) = &advice.text {
        inner.push('\n');
        inner.push_str(text);
    }
    let mut helpers = String::new();
    for (word, helper) in HELPERS {
        if calls(&inner, word) || calls(&helpers, word) {
            helpers.push('\n');
            helpers.push_str(helper);
        }
    }
    out + &inner + &helpers
}

/// Whether a function is called. Text within literals may look like it; then there is a helper
/// too many.
fn calls(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_alphanumeric()))
}

/// The interface of an error as received.
fn received(api: &Api, advice: &Advice, known: bool, out: &mut String) {
    let code = code_type(api);
    let of_code = if known { "; `has` knows its type" } else { "" };
    let _ = write!(
        out,
        "\
/** An error as the API sent it. */
export interface ReceivedError {{
  /** Decide by this. It may be newer than this file. */
  readonly code: {code};
  /** For people and logs. Its wording may change at any time. */
  readonly message: string | undefined;
  /** More about the error{of_code}. */
  readonly details: unknown;
"
    );
    let slots = slots(api);
    if !slots.is_empty() {
        out.push_str("  /** Other values in the response. */\n  readonly slots: {\n");
        for (name, types) in slots {
            let _ = writeln!(out, "    readonly {name}?: {} | undefined;", types.join(" | "));
        }
        out.push_str("  };\n");
    }
    if advice.text.is_some() {
        out.push_str(
            "  /** What to do about the error. Undefined if its code is newer than this file. \
                */\n  \
             readonly advice: Advice | undefined;\n",
        );
    }
    out.push_str("}\n\n");
}

fn code_type(api: &Api) -> &'static str {
    match api.wire {
        WireType::String => "string",
        WireType::Integer => "number",
    }
}

/// The slots of all envelopes, with their types.
fn slots(api: &Api) -> BTreeMap<&str, Vec<String>> {
    let mut out: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (_, envelope) in public_view::envelopes(api) {
        for slot in &envelope.slots {
            let types = out.entry(slot.name.as_str()).or_default();
            // What a header holds is text.
            let text = match slot.in_body {
                Some(used) if !used.as_string => types::of(api, &slot.ty, 0),
                _ => "string".to_owned(),
            };
            if !types.contains(&text) {
                types.push(text);
            }
        }
    }
    out
}

/// The codes that bring details along, with their types.
fn known(api: &Api, places: &[Places]) -> Option<String> {
    let mut out = String::new();
    for (_, code) in api.public_codes() {
        let Some(details) = &code.details else { continue };
        if places[code.envelope].details().is_some() {
            let (code, details) = (literal(&code.wire.json()), types::details(api, details));
            let (between, end) =
                if details.contains('\n') { ("\n      ", ";\n    ") } else { (" ", " ") };
            let code = format!("{between}readonly code: {code};");
            let _ = write!(out, "\n  | {{{code}{between}readonly details: {details}{end}}}");
        }
    }
    let docs = "/** The codes that have details. */\nexport type Known =";
    (!out.is_empty()).then(|| format!("{docs}{out};\n\n"))
}

/// The module `main.ts`, which shows how to use the other.
pub(crate) fn usage(catalogue: &Catalogue, api: &Api) -> String {
    let places: Vec<Places> = api.envelopes.iter().map(Places::of).collect();
    let brings = |code: &Code| code.details.is_some() && places[code.envelope].details().is_some();
    let telling = api.public_codes().find(|(_, code)| brings(code));
    let by_action = |code: &Code| {
        let action = catalogue.action(code.action?);
        (action.retry == Advance::AfterAction).then_some(action)
    };
    let actions = || api.public_codes().filter_map(|(_, code)| by_action(code));
    let act = actions().find(|action| action.actor == Actor::Client);
    let act = act.or_else(|| actions().next());
    let mut out = "import { ApiFailure, ".to_owned();
    out.push_str(if telling.is_some() { "has, " } else { "" });
    out.push_str("send");
    out.push_str(if act.is_some() { ", type ReceivedError" } else { "" });
    let _ = write!(out, " }} from {};\n\n", literal(MODULE));
    if let Some(action) = act {
        let name = literal(action.name.as_str());
        out.push_str(&include_str!("parts/act.ts").replace("\"ACTION\"", &name));
    }
    let request = "() => fetch(url)";
    let call = if act.is_some() { format!("{request}, act") } else { request.to_owned() };
    let mut inside = String::new();
    if let Some((_, code)) = telling {
        let _ = write!(
            inside,
            "      if (has(error, {})) {{\n        console.error(\"its details:\", \
                error.details);\n      }}\n",
            literal(&code.wire.json())
        );
    }
    out.push_str(
        &include_str!("parts/main.ts").replace("CALL", &call).replace("      INSIDE\n", &inside),
    );
    out
}
