//! The entry of a code.

use std::fmt::Write as _;

use super::json;
use super::links::Site;
use super::page::Page;
use super::paths::{self, Slot};
use super::retry;
use super::types::{self, Row};
use crate::catalogue::{
    Api, Code, DetailsShape, Field, Part, Presence, Status, Target, TypeRef, Wire,
};
use crate::emit::prose::{Embed, Piece, code as code_span, fence, link, pieces, plain};

/// The level of an entry's heading.
const LEVEL: u8 = 3;

/// Writes the entry of a public code.
pub(super) fn entry(site: &Site<'_>, api: &Api, code: &Code, page: &mut Page) {
    page.anchor(&code.wire.anchor());
    page.heading(LEVEL, heading(code));
    deprecation(site, code, page);
    let facts = first_facts(site, api, code);
    if !facts.is_empty() {
        page.block(facts.join(" · "));
    }
    page.quote(&message(api, code, Embed::Block { below: LEVEL }));
    if let Some(description) = &code.description {
        page.block(site.block(description, LEVEL));
    }
    page.bullets(what_to_do(site, api, code));
    if !code.causes.is_empty() {
        page.block("**Possible causes**");
        page.bullets(code.causes.iter().map(|cause| site.inline(cause)));
    }
    if !code.troubleshooting.is_empty() {
        page.block("**Troubleshooting**");
        page.steps(code.troubleshooting.iter().map(|step| site.block(step, LEVEL)));
    }
    details(site, api, code, page);
    slots(site, api, code, page);
    examples(site, api, code, page);
    match last_facts(site, api, code).as_slice() {
        [fact] => page.block(fact),
        facts => page.bullets(facts),
    }
}

fn heading(code: &Code) -> String {
    let mut out = match &code.wire {
        Wire::Integer(number) => format!("{number} · {}", plain(code.name.as_str())),
        Wire::String(value) => code_span(value, Embed::Inline),
    };
    if code.title != code.name.title() {
        out.push_str(" · ");
        out.push_str(&plain(&code.title));
    }
    out
}

fn deprecation(site: &Site<'_>, code: &Code, page: &mut Page) {
    let Some(deprecated) = &code.deprecated else { return };
    let mut out = "**Deprecated**".to_owned();
    if let Some(since) = &deprecated.since {
        let _ = write!(out, " since {}", plain(since));
    }
    out.push('.');
    if let Some(by) = deprecated.replaced_by {
        let _ = write!(out, " {} replaces it.", site.to_code(by, Embed::Inline));
    }
    if let Some(note) = &deprecated.note {
        let _ = write!(out, " {}", site.inline(note));
    }
    page.quote(&out);
}

/// Statuses and gRPC code.
fn first_facts(site: &Site<'_>, api: &Api, code: &Code) -> Vec<String> {
    let status = |status: &Status| site.to(Target::Status(*status), Embed::Inline);
    let statuses: Vec<String> = code.statuses.iter().map(status).collect();
    let mut facts = Vec::new();
    match api.envelope(code).http_status {
        Some(sent) if code.statuses == [Status::Exact(sent)] => {
            facts.push(format!("**Status:** {}", statuses.concat()));
        }
        Some(sent) if statuses.is_empty() => {
            facts.push(format!("**Status:** none of its own, sent as HTTP {sent}"));
        }
        Some(sent) => {
            facts.push(format!("**Status:** {}, sent as HTTP {sent}", statuses.join(" or ")));
        }
        None if statuses.is_empty() => {}
        None => facts.push(format!("**Status:** {}", statuses.join(" or "))),
    }
    if let Some(grpc) = code.grpc {
        facts.push(format!("**gRPC:** `{}`", grpc.as_str()));
    }
    facts
}

/// The message as Markdown, its placeholders as code. Its lines stay lines in a block, and become
/// one in a cell.
pub(super) fn message(api: &Api, code: &Code, embed: Embed) -> String {
    let field = |index: usize| api.detail_fields(code)?.get(index).map(|field| field.wire.as_str());
    let slot = |index: usize| api.envelope(code).slots.get(index).map(|slot| slot.name.as_str());
    let placeholder = |name: Option<&str>| format!("{{{}}}", name.unwrap_or_default());
    let values: Vec<String> = code
        .message
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(_) => String::new(),
            Part::Field(index) => placeholder(field(*index)),
            Part::Slot(index) => placeholder(slot(*index)),
        })
        .collect();
    let mut lines = vec![Vec::new()];
    for (part, value) in code.message.parts.iter().zip(&values) {
        let Part::Text(text) = part else {
            if let Some(line) = lines.last_mut() {
                line.push(Piece::Code(value));
            }
            continue;
        };
        for (at, text) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut()
                && !text.is_empty()
            {
                line.push(Piece::Text(text));
            }
        }
    }
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let end = match embed {
            _ if at == 0 => "",
            Embed::Block { .. } if line.is_empty() => "\n",
            Embed::Block { .. } if lines[at - 1].is_empty() => "\n",
            Embed::Block { .. } => "\\\n",
            Embed::Cell | Embed::Inline => " ",
        };
        out.push_str(end);
        out.push_str(&pieces(line, embed));
    }
    out
}

fn what_to_do(site: &Site<'_>, api: &Api, code: &Code) -> Vec<String> {
    let mut out = Vec::new();
    let advice = code.advice.as_ref().map(|advice| site.inline(advice));
    let Some(id) = code.action else {
        out.extend(advice.map(|advice| format!("**What to do:** {advice}")));
        return out;
    };
    let action = site.catalogue.action(id);
    let title = site.to(Target::Action(id), Embed::Inline);
    let advice = advice.map(|advice| format!(" {advice}")).unwrap_or_default();
    out.push(format!("**What to do:** {title}.{advice}"));
    out.push(format!("**Who can act:** {}", retry::actor(action.actor)));
    out.push(format!("**Retry:** {}", retry::of_code(api, code, action.retry)));
    out
}

fn details(site: &Site<'_>, api: &Api, code: &Code, page: &mut Page) {
    let Some(details) = &code.details else { return };
    let place = match paths::details(api.envelope(code)) {
        Some((path, true)) if path.is_empty() => " at the top level of the body".to_owned(),
        Some((path, true | false)) => format!(" in {}", code_span(&path, Embed::Inline)),
        // Without a place in the body they fill the message, and that is all.
        None => " in the message alone".to_owned(),
    };
    let missing = if details.optional { "; there may be none" } else { "" };
    let rows = match &details.shape {
        DetailsShape::Record(fields) => {
            page.block(format!("**Details**{place}{missing}"));
            types::rows(site, api, fields)
        }
        DetailsShape::Type(ty) => of_type(site, api, ty, &place, missing, page),
    };
    page.table(["Field", "Type", "Meaning"], &rows);
}

fn of_type(
    site: &Site<'_>,
    api: &Api,
    ty: &TypeRef,
    place: &str,
    missing: &str,
    page: &mut Page,
) -> Vec<Row> {
    let words = types::words(api, ty);
    let Some((itself, fields)) = types::record(api, ty) else {
        page.block(format!("**Details**{place}: {words}{missing}"));
        return Vec::new();
    };
    if itself {
        page.block(format!("**Details**{place}{missing}"));
    } else {
        page.block(format!("**Details**{place}: {words}, each with these fields{missing}"));
    }
    types::rows(site, api, fields)
}

/// The slots that the code fills or fixes.
fn slots(site: &Site<'_>, api: &Api, code: &Code, page: &mut Page) {
    let envelope = api.envelope(code);
    let place = |index: usize| match paths::slot(envelope, index) {
        Slot::Body(path) => code_span(&path, Embed::Cell),
        Slot::Header(name) => format!("header {}", code_span(&name, Embed::Cell)),
    };
    let mut rows: Vec<Row> = Vec::new();
    for (index, value) in &code.set {
        let value = code_span(&json::compact(value), Embed::Cell);
        rows.push([place(*index), format!("always {value}"), String::new()]);
    }
    for index in &code.fills {
        let slot = &envelope.slots[*index];
        let words = types::words(api, &TypeRef { presence: Presence::Required, ..slot.ty.clone() });
        let meaning = slot.description.as_ref().map(|prose| site.cell(prose)).unwrap_or_default();
        rows.push([place(*index), words, meaning]);
    }
    if !rows.is_empty() {
        page.block("**Always there** with this code");
        page.table(["Field", "Type", "Meaning"], &rows);
    }
}

fn examples(site: &Site<'_>, api: &Api, code: &Code, page: &mut Page) {
    for example in &code.examples {
        let mut caption = "**Example**".to_owned();
        if let Some(title) = &example.title {
            let _ = write!(caption, ": {}", plain(title));
        }
        let headers: Vec<String> = site
            .catalogue
            .example_headers(api, code, example)
            .iter()
            .map(|(name, value)| code_span(&format!("{name}: {value}"), Embed::Inline))
            .collect();
        if !headers.is_empty() {
            let s = if headers.len() == 1 { "" } else { "s" };
            let _ = write!(caption, " (header{s} {})", headers.join(", "));
        }
        page.block(caption);
        let body = site.catalogue.example_body(api, code, example);
        page.block(fence("json", &json::pretty(&body)));
    }
}

/// What only some readers look for.
fn last_facts(site: &Site<'_>, api: &Api, code: &Code) -> Vec<String> {
    let mut out = Vec::new();
    let mut list = |what: &str, items: Vec<String>| {
        if !items.is_empty() {
            out.push(format!("**{what}:** {}", items.join(", ")));
        }
    };
    let related = code.see_also.iter().map(|at| {
        let link = site.to(Target::Code(*at), Embed::Inline);
        let other = &site.catalogue.apis[at.api];
        if site.api == Some(at.api) { link } else { format!("{link} ({})", plain(&other.title)) }
    });
    list("See also", related.collect());
    list("Read on", code.links.iter().map(|to| link(&plain(&to.title), &to.url)).collect());
    if matches!(&code.wire, Wire::String(value) if value != code.name.as_str()) {
        list("Name", vec![code_span(code.name.as_str(), Embed::Inline)]);
    }
    let aliases = code.aliases.iter().map(|alias| code_span(alias.as_str(), Embed::Inline));
    list("Other names", aliases.collect());
    list("Since", code.since.iter().map(|since| plain(since)).collect());
    list("Tags", code.tags.iter().map(|tag| plain(tag)).collect());
    for (index, value) in &code.meta {
        let fact: &Field = &api.meta[*index];
        let value = match value {
            serde_json::Value::String(text) => plain(text),
            other => code_span(&json::compact(other), Embed::Inline),
        };
        list(&fact.name.title(), vec![value]);
    }
    out
}
