//! The functions that find errors in bodies.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::advice::Advice;
use super::places::Places;
use super::{code_type, literal};
use crate::public_view;
use errcat_catalogue::model::{Api, BuiltIn, Catalogue, Envelope, WireType};

const DOCS: &str = "/** The errors in a body. Empty if the body is not an error of this API. */\n";

const DOCS_BOUNDED: &str = "\
/**
 * The errors in a body. Empty if the body is not an error of this API.
 * The server chooses the delay, so a delay of more than `maxDelay` seconds becomes `maxDelay`.
 */
";

/// The function `readErrors`, and one for each envelope where there are several.
pub(super) fn errors(
    catalogue: &Catalogue,
    api: &Api,
    places: &[Places],
    advice: &Advice,
) -> String {
    let envelopes: Vec<(usize, &Envelope)> = public_view::envelopes(api).collect();
    let (docs, bound, passed) = if advice.bounded {
        (DOCS_BOUNDED, ", maxDelay = 3600", ", maxDelay")
    } else {
        (DOCS, "", "")
    };
    let reader = Reader { catalogue, api, advice, has_slots: !super::slots(api).is_empty() };
    let mut out = docs.to_owned();
    if let [(index, _)] = envelopes.as_slice() {
        out.push_str("export function readErrors");
        out.push_str(&reader.function(*index, &places[*index], bound, None));
        return out;
    }
    let _ = writeln!(
        out,
        "export function readErrors(body: unknown, headers: Headers{bound}): ReceivedError[] {{"
    );
    let bound = if advice.bounded { ", maxDelay: number" } else { "" };
    let names: Vec<String> =
        envelopes.iter().map(|(_, it)| format!("read{}", it.name.upper_camel())).collect();
    let _ = writeln!(out, "  for (const read of [{}]) {{", names.join(", "));
    let _ = writeln!(
        out,
        "    const errors = read(body, headers{passed});\n    if (errors.length > 0) return \
            errors;\n  \
         }}\n  return [];\n}}"
    );
    let codes = public_view::codes_by(api, |code| [code.envelope]);
    // Where a later one has its code in the same place, an envelope takes its own codes alone.
    let mut later: HashSet<(Option<&str>, String)> = HashSet::new();
    let mut alike: Vec<bool> = Vec::new();
    for (index, _) in envelopes.iter().rev() {
        let place = (places[*index].list.as_deref(), code(catalogue, api, &places[*index]));
        alike.push(!later.insert(place));
    }
    alike.reverse();
    for (((index, envelope), name), alike) in envelopes.iter().zip(&names).zip(alike) {
        let set = alike.then(|| format!("{}Codes", envelope.name.snake()));
        if let Some(set) = &set {
            let codes = codes.get(index).into_iter().flatten();
            let codes: Vec<String> = codes.map(|(_, code)| literal(&code.wire.json())).collect();
            let (ty, codes) = (code_type(api), codes.join(", "));
            let _ = write!(out, "\nconst {set}: ReadonlySet<{ty}> = new Set([{codes}]);\n");
        }
        let _ = write!(out, "\nfunction {name}");
        out.push_str(&reader.function(*index, &places[*index], bound, set.as_deref()));
    }
    out
}

/// What the functions that read envelopes have in common.
struct Reader<'a> {
    catalogue: &'a Catalogue,
    api: &'a Api,
    advice: &'a Advice,
    /// Whether any envelope has slots.
    has_slots: bool,
}

impl Reader<'_> {
    /// The parameters and the body of a function that reads an envelope: `bound` is the parameter that
    /// bounds delays, and codes that are not in the set `only` are another's.
    fn function(&self, index: usize, places: &Places, bound: &str, only: Option<&str>) -> String {
        let Self { catalogue, api, advice, has_slots } = *self;
        let envelope = &api.envelopes[index];
        let mut inner = String::new();
        let _ = writeln!(inner, "const code = {};", code(catalogue, api, places));
        let ty = code_type(api);
        let not_mine = only.map(|set| format!(" || !{set}.has(code)")).unwrap_or_default();
        let _ = writeln!(inner, "if (typeof code !== \"{ty}\"{not_mine}) return [];");
        let details = places.details().unwrap_or("undefined");
        let _ = writeln!(inner, "const details = {details};");
        inner.push_str("return [\n  {\n    code,\n");
        let message = places.built_in(BuiltIn::Message);
        let message = message.map_or("undefined".to_owned(), |it| format!("text({})", it.read));
        let _ = writeln!(inner, "    message: {message},\n    details,");
        if has_slots {
            inner.push_str("    slots: {\n");
            for (index, slot) in envelope.slots.iter().enumerate() {
                let Some(read) = places.own(index) else { continue };
                let name = slot.name.as_str();
                let none = if slot.in_body.is_none() { " ?? undefined" } else { "" };
                let _ = writeln!(inner, "      {name}: {read}{none},");
            }
            inner.push_str("    } as ReceivedError[\"slots\"],\n");
        }
        if advice.text.is_some() {
            let mut needs = String::new();
            for need in &advice.needs {
                let there = *need != "error" || places.list.is_some();
                needs.extend([", ", if there { need } else { "undefined" }]);
            }
            let _ = writeln!(inner, "    advice: advise(code{needs}),");
        }
        inner.push_str("  },\n];\n");
        let (open, indent, close) = match &places.list {
            Some(list) => (
                format!(
                    "  const errors = {list};\n  if (!Array.isArray(errors)) return [];\n  \
                 return errors.flatMap((error: unknown): ReceivedError[] => {{\n"
                ),
                "    ",
                "  });\n}\n",
            ),
            None => (String::new(), "  ", "}\n"),
        };
        let uses_headers = inner.contains("headers");
        let headers = if uses_headers { "headers" } else { "_headers" };
        let mut out =
            format!("(body: unknown, {headers}: Headers{bound}): ReceivedError[] {{\n{open}");
        for line in inner.lines() {
            let _ = writeln!(out, "{indent}{line}");
        }
        out + close
    }
}

/// What reads the code.
fn code(catalogue: &Catalogue, api: &Api, places: &Places) -> String {
    let read = match places.built_in(BuiltIn::Code) {
        Some(place) if place.slot.as_string => return format!("whole({})", place.read),
        Some(place) => return place.read.clone(),
        None => places.built_in(BuiltIn::Type).map_or("undefined", |place| &place.read),
    };
    // The address of a code's documentation names it.
    let page = [catalogue.docs_url.as_deref().unwrap_or_default(), "/", api.name.as_str(), "/#"];
    let read = format!("codeAt({}, {read})", literal(&page.concat()));
    if api.wire == WireType::Integer { format!("whole({read})") } else { read }
}
