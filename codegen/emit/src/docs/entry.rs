//! The entry of a code.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::headings::id_of;
use super::links::{Site, status_text};
use super::message::message;
use super::page::{Page, anchor, list};
use super::related::Related;
use super::{fields, operations, retry};
use crate::json::facts::{FACTS, Lead};
use crate::prose::{Embed, address, code as code_span, fence, link, plain};
use errcat_catalogue::model::{Api, Code, CodeRef, Field, Status, Target, Wire, WireType};
use errcat_findings::json;

/// The level of an entry's heading.
const LEVEL: u8 = 3;

/// What the entries of an API have in common.
pub(super) struct Entries<'a> {
    site: &'a Site<'a>,
    api: &'a Api,
    index: usize,
    /// The anchors of codes and retired ones.
    places: &'a HashSet<Cow<'a, str>>,
    /// The same, and those of names that they had.
    taken: &'a HashSet<Cow<'a, str>>,
    related: &'a Related,
    /// For each code the operations that answer with it.
    operations: Vec<Vec<usize>>,
    /// For each code what it replaces, as links.
    replaces: HashMap<usize, Vec<String>>,
    /// For each fact that names another code, and each code, those that name it, as links.
    named_by: Vec<(&'static Lead, HashMap<usize, Vec<String>>)>,
    /// Status lines of responses, as code spans.
    status_lines: HashMap<u16, String>,
    /// Where permalinks lead, up to the anchor, as it is in links.
    permalinks: Option<String>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(
        site: &'a Site<'a>,
        api: &'a Api,
        index: usize,
        places: &'a HashSet<Cow<'a, str>>,
        taken: &'a HashSet<Cow<'a, str>>,
        related: &'a Related,
    ) -> Self {
        let mut replaces: HashMap<usize, Vec<String>> = HashMap::new();
        for (at, code) in api.public_codes() {
            if let Some(by) = code.deprecated.as_ref().and_then(|it| it.replaced_by) {
                let link = site.to_code(at, Embed::Inline).into_owned();
                replaces.entry(by).or_default().push(link);
            }
        }
        let named_by = |lead: &Lead| {
            let mut found: HashMap<usize, Vec<String>> = HashMap::new();
            for (at, code) in api.public_codes() {
                if let Some(other) = (lead.to)(code) {
                    let link = site.to_code(at, Embed::Inline).into_owned();
                    found.entry(other).or_default().push(link);
                }
            }
            found
        };
        let leads = FACTS.iter().filter_map(|fact| fact.leads.as_ref());
        for (retired, tomb) in api.retired.iter().enumerate() {
            if let Some(by) = tomb.replaced_by {
                let link = site.to(Target::Retired { api: index, retired }, Embed::Inline);
                replaces.entry(by).or_default().push(link);
            }
        }
        let statuses = api.codes.iter().flat_map(|code| &code.statuses);
        let statuses: HashSet<u16> = statuses
            .filter_map(|status| status.exact())
            .chain(api.envelopes.iter().filter_map(|envelope| envelope.http_status))
            .collect();
        let line = |number: u16| {
            let status = Status::Exact(number);
            let text = format!("HTTP/1.1 {}", status_text(status, site.status(status)));
            (number, code_span(&text, Embed::Inline))
        };
        let permalinks = site
            .catalogue
            .docs_url
            .as_ref()
            .and_then(|base| address(&format!("{base}/{}/", api.name.as_str())));
        Self {
            site,
            api,
            index,
            places,
            taken,
            related,
            operations: operations::by_code(api),
            replaces,
            named_by: leads.map(|lead| (lead, named_by(lead))).collect(),
            status_lines: statuses.into_iter().map(line).collect(),
            permalinks,
        }
    }

    /// Writes the entry of the public code `at`: first what one needs whose request has failed.
    pub(super) fn entry(&self, at: usize, code: &Code, page: &mut Page) {
        let (site, api) = (self.site, self.api);
        page.block(self.anchors(code));
        page.heading(LEVEL, heading(code, self.taken));
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
        fields::details(site, api, code, page);
        fields::slots(site, api, code, page);
        self.examples(code, page);
        if !code.causes.is_empty() {
            page.block("**Possible causes**");
            page.bullets(code.causes.iter().map(|cause| site.inline(cause)));
        }
        if !code.troubleshooting.is_empty() {
            page.block("**Troubleshooting**");
            page.steps(code.troubleshooting.iter().map(|step| site.item(step, LEVEL)));
        }
        match self.last_facts(at, code).as_slice() {
            [fact] => page.block(fact),
            facts => page.bullets(facts),
        }
    }

    /// The place that the code's permalink leads to, and those of names that it had: where codes
    /// are strings, a code's name usually is the wire value.
    fn anchors(&self, code: &Code) -> String {
        let mut out = String::new();
        for alias in former(self.api, code) {
            if !self.places.contains(alias.as_str()) {
                out.push_str(&anchor(&alias));
            }
        }
        out.push_str(&anchor(&code.wire.anchor()));
        out
    }

    /// The complete responses: status line and headers, as far as they are known, and the body.
    fn examples(&self, code: &Code, page: &mut Page) {
        let (catalogue, envelope) = (self.site.catalogue, self.api.envelope(code));
        for example in &code.examples {
            let mut caption = "**Example**".to_owned();
            if let Some(title) = &example.title {
                caption.extend([": ", &plain(title)]);
            }
            let exact = code.statuses.iter().find_map(|status| status.exact());
            let status = envelope.http_status.or(exact);
            if let Some(line) = status.and_then(|status| self.status_lines.get(&status)) {
                caption.extend([" · ", line]);
            }
            let mut header = |name: &str, value: &str| {
                let header = [name, ": ", value].concat();
                caption.extend([" · ", &code_span(&header, Embed::Inline)]);
            };
            if envelope.media_type != "application/json" {
                header("Content-Type", &envelope.media_type);
            }
            for (name, value) in catalogue.example_headers(self.api, code, example) {
                header(&name, &value);
            }
            page.block(caption);
            let body = catalogue.example_body(self.api, code, example);
            page.block(fence("json", &json::pretty(&body, 80)));
        }
    }

    /// What only some readers look for.
    fn last_facts(&self, at: usize, code: &Code) -> Vec<String> {
        let (site, api) = (self.site, self.api);
        let mut out = Vec::new();
        let mut fact = |what: &str, items: Vec<String>| {
            if !items.is_empty() {
                out.push(format!("**{what}:** {}", items.join(", ")));
            }
        };
        let here = CodeRef { api: self.index, code: at };
        let related = self.related.of(site.catalogue, here, code).into_iter().map(|other| {
            if other.api == self.index {
                return site.to_code(other.code, Embed::Inline).into_owned();
            }
            let link = site.to(Target::Code(other), Embed::Inline);
            format!("{link} ({})", plain(&site.catalogue.apis[other.api].title))
        });
        for (lead, named_by) in &self.named_by {
            let other = (lead.to)(code).map(|other| site.to_code(other, Embed::Inline));
            fact(lead.there, other.map(Cow::into_owned).into_iter().collect());
            fact(lead.back, named_by.get(&at).cloned().unwrap_or_default());
        }
        fact("See also", related.collect());
        fact("Operations", operations::of_code(api, &self.operations[at]));
        fact("Replaces", self.replaces.get(&at).cloned().unwrap_or_default());
        fact("Read on", code.links.iter().map(|to| link(&plain(&to.title), &to.url)).collect());
        if matches!(&code.wire, Wire::String(value) if value != code.name.as_str()) {
            fact("Name", vec![code_span(code.name.as_str(), Embed::Inline)]);
        }
        // An anchor holds nothing that means something in an address.
        let permalink = |page: &String| ["<", page, "#", &code.wire.anchor(), ">"].concat();
        fact("Permalink", self.permalinks.iter().map(permalink).collect());
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
}

/// The places of names that a code had.
fn former(api: &Api, code: &Code) -> impl Iterator<Item = String> {
    let aliases = code.aliases.iter().filter(|_| api.wire == WireType::String);
    aliases.map(|alias| Wire::String(alias.as_str().to_owned()).anchor().into_owned())
}

/// `places` with those of names that codes had.
pub(super) fn taken<'a>(api: &Api, places: &HashSet<Cow<'a, str>>) -> HashSet<Cow<'a, str>> {
    let former = api.public_codes().flat_map(|(_, code)| former(api, code));
    places.iter().cloned().chain(former.map(Cow::Owned)).collect()
}

/// The wire value, and the title where it says more than the name. Of the wire value alone sites may make
/// an id that is the entry's own place already.
fn heading(code: &Code, taken: &HashSet<Cow<'_, str>>) -> String {
    let mut out = match &code.wire {
        Wire::Integer(number) => format!("{number} · {}", plain(code.name.as_str())),
        Wire::String(value) => code_span(value, Embed::Inline),
    };
    if code.title != code.name.title() || taken.contains(id_of(&code.wire.text()).as_str()) {
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
    if let Some(sunset) = &deprecated.sunset {
        let _ = write!(out, ", may go on {}", plain(sunset));
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
    let statuses: Vec<&str> = code.statuses.iter().map(|it| site.to_status(*it)).collect();
    let mut facts = Vec::new();
    match api.envelope(code).http_status {
        Some(sent) if code.statuses == [Status::Exact(sent)] => {
            facts.push(format!("**Status:** {}", statuses.concat()));
        }
        Some(sent) if statuses.is_empty() => {
            facts.push(format!("**Status:** none of its own, sent with HTTP {sent}"));
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
    out.push(format!("**Retry:** {}", retry::of_code(site, api, code, action.retry)));
    out.push(format!("**Who can act:** {}", retry::actor(action.actor)));
    out
}
