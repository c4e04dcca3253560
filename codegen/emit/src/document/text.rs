//! Descriptions: `CommonMark`, with references as links into the published docs.

use super::Travelling;
use super::style::Style;
use crate::prose::{self, Destination, Embed, Label, Links};
use crate::public_view;
use errcat_catalogue::model::{Api, Catalogue, Code, Link, Prose, StatusInfo, Target, Wire};
use errcat_catalogue::name::Name;

/// Writes the prose of one API.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    pub catalogue: &'a Catalogue,
    pub api: &'a Api,
    pub style: Style<'a>,
    pub travelling: &'a Travelling<'a>,
}

impl Links for Writer<'_> {
    fn link(&self, target: &Target) -> Destination {
        let Self { catalogue, api, .. } = self;
        match *target {
            Target::Code(code) => {
                let (api, code) = catalogue.code(code);
                self.to_code(api, &code.wire, &code.name)
            }
            Target::Retired { api, retired } => {
                let api = &catalogue.apis[api];
                let code = &api.retired[retired];
                self.to_code(api, &code.wire, &code.name)
            }
            Target::Action(id) => {
                let action = catalogue.action(id);
                let own = api.own_action(id);
                let title = own.map_or(&action.title, |own| &own.title);
                let page = if own.is_some() { self.page() } else { self.shared("actions") };
                Destination {
                    label: Label::Text(title.clone()),
                    address: page.map(|page| format!("{page}#action:{}", action.name.as_str())),
                }
            }
            Target::Status(status) => {
                let own = api.status(status).is_some();
                let page = if own { self.page() } else { self.shared("statuses") };
                Destination {
                    label: Label::Text(status.to_string()),
                    address: page.map(|page| format!("{page}#status:{status}")),
                }
            }
        }
    }
}

impl Writer<'_> {
    fn to_code(self, api: &Api, wire: &Wire, name: &Name) -> Destination {
        let label = match wire {
            Wire::String(value) => value.clone(),
            Wire::Integer(_) => name.as_str().to_owned(),
        };
        Destination { label: Label::Code(label), address: self.catalogue.permalink(api, wire) }
    }

    /// The API's page in the published docs.
    pub(super) fn page(self) -> Option<String> {
        let base = self.catalogue.docs_url.as_ref()?;
        Some(format!("{base}/{}/", self.api.name.as_str()))
    }

    /// A page there that all APIs share.
    fn shared(self, name: &str) -> Option<String> {
        let base = self.catalogue.docs_url.as_ref()?;
        Some(format!("{base}/{name}.html"))
    }

    /// Prose within a line.
    pub(super) fn inline(self, prose: &Prose) -> String {
        prose::markdown(prose, Embed::Inline, &self)
    }

    fn block(self, prose: &Prose) -> String {
        prose::markdown(prose, Embed::Block { below: 1 }, &self)
    }

    /// What the API is, and how to use the document.
    pub(super) fn of_api(self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.api.summary.as_ref().map(|summary| self.inline(summary)));
        parts.extend(self.api.docs.as_ref().map(|docs| self.block(docs)));
        parts.extend(links(&self.api.links));
        parts.push(format!(
            "This document has no paths of its own. Refer to its responses from your document, as \
                in `$ref: \"{}.json#/components/responses/…\"`. A response accepts each of its \
                codes exactly (`Error_…`) and codes of later versions (`Unknown_…`). If your generator does not handle `anyOf` well, use `Envelope_…`, which is one object for all codes.",
            self.api.name.as_str()
        ));
        parts.join("\n\n")
    }

    /// What a status says.
    pub(super) fn of_status(self, info: &StatusInfo) -> String {
        let reason = prose::plain(&info.reason);
        match &info.meaning {
            Some(meaning) => format!("{reason}: {}", self.inline(meaning)),
            None => reason,
        }
    }

    /// All that people may want to know of a code.
    pub(super) fn of_code(self, code: &Code) -> String {
        let mut parts = vec![format!("**{}**", prose::plain(&code.title))];
        parts.extend(self.deprecation(code));
        parts.extend(code.description.as_ref().map(|description| self.block(description)));
        if let Some(advice) = &code.advice {
            parts.push(format!("**What to do:** {}", self.inline(advice)));
        }
        let causes = code.causes.iter().map(|cause| self.inline(cause));
        parts.extend(list("Possible causes", causes.map(|cause| item("- ", &cause))));
        let steps = code.troubleshooting.iter().map(|step| self.block(step)).enumerate();
        let steps = steps.map(|(at, step)| item(&format!("{}. ", at + 1), &step));
        parts.extend(list("Troubleshooting", steps));
        parts.extend(links(&code.links));
        parts.join("\n\n")
    }

    fn deprecation(self, code: &Code) -> Option<String> {
        let deprecated = code.deprecated.as_ref()?;
        let since = deprecated.since.as_ref();
        let since = since.map_or_else(String::new, |it| format!(" since {}", prose::plain(it)));
        let sunset = deprecated.sunset.as_ref();
        let sunset =
            sunset.map_or_else(String::new, |it| format!(", may go on {}", prose::plain(it)));
        let successor = public_view::successor(self.api, deprecated.replaced_by);
        let successor = successor.map_or_else(String::new, |name| {
            format!(", replaced by {}", prose::code(name, Embed::Inline))
        });
        let note = deprecated.note.as_ref();
        let note = note.map_or_else(String::new, |note| format!(" {}", self.inline(note)));
        Some(format!("**Deprecated**{since}{sunset}{successor}.{note}"))
    }
}

/// A titled list, if it has any items.
fn list(title: &str, items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then(|| format!("**{title}**\n\n{}", items.join("\n")))
}

/// An item of a list: what follows its first line is indented below it.
fn item(marker: &str, text: &str) -> String {
    let indent = " ".repeat(marker.len());
    let mut item = marker.to_owned();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            item.push('\n');
            if !line.is_empty() {
                item.push_str(&indent);
            }
        }
        item.push_str(line);
    }
    item
}

/// Links as a list, if there are any.
fn links(links: &[Link]) -> Option<String> {
    let link = |it: &Link| format!("- {}", prose::link(&prose::plain(&it.title), &it.url));
    let items: Vec<_> = links.iter().map(link).collect();
    (!items.is_empty()).then(|| items.join("\n"))
}
