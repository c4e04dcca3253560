//! The entry of a code.

use std::fmt::Write as _;

use super::links::Site;
use super::message::message;
use super::page::{Page, list};
use super::{fields, operations, retry};
use crate::catalogue::{Api, Code, Field, Status, Target, Wire};
use crate::emit::prose::{Embed, code as code_span, fence, link, plain};
use crate::output::json;

/// The level of an entry's heading.
const LEVEL: u8 = 3;

/// Writes the entry of a public code.
pub(super) fn entry(
    site: &Site<'_>,
    api: &Api,
    code: &Code,
    operations: &[usize],
    page: &mut Page,
) {
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
    fields::details(site, api, code, page);
    fields::slots(site, api, code, page);
    examples(site, api, code, page);
    match last_facts(site, api, code, operations).as_slice() {
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
            facts.push(format!("**Status:** {}, sent as HTTP {sent}", list(&statuses, "or")));
        }
        None if statuses.is_empty() => {}
        None => facts.push(format!("**Status:** {}", list(&statuses, "or"))),
    }
    if let Some(grpc) = code.grpc {
        facts.push(format!("**gRPC:** `{}`", grpc.as_str()));
    }
    facts
}

fn what_to_do(site: &Site<'_>, api: &Api, code: &Code) -> Vec<String> {
    let mut out = Vec::new();
    let advice = code.advice.as_ref().map(|advice| site.inline(advice));
    let Some(id) = code.action else {
        out.extend(advice.map(|advice| format!("**What to do:** {advice}")));
        return out;
    };
    let action = site.catalogue.action(id);
    let title = site.to_action(id);
    let advice = advice.map(|advice| format!(" {advice}")).unwrap_or_default();
    out.push(format!("**What to do:** {title}.{advice}"));
    out.push(format!("**Who can act:** {}", retry::actor(action.actor)));
    out.push(format!("**Retry:** {}", retry::of_code(api, code, action.retry)));
    out
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
        page.block(fence("json", &json::pretty(&body, 80)));
    }
}

/// What only some readers look for.
fn last_facts(site: &Site<'_>, api: &Api, code: &Code, operations: &[usize]) -> Vec<String> {
    let mut out = Vec::new();
    let mut fact = |what: &str, items: Vec<String>| {
        if !items.is_empty() {
            out.push(format!("**{what}:** {}", items.join(", ")));
        }
    };
    let related = code.see_also.iter().map(|at| {
        if site.api == Some(at.api) {
            return site.to_code(at.code, Embed::Inline).into_owned();
        }
        let link = site.to(Target::Code(*at), Embed::Inline);
        format!("{link} ({})", plain(&site.catalogue.apis[at.api].title))
    });
    fact("See also", related.collect());
    fact("Operations", operations::of_code(api, operations));
    fact("Read on", code.links.iter().map(|to| link(&plain(&to.title), &to.url)).collect());
    if matches!(&code.wire, Wire::String(value) if value != code.name.as_str()) {
        fact("Name", vec![code_span(code.name.as_str(), Embed::Inline)]);
    }
    let aliases = code.aliases.iter().map(|alias| code_span(alias.as_str(), Embed::Inline));
    fact("Other names", aliases.collect());
    fact("Since", code.since.iter().map(|since| plain(since)).collect());
    fact("Tags", code.tags.iter().map(|tag| plain(tag)).collect());
    for (index, value) in &code.meta {
        let declared: &Field = &api.meta[*index];
        let value = match value {
            serde_json::Value::String(text) => plain(text),
            other => code_span(&json::line(other), Embed::Inline),
        };
        fact(&declared.name.title(), vec![value]);
    }
    out
}
