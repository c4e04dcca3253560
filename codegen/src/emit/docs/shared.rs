//! The pages on what all APIs share: statuses and actions.

use super::links::{Site, status_text};
use super::page::{Page, anchor};
use super::retry;
use crate::catalogue::{ActionId, Api, Catalogue, Code, Status};
use crate::emit::prose::{Embed, code as code_span, link, plain};
use crate::output::Artifact;

/// The page of all statuses.
pub(super) fn statuses(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, "HTTP statuses");
    page.block(
        "What the statuses mean in general. An API may have words of its own for a status: its \
         page has them, with the codes of that status.",
    );
    let rows: Vec<[String; 5]> = catalogue
        .statuses
        .iter()
        .map(|info| {
            let text = plain(&status_text(info.status, Some(info)));
            [
                format!("{}{text}", anchor(&format!("status:{}", info.status))),
                info.meaning.as_ref().map(|prose| site.cell(prose)).unwrap_or_default(),
                info.action.map(|id| site.to_action(id).to_owned()).unwrap_or_default(),
                info.grpc.map(|grpc| code_span(grpc.as_str(), Embed::Cell)).unwrap_or_default(),
                apis(site, &status_place(info.status), |api| api.status(info.status).is_some()),
            ]
        })
        .collect();
    page.table(["Status", "Meaning", "What to do", "gRPC", "APIs"], &rows);
    Artifact::markdown("docs/src/statuses.md", "catalogue/statuses.toml", page.finish())
}

fn status_place(status: Status) -> String {
    format!("status:{status}")
}

/// The page of all actions.
pub(super) fn actions(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, "What to do about errors");
    page.block(
        "What the receiver of an error can do, who can do it, and whether the request may be sent \
         again. Each code names one of these actions, where there is one.",
    );
    for (index, action) in catalogue.actions.iter().enumerate() {
        let place = format!("action:{}", action.name.as_str());
        page.anchor(&place);
        page.heading(2, plain(&action.title));
        page.block(site.inline(&action.advice));
        let mut facts = vec![
            format!("**Who can act:** {}", retry::actor(action.actor)),
            format!("**Retry:** {}", retry::advance(action.retry)),
        ];
        let id = ActionId(index);
        let uses = |code: &Code| code.is_public() && code.action == Some(id);
        let apis =
            apis(site, &place, |api| api.own_action(id).is_some() || api.codes.iter().any(uses));
        if !apis.is_empty() {
            facts.push(format!("**Used by:** {apis}"));
        }
        facts.push(format!("**Name:** {}", code_span(action.name.as_str(), Embed::Inline)));
        page.bullets(facts);
    }
    Artifact::markdown("docs/src/actions.md", "catalogue/actions.toml", page.finish())
}

/// Links to `place` on the pages of the APIs that `have` it.
fn apis(site: &Site<'_>, place: &str, have: impl Fn(&Api) -> bool) -> String {
    let apis = site.catalogue.apis.iter().enumerate().filter(|(_, api)| have(api));
    let links: Vec<String> =
        apis.map(|(index, api)| link(&plain(&api.title), &site.on_api(index, place))).collect();
    links.join(", ")
}
