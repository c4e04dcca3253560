//! `[unexpected]`: the codes that stand for errors that the API does not know.

use super::api::ApiParts;
use super::lowering::{CodeName, Lowering, Vague};
use super::{details, example};
use crate::model::{Code, Details, DetailsShape, StandIn, TypeDef, Unexpected};
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;

/// The entry for other errors of the program.
const ERROR: &str = "error";

/// Reads `[unexpected]`.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    root: Option<Table<'a>>,
    codes: &[(Code, Vague)],
    parts: &ApiParts,
) -> Option<Unexpected> {
    let node = root?.get("unexpected")?;
    let table = node.table()?;
    let mut error = None;
    let mut statuses = Vec::new();
    // The first code, whose envelope all have.
    let mut first: Option<(usize, Span)> = None;
    for (key, node) in table.entries() {
        let Some(found) = stand_in(lowering, node, codes, parts) else { continue };
        let (code, vague) = &codes[found.code];
        let (other, span) = *first.get_or_insert((found.code, node.span()));
        let (other, other_vague) = &codes[other];
        if other.envelope != code.envelope && !vague.envelope && !other_vague.envelope {
            let of = |code: &Code| parts.envelopes[code.envelope].name.as_str();
            lowering.findings.push(
                Diagnostic::new(
                    &rules::UNEXPECTED,
                    node.span(),
                    format!(
                        "`{}` uses the envelope `{}`, but the first code here uses `{}`",
                        code.name.as_str(),
                        of(code),
                        of(other)
                    ),
                )
                .secondary(span, "the first code")
                .help("name codes of one envelope: a server answers in that"),
            );
        }
        if key.text == ERROR {
            error = Some(found);
        } else if let Ok(status) = key.text.parse() {
            statuses.push((status, found));
        }
    }
    if table.get(ERROR).is_none() {
        lowering.error(
            &rules::UNEXPECTED,
            node.span(),
            "no code stands for other errors of the program",
            "add `error = \"…\"`: the code for errors that the API does not know, and for panics",
        );
    }
    statuses.sort_by_key(|(status, _)| *status);
    Some(Unexpected { error: error?, statuses })
}

/// The code of an entry, and its details.
fn stand_in<'a>(
    lowering: &mut Lowering<'a, '_>,
    node: Node<'a>,
    codes: &[(Code, Vague)],
    parts: &ApiParts,
) -> Option<StandIn> {
    let table = node.table();
    let named = table.map_or(Some(node), |table| table.get("code"))?;
    let text = named.text()?;
    let draft = &lowering.symbols.drafts[lowering.api()?];
    let at = match draft.names.resolve(text, named.span(), lowering.findings)? {
        CodeName::Code(at) => at,
        CodeName::Retired(_) => {
            lowering.error(
                &rules::UNEXPECTED,
                named.span(),
                format!("`{text}` is retired: no server answers with it"),
                "name the code that replaced it",
            );
            return None;
        }
    };
    let (code, vague) = codes.get(at)?;
    check_slots(lowering, named.span(), code, *vague, parts);
    let given = table.and_then(|table| table.get("details"));
    let details = if vague.details {
        given.map(super::value::json)
    } else {
        read_details(lowering, code, (named, given), parts)?
    };
    Some(StandIn { code: at, details })
}

/// The details of an entry. `None` if they do not fit the code.
#[allow(clippy::option_option, reason = "details that do not fit are not the same as none")]
fn read_details(
    lowering: &mut Lowering<'_, '_>,
    code: &Code,
    (named, given): (Node<'_>, Option<Node<'_>>),
    parts: &ApiParts,
) -> Option<Option<serde_json::Value>> {
    let name = code.name.as_str();
    match (&code.details, given) {
        (Some(details), Some(node)) => {
            let rule = &rules::UNEXPECTED;
            Some(Some(example::given_details(lowering, rule, node, details, &parts.types)?))
        }
        (None, Some(node)) => {
            lowering.error(
                &rules::UNEXPECTED,
                node.span(),
                format!("`{name}` has no details"),
                "delete them here, or declare them as the code's `details`",
            );
            None
        }
        (details, None) if details::are_required(details.as_ref(), &parts.types) => {
            let form = details.as_ref().map_or("…", |it| form(it, &parts.types));
            lowering.error(
                &rules::UNEXPECTED,
                named.span(),
                format!("`{name}` requires details, and there are none here"),
                format!("write `{{ code = \"{name}\", details = {form} }}`"),
            );
            None
        }
        (_, None) => Some(None),
    }
}

/// How details begin and end in TOML.
fn form(details: &Details, types: &[TypeDef]) -> &'static str {
    match &details.shape {
        DetailsShape::Record(_) => "{ … }",
        DetailsShape::Type(_) if details::fields(details, types).is_some() => "{ … }",
        DetailsShape::Type(_) => "…",
    }
}

/// Reports slots that an error without values for them cannot have.
fn check_slots(
    lowering: &mut Lowering<'_, '_>,
    span: Span,
    code: &Code,
    vague: Vague,
    parts: &ApiParts,
) {
    if vague.envelope {
        return;
    }
    let name = code.name.as_str();
    let envelope = &parts.envelopes[code.envelope];
    if !code.fills.is_empty() {
        lowering.error(
            &rules::UNEXPECTED,
            span,
            format!("`{name}` fills slots, but this place has no values for them"),
            "name a code that does not fill slots",
        );
    }
    let needed = |slot: &&crate::model::Slot| {
        slot.required && !slot.fixed && !slot.filled && !lowering.broken.contains(&slot.span)
    };
    if let Some(slot) = envelope.slots.iter().find(needed) {
        let slot = slot.name.as_str();
        let message = format!(
            "every error in the envelope `{}` has a value for the slot `{slot}`, and there is none here",
            envelope.name.as_str()
        );
        let help = format!(
            "write `\"${slot}?\"` in the envelope so that an error may lack it, or delete `[unexpected]`"
        );
        lowering.error(&rules::UNEXPECTED, span, message, help);
    }
}
