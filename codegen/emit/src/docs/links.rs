//! Where things are in the docs, and what links to them show.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::paths::Paths;
use crate::prose::{self, Destination, Embed, Label, Links};
use crate::public_view;
use errcat_catalogue::model::{
    ActionId, Catalogue, Code, CodeRef, Prose, Status, StatusInfo, Target, Wire,
};
use errcat_catalogue::name::Name;

/// A page as the place where Markdown is written: it decides what links look like.
pub(super) struct Site<'a> {
    pub(super) catalogue: &'a Catalogue,
    /// The API whose page it is; `None` on the pages that all share.
    pub(super) api: Option<usize>,
    /// The actions that the page has itself.
    pub(super) actions: BTreeSet<ActionId>,
    /// Links to the API's codes, as they are in cells: some pages have several to each.
    codes: OnceCell<Vec<String>>,
    /// Where the parts of the API's envelopes stand, by their indices.
    paths: Vec<OnceCell<Paths>>,
    /// Links to the actions of the page: those of its API's codes, or all.
    action_links: BTreeMap<ActionId, String>,
    /// Links to the statuses that codes have.
    status_links: BTreeMap<Status, String>,
}

impl<'a> Site<'a> {
    /// A page beside the APIs' folders.
    pub(super) fn root(catalogue: &'a Catalogue) -> Self {
        Self::new(catalogue, None, BTreeSet::new())
    }

    fn new(catalogue: &'a Catalogue, api: Option<usize>, actions: BTreeSet<ActionId>) -> Self {
        let mut site = Self {
            catalogue,
            api,
            actions,
            codes: OnceCell::new(),
            paths: Vec::new(),
            action_links: BTreeMap::new(),
            status_links: BTreeMap::new(),
        };
        let envelopes = api.map_or(0, |at| catalogue.apis[at].envelopes.len());
        site.paths = std::iter::repeat_with(OnceCell::new).take(envelopes).collect();
        // Of a catalogue of many APIs, each page knows what it shows alone.
        let (apis, actions) = match api {
            Some(at) => (&catalogue.apis[at..=at], site.actions.iter().copied().collect()),
            None => (&catalogue.apis[..], (0..catalogue.actions.len()).map(ActionId).collect()),
        };
        let actions: Vec<ActionId> = actions;
        site.action_links =
            actions.into_iter().map(|id| (id, site.to(Target::Action(id), Embed::Cell))).collect();
        let codes = apis.iter().flat_map(|api| &api.codes);
        let statuses: BTreeSet<Status> =
            codes.flat_map(|code| code.statuses.iter().copied()).collect();
        site.status_links = statuses
            .into_iter()
            .map(|status| (status, site.to(Target::Status(status), Embed::Inline)))
            .collect();
        site
    }

    /// The page of an API.
    pub(super) fn of_api(catalogue: &'a Catalogue, index: usize) -> Self {
        let api = &catalogue.apis[index];
        let mut actions: BTreeSet<ActionId> =
            api.public_codes().filter_map(|(_, code)| code.action).collect();
        actions.extend(api.actions.iter().map(|own| own.action));
        Self::new(catalogue, Some(index), actions)
    }

    pub(super) fn inline(&self, prose: &Prose) -> String {
        prose::markdown(prose, Embed::Inline, self)
    }

    pub(super) fn cell(&self, prose: &Prose) -> String {
        prose::markdown(prose, Embed::Cell, self)
    }

    pub(super) fn block(&self, prose: &Prose, below: u8) -> String {
        prose::markdown(prose, Embed::Block { below }, self)
    }

    /// Prose as blocks within an item of a list.
    pub(super) fn item(&self, prose: &Prose, below: u8) -> String {
        prose::markdown(prose, Embed::Item { below }, self)
    }

    /// Prose as a heading, which is a link itself in mdBook and so cannot hold another.
    pub(super) fn heading(&self, prose: &Prose) -> String {
        prose::markdown(prose, Embed::Inline, &Unlinked(self))
    }

    /// A link to `target`.
    pub(super) fn to(&self, target: Target, embed: Embed) -> String {
        let Destination { label, address } = self.link(&target);
        let label = match label {
            Label::Code(value) => prose::code(&value, embed),
            Label::Text(text) => prose::plain(&text),
        };
        match address {
            Some(address) => prose::link(&label, &address),
            None => label,
        }
    }

    /// A link to a code of this page's API.
    pub(super) fn to_code(&self, code: usize, embed: Embed) -> Cow<'_, str> {
        let api = self.api.unwrap_or_default();
        let codes = self.codes.get_or_init(|| {
            let codes = 0..self.catalogue.apis[api].codes.len();
            codes.map(|code| self.to(Target::Code(CodeRef { api, code }), Embed::Cell)).collect()
        });
        match codes.get(code) {
            // Only bars are written in another way in cells.
            Some(link) if embed == Embed::Cell || !link.contains('|') => Cow::Borrowed(link),
            _ => Cow::Owned(self.to(Target::Code(CodeRef { api, code }), embed)),
        }
    }

    /// Where the parts of the envelope of a code of this page's API stand.
    pub(super) fn paths(&self, code: &Code) -> Option<&Paths> {
        let envelope = &self.catalogue.apis[self.api?].envelopes[code.envelope];
        Some(self.paths.get(code.envelope)?.get_or_init(|| Paths::of(envelope)))
    }

    /// A link to an action.
    pub(super) fn to_action(&self, id: ActionId) -> &str {
        self.action_links.get(&id).map(String::as_str).unwrap_or_default()
    }

    /// A link to a status that codes have.
    pub(super) fn to_status(&self, status: Status) -> &str {
        self.status_links.get(&status).map(String::as_str).unwrap_or_default()
    }

    /// The address of the place `anchor` on the page of the API `index`.
    pub(super) fn on_api(&self, index: usize, anchor: &str) -> String {
        if self.api == Some(index) {
            return ["#", anchor].concat();
        }
        let up = if self.api.is_some() { "../" } else { "" };
        [up, self.catalogue.apis[index].name.as_str(), "/index.md#", anchor].concat()
    }

    /// The address of a page that all APIs share.
    pub(super) fn shared(&self, file: &str) -> String {
        if self.api.is_some() { format!("../{file}") } else { file.to_owned() }
    }

    /// What is known of a status here.
    pub(super) fn status(&self, status: Status) -> Option<&'a StatusInfo> {
        let own = self.api.and_then(|api| self.catalogue.apis[api].status(status));
        own.or_else(|| self.catalogue.statuses.iter().find(|info| info.status == status))
    }
}

/// What a link to a code shows: the wire value, and the name beside a number.
fn label(wire: &Wire, name: &Name) -> Label {
    match wire {
        Wire::Integer(number) => Label::Text(format!("{number} · {}", name.as_str())),
        Wire::String(value) => Label::Code(value.clone()),
    }
}

impl Links for Site<'_> {
    fn link(&self, target: &Target) -> Destination {
        match *target {
            Target::Code(at) => {
                let (_, code) = self.catalogue.code(at);
                let address = code.is_public().then(|| self.on_api(at.api, &code.wire.anchor()));
                Destination { label: label(&code.wire, &code.name), address }
            }
            Target::Retired { api, retired } => {
                let of = &self.catalogue.apis[api];
                let tomb = &of.retired[retired];
                let shown = public_view::is_public(of, &of.groups[tomb.group]);
                let address = shown.then(|| self.on_api(api, &tomb.wire.anchor()));
                Destination { label: label(&tomb.wire, &tomb.name), address }
            }
            Target::Action(id) => {
                let action = self.catalogue.action(id);
                let own = self.api.and_then(|api| self.catalogue.apis[api].own_action(id));
                let title = own.map_or(&action.title, |own| &own.title);
                let anchor = format!("action:{}", action.name.as_str());
                let page = if self.actions.contains(&id) {
                    String::new()
                } else {
                    self.shared("actions.md")
                };
                let address = Some(format!("{page}#{anchor}"));
                Destination { label: Label::Text(title.clone()), address }
            }
            Target::Status(status) => {
                let own =
                    self.api.is_some_and(|api| self.catalogue.apis[api].status(status).is_some());
                let page = if own { String::new() } else { self.shared("statuses.md") };
                Destination {
                    label: Label::Text(status_text(status, self.status(status))),
                    address: Some(format!("{page}#status:{status}")),
                }
            }
        }
    }
}

/// The same without addresses.
struct Unlinked<'a>(&'a Site<'a>);

impl Links for Unlinked<'_> {
    fn link(&self, target: &Target) -> Destination {
        Destination { address: None, ..self.0.link(target) }
    }
}

/// `403 Forbidden`, as plain text.
pub(super) fn status_text(status: Status, info: Option<&StatusInfo>) -> String {
    info.map_or_else(|| status.to_string(), |info| format!("{status} {}", info.reason))
}
