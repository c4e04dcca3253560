//! The page of an API.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::entry::Entries;
use super::links::{Site, status_text};
use super::message::message;
use super::page::{Page, anchor, list};
use super::pictures::decision;
use super::related::Related;
use super::{conversions, entry, envelope, operations, records, retry, types};
use crate::output::Artifact;
use crate::prose::{Embed, code as code_span, link, plain};
use crate::public_view;
use errcat_catalogue::model::{
    Action, Advance, Api, Catalogue, Code, Group, Link, Parameter, Prose, Wire,
};
use errcat_findings::json;

/// The page of the API `index`.
pub(super) fn page(catalogue: &Catalogue, index: usize, related: &Related) -> Artifact {
    let api = &catalogue.apis[index];
    let site = &Site::of_api(catalogue, index);
    let mut page = Page::new();
    page.heading(1, plain(&api.title));
    if let Some(summary) = &api.summary {
        page.block(site.inline(summary));
    }
    if let Some(docs) = &api.docs {
        page.block(site.block(docs, 1));
    }
    links(&api.links, &mut page);
    let pages = operations::pages(site.catalogue, api)
        .map(|(title, file)| link(title, &format!("{file}.md")));
    page.block(format!("For programs: {}", pages.collect::<Vec<_>>().join(", ")));
    envelope::section(site, api, &mut page);
    parameters(site, api, &mut page);
    handling(site, api, &mut page);
    overview(site, api, &mut page);
    let wires = api.public_codes().map(|(_, code)| &code.wire);
    let places: HashSet<Cow<'_, str>> =
        wires.chain(public_view::retired(api).map(|tomb| &tomb.wire)).map(Wire::anchor).collect();
    let taken = entry::taken(api, &places);
    let entries = Entries::new(site, api, index, &places, &taken, related);
    for group in shown(api) {
        page.heading(2, plain(&group.title));
        links(&group.links, &mut page);
        for (at, code) in public(api, group) {
            entries.entry(at, code, &mut page);
        }
    }
    records::section(site, api, &mut page);
    statuses(site, api, &mut page);
    actions(site, api, &mut page);
    questions(site, api, &mut page);
    tables(site, related.conversions(index), &mut page);
    retired(site, api, &mut page);
    let name = api.name.as_str();
    Artifact::markdown(
        catalogue,
        format!("docs/src/{name}/index.md"),
        &format!("catalogue/{name}"),
        page.finish_beside(&taken),
    )
}

fn links(links: &[Link], page: &mut Page) {
    let links: Vec<String> = links.iter().map(|to| link(&plain(&to.title), &to.url)).collect();
    if !links.is_empty() {
        page.block(format!("Read on: {}", links.join(", ")));
    }
}

/// The groups that have public codes.
fn shown(api: &Api) -> impl Iterator<Item = &Group> {
    api.groups.iter().filter(|group| public(api, group).next().is_some())
}

/// The public codes of a group, the parts of each behind it.
fn public<'a>(api: &'a Api, group: &Group) -> impl Iterator<Item = (usize, &'a Code)> {
    let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut next = Vec::new();
    for at in group.codes.clone().rev().filter(|at| api.codes[*at].is_public()) {
        match api.codes[at].part_of.filter(|parent| group.codes.contains(parent)) {
            Some(parent) => parts.entry(parent).or_default().push(at),
            None => next.push(at),
        }
    }
    std::iter::from_fn(move || {
        let at = next.pop()?;
        next.extend(parts.remove(&at).into_iter().flatten());
        Some((at, &api.codes[at]))
    })
}

/// What clients may send, as far as errors speak of it.
fn parameters(site: &Site<'_>, api: &Api, page: &mut Page) {
    if api.parameters.is_empty() {
        return;
    }
    page.heading(2, "What clients may send");
    let row = |parameter: &Parameter| {
        let field = &parameter.field;
        [
            code_span(&field.wire, Embed::Cell),
            parameter.place.as_str().to_owned(),
            types::words(api, &field.ty),
            field.description.as_ref().map(|text| site.cell(text)).unwrap_or_default(),
            field
                .example
                .as_ref()
                .map(|it| code_span(&json::line(it), Embed::Cell))
                .unwrap_or_default(),
        ]
    };
    let rows: Vec<[String; 5]> = api.parameters.iter().map(row).collect();
    page.table(["Name", "In", "Type", "Meaning", "Example"], &rows);
}

/// More codes than this are not listed in a sentence.
const FEW: usize = 8;

/// Where to read on about clients, and which codes they can deal with by themselves.
fn handling(site: &Site<'_>, api: &Api, page: &mut Page) {
    page.heading(2, "How to handle these errors");
    let mut codes = api.public_codes().filter(|(_, code)| {
        site.catalogue.retry(code).is_some_and(|it| {
            matches!(it, Advance::Immediately | Advance::AfterDelay | Advance::Backoff)
        })
    });
    let first: Vec<String> = codes
        .by_ref()
        .take(FEW)
        .map(|(index, _)| site.to_code(index, Embed::Inline).into_owned())
        .collect();
    let mut text = match first.as_slice() {
        [] => {
            "For no code does it help to send the same request again without a change.".to_owned()
        }
        _ if codes.next().is_some() => {
            "For some codes it helps to send the same request again, perhaps after a pause. Their \
                entries say so."
                .to_owned()
        }
        _ => format!(
            "A client can send the same request again by itself for {}. For every other code \
                somebody has to do something first.",
            list(&first, "and")
        ),
    };
    text.push_str(
        " [Handling errors](handling.md) has code to start from, in Rust and TypeScript. \
            [errors.json](errors.json) has the content of this page for programs.",
    );
    page.block(text);
}

/// All codes at a glance, by group.
fn overview(site: &Site<'_>, api: &Api, page: &mut Page) {
    page.heading(2, "All codes");
    let several = shown(api).nth(1).is_some();
    for group in shown(api) {
        page.anchor(&format!("group:{}", group.name.as_str()));
        let summary = group.summary.as_ref().map(|summary| site.inline(summary));
        match (several, summary) {
            (true, Some(summary)) => page.block(format!("**{}.** {summary}", plain(&group.title))),
            (true, None) => page.block(format!("**{}**", plain(&group.title))),
            (false, Some(summary)) => page.block(summary),
            (false, None) => {}
        }
        let rows: Vec<[String; 4]> =
            public(api, group).map(|(index, code)| overview_row(site, api, index, code)).collect();
        page.table(["Code", "Status", "Meaning", "What to do"], &rows);
    }
}

fn overview_row(site: &Site<'_>, api: &Api, index: usize, code: &Code) -> [String; 4] {
    let statuses: Vec<String> = code
        .statuses
        .iter()
        .map(|status| link(&status.to_string(), &format!("#status:{status}")))
        .collect();
    let meaning = if code.title == code.name.title() {
        message(api, code, Embed::Cell)
    } else {
        plain(&code.title)
    };
    let deprecated = if code.deprecated.is_some() { " (deprecated)" } else { "" };
    let action = code.action.map(|id| site.to_action(id).to_owned());
    let part = if code.part_of.is_some() { "↳ " } else { "" };
    [
        part.to_owned() + &site.to_code(index, Embed::Cell),
        statuses.join(", "),
        meaning + deprecated,
        action.unwrap_or_default(),
    ]
}

fn statuses(site: &Site<'_>, api: &Api, page: &mut Page) {
    let by_status = public_view::codes_by(api, |code| code.statuses.iter().copied());
    let rows: Vec<[String; 3]> = api
        .statuses
        .iter()
        .map(|info| {
            [
                format!(
                    "{}{}",
                    anchor(&format!("status:{}", info.status)),
                    plain(&status_text(info.status, Some(info)))
                ),
                cell(site, info.meaning.as_ref()),
                codes(site, by_status.get(&info.status), Embed::Cell),
            ]
        })
        .collect();
    if !rows.is_empty() {
        page.heading(2, "HTTP statuses");
        page.table(["Status", "Meaning here", "Codes"], &rows);
    }
}

fn actions(site: &Site<'_>, api: &Api, page: &mut Page) {
    if site.actions.is_empty() {
        return;
    }
    page.heading(2, "What to do");
    if api.public_codes().any(|(_, code)| code.action.is_some()) {
        page.block(decision::shown());
    }
    let by_action = public_view::codes_by(api, |code| code.action);
    let mut items = Vec::new();
    for id in &site.actions {
        let action: &Action = site.catalogue.action(*id);
        let own = api.own_action(*id);
        let title = own.map_or(&action.title, |own| &own.title);
        let advice = own.map_or(&action.advice, |own| &own.advice);
        let mut out = format!(
            "{}**{}:** {} Who can act: {}. Retry: {}.",
            anchor(&format!("action:{}", action.name.as_str())),
            plain(title),
            site.inline(advice),
            retry::actor(action.actor),
            retry::advance(action.retry)
        );
        let codes = codes(site, by_action.get(id), Embed::Inline);
        if !codes.is_empty() {
            let _ = write!(out, " Codes: {codes}.");
        }
        items.push(out);
    }
    page.bullets(items);
}

/// Links to some codes.
fn codes(site: &Site<'_>, codes: Option<&Vec<(usize, &Code)>>, embed: Embed) -> String {
    let codes = codes.into_iter().flatten();
    let links: Vec<Cow<'_, str>> = codes.map(|(index, _)| site.to_code(*index, embed)).collect();
    links.join(", ")
}

fn cell(site: &Site<'_>, prose: Option<&Prose>) -> String {
    prose.map(|prose| site.cell(prose)).unwrap_or_default()
}

fn questions(site: &Site<'_>, api: &Api, page: &mut Page) {
    if api.faq.is_empty() {
        return;
    }
    page.heading(2, "Questions and answers");
    for faq in &api.faq {
        page.heading(3, site.heading(&faq.question));
        page.block(site.block(&faq.answer, 3));
    }
}

fn tables(site: &Site<'_>, conversions: &[usize], page: &mut Page) {
    let tables = conversions::of_api(site, conversions);
    if !tables.is_empty() {
        page.heading(2, "Conversions");
        page.bullets(tables);
    }
}

fn retired(site: &Site<'_>, api: &Api, page: &mut Page) {
    if public_view::retired(api).next().is_none() {
        return;
    }
    page.heading(2, "Retired codes");
    page.block("The API no longer sends these codes, and never uses them for anything else.");
    for tomb in public_view::retired(api) {
        page.anchor(&tomb.wire.anchor());
        page.heading(
            3,
            match &tomb.wire {
                Wire::Integer(number) => format!("{number} · {}", plain(tomb.name.as_str())),
                Wire::String(value) => code_span(value, Embed::Inline),
            },
        );
        let mut text = "**Retired**".to_owned();
        if let Some(since) = &tomb.since {
            let _ = write!(text, " in {}", plain(since));
        }
        text.push('.');
        if let Some(by) = tomb.replaced_by.filter(|by| api.codes[*by].is_public()) {
            let _ = write!(text, " {} replaces it.", site.to_code(by, Embed::Inline));
        }
        if let Some(note) = &tomb.note {
            let _ = write!(text, " {}", site.inline(note));
        }
        page.quote(&text);
    }
}
