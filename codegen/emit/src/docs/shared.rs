//! The pages on what all APIs share: statuses and actions.

use std::collections::HashMap;
use std::hash::Hash;

use super::links::{Site, status_text};
use super::page::{Page, anchor};
use super::retry;
use crate::output::Artifact;
use crate::prose::{Embed, code as code_span, link, plain};
use crate::public_view;
use errcat_catalogue::model::{ActionId, Api, Catalogue, Code, CodeRef, StatusInfo, Target};

/// The page of all statuses: at a glance, then each with its codes.
pub(super) fn statuses(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, "HTTP statuses");
    page.block(
        "What the statuses mean in general, and which codes have them. If an API describes a \
            status in its own words, its page has them.",
    );
    let by_status = codes_by(catalogue, |code| code.statuses.iter().copied());
    let codes: Vec<Vec<[String; 2]>> = catalogue
        .statuses
        .iter()
        .map(|info| {
            let place = format!("status:{}", info.status);
            by_api(site, by_status.get(&info.status), |at| {
                site.catalogue.apis[at].status(info.status).map(|_| place.as_str())
            })
        })
        .collect();
    let rows: Vec<[String; 5]> = catalogue
        .statuses
        .iter()
        .zip(&codes)
        .map(|(info, codes)| {
            let text = plain(&status_text(info.status, Some(info)));
            let place = format!("status:{}", info.status);
            // The link leads to the entry with the most text about it.
            let first = if codes.is_empty() {
                format!("{}{text}", anchor(&place))
            } else {
                link(&text, &format!("#{place}"))
            };
            let apis = apis(site, &place, |api| api.status(info.status).is_some());
            [first, meaning(site, info), what_to_do(site, info), grpc(info, Embed::Cell), apis]
        })
        .collect();
    page.table(["Status", "Meaning", "What to do", "gRPC", "APIs"], &rows);
    for (info, codes) in catalogue.statuses.iter().zip(&codes) {
        if codes.is_empty() {
            continue;
        }
        page.anchor(&format!("status:{}", info.status));
        page.heading(2, plain(&status_text(info.status, Some(info))));
        if let Some(meaning) = &info.meaning {
            page.block(site.inline(meaning));
        }
        page.table(["API", "Codes"], codes);
    }
    Artifact::markdown(catalogue, "docs/src/statuses.md", "catalogue/statuses.toml", page.finish())
}

fn meaning(site: &Site<'_>, info: &StatusInfo) -> String {
    info.meaning.as_ref().map(|prose| site.cell(prose)).unwrap_or_default()
}

fn what_to_do(site: &Site<'_>, info: &StatusInfo) -> String {
    info.action.map(|id| site.to_action(id).to_owned()).unwrap_or_default()
}

fn grpc(info: &StatusInfo, embed: Embed) -> String {
    info.grpc.map(|grpc| code_span(grpc.as_str(), embed)).unwrap_or_default()
}

/// The page of all actions: at a glance, then each with its codes.
pub(super) fn actions(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, "What to do about errors");
    page.block(
        "What a client can do about an error, who can do it, and whether it may send the request \
            again. A code names at most one of these actions.",
    );
    let rows: Vec<[String; 3]> = catalogue
        .actions
        .iter()
        .enumerate()
        .map(|(id, action)| {
            [
                site.to_action(ActionId(id)).to_owned(),
                retry::actor(action.actor).to_owned(),
                retry::advance(action.retry).to_owned(),
            ]
        })
        .collect();
    page.table(["Action", "Who can act", "When to send the request again"], &rows);
    let by_action = codes_by(catalogue, |code| code.action);
    for (index, action) in catalogue.actions.iter().enumerate() {
        let place = format!("action:{}", action.name.as_str());
        page.anchor(&place);
        page.heading(2, plain(&action.title));
        page.block(site.inline(&action.advice));
        page.bullets([
            format!("**Who can act:** {}", retry::actor(action.actor)),
            format!("**Retry:** {}", retry::advance(action.retry)),
            format!("**Name:** {}", code_span(action.name.as_str(), Embed::Inline)),
        ]);
        let id = ActionId(index);
        // An API with codes of the action has it on its page.
        let codes = by_api(site, by_action.get(&id), |_| Some(place.as_str()));
        page.table(["API", "Codes"], &codes);
    }
    Artifact::markdown(catalogue, "docs/src/actions.md", "catalogue/actions.toml", page.finish())
}

/// The public codes of all APIs by something that they have.
fn codes_by<'a, K: Eq + Hash, I: IntoIterator<Item = K>>(
    catalogue: &'a Catalogue,
    of: impl Fn(&'a Code) -> I,
) -> HashMap<K, Vec<CodeRef>> {
    let mut found: HashMap<K, Vec<CodeRef>> = HashMap::new();
    for (api, it) in catalogue.apis.iter().enumerate() {
        for (key, codes) in public_view::codes_by(it, &of) {
            let codes = codes.into_iter().map(|(code, _)| CodeRef { api, code });
            found.entry(key).or_default().extend(codes);
        }
    }
    found
}

/// A row for each API with some of these codes, which are in the order of the APIs: the API, as a
/// link to the place that `place` tells of it by its index, and its codes.
fn by_api<'a>(
    site: &Site<'_>,
    codes: Option<&Vec<CodeRef>>,
    place: impl Fn(usize) -> Option<&'a str>,
) -> Vec<[String; 2]> {
    let row = |codes: &[CodeRef]| {
        let index = codes[0].api;
        let title = plain(&site.catalogue.apis[index].title);
        let api = match place(index) {
            Some(place) => link(&title, &site.on_api(index, place)),
            None => title,
        };
        let codes: Vec<String> =
            codes.iter().map(|code| site.to(Target::Code(*code), Embed::Cell)).collect();
        [api, codes.join(", ")]
    };
    codes.into_iter().flat_map(|codes| codes.chunk_by(|a, b| a.api == b.api)).map(row).collect()
}

/// Links to `place` on the pages of the APIs that `have` it.
fn apis(site: &Site<'_>, place: &str, have: impl Fn(&Api) -> bool) -> String {
    let apis = site.catalogue.apis.iter().enumerate().filter(|(_, api)| have(api));
    let links: Vec<String> =
        apis.map(|(index, api)| link(&plain(&api.title), &site.on_api(index, place))).collect();
    links.join(", ")
}
